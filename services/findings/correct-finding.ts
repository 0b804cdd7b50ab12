import { carryFiles } from '#attachments/questions.ts';
import { record } from '#audit/record.ts';
import { keepDecisions } from '#decisions/questions.ts';
import { catalogueOfUnit } from '#legal-bases/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { mustBeCurrent, orNotFound, Refusal } from '#platform/errors.ts';
import { aboutThirdPerson } from '#third-persons/questions.ts';
import { decideContent, versionRow, warningsOnContent } from './content.ts';
import type { correctFinding as contract } from './contract.ts';
import { newestCorrects } from './history.ts';
import { holdOwn } from './own-finding.ts';
import { findingRules } from './rules.ts';
import { aboutOf, insertVersion, rowOfFinding, setCurrentVersion } from './store.ts';
import { tellCorrected } from './tell-corrected.ts';
import { viewOf } from './view.ts';

export const correctFinding: Deed<typeof contract> = async (tx, caller, input, floor) => {
  const unitId = orNotFound(caller.unitId);
  const { body, params } = input;
  const held = await holdOwn(tx, caller, params.findingId);
  mustBeCurrent(input.version, held.current_version);
  const version = held.current_version + 1;
  const place = { findingId: held.id, version, unitId };
  const about = { reviewId: held.review_id, findingId: held.id, version };
  const decided = decideContent(caller, body, await catalogueOfUnit(tx, unitId), about, floor.today);
  await keepDecisions(tx, caller, floor.today, [decided.made]);
  // Nothing that was said of somebody else becomes the citizen's by being left out (SYS-39).
  const whom =
    body.aboutThirdPersonId === undefined
      ? await aboutOf(tx, held.id, held.current_version)
      : await aboutThirdPerson(tx, held.review_id, body.aboutThirdPersonId ?? undefined);
  await insertVersion(tx, { ...versionRow(caller, floor.vault, place, body, decided), ...whom });
  await setCurrentVersion(tx, held.id, version);
  const files = { from: held.current_version, to: version, keep: body.attachmentIds };
  if (!(await carryFiles(tx, held.id, files))) throw new Refusal(findingRules.sayWhatToKeep);
  const row = orNotFound(await rowOfFinding(tx, held.id));
  if (await newestCorrects(tx, row.id, floor.vault)) await tellCorrected(tx, caller, floor, row);
  record(tx, {
    verb: 'alter',
    deed: 'correctFinding',
    reviewId: row.review_id,
    legalBasis: `${decided.basis.code}/${decided.basis.version}`,
    ids: { findings: [row.id], decisions: [decided.made.id], catalogueVersions: [decided.catalogueVersion] },
  });
  return { ...viewOf(row, floor), warnings: warningsOnContent(body) };
};
