import { getMe } from '#identity/contract.ts';
import { getUnit } from '#units/contract.ts';
import { readCodes } from '#vocabulary/contract.ts';
import type { Ask } from '#platform/ask.ts';
import type { Names, Self } from './view.ts';

const keptMs = 5 * 60_000;
type Codes = Pick<Names, 'codes' | 'followUpTypes'>;

/** Names that have no secrets, asked for once in five minutes for each unit and not for every page. */
export function keepNames(clock: () => number) {
  const kept = new Map<string, { names: Names; until: number }>();
  let codes: Codes | undefined;
  return async (person: Self, ask: Ask): Promise<Names> => {
    const key = person.unitId ?? '';
    const known = kept.get(key);
    if (known && known.until > clock()) return known.names;
    codes ??= await readNames(ask);
    const names = {
      ...(person.unitId === null ? await nationalNames(ask) : await unitNames(person.unitId, ask)),
      ...codes,
    };
    kept.set(key, { names, until: clock() + keptMs });
    return names;
  };
}

async function unitNames(unitId: string, ask: Ask): Promise<Omit<Names, keyof Codes>> {
  const { name, agencies, municipalities } = await ask(getUnit, { params: { unitId } });
  return { unit: name, agencies, municipalities };
}

/** Rigspolitiet's readers act in no unit. */
async function nationalNames(ask: Ask): Promise<Omit<Names, keyof Codes>> {
  const { agencyId: id, agencyName: name, agencyKind: kind } = (await ask(getMe)).acting;
  return { unit: '', agencies: [{ id, name, kind }], municipalities: [] };
}

async function readNames(ask: Ask): Promise<Codes> {
  const { lists, followUpTypes } = await ask(readCodes);
  const texts = (list: readonly { code: string; da: string; en: string }[]) =>
    new Map(list.map(({ code, da, en }) => [code, { da, en }]));
  const codes = new Map([
    ...Object.entries(lists).map(([name, list]) => [name, texts(list)] as const),
    ['followUpTypes', new Map(followUpTypes.map(({ code, name }) => [code, name]))] as const,
  ]);
  return { codes, followUpTypes };
}
