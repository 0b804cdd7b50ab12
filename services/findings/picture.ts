import type { PersonCaller } from '#platform/caller.ts';
import type { DisclosureForm } from '#platform/codes.ts';
import type { Vault } from '#platform/vault.ts';
import { purposeOf } from './content.ts';
import type { Decided } from './release.ts';
import type { FindingRow } from './store.ts';
import { viewOf } from './view.ts';

/** What an allowed recipient is given; null where the answer is no. */
export function formOf({ outcome }: Decided['decision']): DisclosureForm | null {
  if (outcome === 'deny') return null;
  return outcome === 'allow_full' ? 'full' : 'fact_only';
}

type Here = { caller: PersonCaller; vault: Vault; today: string };

/** The finding as this recipient reads it once it is disclosed: made by the function that makes what it reads. */
export function pictureFor({ agencyId, decision }: Decided, row: FindingRow, { caller, vault, today }: Here) {
  const { basis, useRestriction } = decision;
  const form = formOf(decision);
  if (form === null || basis === null || row.version === null)
    throw new Error('an allowed disclosure has a form, a basis and a version');
  const received = {
    id: null,
    finding_id: row.id,
    version: row.version,
    to_agency_id: agencyId,
    purpose: purposeOf(caller),
    form,
    decision_id: null,
    use_restriction: useRestriction?.code ?? null,
    initiative: 'own',
    disclosed_on: today,
    first_read_at: null,
    revoked_at: null,
    code: basis.code,
    citation: basis.citation,
    basis_version: basis.version,
  } as const;
  return viewOf(
    {
      ...row,
      own: false,
      about_third_person_id: null,
      necessity_ct: null,
      source_class: null,
      disclosures: [received],
    },
    { vault, today },
  );
}
