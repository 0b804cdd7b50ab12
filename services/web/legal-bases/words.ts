import type { z } from 'zod';
import type { listLegalBases } from '#legal-bases/contract.ts';
import type { BasisState } from '#platform/codes.ts';
import { html, type Html } from '../html.ts';
import { tag, type TagKind } from '../parts.ts';
import type { View } from '../view.ts';

export type Basis = z.output<typeof listLegalBases.output>['items'][number];

/** `SKAT, BIF og SOF` */
const listed = (view: View, words: readonly string[]): string =>
  new Intl.ListFormat(view.lang === 'da' ? 'da' : 'en-GB', { type: 'conjunction' }).format(words);

const kinds: Record<BasisState, TagKind> = { draft: 'info', approved: 'success', retired: 'none' };

/** Whether it is in use: approved and within its days, or why not. */
export function stateTag(view: View, { status, validFrom, validTo }: Basis): Html {
  if (status !== 'approved') return tag(view.code('basisStates', status), kinds[status]);
  if (validFrom > view.today) return tag(view.t('Godkendt, gælder senere', 'Approved, begins later'), 'info');
  if (validTo !== null && validTo < view.today) return tag(view.t('Godkendt, ophørt', 'Approved, has ended'));
  return tag(view.t('Gælder i dag', 'In force today'), 'success');
}

export const titleOf = (view: View, { citation, version }: Basis): string =>
  view.t(`${citation}, version ${version}`, `${citation}, version ${version}`);

export const period = (view: View, { validFrom, validTo }: Basis): string =>
  validTo === null
    ? view.t(
        `Fra ${view.shortDate(validFrom)}, ingen slutdato`,
        `From ${view.shortDate(validFrom)}, no last day`,
      )
    : view.t(
        `${view.shortDate(validFrom)} til ${view.shortDate(validTo)}`,
        `${view.shortDate(validFrom)} to ${view.shortDate(validTo)}`,
      );

/** The unit's agencies of these kinds, by name; a kind that is not in the unit by its own. */
const parties = (view: View, codes: readonly string[]): string =>
  listed(
    view,
    codes.flatMap((kind) => {
      const names = view.agencies.filter((agency) => agency.kind === kind).map(({ name }) => name);
      return names.length > 0 ? names : [view.code('agencyKinds', kind)];
    }),
  );

/** Who may give what to whom, as a sentence. */
export function sentence(view: View, basis: Basis): string {
  const about = listed(
    view,
    basis.subjects.map((code) =>
      code === 'person' ? view.t('personer', 'persons') : view.t('virksomheder', 'companies'),
    ),
  );
  const from = parties(view, basis.contributors);
  const what = view.t(
    `${classes(view, basis.dataClasses)} om ${about}`,
    `${classes(view, basis.dataClasses)} about ${about}`,
  );
  if (basis.recipients.length === 0)
    return view.t(
      `${from} må selv gennemgå ${what}, men ikke give dem til andre.`,
      `${from} may review ${what} on their own, but give it to nobody.`,
    );
  const to = parties(view, basis.recipients);
  const full = view.t(`${from} må give ${what} til ${to}.`, `${from} may give ${what} to ${to}.`);
  if (basis.factOnlyClasses.length === 0) return full;
  const fact = view.t(
    `at der findes ${classes(view, basis.factOnlyClasses)} om ${about}`,
    `that there is ${classes(view, basis.factOnlyClasses)} about ${about}`,
  );
  return basis.dataClasses.length === 0
    ? view.t(`${from} må kun give ${to} at vide, ${fact}.`, `${from} may only let ${to} know ${fact}.`)
    : `${full} ${view.t(`De må desuden give at vide, ${fact}, men ikke hvad de siger.`, `They may also let it be known ${fact}, but not what it says.`)}`;
}

/** `almindelige og fortrolige oplysninger samt oplysninger om strafbare forhold` */
function classes(view: View, codes: readonly string[]): string {
  const plain = codes.flatMap((code) => (code === 'criminal' ? [] : [adjective(view, code)]));
  return [
    ...(plain.length > 0 ? [`${listed(view, plain)} ${view.t('oplysninger', 'information')}`] : []),
    ...(codes.includes('criminal')
      ? [view.t('oplysninger om strafbare forhold', 'information on criminal offences')]
      : []),
  ].join(view.t(' samt ', ', and '));
}

const adjectives: Readonly<Record<string, readonly [da: string, en: string]>> = {
  ordinary: ['almindelige', 'ordinary'],
  confidential: ['fortrolige', 'confidential'],
  special: ['følsomme', 'sensitive'],
};
const adjective = (view: View, code: string): string => view.t(...(adjectives[code] ?? [code, code]));

export const purposesOf = (view: View, { purposes }: Basis): string =>
  listed(
    view,
    purposes.map((purpose) => view.code('purposes', purpose).toLowerCase()),
  );

/** What else holds for it, one sentence each. */
export function conditions(view: View, basis: Basis): string[] {
  return [
    basis.notForCriminalInvestigation
      ? view.t(
          'Det, der deles, må ikke anvendes til efterforskning af straffesager.',
          'What is shared may not be used for the investigation of criminal cases.',
        )
      : null,
    basis.needsSecondApprover
      ? view.t(
          'En anden person i samme myndighed skal godkende, før noget deles.',
          'A second person of the same agency has to approve before anything is shared.',
        )
      : null,
    basis.createsDuty
      ? view.t(
          'Myndigheden har pligt til at give oplysningen, når den bliver bedt om det.',
          'The agency has a duty to give the information when asked.',
        )
      : view.t(
          'Myndigheden må, men har ikke pligt til at dele.',
          'The agency may share, but has no duty to.',
        ),
  ].filter((text) => text !== null);
}

export const textList = (texts: readonly string[]): Html =>
  html`<ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>`;
