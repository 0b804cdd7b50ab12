import { evaluateDecision, listLegalBases } from '#legal-bases/contract.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { details, radios } from '../parts.ts';
import type { View } from '../view.ts';

export type OfferedBases = {
  possible: { code: string; citation: string; hint: string }[];
  /** A sentence on each. */
  impossible: string[];
};

/** The rules that a nomination is held to; the others are about findings, and who is given them. */
const rulesOfNomination = new Set(['D1', 'D3', 'D7']);
/** Long enough for the rules: the ground itself is written in the form. */
const groundToCome = 'Begrundelsen skrives i formularen.';

/**
 * The legal bases of the catalogue, those first under which the own agency can nominate a person today for the session's
 * purpose, and why not the others: by the rules that decide the nomination itself.
 */
export async function basesForNomination(view: View): Promise<OfferedBases> {
  const other = view.agencies.find(({ id, kind }) => id !== view.person.agencyId && kind !== 'national');
  const [{ items }, { decisions }] = await Promise.all([
    view.ask(listLegalBases, { query: { on: view.today } }),
    view.ask(evaluateDecision, {
      body: {
        basisCode: '',
        recipients: [other?.id ?? view.person.agencyId],
        purpose: view.purpose,
        dataClass: 'confidential',
        subject: 'person',
        necessity: groundToCome,
      },
    }),
  ]);
  const tried = decisions.flatMap(({ possible, impossible }) => [...possible, ...impossible]);
  const options = tried
    .map(({ basis, refusals }) => ({
      basis,
      why: refusals.filter(({ rule }) => rulesOfNomination.has(rule)),
    }))
    .toSorted((a, b) => a.basis.citation.localeCompare(b.basis.citation, 'da'));
  const reachOf = (id: string) => items.find((one) => one.id === id)?.recipients ?? [];
  return {
    possible: options
      .filter(({ why }) => why.length === 0)
      .map(({ basis: { id, code, citation } }) => ({ code, citation, hint: hintOf(view, reachOf(id)) })),
    impossible: options
      .filter(({ why }) => why.length > 0)
      .map(({ why }) => why.map((one) => view.say(one)).join(' ')),
  };
}

/** Whom the basis lets be asked about the review. */
function hintOf(view: View, recipients: readonly string[]): string {
  const names = view.agencies.filter(({ kind }) => recipients.includes(kind)).map(({ name }) => name);
  return names.length === 0
    ? view.t(
        'Kun egen gennemgang: ingen anden myndighed kan spørges.',
        'Own review only: no other agency can be asked.',
      )
    : view.t(`Kan spørges: ${names.join(', ')}.`, `Can be asked: ${names.join(', ')}.`);
}

/** The possible ones to choose from, and a plain sentence on each of the others. */
export function chooseBasis(view: View, bases: OfferedBases, fault: Fault | undefined): Html {
  const { possible, impossible } = bases;
  const purpose = view.code('purposes', view.purpose);
  return html`${radios(view, {
    name: 'legalBasisCode',
    legend: view.t('Hjemmel', 'Legal basis'),
    hint:
      possible.length === 0
        ? view.t(
            `Ingen hjemmel kan bruges af jeres myndighed til formålet ${purpose} i dag. Formålet skiftes øverst på siden.`,
            `No legal basis can be used by your agency for the purpose ${purpose} today. The purpose is changed at the top of the page.`,
          )
        : view.t(
            `De hjemler, som jeres myndighed kan indstille efter til formålet ${purpose}. Formålet skiftes øverst på siden.`,
            `The legal bases under which your agency can nominate for the purpose ${purpose}. The purpose is changed at the top of the page.`,
          ),
    options: possible.map(({ code, citation, hint }) => ({ value: code, label: citation, hint })),
    value: possible.length === 1 ? (possible[0]?.code ?? null) : null,
    fault,
  })}
  ${
    impossible.length === 0
      ? null
      : details(
          view.t('Hvorfor kan jeg ikke vælge de andre hjemler?', 'Why can’t I choose the other legal bases?'),
          html`<ul>
            ${impossible.map((why) => html`<li>${why}</li>`)}
          </ul>`,
        )
  }`;
}
