export type AgencyKind = 'police' | 'tax' | 'bif' | 'sof' | 'bk';
export type DataClass = 'ordinary' | 'confidential' | 'criminal' | 'special';

export type RegisterAgency = {
  readonly id: string;
  readonly kind: AgencyKind;
  /** The display name first, then every alias that a register may use. */
  readonly names: readonly string[];
};
/** One version of a provision. Several may share a citation, each with its own days of validity (both inclusive). */
export type RegisterLegalBasis = {
  readonly id: string;
  readonly citation: string;
  readonly contributors: readonly AgencyKind[];
  readonly recipients: readonly AgencyKind[];
  readonly dataClasses: readonly DataClass[];
  readonly subjects: readonly ('person' | 'company')[];
  readonly validFrom: string;
  readonly validTo: string | null;
};
export type RegisterFollowUpType = {
  readonly code: string;
  readonly nameDa: string;
  readonly ownerKind: AgencyKind;
};

/** What a unit's register is read against: its agencies, all municipalities, its legal bases, the follow-up types. */
export type RegisterWorld = {
  readonly agencies: readonly RegisterAgency[];
  readonly municipalities: readonly { readonly code: string; readonly name: string }[];
  readonly legalBases: readonly RegisterLegalBasis[];
  readonly followUpTypes: readonly RegisterFollowUpType[];
};

/** The world by the names that a cell may hold, as `asKey` writes them. */
export type LookUps = {
  readonly agencies: ReadonlyMap<string, RegisterAgency>;
  readonly municipalities: ReadonlyMap<string, string>;
  readonly legalBases: ReadonlyMap<string, readonly RegisterLegalBasis[]>;
  readonly followUpTypes: ReadonlyMap<string, RegisterFollowUpType>;
  readonly agencyNames: string;
  readonly typeNames: string;
};

/** Upper and lower case, spaces around and doubled spaces make no difference to a name. */
export function asKey(name: string): string {
  return name.normalize('NFC').replaceAll(/\s+/gu, ' ').trim().toLowerCase();
}

export function lookUps(world: RegisterWorld): LookUps {
  return {
    agencies: new Map(world.agencies.flatMap((agency) => agency.names.map((name) => [asKey(name), agency]))),
    municipalities: new Map(
      world.municipalities.flatMap(({ code, name }) => [
        [asKey(name), code],
        [code, code],
        // A spreadsheet takes the nought away from 0101.
        [code.replace(/^0/u, ''), code],
      ]),
    ),
    legalBases: Map.groupBy(world.legalBases, (basis) => asKey(basis.citation)),
    followUpTypes: new Map(world.followUpTypes.map((type) => [asKey(type.nameDa), type])),
    agencyNames: world.agencies.flatMap((agency) => agency.names.slice(0, 1)).join(', '),
    typeNames: world.followUpTypes.map((type) => type.nameDa).join(', '),
  };
}

/** The name that a message uses for an agency of this kind. */
export function nameOfKind(world: LookUps, kind: AgencyKind): string {
  for (const agency of world.agencies.values()) if (agency.kind === kind) return agency.names[0] ?? agency.id;
  return 'en anden myndighed';
}
