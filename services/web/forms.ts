/** A file that was sent with a form. */
export type SentFile = { name: string; bytes: Buffer };

/** What a form was sent with. Values are trimmed; nothing is checked here but at the endpoint's door. */
export type Sheet = {
  /** '' when absent. */
  text(name: string): string;
  /** As it was written, with the spaces and tabs around it: cells of a spreadsheet may be empty. '' when absent. */
  raw(name: string): string;
  /** Undefined when absent or empty. */
  optional(name: string): string | undefined;
  /** All values of a group of checkboxes. */
  all(name: string): string[];
  checked(name: string): boolean;
  /** A number as Danes write it (`1.234,50`); what is no number stays text, so that the endpoint refuses it by name. */
  number(name: string): number | string | undefined;
  /** The Idempotency-Key of this page's form. */
  key(): string;
  /** The version that the page showed. */
  version(): number | undefined;
  file(name: string): SentFile | undefined;
};

export const reserved = { csrf: '_csrf', key: '_key', version: '_version', seat: '_seat' } as const;

export function readForm(
  fields: ReadonlyMap<string, readonly string[]>,
  files = new Map<string, SentFile>(),
): Sheet {
  // Browsers send line ends as CRLF.
  const raw = (name: string) => (fields.get(name) ?? []).map((value) => value.replaceAll('\r\n', '\n'));
  const values = (name: string) => raw(name).map((value) => value.trim());
  const text = (name: string) => values(name).at(-1) ?? '';
  const optional = (name: string) => text(name) || undefined;
  return {
    text,
    raw: (name) => raw(name).at(-1) ?? '',
    optional,
    all: (name) => values(name).filter((value) => value !== ''),
    checked: (name) => text(name) !== '',
    number: (name) => danishNumber(text(name)),
    key: () => text(reserved.key),
    version: () => (/^\d{1,9}$/.test(text(reserved.version)) ? Number(text(reserved.version)) : undefined),
    file: (name) => files.get(name),
  };
}

/** `1.234,50`, `1234,5`, `1234.50` and `48000` are numbers; other text is returned as it is, empty text as undefined. */
export function danishNumber(text: string): number | string | undefined {
  const bare = text.replaceAll(/[\s ]|kr\.?$/gi, '');
  if (bare === '') return undefined;
  const plain =
    /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(bare) || bare.includes(',')
      ? bare.replaceAll('.', '').replace(',', '.')
      : bare;
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text;
}
