import type { z } from 'zod';
import type { getFinding, listFindingVersions } from '#findings/contract.ts';
import { html, type Html } from '../html.ts';
import { fileList } from '../attachments/list.ts';
import { definitionList, details, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import { aboutWhom, basisText, policeFacts, useRestrictionBox } from './finding-card.ts';
import type { Finding } from './finding.ts';

type OwnVersion = z.output<typeof listFindingVersions.output>['items'][number];
type Detail = z.output<typeof getFinding.output>;

/** What the agency corrected, who did and why, newest first. */
export function ownVersions(view: View, finding: Finding, versions: readonly OwnVersion[]): Html {
  return html`<h2>${view.t('Versioner', 'Versions')}</h2>
    ${versions.map((version, index) =>
      details(
        written(view, version),
        html`${content(view, finding, version)}
        ${fileList(view, { id: finding.id, attachments: version.attachments })}
        ${definitionList(view, [
          [view.t('Hvorfor den blev rettet', 'Why it was corrected'), version.reason],
          [view.t('Hvorfor det er nødvendigt', 'Why it is necessary'), version.necessity],
          [view.t('Kilde', 'Source'), version.sourceClass && view.code('sourceClasses', version.sourceClass)],
        ])}
        ${changesOf(view, finding, version, versions[index + 1])}`,
      ),
    )}`;
}

function written(view: View, { version, writtenAt, authorName }: OwnVersion): string {
  const at = view.instant(writtenAt);
  return authorName === null
    ? view.t(`Version ${version}, skrevet ${at}`, `Version ${version}, written ${at}`)
    : view.t(
        `Version ${version}, skrevet ${at} af ${authorName}`,
        `Version ${version}, written ${at} by ${authorName}`,
      );
}

/** Field by field, what the version before said and what this one says. */
function changesOf(view: View, finding: Finding, version: OwnVersion, before: OwnVersion | undefined): Html {
  if (before === undefined || version.changes.length === 0) return null;
  const said = (of: OwnVersion, field: string, value: string | null): Html => {
    if (field === 'legalBasis') return basisText(of.legalBasis);
    if (field === 'about') return aboutWhom(view, { ...of, reviewId: finding.reviewId });
    return saidOf(view, field, value);
  };
  return tableOf<OwnVersion['changes'][number]>(view, {
    caption: view.t('Rettet', 'Changed'),
    rows: version.changes,
    columns: [
      { head: view.t('Hvad', 'What'), cell: ({ field }) => fieldName(view, field) },
      { head: view.t('Før', 'Before'), cell: ({ field, from }) => said(before, field, from) },
      { head: view.t('Nu', 'Now'), cell: ({ field, to }) => said(version, field, to) },
    ],
    empty: null,
  });
}

const codes: Readonly<Record<string, string>> = {
  statementKind: 'statementKinds',
  dataClass: 'dataClasses',
  subject: 'subjects',
  purpose: 'purposes',
  sourceClass: 'sourceClasses',
  'police.subjectCategory': 'subjectCategories',
};

function saidOf(view: View, field: string, value: string | null): Html {
  if (value === null) return view.t('Ingen', 'None');
  if (field === 'police.reviewDueOn') return view.date(value);
  const list = codes[field];
  return list === undefined ? html`<span class="prose">${value}</span>` : view.code(list, value);
}

/**
 * What else a recipient was given of the finding: an older version as long as the newer one has not taken its place; else only
 * that there was one.
 */
export function earlierVersions(view: View, finding: Detail): Html {
  const earlier = finding.versions.filter(({ version }) => version < finding.version);
  if (earlier.length > 0)
    return html`<h2>${view.t('Versioner, I har fået', 'Versions that you were given')}</h2>
      ${earlier.map((version) =>
        details(
          view.t(`Version ${version.version}`, `Version ${version.version}`),
          content(view, finding, version),
        ),
      )}`;
  if (finding.version === 1 || finding.withdrawn) return null;
  return html`<p>
    ${view.t(
      `Det er version ${finding.version} af oplysningen. Det, som tidligere versioner sagde, er rettet og vises ikke mere.`,
      `This is version ${finding.version} of the finding. What earlier versions said is corrected and no longer shown.`,
    )}
  </p>`;
}

function content(view: View, { reviewId }: Finding, version: Detail['versions'][number]): Html {
  const { statementKind, dataClass, text, legalBasis, purpose, police } = version;
  return html`<p class="prose">${text}</p>
    ${useRestrictionBox(view, version.useRestriction)}
    ${definitionList(view, [
      [
        view.t('Faktum eller vurdering', 'Fact or assessment'),
        statementKind && view.code('statementKinds', statementKind),
      ],
      [view.t('Type', 'Class'), dataClass && view.code('dataClasses', dataClass)],
      [view.t('Handler om', 'About'), aboutWhom(view, { ...version, reviewId })],
      [view.t('Hjemmel', 'Legal basis'), basisText(legalBasis)],
      [view.t('Formål', 'Purpose'), view.code('purposes', purpose)],
      ...policeFacts(view, police),
    ])}`;
}

function fieldName(view: View, field: string): string {
  const names: Record<string, string> = {
    text: view.t('teksten', 'the text'),
    statementKind: view.t('faktum eller vurdering', 'fact or assessment'),
    dataClass: view.t('type', 'class'),
    subject: view.t('person eller virksomhed', 'person or company'),
    about: view.t('hvem den handler om', 'whom it is about'),
    attachments: view.t('bilagene', 'the attachments'),
    legalBasis: view.t('hjemlen', 'the legal basis'),
    purpose: view.t('formålet', 'the purpose'),
    necessity: view.t('nødvendigheden', 'the necessity'),
    sourceClass: view.t('kilden', 'the source'),
    'police.subjectCategory': view.t('personens kategori', 'the category of the person'),
    'police.sourceReliability': view.t('kildens pålidelighed', 'the reliability of the source'),
    'police.reviewDueOn': view.t('datoen for ny vurdering', 'the day of review'),
  };
  return names[field] ?? field;
}
