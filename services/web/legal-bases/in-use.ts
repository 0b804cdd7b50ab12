import { listLegalBases } from '#legal-bases/contract.ts';
import type { View } from '../view.ts';
import type { Basis } from './words.ts';

/** The legal bases that the reader's authority can use today: of each code the one version that is meant. */
export async function basesInUse(view: View): Promise<Basis[]> {
  const { items } = await view.ask(listLegalBases, { query: { status: 'approved', on: view.today } });
  return items.filter(({ meant }) => meant);
}
