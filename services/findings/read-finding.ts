import { record } from '#audit/record.ts';
import { mustKnow } from '#case-reviews/questions.ts';
import { refuseHidden } from '#need-to-know/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import type { getFinding, listFindings, listFindingVersions } from './contract.ts';
import { noteFirstRead } from './first-read.ts';
import { historyOf } from './history.ts';
import { findingsOfReview } from './questions.ts';
import { rowOfFinding, versionRows } from './store.ts';
import { contentOf, necessityOf, unread, unreadIn, viewOf } from './view.ts';

export const readFindings: Deed<typeof listFindings> = async (tx, caller, { params }, floor) => {
  const { reviewId } = params;
  const [review, items] = await Promise.all([
    mustKnow(tx, caller, reviewId),
    findingsOfReview(tx, floor, reviewId),
  ]);
  record(tx, {
    verb: 'consult',
    deed: 'listFindings',
    reviewId: review.id,
    ids: { findings: items.map(({ id }) => id) },
  });
  return { items };
};

export const readFinding: Deed<typeof getFinding> = async (tx, _caller, { params }, floor) => {
  const { vault } = floor;
  const [found, versions] = await Promise.all([
    rowOfFinding(tx, params.findingId),
    versionRows(tx, params.findingId),
  ]);
  const row = found ?? (await refuseHidden(tx, params.findingId));
  await noteFirstRead(tx, vault, [...new Set([...unread([row]), ...unreadIn(row, versions)])]);
  record(tx, {
    verb: 'consult',
    deed: 'getFinding',
    reviewId: row.review_id,
    ids: { findings: [row.id], versions: versions.map(({ version }) => `${row.id}/${version}`) },
  });
  const receivedAs = (version: number) =>
    row.own ? undefined : row.disclosures.find((one) => one.version === version && one.form === 'full');
  return {
    ...viewOf(row, floor),
    versions: versions.map((one) => ({
      ...contentOf(row.id, one, receivedAs(one.version), vault),
      necessity: row.own ? necessityOf(row.id, one, vault) : null,
    })),
  };
};

export const readVersions: Deed<typeof listFindingVersions> = async (tx, _caller, { params }, { vault }) => {
  const [found, versions] = await Promise.all([
    rowOfFinding(tx, params.findingId),
    versionRows(tx, params.findingId),
  ]);
  const row = found ?? (await refuseHidden(tx, params.findingId));
  if (!row.own) throw new Refusal(notFound);
  record(tx, {
    verb: 'consult',
    deed: 'listFindingVersions',
    reviewId: row.review_id,
    ids: { findings: [row.id], versions: versions.map(({ version }) => `${row.id}/${version}`) },
  });
  return { items: historyOf(row.id, versions, vault) };
};
