import { correctFinding, getFinding, listFindingVersions } from '#findings/contract.ts';
import type { Purpose } from '#platform/codes.ts';
import { purposes } from '#platform/codes.ts';
import type { Sheet } from '../../forms.ts';
import { html, type Html } from '../../html.ts';
import { type Fault, form, page } from '../../page.ts';
import { alertBox, button, checkbox, checkboxes, hidden, link, select, textArea } from '../../parts.ts';
import type { View } from '../../view.ts';
import { basesIn, impossibleBases, tryRules } from '../bases.ts';
import { contentFields, contentOf, purposeField } from '../content-fields.ts';
import { mustBeFilledIn } from '../filled-in.ts';
import { findingCard } from '../finding-card.ts';
import type { Finding } from '../finding.ts';

/** A new version of a finding, from what it says now. Recipients keep theirs until they are given the new one. */
export const correctPage = page({
  path: '/findings/:findingId/correct',
  needs: correctFinding,
  show: async (view, { params, fault }) => {
    const finding = await view.ask(getFinding, { params });
    const title = view.t('Ret en oplysning', 'Correct a finding');
    if (!finding.own || finding.withdrawn) {
      const heading = view.t(
        'Oplysningen kan ikke rettes herfra',
        'The finding cannot be corrected from here',
      );
      return {
        title,
        main: html`${alertBox(view, 'info', heading)}${findingCard(view, finding, { heading: 2 })}`,
      };
    }
    return { title, main: await fields(view, finding, fault) };
  },
});

async function fields(view: View, finding: Finding, fault: Fault | undefined): Promise<Html> {
  const stored = valuesOf(finding);
  const value = (name: string) => stored[name] ?? '';
  return html`<p>
      ${view.t(
        'Rettelsen bliver en ny version. De, der har fået den gamle, ser, at der er en nyere, indtil du videregiver den. De bliver bedt om at rette deres kopier, medmindre du kun ændrer kilden, hvorfor den er nødvendig, eller hvornår den skal vurderes igen.',
        'The correction becomes a new version. Those who have the old one see that there is a newer one, until you disclose it. They are asked to correct their copies, unless you change only the source, why it is necessary, or when it is to be reviewed.',
      )}
    </p>
    <form method="post" action=${`/findings/${finding.id}/correct`}>
      ${hidden(view, { version: finding.version })}${contentFields(view, value, fault)}
      ${purposeField(view, value('purpose'), fault)} ${await basisFields(view, finding, value, fault)}
      ${keptFiles(view, finding, fault)}
      ${checkbox(view, {
        name: 'declarations.noMoneyLaunderingSource',
        label: view.t(
          'Jeg bekræfter, at oplysningen ikke stammer fra en underretning om hvidvask (hvidvaskloven § 38 a).',
          'I declare that the finding does not stem from a money-laundering report (Money Laundering Act s. 38 a).',
        ),
        fault,
      })}
      ${textArea(view, {
        name: 'reason',
        label: view.t('Hvorfor rettes oplysningen?', 'Why is the finding corrected?'),
        hint: view.t('Kun din egen myndighed ser grunden.', 'Only your own agency sees the reason.'),
        maxlength: 500,
        scan: true,
        fault,
      })}
      <div class="actions">
        ${button(view.t('Gem som ny version', 'Save as a new version'))}
        ${link(`/findings/${finding.id}`, view.t('Fortryd', 'Cancel'))}
      </div>
    </form>`;
}

/** Which files go with the correction: all of them, unless somebody says otherwise. */
const keptFiles = (view: View, { attachments }: Finding, fault: Fault | undefined): Html =>
  attachments.length === 0
    ? null
    : html`<input type="hidden" name="hasFiles" value="yes" />
        ${checkboxes(view, {
          name: 'attachmentIds',
          legend: view.t('Hvilke bilag følger med?', 'Which attachments go with it?'),
          options: attachments.map(({ id, name }) => ({ value: id, label: name })),
          values: attachments.map(({ id }) => id),
          fault,
        })}`;

