import type { z } from 'zod';
import { readDossier } from '#case-reviews/contract.ts';
import { assignFollowUp } from '#follow-ups/contract.ts';
import { addDays } from '#platform/danish-time.ts';
import { html, type Html } from '../html.ts';
import { type Fault, form, page } from '../page.ts';
import { alertBox, button, checkboxes, type Choice, field, hidden, radios } from '../parts.ts';
import type { View } from '../view.ts';

type Finding = z.output<typeof readDossier.output>['findings'][number];

const path = '/case-reviews/:reviewId/follow-ups/new';

export const assignPage = page({
  path,
  needs: assignFollowUp,
  show: async (view, { params, fault }) => {
    const review = await view.ask(readDossier, { params: { reviewId: params['reviewId'] } });
    const choices = choicesIn(view, review.agencies);
    const title = view.t('Sæt opfølgning i gang', 'Set follow-up going');
    const name = review.reference ?? view.t('uden nummer', 'without a number');
    const back = html`<p>
      <a href=${`/case-reviews/${review.id}`}>${view.t(`Gennemgang ${name}`, `Case review ${name}`)}</a>
    </p>`;
    if (choices.length === 0) return { title, main: html`${back}${nothingToChoose(view)}` };
    const main = html`${back}
      <form method="post" action=${`/case-reviews/${review.id}/follow-ups/new`}>
        ${hidden(view)}
        ${radios(view, {
          name: 'type',
          legend: view.t('Hvad skal der ske, og hos hvem?', 'What is to be done, and by whom?'),
          hint: view.t(
            'En myndighed får kun opfølgning på sit eget område og afgør selv sagen efter sin egen lovgivning.',
            'An agency gets follow-up only within its own remit, and decides the matter itself under its own law.',
          ),
          options: choices,
          ...(choices.length === 1 ? { value: choices[0]?.value } : {}),
          fault,
        })}
        ${basisChoice(view, review.findings, fault)}
        ${field(view, {
          name: 'dueOn',
          type: 'date',
          label: view.t('Frist', 'Due date'),
          hint: view.t(
            'Derefter kommer sagen på næste møde.',
            'After that, the case comes up at the next meeting.',
          ),
          value: addDays(view.today, 30),
          width: 12,
          fault,
        })}
        ${button(view.t('Sæt i gang', 'Set going'))}
      </form>`;
    return { title, main };
  },
});

/** The findings that it rests on, for a follow-up of the own agency; of another's, that agency's own are taken. */
function basisChoice(view: View, findings: readonly Finding[], fault: Fault | undefined): Html {
  const standing = findings.filter(({ withdrawn }) => !withdrawn);
  if (standing.length === 0) return null;
  return html`<input type="hidden" name="_basis" value="stated" />
    ${checkboxes(view, {
      name: 'basedOn',
      legend: view.t('Hvilke oplysninger bygger den på?', 'Which findings does it rest on?'),
      hint: view.t(
        'Gælder din egen myndigheds opfølgning, som arver oplysningernes grænser. En politianmeldelse kan ikke bygge på det, der er delt til forebyggelse.',
        'For your own agency’s follow-up, which inherits the limits of the findings. A police report cannot rest on what was shared for prevention.',
      ),
      options: standing.map((one) => {
        const [agency, day] = [view.agency(one.agencyId), view.date(one.notedOn)];
        return {
          value: one.id,
          label: view.t(`${agency}, noteret ${day}`, `${agency}, noted ${day}`),
          hint: one.useRestriction ? view.say(one.useRestriction) : undefined,
        };
      }),
      values: standing.map(({ id }) => id),
      fault,
    })}`;
}

/** The types that the agencies of the review own: the chair's choice among all of them, a liaison's among the own. */
function choicesIn(view: View, partyIds: readonly string[]): Choice[] {
  const { agencyId } = view.person;
  const parties = view.may('meetings.run') ? partyIds : partyIds.filter((id) => id === agencyId);
  return view.agencies
    .filter(({ id }) => parties.includes(id))
    .flatMap(({ id, name, kind }) =>
      view.followUpTypes
        .filter(({ ownerKind }) => ownerKind === kind)
        .map((type) => ({
          value: `${id}/${type.code}`,
          label: `${name}: ${view.say(type.name)}`,
          hint: type.legalHint ?? undefined,
        })),
    );
}

function nothingToChoose(view: View): Html {
  return alertBox(
    view,
    'info',
    view.t('Din myndighed har ingen opfølgning at vælge her', 'Your agency has no follow-up to choose here'),
    html`<p>
      ${view.t(
        'Kun de myndigheder, der er med i gennemgangen, kan følge op på den. Mødelederen kan fordele til alle, der er med.',
        'Only agencies that are part of the review can follow up on it. The chair can assign to all that are.',
      )}
    </p>`,
  );
}

export const assignToReview = form({
  path,
  of: assignPage,
  needs: assignFollowUp,
  does: async (view, { params, form: sheet }) => {
    const [agencyId = '', type] = sheet.text('type').split('/');
    const action = await view.ask(assignFollowUp, {
      params: { reviewId: params['reviewId'] },
      key: sheet.key(),
      body: {
        agencyId: agencyId || view.person.agencyId,
        type,
        dueOn: sheet.optional('dueOn'),
        ...(agencyId === view.person.agencyId && sheet.text('_basis') === 'stated'
          ? { basedOn: sheet.all('basedOn') }
          : {}),
      },
    });
    return {
      to: `/follow-ups/${action.id}`,
      notice: view.t('Opfølgningen er sat i gang.', 'The follow-up has been set going.'),
    };
  },
});
