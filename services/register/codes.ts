/**
 * Why a row is refused. The first group is the register's own list of reasons; the second reaches where that list
 * does not. A code never changes meaning.
 */
export type RefusalCode =
  | 'cpr_not_a_date'
  | 'cpr_day_out_of_range'
  | 'cpr_length'
  | 'date_impossible'
  | 'date_two_digit_year'
  | 'agency_unknown'
  | 'municipality_unknown'
  | 'result_unknown'
  | 'case_duplicate'
  | 'case_unknown'
  | 'legal_basis_missing'
  | 'legal_basis_unknown'
  | 'legal_basis_not_in_force'
  | 'legal_basis_not_contributors'
  | 'criminal_data_without_basis'
  | 'recipient_is_contributor'
  | 'type_unknown'
  | 'type_not_in_remit'
  | 'amount_not_a_number'
  | 'amount_negative'
  | 'closed_before_start'
  | 'row_malformed'
  | 'reference_missing'
  | 'reference_is_cpr'
  | 'value_missing'
  | 'text_too_long'
  | 'text_not_allowed'
  | 'date_out_of_range'
  | 'data_class_unknown'
  | 'data_class_not_carried'
  | 'legal_basis_not_for_persons'
  | 'legal_basis_not_for_recipient'
  | 'status_unknown'
  | 'amount_too_large';

/**
 * One bad field. `line` is the physical line where the row starts (the header is line 1); `column` is the heading as
 * the file writes it, null when the row as a whole cannot be read. `message` is Danish, `english` the same; neither repeats
 * personal data.
 */
export type RowRefusal = {
  file: string;
  line: number;
  column: string | null;
  code: RefusalCode;
  message: string;
  english: string;
};

/** What a cell says, or the rule that it breaks. */
export type Read<T> = { ok: true; value: T } | Fault;
export type Fault = { ok: false; code: RefusalCode; message: string; english: string };

export function read<T>(value: T): Read<T> {
  return { ok: true, value };
}

export function fault(code: RefusalCode, message: string, english: string): Fault {
  return { ok: false, code, message, english };
}
