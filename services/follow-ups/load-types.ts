import type { Deployer } from '#platform/deployer.ts';
import { followUpTypes } from './follow-up-types.ts';
import { putTypes } from './store.ts';

/** Writes the follow-up types with their one owner. Safe to repeat. */
export async function loadFollowUpTypes(deployer: Deployer): Promise<void> {
  await deployer.asGuard((db) =>
    putTypes(
      db,
      followUpTypes.map(({ code, nameDa, nameEn, ownerKind, criminal }) => ({
        code,
        name_da: nameDa,
        name_en: nameEn,
        owner_kind: ownerKind,
        criminal,
      })),
    ),
  );
}
