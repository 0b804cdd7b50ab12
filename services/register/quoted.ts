const longest = 40;
const mostDigits = 8;

/**
 * What a cell says, for a message, as ` »…«`; nothing when it could be about a person. A shifted column can put a
 * name or a CPR number anywhere, so only figures and signs are repeated, and never more digits than a date has.
 */
export function quoted(cell: string): string {
  if (!/^[\d .,:;/+-]+$/u.test(cell)) return '';
  return cell.replaceAll(/\D/gu, '').length > mostDigits ? '' : ` »${cell.slice(0, longest)}«`;
}
