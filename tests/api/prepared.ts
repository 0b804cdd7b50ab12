import { randomUUID } from 'node:crypto';
import type { Purpose } from '#platform/codes.ts';
import { aNominatedReview, anAdmittedReview } from '../case-reviews/reviews.ts';
import { attach, disclose, aReview, everyAgency } from '../findings/findings.ts';
import { aMeeting, anOpenMeeting, inDays } from '../meetings/steps.ts';
import { idOf } from '../need-to-know/people.ts';
import { aHeldCase, anExclusion, anOpening } from '../need-to-know/steps.ts';
import { aRequest } from '../requests/steps.ts';
import type { Json, World } from '../support/world.ts';

/** Who sends an example, and the ids and versions of the world that it is sent in. */
export type Prepared = {
  as: string;
  params?: Record<string, string>;
  version?: number;
  purpose?: Purpose;
  /** Members of the body that name something of this world. */
  change?: Record<string, unknown>;
};
type Prepare = (world: World) => Promise<Prepared> | Prepared;

const by =
  (as: string): Prepare =>
  () => ({ as });
/** The answer, which must be a good one: an example cannot be tried in a world that is not as thought. */
async function good(answer: Promise<{ status: number; json: Json; text: string }>): Promise<Json> {
  const { status, json, text } = await answer;
  if (status >= 300) throw new Error(`${status}: ${text}`);
  return json;
}

const aNewPerson = (world: World) =>
  good(
    world
      .as('bif-administrator')
      .post('/v1/people', { subject: randomUUID(), name: 'Ny Prøve', title: null }),
  );

const ofReview = async (as: string, review: Promise<{ id: string; version: number }>): Promise<Prepared> => {
  const { id, version } = await review;
  return { as, params: { reviewId: id }, version };
};

async function aFinding(world: World): Promise<Prepared> {
  const review = await aReview(world);
  const { id, version } = await attach(world, review.id);
  return { as: 'bif-liaison', params: { findingId: id }, version };
}

async function aDraftedAgreement(world: World) {
  const draft = { scope: 'Prøve.', signedOn: inDays(-5), validFrom: inDays(-1), validTo: inDays(900) };
  const { id } = await good(world.as('bif-administrator').post('/v1/agreements', draft));
  // The next example drafts again, and an agency has one draft at a time.
  return { agreementId: String(id) };
}

/** A review that SKAT has not open, because a colleague of the liaison has the case. */
async function aClosedReview(world: World) {
  const review = await aReview(world);
  await world.superuser.query(
    `insert into app.review_access (id, review_id, unit_id, agency_id, person_id, kind, given_by)
     select gen_random_uuid(), $1, 'koebenhavn', 'skat', id, 'assigned', id from app.person where name = 'Gorm Prøvestrup'`,
    [review.id],
  );
  return review;
}

async function anEmergency(world: World): Promise<Prepared> {
  const review = await aClosedReview(world);
  const path = `/v1/case-reviews/${review.id}/emergency-accesses`;
  const { id } = await good(
    world.as('skat-liaison').post(path, { reason: 'Fare for borgerens barn i aften.' }),
  );
  return { as: 'politi-chair', params: { emergencyAccessId: id } };
}

async function aSpecialFinding(world: World): Promise<Prepared> {
  const { id } = await attach(world, (await aReview(world)).id, 'sofSpecial');
  return { as: 'sof-liaison', params: { findingId: id }, purpose: 'social_protection' };
}

async function aProposal(world: World): Promise<Prepared> {
  const { params = {}, purpose = 'social_protection' } = await aSpecialFinding(world);
  const proposal = {
    recipients: ['kk-bif'],
    legalBasisCode: 'DBL7-4',
    necessity: 'BIF skal kunne tilrettelægge forløbet.',
    initiative: 'own',
    version: 1,
  };
  const path = `/v1/findings/${params['findingId']}/release-proposals`;
  const { id } = await good(world.as('sof-liaison').post(path, proposal, { purpose }));
  // Whoever decides has looked at it, which opens the case.
  await good(world.as('sof-approver').get(`/v1/release-proposals/${id}`, { purpose }));
  return { as: 'sof-approver', params: { proposalId: id }, purpose };
}

