import { getMe } from '#identity/contract.ts';
import { type AgencyKind, type Purpose, purposes } from '#platform/codes.ts';
import { html } from './html.ts';
import { localPath } from './local-path.ts';
import { form, page } from './page.ts';
import { button, hidden, radios } from './parts.ts';
import { seatKey } from './seat-key.ts';

const usual: Record<AgencyKind, Purpose> = {
  police: 'prevention',
  tax: 'tax_control',
  bif: 'benefit_control',
  sof: 'social_protection',
  bk: 'benefit_control',
  national: 'prevention',
};

/** The purpose that an agency of this kind works for unless somebody says another (GDPR art. 5(1)(b)). */
export const purposeOf = (kind: AgencyKind): Purpose => usual[kind];

export const seatPage = page({
  path: '/seat',
  needs: getMe,
  show: async (view, { query, fault }) => {
    const { seats, acting } = await view.ask(getMe);
    const options = seats.map((seat) => ({
      value: seatKey(seat),
      label: `${seat.roles.map((role) => view.code('roles', role)).join(', ')}, ${seat.agencyName}`,
      hint: seat.unitName ?? undefined,
    }));
    const main = html`<p>
        ${view.t(
          'Du handler altid fra én rolle ad gangen. Formålet følger med alt, hvad du slår op, og står i logbogen.',
          'You always act from one role at a time. The purpose goes with everything that you look up, and is kept in the trail.',
        )}
      </p>
      <form method="post" action="/seat">
        ${hidden(view)}<input type="hidden" name="back" value=${localPath(query['back'] ?? '/')} />
        ${radios(view, {
          name: 'seat',
          legend: view.t('Hvor du handler', 'Where you act'),
          options,
          value: seatKey(acting),
          fault,
        })}
        ${radios(view, {
          name: 'purpose',
          legend: view.t('Formål', 'Purpose'),
          options: purposes.map((value) => ({ value, label: view.code('purposes', value) })),
          value: view.purpose,
          fault,
        })}
        ${button(view.t('Gem og gå videre', 'Save and go on'))}
      </form>`;
    return { title: view.t('Rolle og formål', 'Role and purpose'), main };
  },
});

export const chooseSeat = form({
  path: '/seat',
  of: seatPage,
  needs: getMe,
  does: async (view, { form: sheet }) => {
    const { seats } = await view.ask(getMe);
    const seat = seats.find((one) => seatKey(one) === sheet.text('seat'));
    const purpose = purposes.find((one) => one === sheet.text('purpose'));
    await view.remember({
      ...(seat ? { acting: { unitId: seat.unitId, agencyId: seat.agencyId } } : {}),
      ...(purpose ? { purpose } : {}),
    });
    return { to: localPath(sheet.text('back')) };
  },
});
