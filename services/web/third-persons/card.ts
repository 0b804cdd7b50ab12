import { discloseThirdPerson, registerThirdPerson } from '#third-persons/contract.ts';
import { faultOf, hiddenOf } from '../case-reviews/form-of-many.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { alertBox, button, checkbox, checkboxes, definitionList, details, textArea } from '../parts.ts';
import type { View } from '../view.ts';
import type { ThirdPerson } from './about-field.ts';
import { basisField, type Bases } from './fields.ts';

/** One third person: who it is, under which basis, and who was told. */
export function thirdPersonCard(view: View, one: ThirdPerson, bases: Bases, fault: Fault | undefined): Html {
  const basis = `${one.legalBasis.citation} (version ${one.legalBasis.version})`;
  return html`<article class="box" id=${`third-person-${one.id}`}>
    <h2>${`${one.name}, ${view.code('relations', one.relation).toLocaleLowerCase(view.lang)}`}</h2>
    ${one.useRestriction === null || one.own ? null : html`<div class="use-restriction">${alertBox(view, 'warning', view.say(one.useRestriction))}</div>`}
    ${one.notificationDuty === null ? null : alertBox(view, 'info', view.t('Din egen underretningspligt', 'Your own duty to notify'), html`<p>${view.say(one.notificationDuty)}</p><p>${view.t('Bestemmelse', 'Provision')}: ${one.notificationDuty.provision}</p>`)}
    ${definitionList(view, [
      [view.t('CPR-nummer', 'Civil registration number'), one.cprMasked],
      [view.t('Registreret af', 'Registered by'), view.agency(one.agencyId)],
      [one.own ? view.t('Registreret', 'Registered') : view.t('Modtaget', 'Received'), view.date(one.since)],
      [view.t('Hjemmel', 'Legal basis'), basis],
      [view.t('Formål', 'Purpose'), view.code('purposes', one.purpose)],
      [view.t('Hvorfor', 'Why'), one.necessity],
    ])}
    ${one.own ? ownPart(view, one, bases, fault) : null}
  </article>`;
}

function ownPart(view: View, one: ThirdPerson, bases: Bases, fault: Fault | undefined): Html {
  const held = one.disclosures.filter(({ revokedAt }) => revokedAt === null);
  const path = `/case-reviews/${one.reviewId}/third-persons/${one.id}`;
  return html`${
    held.length === 0
      ? html`<p>${view.t('Ikke videregivet til nogen.', 'Disclosed to nobody.')}</p>`
      : html`<h3>${view.t('Videregivet til', 'Disclosed to')}</h3>
          <ul>
            ${held.map(
              (given) =>
                html`<li>
                  ${`${view.agency(given.toAgencyId)}, ${view.shortDate(given.disclosedOn)}, ${given.legalBasis.citation}: ${given.firstReadAt === null ? view.t('ikke åbnet endnu', 'not opened yet') : view.t(`åbnet ${view.instant(given.firstReadAt)}`, `opened ${view.instant(given.firstReadAt)}`)}`}
                  ${
                    view.may(discloseThirdPerson.permission)
                      ? html`<form method="post" action=${`${path}/revocations/${given.id}`}>
                          ${hiddenOf(view, `revoke-${given.id}`)}
                          ${button(view.t(`Kald tilbage fra ${view.agency(given.toAgencyId)}`, `Revoke from ${view.agency(given.toAgencyId)}`), { kind: 'tertiary' })}
                        </form>`
                      : null
                  }
                </li>`,
            )}
          </ul>`
  }
  ${view.may(discloseThirdPerson.permission) ? discloseDetails(view, one, held, bases, fault) : null}
  ${
    view.may(registerThirdPerson.permission)
      ? details(
          view.t('Fjern tredjepersonen', 'Remove the third person'),
          html`<p>${view.t('Personen forsvinder straks, også for dem, der har fået den videregivet.', 'The person is gone at once, also for those to whom it was disclosed.')}</p>
            <form method="post" action=${`${path}/removal`}>
              ${hiddenOf(view, `remove-${one.id}`)} ${button(view.t('Fjern', 'Remove'), { kind: 'secondary' })}
            </form>`,
        )
      : null
  }`;
}

function discloseDetails(
  view: View,
  one: ThirdPerson,
  held: ThirdPerson['disclosures'],
  bases: Bases,
  fault: Fault | undefined,
): Html {
  const form = `disclose-${one.id}`;
  const refused = faultOf(fault, form);
  const known = new Set([one.agencyId, ...held.map(({ toAgencyId }) => toAgencyId)]);
  return details(
    view.t('Videregiv, hvem det er', 'Disclose who it is'),
    html`<form method="post" action=${`/case-reviews/${one.reviewId}/third-persons/${one.id}/disclosures`}>
      ${hiddenOf(view, form)}
      <input type="hidden" name="purpose" value=${one.purpose} />
      ${checkboxes(view, {
        name: `recipients-${one.id}`,
        legend: view.t('Hvem skal vide, hvem det er?', 'Who is to know who it is?'),
        options: view.agencies
          .filter(({ id }) => !known.has(id))
          .map(({ id, name }) => ({ value: id, label: name })),
        fault: refused,
      })}
      ${basisField(view, `basis-${one.id}`, bases, one.legalBasis.code, refused)}
      ${textArea(view, {
        name: `necessity-${one.id}`,
        label: view.t('Hvorfor har modtageren brug for det?', 'Why does the recipient need it?'),
        hint: view.t('Mindst 15 tegn.', 'At least 15 characters.'),
        maxlength: 2000,
        scan: true,
        fault: refused,
      })}
      ${checkbox(view, {
        name: `declared-${one.id}`,
        label: view.t(
          'Jeg bekræfter, at det ikke deles med henblik på efterforskning af straffesager (retsplejeloven § 115).',
          'I declare that it is not shared with a view to the investigation of criminal cases (Administration of Justice Act s. 115).',
        ),
        hint: view.t(
          'Kræves ved hjemler, der begrænser brugen.',
          'Needed under bases that restrict the use.',
        ),
        fault: refused,
      })}
      ${button(view.t('Videregiv', 'Disclose'))}
    </form>`,
    refused !== undefined,
  );
}
