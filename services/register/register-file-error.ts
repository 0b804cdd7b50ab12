import type { Text } from '#platform/errors.ts';

export type RegisterFileFault =
  | 'file_unreadable'
  | 'file_encoding'
  | 'file_empty'
  | 'column_missing'
  | 'column_duplicate'
  | 'columns_unknown'
  | 'columns_too_many';

/** The whole run fails: a file as such cannot be read. Names file and column, in Danish and English. */
export class RegisterFileError extends Error {
  readonly code: RegisterFileFault;
  readonly file: string;
  readonly column: string | null;
  readonly text: Text;
  constructor(code: RegisterFileFault, file: string, column: string | null, text: Text) {
    super(`${text.da}\n${text.en}`);
    this.name = 'RegisterFileError';
    this.code = code;
    this.file = file;
    this.column = column;
    this.text = text;
  }
}

export function unreadable(file: string): RegisterFileError {
  return new RegisterFileError('file_unreadable', file, null, {
    da: `Filen ${file} findes ikke eller kan ikke læses.`,
    en: `The file ${file} does not exist or cannot be read.`,
  });
}

export function badEncoding(file: string): RegisterFileError {
  return new RegisterFileError('file_encoding', file, null, {
    da: `Filen ${file} begynder med et mærke for sin tegnkodning, men er ikke skrevet i den. Gem den igen som CSV UTF-8.`,
    en: `The file ${file} begins with a byte order mark but is not written in that encoding. Save it again as CSV UTF-8.`,
  });
}

export function empty(file: string): RegisterFileError {
  return new RegisterFileError('file_empty', file, null, {
    da: `Filen ${file} har ingen overskrifter i linje 1.`,
    en: `The file ${file} has no headings on line 1.`,
  });
}

export function missingColumn(file: string, column: string): RegisterFileError {
  return new RegisterFileError('column_missing', file, column, {
    da: `Filen ${file} mangler kolonnen »${column}«. Intet er læst ind.`,
    en: `The file ${file} lacks the column "${column}". Nothing was read in.`,
  });
}

export function duplicateColumn(file: string, column: string): RegisterFileError {
  return new RegisterFileError('column_duplicate', file, column, {
    da: `Filen ${file} har kolonnen »${column}« mere end én gang. Intet er læst ind.`,
    en: `The file ${file} has the column "${column}" more than once. Nothing was read in.`,
  });
}

export function nothingThere(file: string): RegisterFileError {
  return new RegisterFileError('file_empty', file, null, {
    da: `${file} er tom.`,
    en: `${file} is empty.`,
  });
}

export function columnsUnknown(file: string, expected: readonly string[]): RegisterFileError {
  const names = expected.join(', ');
  return new RegisterFileError('columns_unknown', file, null, {
    da:
      `Kolonnerne i ${file} kan ikke genkendes. Tag overskrifterne med i første linje, eller alle ${expected.length} ` +
      `kolonner i denne rækkefølge: ${names}. Skil dem med semikolon eller tabulator.`,
    en:
      `The columns of ${file} cannot be recognised. Include the headings in the first line, or all ${expected.length} ` +
      `columns in this order: ${names}. Separate them by semicolons or tabs.`,
  });
}

export function tooManyColumns(file: string, most: number): RegisterFileError {
  return new RegisterFileError('columns_too_many', file, null, {
    da: `${file} har flere end ${most} kolonner. Slet dem, der ikke hører til registeret.`,
    en: `${file} has more than ${most} columns. Delete those that are not part of the register.`,
  });
}
