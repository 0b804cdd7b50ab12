import { bodyBytes, previewRegisterImport, type SheetName, sheetNames } from '#register/contract.ts';
import { type FieldError, invalidInput, Refusal, type Text } from '#platform/errors.ts';
import { decodeText } from '#platform/text-encoding.ts';
import type { Sheet } from '../forms.ts';
import { form } from '../page.ts';
import { importsPage } from './imports-page.ts';
import { fileFieldOf } from './sheet-fields.ts';

const nothingSent: Text = {
  da: 'Vælg mindst én fil, eller indsæt celler fra et regneark.',
  en: 'Choose at least one file, or paste cells from a spreadsheet.',
};
const bothSent: Text = {
  da: 'Her er både en fil og indsatte celler. Send kun det ene.',
  en: 'There are both a file and pasted cells here. Send only one of them.',
};
const notText: Text = {
  da: 'Filen kan ikke læses som tekst. Gem den igen fra regnearket som CSV UTF-8.',
  en: 'The file cannot be read as text. Save it again from the spreadsheet as CSV UTF-8.',
};

type Sent = { name: SheetName; field: string; content: string };

/** Files or pasted cells are looked through; then their own page says what would happen. */
export const sendRegister = form({
  path: '/register-imports',
  of: importsPage,
  needs: previewRegisterImport,
  upload: bodyBytes,
  does: async (view, { form: sheet }) => {
    const sent = sentIn(sheet);
    try {
      const sheets = sent.map(({ name, content }) => ({ name, content }));
      const { id } = await view.ask(previewRegisterImport, { key: sheet.key(), body: { sheets } });
      return { to: `/register-imports/${id}` };
    } catch (error) {
      throw atFields(error, sent);
    }
  },
});

function sentIn(sheet: Sheet): Sent[] {
  const errors: FieldError[] = [];
  const refuse = (field: string, rule: string, text: Text) =>
    errors.push({ pointer: `/body/${field}`, rule, ...text });
  const sent = sheetNames.flatMap((name): Sent[] => {
    const file = sheet.file(fileFieldOf(name));
    const pasted = sheet.raw(name);
    if (file && pasted.trim() !== '') refuse(fileFieldOf(name), 'register.file-and-cells', bothSent);
    if (!file) return pasted.trim() === '' ? [] : [{ name, field: name, content: pasted }];
    const content = decodeText(file.bytes);
    if (content === null) refuse(fileFieldOf(name), 'register.file-encoding', notText);
    return [{ name, field: fileFieldOf(name), content: content ?? '' }];
  });
  if (sent.length === 0) refuse(fileFieldOf('reviews'), 'register.nothing-sent', nothingSent);
  if (errors.length > 0) throw new Refusal(invalidInput, { errors });
  return sent;
}

/** The endpoint names sheets by their place in the request; the page names them by their fields. */
function atFields(error: unknown, sent: readonly Sent[]): unknown {
  if (!(error instanceof Refusal)) return error;
  const errors = (error.details.errors ?? []).map((one) => {
    const place = /^\/body\/sheets\/(\d+)(?:\/|$)/.exec(one.pointer)?.[1];
    const field = place === undefined ? undefined : sent[Number(place)]?.field;
    return field === undefined ? one : { ...one, pointer: `/body/${field}` };
  });
  return new Refusal(error.rule, { ...error.details, errors });
}
