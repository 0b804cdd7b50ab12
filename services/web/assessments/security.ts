import type { z } from 'zod';
import { assessSecurity, endSecurity, tellOfSecurity } from '#assessments/contract.ts';
import type { listLegalBases } from '#legal-bases/contract.ts';
import { faultOf, hiddenOf } from '../case-reviews/form-of-many.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { button, checkbox, checkboxes, definitionList, details, tag } from '../parts.ts';
import type { View } from '../view.ts';
import { type Assessment, declaration, securityFields } from './security-fields.ts';

type Bases = z.output<typeof listLegalBases.output>['items'];
type Given = {
  reviewId: string;
  security: readonly Assessment[];
  bases: Bases;
  renew: string | undefined;
  fault: Fault | undefined;
};
const securityForm = 'security';

/** The police's assessments, who was told and when they first read it, and the form of a new one. */
export function securitySection(view: View, { reviewId, security, bases, renew, fault }: Given): Html {
  const own = security.filter((one) => one.own);
  const refused = faultOf(fault, securityForm);
  const older = own.find(({ id }) => id === renew);
  return html`<section aria-labelledby="security">
    <h2 id="security">${view.t('Sikkerhed', 'Security')}</h2>
    ${own.length === 0 ? html`<p>${view.t('Der er ingen sikkerhedsvurdering på gennemgangen.', 'There is no security assessment on the case review.')}</p>` : own.map((one) => card(view, reviewId, one, fault))}
    ${
      view.may(assessSecurity.permission)
        ? details(
            view.t('Lav en sikkerhedsvurdering', 'Make a security assessment'),
            html`<form method="post" action=${`/case-reviews/${reviewId}/security`}>
              ${hiddenOf(view, securityForm)} ${securityFields(view, { own, older, bases, fault: refused })}
              ${button(view.t('Gem, og giv vilkårene til modtagerne', 'Save, and tell the recipients the conditions'))}
            </form>`,
            refused !== undefined || older !== undefined || own.every((one) => !one.inForce),
          )
        : null
    }
  </section>`;
}

function card(view: View, reviewId: string, one: Assessment, fault: Fault | undefined): Html {
  const { details: own, inForce } = one;
  const state = inForce
    ? tag(view.t('Gælder', 'In force'), 'success')
    : tag(own?.endedAt ? view.t('Ophævet', 'Ended') : view.t('Udløbet', 'Run out'), 'warning');
  return html`<article class="box" id=${`security-${one.id}`}>
    <h3>${view.t(`Vurderet ${view.date(one.since)}`, `Assessed ${view.date(one.since)}`)}</h3>
    <p class="tags">${state}</p>
    ${definitionList(view, [
      [
        view.t('Vilkår', 'Conditions'),
        one.conditions.map((code) => view.code('securityConditions', code)).join('; '),
      ],
      [view.t('Praktisk', 'Practical'), one.text],
      [view.t('Hvem der ringes til', 'Whom to call'), one.contact],
      [view.t('Gælder til og med', 'In force until'), view.date(one.until)],
      [view.t('Vurderet af', 'Assessed by'), own?.author?.name],
      [
        view.t('Hjemmel', 'Legal basis'),
        own && `${own.legalBasis.citation} (version ${own.legalBasis.version})`,
      ],
      [view.t('Hvorfor', 'Why'), own?.necessity],
      [view.t('Modtagere', 'Recipients'), own && recipients(view, own.recipients)],
    ])}
    ${inForce && view.may(tellOfSecurity.permission) ? telling(view, reviewId, one, fault) : null}
    ${own && own.endedAt === null && view.may(endSecurity.permission) ? ending(view, reviewId, one) : null}
  </article>`;
}

function recipients(view: View, told: NonNullable<Assessment['details']>['recipients']): Html {
  if (told.length === 0) return view.t('Ingen endnu', 'None yet');
  return html`<ul>
    ${told.map(
      ({ agencyId, toldOn, firstReadAt }) =>
        html`<li>
          ${`${view.agency(agencyId)}, ${view.shortDate(toldOn)}: ${firstReadAt === null ? view.t('ikke åbnet endnu', 'not opened yet') : view.t(`åbnet ${view.instant(firstReadAt)}`, `opened ${view.instant(firstReadAt)}`)}`}
        </li>`,
    )}
  </ul>`;
}

function telling(
  view: View,
  reviewId: string,
  { id, details: own }: Assessment,
  fault: Fault | undefined,
): Html {
  const known = new Set([view.person.agencyId, ...(own?.recipients ?? []).map(({ agencyId }) => agencyId)]);
  const others = view.agencies.filter((agency) => !known.has(agency.id));
  const name = `tell-${id}`;
  const refused = faultOf(fault, name);
  return others.length === 0
    ? null
    : details(
        view.t('Giv vilkårene til flere', 'Tell more agencies'),
        html`<form method="post" action=${`/case-reviews/${reviewId}/security/${id}/notices`}>
          ${hiddenOf(view, name)}
          ${checkboxes(view, {
            name: `to-${id}`,
            legend: view.t('Hvem skal handle efter dem?', 'Who must act on them?'),
            options: others.map((agency) => ({ value: agency.id, label: agency.name })),
            fault: refused,
          })}
          ${checkbox(view, { name: `declared-${id}`, label: declaration(view), fault: refused })}
          ${button(view.t('Giv vilkårene', 'Tell them'), { kind: 'secondary' })}
        </form>`,
        refused !== undefined,
      );
}

const ending = (view: View, reviewId: string, { id }: Assessment): Html =>
  html`<form method="post" action=${`/case-reviews/${reviewId}/security/${id}/ending`}>
    ${hiddenOf(view, `end-${id}`)} ${button(view.t('Ophæv vurderingen', 'End the assessment'), { kind: 'secondary' })}
  </form>`;