async function aDraftedBasis(world: World): Promise<Json> {
  const { items } = await good(world.as('bif-legal-officer').get('/v1/legal-bases'));
  const {
    id: _id,
    version: _version,
    status: _status,
    ...basis
  } = items.find(({ code }: Json) => code === 'FVL31');
  const said = [
    'code',
    'citation',
    'law',
    'regime',
    'contributors',
    'recipients',
    'dataClasses',
    'purposes',
    'subjects',
  ];
  const flags = ['notForCriminalInvestigation', 'createsDuty', 'needsSecondApprover', 'validFrom', 'validTo'];
  const body = Object.fromEntries([...said, ...flags].map((member) => [member, basis[member]]));
  return good(world.as('bif-legal-officer').post('/v1/legal-bases', body));
}

async function anOpenItem(world: World): Promise<Prepared> {
  const review = await aReview(world);
  const { items } = await anOpenMeeting(world, [review.id]);
  return { as: 'politi-chair', params: { itemId: items[0].id }, version: items[0].version };
}

const policeOf = (reviewId: string) =>
  ({ as: 'politi-liaison', params: { reviewId }, purpose: 'prevention' }) as const;
async function aSecurityAssessment(world: World): Promise<Prepared> {
  const { id } = await aReview(world);
  const body = {
    conditions: ['two_staff'],
    contact: 'Vagthavende',
    validUntil: inDays(60),
    legalBasisCode: 'RPL115-1-1',
    necessity: 'Samtalen skal kunne holdes sikkert.',
  };
  const path = `/v1/case-reviews/${id}/security-assessments`;
  const made = await good(world.as('politi-liaison').post(path, body, { purpose: 'prevention' }));
  return { as: 'politi-liaison', params: { assessmentId: made.id }, purpose: 'prevention' };
}

async function aThirdPerson(world: World): Promise<Json> {
  const { id } = await aReview(world);
  const body = {
    relation: 'partner',
    name: 'Pia Prøve',
    dataClass: 'confidential',
    legalBasisCode: 'RSL11C',
    necessity: 'Afgørende for, om borgeren er enlig.',
  };
  return good(world.as('bif-liaison').post(`/v1/case-reviews/${id}/third-persons`, body));
}
const ofPerson = ({ id }: Json): Prepared => ({ as: 'bif-liaison', params: { thirdPersonId: id } });

let days = 300;
const aPlannedMeeting = (world: World) => aMeeting(world, inDays((days += 1)));
async function planned(world: World): Promise<Prepared> {
  const { id, version } = await aPlannedMeeting(world);
  return { as: 'politi-coordinator', params: { meetingId: id }, version };
}

