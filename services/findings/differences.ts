/** What a version says, field by field. */
export type Said = Readonly<Record<string, string | null>>;
type Change = { field: string; from: string | null; to: string | null };

/** The fields that differ between a version and the one before it, in the order of the fields. */
export function changesBetween(before: Said, after: Said): Change[] {
  return Object.keys(after).flatMap((field) => {
    const [from, to] = [before[field] ?? null, after[field] ?? null];
    return from === to ? [] : [{ field, from, to }];
  });
}
