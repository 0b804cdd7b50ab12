import {
  approveLegalBasis,
  draftLegalBasis,
  listLegalBases,
  retireLegalBasis,
} from '#legal-bases/contract.ts';
import { orNotFound } from '#platform/errors.ts';
import { html, type Html } from '../html.ts';
import { form, page } from '../page.ts';
import { alertBox, button, definitionList, details, hidden, link, linkButton, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import {
  type Basis,
  conditions,
  period,
  purposesOf,
  sentence,
  stateTag,
  textList,
  titleOf,
} from './words.ts';

/** One version of a legal basis in plain words, with the code's other versions. */
export const basisPage = page({
  path: '/legal-bases/:legalBasisId',
  needs: listLegalBases,
  show: async (view, { params }) => {
    const { items } = await view.ask(listLegalBases);
    const basis = orNotFound(items.find(({ id }) => id === params['legalBasisId']));
    const versions = items.filter(({ code }) => code === basis.code);
    const main = html`<p class="lead">${sentence(view, basis)}</p>
      ${facts(view, basis)}
      <h2>${view.t('Betingelser', 'Conditions')}</h2>
      ${textList(conditions(view, basis))} ${deeds(view, basis)}
      <h2>${view.t('Versioner', 'Versions')}</h2>
      ${versionTable(view, versions, basis)}
      <p>${link('/legal-bases', view.t('Tilbage til alle hjemler', 'Back to all legal bases'))}</p>`;
    return { title: titleOf(view, basis), main };
  },
});

const facts = (view: View, basis: Basis): Html =>
  definitionList(view, [
    [view.t('Status', 'Status'), stateTag(view, basis)],
    [view.t('Gælder', 'Valid'), period(view, basis)],
    [view.t('Formål', 'Purposes'), html`<span class="first-large">${purposesOf(view, basis)}</span>`],
    [view.t('Lov', 'Act'), basis.law],
    [view.t('Regelsæt', 'Regime'), view.code('regimes', basis.regime)],
    [
      view.t('Gælder for', 'Applies to'),
      basis.authorityName ?? view.t('Alle i enheden (fælles)', 'All of the unit (common)'),
    ],
    [view.t('Kode', 'Code'), html`<code>${basis.code}</code>`],
  ]);

/** What a legal officer can do with it. */
function deeds(view: View, basis: Basis): Html {
  if (!view.may(draftLegalBasis.permission) && !view.may(approveLegalBasis.permission)) return null;
  return html`<h2>${view.t('Hvad du kan gøre', 'What you can do')}</h2>
    ${basis.status === 'draft' && basis.ofOwnAuthority ? html`<p>${link(`/legal-bases/${basis.id}/what-if`, view.t('Se, hvad udkastet ville ændre', 'See what the draft would change'))}</p>` : null}
    ${basis.status === 'draft' ? approval(view, basis) : null}
    <div class="actions">
      ${view.may(draftLegalBasis.permission) ? linkButton(`/legal-bases/new?from=${basis.id}`, basis.ofOwnAuthority ? view.t('Skriv en ny version', 'Write a new version') : view.t('Skriv jeres egen version', 'Write a version of your own'), 'secondary') : null}
    </div>
    ${basis.status === 'retired' || !view.may(retireLegalBasis.permission) || !basis.ofOwnAuthority ? null : retirement(view, basis)}`;
}

const approval = (view: View, basis: Basis): Html =>
  !basis.ofOwnAuthority
    ? ofOthers(view, basis)
    : basis.draftedByYou
      ? alertBox(
          view,
          'info',
          view.t('Du har selv skrevet udkastet', 'You wrote the draft yourself'),
          html`<p>${view.t(
            'To personer skal stå bag en hjemmel. Bed en anden jurist i jeres myndighed om at læse og godkende den. Indtil da tillader den ingenting.',
            'Two persons have to stand behind a legal basis. Ask another legal officer of your authority to read and approve it. Until then it allows nothing.',
          )}</p>`,
        )
      : html`<form method="post" action=${`/legal-bases/${basis.id}/approval`}>
        ${hidden(view)}
        <p>${view.t(
          'Godkender du, kan hjemlen bruges fra sin første dag. Fra da af træder den hos jer i stedet for den fælles hjemmel med samme kode, også når den engang udgår, og jeres egne ældre versioner slutter dagen før, dog tidligst i dag.',
          'When you approve, the legal basis can be used from its first day on. From then on it takes the place of the common legal basis of the code for you, also when it is retired some day, and your own older versions end the day before, but not before today.',
        )}</p>
        ${button(view.t('Godkend udkastet', 'Approve the draft'))}
      </form>`;

const ofOthers = (view: View, { authorityName }: Basis): Html =>
  authorityName === null
    ? alertBox(
        view,
        'info',
        view.t('Udkastet er fælles for enheden', 'The draft is common to the unit'),
        html`<p>${view.t(
          'Ingen myndighed sætter en hjemmel i kraft for de andre. Skriv jeres egen version: formularen er udfyldt med udkastet, og en anden jurist hos jer godkender den.',
          'No authority puts a legal basis into force for the others. Write a version of your own: the form is filled in from the draft, and another legal officer of yours approves it.',
        )}</p>`,
      )
    : alertBox(
        view,
        'info',
        view.t('Udkastet er en anden myndigheds', 'The draft is another authority’s'),
        html`<p>${view.t('Kun en jurist i den myndighed kan godkende det.', 'Only a legal officer of that authority can approve it.')}</p>`,
      );

const retirement = (view: View, basis: Basis): Html =>
  details(
    view.t('Tag hjemlen ud af brug', 'Take the legal basis out of use'),
    html`${alertBox(
      view,
      'warning',
      view.t('Det kan ikke fortrydes', 'This cannot be undone'),
      html`<p>${view.t(
        'Fra nu af kan intet tilføjes eller videregives efter denne version. Det, der allerede er videregivet, bliver stående. Skal hjemlen bruges igen, skrives og godkendes et nyt udkast.',
        'From now on nothing can be added or disclosed under this version. What has been disclosed stays. To use the legal basis again, a new draft has to be written and approved.',
      )}</p>
        ${
          basis.status === 'approved' && basis.authorityId !== null
            ? html`<p>${view.t(
                'Den fælles hjemmel med samme kode træder ikke i stedet hos jer.',
                'The common legal basis of the code does not take its place for you.',
              )}</p>`
            : null
        }`,
    )}
      <form method="post" action=${`/legal-bases/${basis.id}/retirement`}>
        ${hidden(view)} ${button(view.t('Tag ud af brug nu', 'Take out of use now'), { kind: 'warning' })}
      </form>`,
  );

const versionTable = (view: View, rows: readonly Basis[], shown: Basis): Html =>
  tableOf(view, {
    caption: view.t('Versioner, nyeste først', 'Versions, newest first'),
    quietCaption: true,
    rows,
    columns: [
      {
        head: view.t('Version', 'Version'),
        cell: (row) =>
          row.id === shown.id
            ? view.t(`${row.version} (vises her)`, `${row.version} (shown here)`)
            : link(`/legal-bases/${row.id}`, view.t(`Version ${row.version}`, `Version ${row.version}`)),
      },
      { head: view.t('Status', 'Status'), cell: (row) => stateTag(view, row) },
      { head: view.t('Gælder', 'Valid'), cell: (row) => period(view, row) },
    ],
    empty: null,
  });

export const approveForm = form({
  path: '/legal-bases/:legalBasisId/approval',
  of: basisPage,
  needs: approveLegalBasis,
  does: async (view, { params, form: sheet }) => {
    const { id, ended } = await view.ask(approveLegalBasis, { params, key: sheet.key(), body: {} });
    const older = ended.map(({ version }) => version).join(', ');
    const notice =
      ended.length === 0
        ? view.t('Hjemlen er godkendt.', 'The legal basis is approved.')
        : view.t(
            `Hjemlen er godkendt, og version ${older} slutter.`,
            `The legal basis is approved, and version ${older} ends.`,
          );
    return { to: `/legal-bases/${id}`, notice };
  },
});

export const retireForm = form({
  path: '/legal-bases/:legalBasisId/retirement',
  of: basisPage,
  needs: retireLegalBasis,
  does: async (view, { params, form: sheet }) => {
    const { id } = await view.ask(retireLegalBasis, { params, key: sheet.key(), body: {} });
    return {
      to: `/legal-bases/${id}`,
      notice: view.t('Hjemlen er taget ud af brug.', 'The legal basis is out of use.'),
    };
  },
});
