import { Temporal } from 'temporal-polyfill';
import type { z } from 'zod';
import type { agenda, agendaItem } from '#agendas/contract.ts';
import type { meeting } from '#meetings/contract.ts';
import type { MeetingState } from '#platform/codes.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { tag, type TagKind } from '../parts.ts';
import type { View } from '../view.ts';

export type Meeting = z.output<typeof meeting>;
export type Agenda = z.output<typeof agenda>;
export type Item = z.output<typeof agendaItem>;

/** `torsdag den 26. november 2026` */
export const dayOf = (view: View, date: string): string =>
  Temporal.PlainDate.from(date).toLocaleString(view.lang === 'da' ? 'da-DK' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });

/** The same at the start of a line: `Torsdag den 26. november 2026`. */
export const dayFirst = (view: View, date: string): string => {
  const day = dayOf(view, date);
  return `${day.slice(0, 1).toLocaleUpperCase(view.lang)}${day.slice(1)}`;
};

/** `kl. 09.00` */
export const timeOf = (view: View, time: string): string =>
  view.t(`kl. ${time.replace(':', '.')}`, `at ${time}`);

const kinds: Record<MeetingState, TagKind> = {
  planned: 'info',
  settled: 'success',
  open: 'warning',
  closed: 'none',
  cancelled: 'none',
};
export const stateTag = (view: View, state: MeetingState): Html =>
  tag(view.code('meetingStates', state), kinds[state]);

/** Why a meeting of a series is on another day than its rule says; null when it is not. */
export const whyMoved = (view: View, movedFrom: string | null): string | null =>
  movedFrom === null
    ? null
    : view.t(
        `Flyttet fra ${dayOf(view, movedFrom)}, som er en helligdag, til næste arbejdsdag.`,
        `Moved from ${dayOf(view, movedFrom)}, which is a public holiday, to the next working day.`,
      );

/** How a case is called at the table: name, else reference, else that the name is not shown. */
export const nameOf = (view: View, item: Item): string =>
  item.name ?? item.reference ?? view.t('Navn vises ikke', 'Name not shown');

/** Tells the forms of a page apart. */
export const formName = (name: string): Html => html`<input type="hidden" name="_form" value=${name} />`;
/** The fault, when it is this form that was refused. */
export const faultIn = (fault: Fault | undefined, name: string): Fault | undefined =>
  fault?.form.text('_form') === name ? fault : undefined;
