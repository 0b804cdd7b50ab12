import type { PersonCaller } from '#platform/caller.ts';
import type { AgencyKind, Sharing } from '#platform/codes.ts';
import type { DisclosureRequest } from './request.ts';

type Facts = {
  readonly caller: Pick<PersonCaller, 'authorityId' | 'agencyId'>;
  /** The agencies that take part in the unit on the day. */
  readonly taking: readonly { id: string; kind: AgencyKind; authorityId: string; sharing: Sharing }[];
  /** The agencies of the review; null where taking part in a review is not tried. */
  readonly takesPart: readonly string[] | null;
};

/** The caller's agency as the rules see it. */
export const contributorOf = ({ agencyId, agencyKind, authorityId }: PersonCaller) => ({
  agencyId,
  kind: agencyKind,
  authorityId,
});

/** What the rules ask of a recipient, from the facts of the day. An agency that is not in the unit is of no kind. */
export function recipientOf(
  agencyId: string,
  { caller, taking, takesPart }: Facts,
): Pick<DisclosureRequest, 'recipient' | 'giverSharing' | 'sameController'> {
  const known = taking.find(({ id }) => id === agencyId);
  return {
    recipient: {
      agencyId,
      kind: known?.kind ?? '',
      takesPart: takesPart === null || takesPart.includes(agencyId),
      activeInUnit: known !== undefined,
      sharing: known?.sharing ?? 'missing',
    },
    giverSharing: taking.find(({ id }) => id === caller.agencyId)?.sharing ?? 'missing',
    sameController: known?.authorityId === caller.authorityId,
  };
}
