import type { Json } from '../support/world.ts';

/** The purpose of the police's work here. */
export const police = { purpose: 'prevention' } as const;
/** Nothing has this id. */
export const nowhere = '00000000-0000-4000-8000-000000000000';

/** The answer of what must succeed. */
export async function good(answer: Promise<{ status: number; json: Json; text: string }>): Promise<Json> {
  const { status, json, text } = await answer;
  if (status >= 300) throw new Error(text);
  return json;
}
