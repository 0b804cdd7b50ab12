import { getRefusedRows } from '#register/contract.ts';
import { html, type Html } from '../html.ts';
import { icon, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import { type Counts, type RegisterImport, rows, sheetName } from './words.ts';

/** How many rows of each sheet. */
export function countTable(view: View, { sheets, state }: RegisterImport): Html {
  const number = (what: 'read' | 'new' | 'unchanged' | 'refused', head: string) => ({
    head,
    numeric: true,
    cell: (sheet: Counts) => view.number(sheet[what]),
  });
  const fresh = state === 'done' ? view.t('Læst ind', 'Read in') : view.t('Nye', 'New');
  return tableOf(view, {
    caption: view.t('Rækker i hvert ark', 'Rows of each sheet'),
    columns: [
      { head: view.t('Ark', 'Sheet'), cell: ({ name }) => sheetName(view, name) },
      number('read', view.t('I alt', 'In all')),
      number('new', fresh),
      number('unchanged', view.t('Står her i forvejen', 'Here already')),
      number('refused', view.t('Afvist', 'Refused')),
    ],
    rows: sheets,
    empty: null,
  });
}

/** Every refusal, sheet by sheet, with the file in which the rows can be mended. */
export function refusedSections(view: View, found: RegisterImport): Html {
  const refused = found.sheets.filter((sheet) => sheet.refused > 0);
  if (refused.length === 0) return null;
  return html`<section>
    <h2>${view.t('Rækker, der ikke kan læses ind', 'Rows that cannot be read in')}</h2>
    <p>${howToMend(view, found)}</p>
    ${found.more ? html`<p>${view.t('Kun de første 500 fejl vises. Filerne har alle rækker.', 'Only the first 500 errors are shown. The files have all rows.')}</p>` : null}
    ${refused.map((sheet) => refusedSheet(view, found, sheet))}
  </section>`;
}

const howToMend = (view: View, { state }: RegisterImport): string =>
  state === 'done'
    ? view.t(
        'De andre rækker er læst ind. Ret disse i dit eget regneark, eller hent dem som fil, ret dem der, og send filen. Sender du hele registeret igen, læses kun de rettede rækker ind.',
        'The other rows have been read in. Mend these in your own spreadsheet, or fetch them as a file, mend them there and send the file. If you send the whole register again, only the mended rows are read in.',
      )
    : view.t(
        'Ret dem i dit eget regneark, eller hent dem som fil, ret dem der, og send filen. De andre rækker kan læses ind imens.',
        'Mend them in your own spreadsheet, or fetch them as a file, mend them there and send the file. The other rows can be read in meanwhile.',
      );

function refusedSheet(
  view: View,
  { id, refusals, expiresAt }: RegisterImport,
  { name, refused }: Counts,
): Html {
  const isThere = expiresAt > view.now && view.may(getRefusedRows.permission);
  const heading = sheetName(view, name);
  return html`<section>
    <h3>${view.t(`${heading}: ${rows(view, refused)} afvist`, `${heading}: ${rows(view, refused)} refused`)}</h3>
    ${tableOf(view, {
      caption: view.t(`Fejl i ${heading.toLowerCase()}`, `Errors in ${heading.toLowerCase()}`),
      quietCaption: true,
      columns: [
        { head: view.t('Linje', 'Line'), numeric: true, cell: ({ line }) => view.number(line) },
        {
          head: view.t('Kolonne', 'Column'),
          cell: ({ column }) => column ?? view.t('Hele rækken', 'The whole row'),
        },
        { head: view.t('Hvad er galt', 'What is wrong'), cell: (refusal) => view.say(refusal) },
      ],
      rows: refusals.filter(({ sheet }) => sheet === name),
      empty: html`<p>${view.t('Se filen.', 'See the file.')}</p>`,
    })}
    ${
      isThere
        ? html`<div class="actions">
            <a class="button button-secondary" href=${`/register-imports/${id}/refused-rows?sheet=${name}`} download=${true}
              >${icon('download')}${view.t(`Hent de afviste rækker (${heading.toLowerCase()})`, `Fetch the refused rows (${heading.toLowerCase()})`)}</a
            >
          </div>`
        : null
    }
  </section>`;
}
