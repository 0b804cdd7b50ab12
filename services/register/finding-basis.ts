import { fault, type Read, read } from './codes.ts';
import {
  asKey,
  type DataClass,
  type LookUps,
  type RegisterAgency,
  type RegisterLegalBasis,
} from './world.ts';

/** What the rest of the row says; undefined where it cannot be read. */
type Wish = {
  agency: RegisterAgency | undefined;
  notedOn: string | undefined;
  dataClass: DataClass | undefined;
  recipients: readonly RegisterAgency[] | undefined;
};

/**
 * The version of the cited provision that was in force on the row's day and that its agency may use for persons.
 * When several fit, the one that carries the row's data class and recipients is preferred.
 */
export function basisFor(cell: string, world: LookUps, wish: Wish): Read<RegisterLegalBasis | undefined> {
  if (cell.trim() === '')
    return fault(
      'legal_basis_missing',
      'Hjemlen mangler. Ingen oplysning uden hjemmel.',
      'The legal basis is missing. No finding without one.',
    );
  const cited = world.legalBases.get(asKey(cell));
  if (!cited) {
    return fault(
      'legal_basis_unknown',
      'Hjemlen står ikke i enhedens hjemmelskatalog.',
      "The legal basis is not in the unit's catalogue.",
    );
  }
  const { agency, notedOn } = wish;
  if (!notedOn) return read(undefined);
  const inForce = cited.filter(
    (basis) => basis.validFrom <= notedOn && notedOn <= (basis.validTo ?? notedOn),
  );
  if (inForce.length === 0) {
    const day = notedOn.split('-').toReversed().join('-');
    return fault(
      'legal_basis_not_in_force',
      `Hjemlen gjaldt ikke den ${day}.`,
      `The legal basis was not in force on ${day}.`,
    );
  }
  if (!agency) return read(undefined);
  const own = inForce.filter((basis) => basis.contributors.includes(agency.kind));
  if (own.length === 0) {
    return fault(
      'legal_basis_not_contributors',
      `${agency.names[0] ?? agency.id} kan ikke bruge denne hjemmel.`,
      `${agency.names[0] ?? agency.id} cannot use this legal basis.`,
    );
  }
  const personal = own.filter((basis) => basis.subjects.includes('person'));
  const best = personal.find((basis) => fits(basis, wish)) ?? personal[0];
  return best
    ? read(best)
    : fault(
        'legal_basis_not_for_persons',
        'Hjemlen gælder oplysninger om virksomheder, ikke om personer.',
        'The legal basis is for findings about companies, not about persons.',
      );
}

/** Whether the provision carries data of this class. */
export function classCarried(basis: RegisterLegalBasis, dataClass: DataClass | undefined): Read<undefined> {
  if (!dataClass || basis.dataClasses.includes(dataClass)) return read(undefined);
  return dataClass === 'criminal'
    ? fault(
        'criminal_data_without_basis',
        'Hjemlen bærer ikke oplysninger om strafbare forhold.',
        'The legal basis does not carry data about criminal offences.',
      )
    : fault(
        'data_class_not_carried',
        'Hjemlen bærer ikke oplysninger af denne type.',
        'The legal basis does not carry data of this class.',
      );
}

/** Whether every recipient is one to whom the provision lets the data go. */
export function recipientsAllowed(
  basis: RegisterLegalBasis,
  recipients: readonly RegisterAgency[],
): Read<undefined> {
  const outside = recipients.find(({ kind }) => !basis.recipients.includes(kind));
  if (!outside) return read(undefined);
  const name = outside.names[0] ?? outside.id;
  return fault(
    'legal_basis_not_for_recipient',
    `Hjemlen giver ikke adgang til at videregive til ${name}.`,
    `The legal basis gives no leave to disclose to ${name}.`,
  );
}

function fits(basis: RegisterLegalBasis, { dataClass, recipients }: Wish): boolean {
  return classCarried(basis, dataClass).ok && recipientsAllowed(basis, recipients ?? []).ok;
}
