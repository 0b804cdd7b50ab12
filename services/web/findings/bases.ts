import type { z } from 'zod';
import { evaluateDecision } from '#legal-bases/contract.ts';
import { html, type Html } from '../html.ts';
import { details } from '../parts.ts';
import type { View } from '../view.ts';

/** What the rules D1 to D8 say of one recipient, and how each basis of the catalogue would fare. */
export type Decision = z.output<typeof evaluateDecision.output>['decisions'][number];
type Option = Decision['possible'][number];
export type Reason = Option['refusals'][number];

/** What is asked about: as an author has written it, or as a finding says. */
export type Asked = {
  reviewId: string;
  basisCode: string;
  purpose: string;
  dataClass: string | null;
  subject: string | null;
  statementKind: string | null | undefined;
  sourceClass: string | null;
  necessity: string;
  police: { subjectCategory: string | null | undefined; reviewDueOn: string | null | undefined } | null;
  declarationNotInvestigation: boolean;
};

/** One decision for each other agency of the unit, in one question; changes nothing. */
export async function tryRules(view: View, asked: Asked): Promise<Decision[]> {
  const others = view.agencies.filter(({ id }) => id !== view.person.agencyId).map(({ id }) => id);
  const { police, statementKind, ...rest } = asked;
  const { decisions } = await view.ask(evaluateDecision, {
    body: {
      ...rest,
      recipients: others.length > 0 ? others : [view.person.agencyId],
      statementKind: statementKind ?? undefined,
      ...(police === null
        ? {}
        : {
            police: {
              subjectCategory: police.subjectCategory ?? undefined,
              reviewDueOn: police.reviewDueOn ?? undefined,
            },
          }),
    },
  });
  return decisions;
}

export type Basis = {
  code: string;
  citation: string;
  version: number;
  useRestriction: Option['useRestriction'];
  /** Why the agency cannot say this under the basis at all, whoever it is for. */
  reasons: Reason[];
  /** Who of the others can be given it, and why the rest cannot. */
  reach: string[];
  beyond: { agencyId: string; reasons: Reason[] }[];
  /** Only an approver who did not write it may disclose it. */
  needsSecondApprover: boolean;
};

const ofRecipient = new Set(['D2', 'D5']);
const stillToFillIn = new Set(['necessity_too_short', 'second_approval_missing', 'declaration_missing']);
const isOfContent = ({ rule, code }: Reason) =>
  !ofRecipient.has(rule) && rule !== 'D6' && !stillToFillIn.has(code);

/** Each basis of the catalogue with those whom it reaches, in the order of their codes. */
export function basesIn(decisions: readonly Decision[]): Basis[] {
  const [first] = decisions;
  const all = [...(first?.possible ?? []), ...(first?.impossible ?? [])];
  return all
    .map(({ basis, useRestriction, refusals }) => {
      const options = decisions.map((decision) => ({
        agencyId: decision.recipient,
        possible: decision.possible.some((option) => option.basis.id === basis.id),
        reasons: decision.impossible.find((option) => option.basis.id === basis.id)?.refusals ?? [],
      }));
      return {
        code: basis.code,
        citation: basis.citation,
        version: basis.version,
        useRestriction,
        reasons: refusals.filter(isOfContent),
        reach: options.filter(({ possible }) => possible).map(({ agencyId }) => agencyId),
        beyond: options.filter(({ possible }) => !possible),
        needsSecondApprover: refusals.some(({ code }) => code === 'second_approval_missing'),
      };
    })
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

/** One reason in plain words, with the law behind it unless the words name it. */
export function reasonText(view: View, { da, en, provision }: Reason): string {
  const text = view.t(da, en);
  return provision === undefined || text.includes(provision) ? text : `${text} (${provision})`;
}

/** The bases that cannot be used, each with every reason why. */
export function impossibleBases(
  view: View,
  bases: readonly { citation: string; reasons: readonly Reason[] }[],
): Html {
  if (bases.length === 0) return null;
  const list = bases.map(
    ({ citation, reasons }) =>
      html`<li>
        <strong>${citation}</strong>
        <ul>
          ${reasons.map((reason) => html`<li>${reasonText(view, reason)}</li>`)}
        </ul>
      </li>`,
  );
  return details(
    view.t(`Ikke mulige her (${bases.length})`, `Not possible here (${bases.length})`),
    html`<ul class="reasons">
      ${list}
    </ul>`,
  );
}

/** What choosing a basis brings with it: whom it reaches, what the recipient may not do, and who must approve. */
export function basisHint(view: View, { reach, beyond, useRestriction, needsSecondApprover }: Basis): string {
  const names = (ids: readonly string[]) => ids.map((id) => view.agency(id)).join(', ');
  const not = names(beyond.map(({ agencyId }) => agencyId));
  return [
    reach.length === 0
      ? view.t(
          'Kun til egen myndighed: ingen af de andre kan få oplysningen efter denne hjemmel.',
          'Own agency only: none of the others can be given the finding under this basis.',
        )
      : view.t(`Kan gives til ${names(reach)}.`, `Can be given to ${names(reach)}.`),
    reach.length === 0 || not === '' ? '' : view.t(`Ikke til ${not}.`, `Not to ${not}.`),
    useRestriction === null
      ? ''
      : view.t(
          `Brugen begrænses: ${useRestriction.da.toLowerCase()}.`,
          `Restricted use: ${useRestriction.en.toLowerCase()}.`,
        ),
    needsSecondApprover
      ? view.t(
          'En godkender, som ikke har skrevet oplysningen, skal videregive den.',
          'An approver who did not write the finding has to disclose it.',
        )
      : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** Every reason why none of these bases reaches an agency. */
export function whyNot(view: View, possible: readonly Basis[], agencyId: string): string {
  const reasons = possible
    .flatMap(({ beyond }) => beyond.filter((one) => one.agencyId === agencyId))
    .flatMap((one) => one.reasons.map((reason) => reasonText(view, reason)));
  const texts = [...new Set(reasons)];
  return texts.length > 0
    ? texts.join(' ')
    : view.t('Ingen mulig hjemmel når den.', 'No possible basis reaches it.');
}
