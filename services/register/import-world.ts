import { partyKinds, type Purpose } from '#platform/codes.ts';
import type { Transaction } from '#platform/database.ts';
import { municipalities } from '#units/questions.ts';
import { unitUnknown } from './import-error.ts';
import { agencyRows, followUpTypeRows, legalBasisRows, unitIds } from './store.ts';
import type { RegisterLegalBasis, RegisterWorld } from './world.ts';

/** What an import must know of a legal basis beyond what its rows are checked against. */
export type ImportBasis = RegisterLegalBasis & {
  readonly purpose: Purpose;
  readonly notForInvestigation: boolean;
};

/** What a unit's register is read against, and who took part when. */
export type ImportWorld = RegisterWorld & {
  readonly basisOf: ReadonlyMap<string, ImportBasis>;
  /** The ids of the agencies that took part on a day. */
  partiesOn(day: string): string[];
};

/** Every review of a register is one of control of benefits: what the units were set up for. */
const usual: Purpose = 'benefit_control';

/** @throws ImportError when there is no such unit. */
export async function readImportWorld(tx: Transaction, unitId: string): Promise<ImportWorld> {
  const units = await unitIds(tx);
  if (!units.some(({ id }) => id === unitId)) throw unitUnknown(units.map(({ id }) => id));
  const parties = await agencyRows(tx, unitId);
  const bases = (await legalBasisRows(tx, unitId)).map(toBasis);
  const types = await followUpTypeRows(tx);
  return {
    agencies: [...Map.groupBy(parties, ({ id }) => id).values()].flatMap(([party]) => {
      const kind = partyKinds.find((known) => known === party?.kind);
      return party && kind ? [{ id: party.id, kind, names: [party.name, ...party.names] }] : [];
    }),
    municipalities: await municipalities(tx),
    legalBases: bases,
    followUpTypes: types.map(({ code, name_da, owner_kind }) => ({
      code,
      nameDa: name_da,
      ownerKind: owner_kind,
    })),
    basisOf: new Map(bases.map((basis) => [basis.id, basis])),
    partiesOn: (day) =>
      parties
        .filter(({ valid_from, valid_to }) => valid_from <= day && day <= (valid_to ?? day))
        .map(({ id }) => id),
  };
}

function toBasis(row: Awaited<ReturnType<typeof legalBasisRows>>[number]): ImportBasis {
  return {
    id: row.id,
    citation: row.citation,
    contributors: row.contributors,
    recipients: row.recipients,
    dataClasses: row.data_classes,
    subjects: row.subjects,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    purpose: row.purposes.includes(usual) ? usual : (row.purposes[0] ?? usual),
    notForInvestigation: row.not_for_criminal_investigation,
  };
}