function valuesOf(finding: Finding): Record<string, string | null> {
  const { text, statementKind, dataClass, subject, sourceClass, purpose, necessity, police } = finding;
  return {
    text,
    statementKind,
    dataClass,
    subject,
    sourceClass,
    purpose,
    necessity,
    legalBasisCode: finding.legalBasis.code,
    'police.subjectCategory': police?.subjectCategory ?? null,
    'police.sourceReliability': police?.sourceReliability ?? null,
    'police.reviewDueOn': police?.reviewDueOn ?? null,
  };
}

/** The bases, those first that can carry what is written now; the others say why they cannot. */
async function basisFields(
  view: View,
  finding: Finding,
  stored: (name: string) => string,
  fault: Fault | undefined,
): Promise<Html> {
  const value = (name: string) => fault?.form.optional(name) ?? stored(name);
  const bases = basesIn(
    await tryRules(view, {
      reviewId: finding.reviewId,
      basisCode: value('legalBasisCode'),
      purpose: value('purpose'),
      dataClass: value('dataClass'),
      subject: value('subject'),
      statementKind: value('statementKind') || null,
      sourceClass: value('sourceClass'),
      necessity: value('necessity'),
      police: null,
      declarationNotInvestigation: false,
    }),
  );
  const impossible = bases.filter(({ reasons }) => reasons.length > 0);
  const ordered = [...bases.filter(({ reasons }) => reasons.length === 0), ...impossible];
  const notNow = view.t('ikke mulig med det, der står nu', 'not possible as it stands');
  return html`${select(view, {
    name: 'legalBasisCode',
    label: view.t('Efter hvilken hjemmel?', 'Under which legal basis?'),
    options: ordered.map((basis) => [
      basis.code,
      impossible.includes(basis) ? `${basis.citation} (${notNow})` : basis.citation,
    ]),
    value: stored('legalBasisCode'),
    fault,
  })}
  ${impossibleBases(view, impossible)}
  ${textArea(view, {
    name: 'necessity',
    label: view.t('Hvorfor er det nødvendigt?', 'Why is it necessary?'),
    hint: view.t(
      'Mindst 15 tegn. Kun din egen myndighed ser det.',
      'At least 15 characters. Only your own agency sees it.',
    ),
    value: stored('necessity'),
    maxlength: 2000,
    scan: true,
    fault,
  })}`;
}

export const correctForm = form({
  path: '/findings/:findingId/correct',
  of: correctPage,
  needs: correctFinding,
  does: async (view, { params, form: sheet }) => {
    mustBeFilledIn(sheet, ['text', 'reason']);
    const corrected = await view.ask(correctFinding, {
      params,
      key: sheet.key(),
      version: sheet.version(),
      purpose: purposeIn(sheet) ?? view.purpose,
      body: {
        ...contentOf(view, sheet),
        reason: sheet.text('reason'),
        ...(sheet.checked('hasFiles') ? { attachmentIds: sheet.all('attachmentIds') } : {}),
      },
    });
    const saved = view.t(
      `Rettelsen er gemt som version ${corrected.version}.`,
      `The correction is saved as version ${corrected.version}.`,
    );
    const told = corrected.disclosures.some(({ revokedAt }) => revokedAt === null)
      ? [await toldRecipients(view, corrected.id)]
      : [];
    const warned = corrected.warnings.map((warning) => view.say(warning)).slice(0, 1);
    return { to: `/findings/${corrected.id}`, notice: [saved, ...told, ...warned].join(' ') };
  },
});

/** Whether those who were given an earlier version were told of this one. */
async function toldRecipients(view: View, findingId: string): Promise<string> {
  const { items } = await view.ask(listFindingVersions, { params: { findingId } });
  return items[0]?.corrects
    ? view.t(
        'De, der har fået den, er bedt om at rette deres kopier. Videregiv den nye version til dem.',
        'Those who were given it are asked to correct their copies. Disclose the new version to them.',
      )
    : view.t(
        'De, der har fået den, skal ikke rette noget: den siger det samme som før.',
        'Those who were given it have nothing to correct: it says the same as before.',
      );
}

const purposeIn = (sheet: Sheet): Purpose | undefined =>
  purposes.find((one) => one === sheet.text('purpose'));
