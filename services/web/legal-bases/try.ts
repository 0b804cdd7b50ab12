import { evaluateDecision } from '#legal-bases/contract.ts';
import type { Sheet } from '../forms.ts';
import { html } from '../html.ts';
import { form, page } from '../page.ts';
import { link } from '../parts.ts';
import type { View } from '../view.ts';
import { decisionsOf } from './decisions.ts';
import { basesInUse } from './in-use.ts';
import { tryForm } from './try-form.ts';

const titleOf = (view: View): string => view.t('Prøv en videregivelse', 'Try a disclosure');

const intro = (view: View) =>
  html`<p>${view.t(
    'Tjenesten svarer efter de samme regler, som afgør en rigtig videregivelse. Intet bliver delt eller gemt, men at du har prøvet, står i logbogen. Skriv ikke, hvem det drejer sig om.',
    'The service answers by the same rules that decide a real disclosure. Nothing is shared or saved, but that you have tried is kept in the trail. Do not write whom it is about.',
  )}</p>`;

/** Whether something might be shared, and which rules say no: without sharing anything. */
export const tryPage = page({
  path: '/legal-bases/try',
  needs: evaluateDecision,
  show: async (view, { fault }) => ({
    title: titleOf(view),
    main: html`${intro(view)} ${tryForm(view, await basesInUse(view), undefined, fault)}`,
  }),
});

export const tryDisclosure = form({
  path: '/legal-bases/try',
  of: tryPage,
  needs: evaluateDecision,
  does: async (view, { form: sheet }) => {
    const { decisions } = await view.ask(evaluateDecision, { body: bodyOf(sheet) });
    const main = html`${decisionsOf(view, decisions)}
      <h2>${view.t('Prøv igen med andre svar', 'Try again with other answers')}</h2>
      ${tryForm(view, await basesInUse(view), sheet)}
      <p>${link('/legal-bases', view.t('Se alle hjemler', 'See all legal bases'))}</p>`;
    return { title: titleOf(view), main };
  },
});

function bodyOf(sheet: Sheet) {
  const category = sheet.optional('police.subjectCategory');
  const dueOn = sheet.optional('police.reviewDueOn');
  const police = {
    ...(category === undefined ? {} : { subjectCategory: category }),
    ...(dueOn === undefined ? {} : { reviewDueOn: dueOn }),
  };
  return {
    basisCode: sheet.text('basisCode'),
    recipients: sheet.all('recipients'),
    purpose: sheet.text('purpose'),
    dataClass: sheet.text('dataClass'),
    subject: sheet.text('subject'),
    statementKind: sheet.optional('statementKind'),
    sourceClass: sheet.text('sourceClass'),
    necessity: sheet.text('necessity'),
    declarationNotInvestigation: sheet.checked('declarationNotInvestigation'),
    secondApproval: sheet.checked('secondApproval'),
    ...(Object.keys(police).length > 0 ? { police } : {}),
  };
}
