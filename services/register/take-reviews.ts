import { randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import type { Transaction } from '#platform/database.ts';
import { deed, type ImportRun } from './import-run.ts';
import type { ReviewRow } from './review-row.ts';
import { casesByReference, insertReviews, type NewReview, resolveCitizens } from './store.ts';

/** `taken`: rows that the unit could not take, because it has another review under their reference. */
export type TakenReviews = { fresh: number; taken: ReviewRow[] };
type Hashed = { row: ReviewRow; hash: Buffer };

/** Puts in the reviews that are new. At most some hundred: the trail names them. */
export async function takeReviews(run: ImportRun, rows: readonly ReviewRow[]): Promise<TakenReviews> {
  const hashed = rows.map((row) => ({ row, hash: run.keys.fingerprint(contentOf(run.unitId, row)) }));
  const references = rows.map(({ reference }) => reference);
  const { known, made } = await run.inTransaction(async (tx) => {
    const found = await casesByReference(tx, run.unitId, references);
    const fresh = hashed.filter(({ row }) => !found.has(row.reference));
    const put = run.dryRun || fresh.length === 0 ? [] : await putReviews(tx, run, fresh);
    record(tx, {
      verb: put.length > 0 ? 'collect' : 'consult',
      deed,
      ids: { reviews: put.length > 0 ? put.map(({ id }) => id) : [...found.values()].map(({ id }) => id) },
      counts: { case_review: put.length },
    });
    return { known: found, made: put };
  });
  for (const { id, reference } of made) {
    run.reviewIds.set(reference, id);
    run.madeHere.add(id);
  }
  const taken: ReviewRow[] = [];
  let fresh = 0;
  for (const { row, hash } of hashed) {
    const there = known.get(row.reference);
    if (!there) fresh += 1;
    else if (there.source_hash?.equals(hash)) run.reviewIds.set(row.reference, there.id);
    else taken.push(row);
    if (!there && run.dryRun) run.reviewIds.set(row.reference, null);
  }
  return { fresh, taken };
}

async function putReviews(tx: Transaction, run: ImportRun, fresh: readonly Hashed[]): Promise<NewReview[]> {
  const { keys, unitId, world } = run;
  const numbers = fresh.map(({ row }) => {
    const numberId = randomUUID();
    const cprCt = keys.seal(row.cpr, 'citizen_number.cpr_ct', numberId);
    return { index: keys.index(row.cpr), citizenId: randomUUID(), numberId, cprCt };
  });
  const citizens = await resolveCitizens(tx, keys.indexKeyId, numbers);
  const reviews = fresh.map(({ row, hash }, place) => {
    const citizenId = citizens[place];
    if (citizenId === undefined) throw new Error('a citizen was not resolved');
    const id = randomUUID();
    return {
      id,
      reference: row.reference,
      line: row.line,
      citizenId,
      hash,
      municipalityCode: row.municipalityCode,
      nominatedBy: row.nominatedBy,
      meetingDate: row.meetingDate,
      outcome: row.outcome,
      nameCt: keys.seal(row.name, 'case_review.name_ct', id),
      groundCt: keys.seal(row.ground, 'case_review.ground_ct', id),
      remarkCt: row.remark === null ? null : keys.seal(row.remark, 'case_review.remark_ct', id),
      agencies: world.partiesOn(row.meetingDate).join(' '),
    };
  });
  await insertReviews(tx, unitId, reviews);
  return reviews;
}

function contentOf(unitId: string, row: ReviewRow): readonly unknown[] {
  const { reference, cpr, name, municipalityCode, nominatedBy, ground, meetingDate, outcome, remark } = row;
  return [
    'case_review',
    unitId,
    reference,
    cpr,
    name,
    municipalityCode,
    nominatedBy,
    ground,
    meetingDate,
    outcome,
    remark,
  ];
}