/** How the world has to be for the example of each endpoint that takes a body. */
export const prepared: Record<string, Prepare> = {
  addPerson: by('bif-administrator'),
  giveRole: async (world) => ({
    as: 'bif-administrator',
    params: { personId: (await aNewPerson(world)).id },
  }),

  draftLegalBasis: by('bif-legal-officer'),
  approveLegalBasis: async (world) => ({
    as: 'sof-legal-officer',
    params: { legalBasisId: (await aDraftedBasis(world)).id },
  }),
  retireLegalBasis: async (world) => ({
    as: 'bif-legal-officer',
    params: { legalBasisId: (await aDraftedBasis(world)).id },
  }),
  whatIf: async (world) => ({
    as: 'sof-legal-officer',
    params: { legalBasisId: (await aDraftedBasis(world)).id },
  }),
  evaluateDecision: by('bif-liaison'),

  lookUpCitizen: by('bif-liaison'),
  unmaskCitizen: async (world) => ({ as: 'bif-liaison', params: { reviewId: (await aReview(world)).id } }),

  nominateCitizen: by('bif-liaison'),
  admitReview: (world) => ofReview('politi-chair', aNominatedReview(world)),
  declineReview: (world) => ofReview('politi-chair', aNominatedReview(world)),
  withdrawReview: (world) => ofReview('bif-liaison', aNominatedReview(world)),
  askAgencies: (world) => ofReview('politi-chair', anAdmittedReview(world)),
  concludeReview: async (world) => ({
    as: 'politi-chair',
    params: { reviewId: (await aReview(world, { answered: everyAgency })).id },
    version: 1,
  }),
  assignReview: async (world) => ({ as: 'skat-liaison', params: { reviewId: (await aReview(world)).id } }),
  openReview: async (world) => ({ as: 'bif-approver', params: { reviewId: (await aHeldCase(world)).id } }),
  reviewOpening: async (world) => ({ as: 'bif-approver', params: { openingId: await anOpening(world) } }),
  recuse: async (world) => ({ as: 'skat-liaison', params: { reviewId: (await aReview(world)).id } }),
  excludePerson: async (world) => ({
    as: 'politi-chair',
    params: { reviewId: (await aReview(world)).id },
    change: { personId: await idOf(world, 'skat-liaison') },
  }),
  liftExclusion: async (world) => ({ as: 'politi-chair', params: { exclusionId: await anExclusion(world) } }),
  saveFilter: by('bif-liaison'),
  putReply: async (world) => ({
    as: 'bif-liaison',
    params: { reviewId: (await aReview(world)).id, agencyId: 'kk-bif' },
    version: 0,
  }),

  attachFinding: async (world) => ({ as: 'bif-liaison', params: { reviewId: (await aReview(world)).id } }),
  correctFinding: aFinding,
  attachFile: aFinding,
  withdrawFinding: aFinding,
  discloseFinding: aFinding,
  previewDisclosure: aFinding,
  revokeDisclosure: async (world) => {
    const { id } = await attach(world, (await aReview(world)).id);
    const [disclosure] = await disclose(world, id);
    return { as: 'bif-liaison', params: { disclosureId: disclosure.id } };
  },

  askForInformation: async (world) => ({
    as: 'skat-liaison',
    params: { reviewId: (await aReview(world)).id },
  }),
  respondToRequest: async (world) => {
    const { id, version } = await aRequest(world);
    return { as: 'bif-liaison', params: { requestId: id }, version };
  },

  answerRecallNotice: async (world) => {
    const review = await aReview(world);
    const { id } = await attach(world, review.id);
    await disclose(world, id, 'bif', { recipients: ['skat'] });
    const path = `/v1/findings/${id}/withdrawal`;
    await good(world.as('bif-liaison').post(path, { reason: 'Prøve.' }, { version: 1 }));
    const { items } = await good(world.as('skat-liaison').get('/v1/recall-notices?open=true'));
    return { as: 'skat-liaison', params: { noticeId: items[0].id }, version: items[0].version };
  },

  draftAgreement: by('skat-administrator'),
  signAgreement: async (world) => ({ as: 'bif-legal-officer', params: await aDraftedAgreement(world) }),
  discardAgreement: async (world) => ({ as: 'bif-legal-officer', params: await aDraftedAgreement(world) }),
  askForEmergencyAccess: async (world) => ({
    as: 'skat-liaison',
    params: { reviewId: (await aClosedReview(world)).id },
  }),
  confirmEmergencyAccess: anEmergency,
  refuseEmergencyAccess: anEmergency,
  endEmergencyAccess: async (world) => {
    const emergency = await anEmergency(world);
    const id = emergency.params?.['emergencyAccessId'];
    await good(world.as('politi-chair').post(`/v1/emergency-accesses/${id}/confirmation`));
    return emergency;
  },
  proposeRelease: aSpecialFinding,
  releaseProposal: aProposal,
  refuseProposal: aProposal,
  withdrawProposal: async (world) => ({ ...(await aProposal(world)), as: 'sof-liaison' }),

  createMeetingSeries: by('politi-coordinator'),
  endMeetingSeries: async (world) => {
    const rule = { frequency: 'monthly', weekOfMonth: -1, weekday: 5, at: '15:00', startsOn: inDays(10) };
    const series = await good(world.as('politi-coordinator').post('/v1/meeting-series', { rule }));
    return { as: 'politi-coordinator', params: { seriesId: series.id }, version: series.version };
  },
  createMeeting: by('politi-coordinator'),
  // A unit meets once a day, and the example's day may be taken by another example.
  changeMeeting: async (world) => ({ ...(await planned(world)), change: { date: inDays((days += 1)) } }),
  settleAgenda: async (world) => {
    const { id } = await aPlannedMeeting(world);
    const { meeting } = await good(world.as('politi-chair').post(`/v1/meetings/${id}/agenda-proposals`));
    return { as: 'politi-chair', params: { meetingId: id }, version: meeting.version };
  },
  recordOutcome: anOpenItem,

  assignFollowUp: async (world) => {
    const review = await aReview(world, { state: 'concluded', answered: everyAgency });
    return { as: 'bk-liaison', params: { reviewId: review.id } };
  },
  assignFollowUpAtMeeting: async (world) => {
    const item = await anOpenItem(world);
    const path = `/v1/agenda-items/${item.params?.['itemId']}/outcome`;
    const sent = item.version === undefined ? {} : { version: item.version };
    await good(world.as('politi-chair').put(path, { outcome: 'follow_up' }, sent));
    return item;
  },
  updateFollowUp: async (world) => {
    const review = await aReview(world, { state: 'concluded', answered: everyAgency });
    const action = { agencyId: 'kk-bk', type: 'benefit_stop', dueOn: inDays(30) };
    const { id, version } = await good(
      world.as('bk-liaison').post(`/v1/case-reviews/${review.id}/follow-ups`, action),
    );
    // Begun so long ago that it can have been completed on the example's day.
    await world.superuser.query('update app.follow_up_action set started_on = $2 where id = $1', [
      id,
      inDays(-60),
    ]);
    return { as: 'bk-liaison', params: { actionId: id }, version };
  },

  stateAffiliation: async (world) => {
    const { id } = await aReview(world);
    const body = { value: 'confirmed', reviewDueOn: inDays(90) };
    const path = `/v1/case-reviews/${id}/affiliation-statements`;
    await good(world.as('politi-liaison').post(path, body, { purpose: 'prevention', version: 0 }));
    return { ...policeOf(id), version: 1 };
  },
  assessSecurity: async (world) => ({
    ...policeOf((await aReview(world)).id),
    change: { validUntil: inDays(60) },
  }),
  tellOfSecurity: aSecurityAssessment,
  endSecurity: aSecurityAssessment,
  registerThirdPerson: async (world) => ({
    as: 'bif-liaison',
    params: { reviewId: (await aReview(world)).id },
  }),
  discloseThirdPerson: async (world) => ofPerson(await aThirdPerson(world)),
  removeThirdPerson: async (world) => ofPerson(await aThirdPerson(world)),
  revokeThirdPerson: async (world) => {
    const { id } = await aThirdPerson(world);
    const body = {
      recipients: ['kk-bk'],
      legalBasisCode: 'RSL11C',
      necessity: 'Betaling og Kontrol skal vide det.',
    };
    const { disclosures } = await good(
      world.as('bif-liaison').post(`/v1/third-persons/${id}/disclosures`, body),
    );
    return { as: 'bif-liaison', params: { disclosureId: disclosures[0].id } };
  },

  buildReport: by('bif-coordinator'),

  previewRegisterImport: by('politi-coordinator'),
};
