import { listRegisterImports, mostLines, sheetNames } from '#register/contract.ts';
import { html, type Html } from '../html.ts';
import { page } from '../page.ts';
import { button, hidden, link, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import { sheetFields } from './sheet-fields.ts';
import { type Counts, rows, stateTag, total } from './words.ts';

/** Where a register is sent from, and what became of those that were sent. */
export const importsPage = page({
  path: '/register-imports',
  needs: listRegisterImports,
  show: async (view, { fault }) => {
    const { items } = await view.ask(listRegisterImports);
    const main = html`<p class="lead">
        ${view.t(
          'Har enheden ført sit register i et regneark, kan det læses ind her. Først ser du, hvad der vil ske, og alle fejl på én gang. Intet læses ind, før du siger til.',
          'If the unit has kept its register in a spreadsheet, it can be read in here. First you see what will happen, and all errors at once. Nothing is read in until you say so.',
        )}
      </p>
      <form method="post" action="/register-imports" enctype="multipart/form-data">
        ${hidden(view)} ${sheetNames.map((name) => sheetFields(view, name, fault))}
        <p class="quiet">
          ${view.t(
            `Højst ${view.number(mostLines)} linjer ad gangen. Det sendte gemmes krypteret, kun for dig, til det er læst ind eller kasseret, og højst et døgn. Rækker, som enheden har i forvejen, læses ikke ind igen.`,
            `At most ${view.number(mostLines)} lines at a time. What you send is kept encrypted, for you only, until it has been read in or discarded, and at most a day. Rows that the unit has already are not read in again.`,
          )}
        </p>
        ${button(view.t('Se registeret igennem', 'Look the register through'))}
      </form>
      <section>
        <h2>${view.t('Dine seneste indlæsninger', 'Your latest registers')}</h2>
        ${tableOf(view, {
          caption: view.t(
            'Registre, som du har sendt de seneste 30 dage',
            'Registers that you have sent in the last 30 days',
          ),
          quietCaption: true,
          columns: [
            {
              head: view.t('Sendt', 'Sent'),
              cell: ({ id, createdAt }) => link(`/register-imports/${id}`, view.instant(createdAt)),
            },
            { head: view.t('Status', 'Status'), cell: ({ state }) => stateTag(view, state) },
            { head: view.t('Rækker', 'Rows'), cell: ({ sheets }) => summary(view, sheets) },
          ],
          rows: items,
          empty: html`<p>
            ${view.t(
              'Du har ikke sendt noget register endnu. Vælg filerne ovenfor.',
              'You have not sent any register yet. Choose the files above.',
            )}
          </p>`,
        })}
      </section>`;
    return { title: view.t('Indlæs register', 'Read in a register'), main };
  },
});

function summary(view: View, sheets: readonly Counts[]): Html {
  const refused = total(sheets, 'refused');
  const read = rows(view, total(sheets, 'read'));
  return refused === 0
    ? read
    : view.t(`${read}, ${view.number(refused)} afvist`, `${read}, ${view.number(refused)} refused`);
}
