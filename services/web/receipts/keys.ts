import { listReceiptKeys } from '#receipts/contract.ts';
import { html } from '../html.ts';
import { page } from '../page.ts';

/** The public keys, to be compared or copied: whoever checks a register should have them from somewhere else than its file. */
export const receiptKeysPage = page({
  path: '/receipt-keys',
  needs: listReceiptKeys,
  show: async (view) => {
    const { items } = await view.ask(listReceiptKeys);
    const main = html`<p>${view.t(
      'Kvitteringer underskrives med Ed25519. Gem den offentlige nøgle et andet sted end registret, og kontrollér et hentet register sådan:',
      'Receipts are signed with Ed25519. Keep the public key somewhere else than the register, and check a fetched register like this:',
    )}</p>
      <p><code class="checksum">npm run --silent receipts:verify -- receipts.jsonl --key public.pem</code></p>
      ${items.map(
        ({ id, pem, current }) => html`<section aria-labelledby=${`key-${id}`}>
          <h2 id=${`key-${id}`}>${current ? view.t(`Nøgle ${id} (bruges nu)`, `Key ${id} (in use)`) : view.t(`Nøgle ${id} (tidligere)`, `Key ${id} (earlier)`)}</h2>
          <pre class="checksum" tabindex="0">${pem}</pre>
        </section>`,
      )}`;
    return { title: view.t('Nøgler til kvitteringer', 'Keys of receipts'), main };
  },
});
