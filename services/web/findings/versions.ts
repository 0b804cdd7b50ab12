import type { z } from 'zod';
import type { getFinding, listFindingVersions } from '#findings/contract.ts';
import { html, type Html } from '../html.ts';
import { definitionList, details } from '../parts.ts';
import type { View } from '../view.ts';
import { basisText, policeFacts, useRestrictionBox } from './finding-card.ts';

type OwnVersion = z.output<typeof listFindingVersions.output>['items'][number];
type Detail = z.output<typeof getFinding.output>;

/** What the agency corrected, and why, newest first. */
export function ownVersions(view: View, versions: readonly OwnVersion[]): Html {
  return html`<h2>${view.t('Versioner', 'Versions')}</h2>
    ${versions.map((version) =>
      details(
        view.t(
          `Version ${version.version}, skrevet ${view.instant(version.writtenAt)}`,
          `Version ${version.version}, written ${view.instant(version.writtenAt)}`,
        ),
        html`${content(view, version)}
        ${definitionList(view, [
          [view.t('Hvorfor den blev rettet', 'Why it was corrected'), version.reason],
          [view.t('Hvorfor det er nødvendigt', 'Why it is necessary'), version.necessity],
          [view.t('Kilde', 'Source'), version.sourceClass && view.code('sourceClasses', version.sourceClass)],
          [
            view.t('Rettet', 'Changed'),
            version.changes.map(({ field }) => fieldName(view, field)).join(', '),
          ],
        ])}`,
      ),
    )}`;
}

/** The versions that a recipient was given, where there is more than one. */
export function earlierVersions(view: View, { versions }: Detail): Html {
  if (versions.length < 2) return null;
  return html`<h2>${view.t('Versioner, I har fået', 'Versions that you were given')}</h2>
    ${versions.map((version) =>
      details(view.t(`Version ${version.version}`, `Version ${version.version}`), content(view, version)),
    )}`;
}

function content(view: View, version: Detail['versions'][number]): Html {
  const { statementKind, dataClass, subject, text, legalBasis, purpose, police } = version;
  return html`<p class="prose">${text}</p>
    ${useRestrictionBox(view, version.useRestriction)}
    ${definitionList(view, [
      [
        view.t('Faktum eller vurdering', 'Fact or assessment'),
        statementKind && view.code('statementKinds', statementKind),
      ],
      [view.t('Type', 'Class'), dataClass && view.code('dataClasses', dataClass)],
      [view.t('Handler om', 'About'), subject && view.code('subjects', subject)],
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
    subject: view.t('hvem den handler om', 'whom it is about'),
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
