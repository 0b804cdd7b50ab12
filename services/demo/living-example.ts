import { randomUUID } from 'node:crypto';
import type { Api } from '#api/run.ts';
import { endpoints } from '#api/endpoints.ts';
import { callerFrom, chooseSeat, seatsOf } from '#identity/sign-in.ts';
import type { Purpose } from '#platform/codes.ts';
import { addDays, isWorkingDay, nextWorkingDay, weekdayOf } from '#platform/danish-time.ts';
import { assessAndRegister } from './assessments.ts';
import { draftOwnBasis } from './catalogue.ts';
import { type DemoCase, type DemoFinding, demoCases, lastMeetingDaysAgo } from './cases.ts';
import { openAndRecuse } from './need-to-know.ts';
import { demoPeople } from './people.ts';
import { withdrawAndAnswer } from './recalls.ts';
import { askAndAnswer } from './requests.ts';
import { waitForSecondPerson } from './second-person.ts';
import { pastedRegister } from './register.ts';

type Input = { params?: object; query?: object; body?: object; version?: number; purpose?: Purpose };
/** Does one deed of the API as a demo person on a day: the same rules, walls and trail as any request. */
type Act = (username: string, deed: string, day: string, input: Input) => Promise<Told>;
type Told = {
  id: string;
  version: number;
  items: { id: string; reviewId: string; version: number }[];
};

/**
 * A dozen invented cases around `today`, a meeting that was held and a series of those that are coming. Only for a unit without any case: one
 * that has imported its register gets no invented ones among its own.
 */
export async function loadLivingExample(
  api: Api,
  issuerOf: ReadonlyMap<string, string>,
  today: string,
): Promise<void> {
  const act = actorOf(api, issuerOf);
  const known = await act('politi-chair', 'listCaseReviews', today, { query: { limit: 1 } });
  if (known.items.length > 0) return;
  const reviews = new Map<DemoCase, string>();
  for (const example of demoCases) reviews.set(example, await bringToMeeting(act, example, today));
  await holdMeeting(act, reviews, addDays(today, -lastMeetingDaysAgo), today);
  await askAndAnswer(act, new Map([...reviews].map(([{ name }, id]) => [name, id])), today);
  await withdrawAndAnswer(act, new Map([...reviews].map(([{ name }, id]) => [name, id])), today);
  await assessAndRegister(act, new Map([...reviews].map(([{ name }, id]) => [name, id])), today);
  await openAndRecuse(act, new Map([...reviews].map(([{ name }, id]) => [name, id])), today);
  await waitForSecondPerson(act, new Map([...reviews].map(([{ name }, id]) => [name, id])), today);
  await draftOwnBasis(act, today);
  const soon = addDays(today, 7);
  await act('bif-coordinator', 'previewRegisterImport', today, { body: pastedRegister });
  const startsOn = isWorkingDay(soon) ? soon : nextWorkingDay(soon);
  const rule = {
    frequency: 'every_second_week',
    weekday: weekdayOf(startsOn),
    at: '09:00',
    startsOn,
    exceptions: [],
  };
  await act('politi-chair', 'createMeetingSeries', today, { body: { rule, capacity: 20 } });
}

async function bringToMeeting(act: Act, example: DemoCase, today: string): Promise<string> {
  const day = (ago: number) => addDays(today, -Math.max(0, ago));
  const nominated = await act(`${example.by}-liaison`, 'nominateCitizen', day(example.nominatedDaysAgo), {
    purpose: example.by === 'politi' ? 'prevention' : 'benefit_control',
    body: {
      cpr: example.cpr,
      name: example.name,
      municipalityCode: '0101',
      ground: example.ground,
      legalBasisCode: example.by === 'politi' ? 'RPL115-1-1' : 'DBL6-GDPR6E',
    },
  });
  const review = { params: { reviewId: nominated.id } };
  const decided = day(example.nominatedDaysAgo - 3);
  if (example.asked === 'declined') {
    await act('politi-chair', 'declineReview', decided, {
      ...review,
      version: nominated.version,
      body: { reason: 'Der er ikke grundlag for en fælles gennemgang.' },
    });
  } else if (example.asked.length > 0) {
    await act('politi-chair', 'admitReview', decided, {
      ...review,
      version: nominated.version,
      body: { agencyIds: example.asked.filter((agencyId) => agencyId !== agencyOf(example.by)) },
    });
    for (const finding of example.findings)
      await attachAndDisclose(act, nominated.id, finding, decided, today);
    const found = example.findings.map(({ by }) => ({ by, kind: 'finding' }));
    const nothing = example.nothingToAdd.map((by) => ({ by, kind: 'nothing_to_add' }));
    for (const { by, kind } of [...found, ...nothing]) {
      // The agency that nominates has said what it knows; only the others are asked.
      if (by === example.by) continue;
      await act(`${by}-liaison`, 'putReply', decided, {
        params: { reviewId: nominated.id, agencyId: agencyOf(by) },
        version: 0,
        body: { kind },
      });
    }
  }
  return nominated.id;
}

async function attachAndDisclose(
  act: Act,
  reviewId: string,
  finding: DemoFinding,
  day: string,
  today: string,
): Promise<void> {
  const { by, text, legalBasisCode, dataClass, to } = finding;
  const purpose: Purpose = by === 'politi' ? 'prevention' : 'benefit_control';
  const necessity = 'Nødvendig for at vurdere, om ydelsen er berettiget.';
  const attached = await act(`${by}-liaison`, 'attachFinding', day, {
    params: { reviewId },
    purpose,
    body: {
      text,
      statementKind: by === 'politi' ? 'assessment' : 'fact',
      dataClass,
      subject: 'person',
      legalBasisCode,
      necessity,
      notedOn: day,
      sourceClass: 'own_records',
      declarations: { noMoneyLaunderingSource: true },
      ...(by === 'politi' ? { police: { subjectCategory: 'other', reviewDueOn: addDays(today, 180) } } : {}),
    },
  });
  if (finding.file)
    await act(`${by}-liaison`, 'attachFile', day, {
      params: { findingId: attached.id },
      purpose,
      version: attached.version,
      body: { name: finding.file.name, content: Buffer.from(finding.file.text).toString('base64') },
    });
  await act(`${by}-liaison`, 'discloseFinding', day, {
    params: { findingId: attached.id },
    purpose,
    body: {
      recipients: to,
      legalBasisCode,
      necessity,
      declarationNotInvestigation: by === 'politi',
      initiative: 'own',
      ...(finding.form ? { form: finding.form } : {}),
    },
  });
}

async function holdMeeting(
  act: Act,
  reviews: ReadonlyMap<DemoCase, string>,
  day: string,
  today: string,
): Promise<void> {
  const meeting = await act('politi-chair', 'createMeeting', day, {
    body: { date: day, time: '09:00', capacity: 20 },
  });
  const params = { meetingId: meeting.id };
  await act('politi-chair', 'proposeAgenda', day, { params });
  const discussed = [...reviews].filter(([example]) => example.met !== null);
  const others = [...reviews].filter(
    ([example]) => example.met === null && example.asked !== 'declined' && example.asked.length > 0,
  );
  await act('politi-chair', 'settleAgenda', day, {
    params,
    version: meeting.version,
    body: { remove: others.map(([, reviewId]) => reviewId) },
  });
  const settled = await act('politi-chair', 'getMeeting', day, { params });
  const opened = await act('politi-chair', 'openMeeting', day, { params, version: settled.version });
  const agenda = await act('politi-chair', 'getAgenda', day, { params });
  for (const [example, reviewId] of discussed) {
    const item = agenda.items.find((candidate) => candidate.reviewId === reviewId);
    if (!item) throw new Error('a case of the example is not on its agenda');
    await act('politi-chair', 'recordOutcome', day, {
      params: { itemId: item.id },
      version: item.version,
      body: { outcome: example.met },
    });
    for (const { agencyId, type, dueInDays, done } of example.followUps) {
      const action = await act('politi-chair', 'assignFollowUpAtMeeting', day, {
        params: { itemId: item.id },
        body: { agencyId, type, dueOn: addDays(today, dueInDays) },
      });
      if (done) {
        await act('bk-liaison', 'updateFollowUp', addDays(today, -2), {
          params: { actionId: action.id },
          version: action.version,
          body: { ...done, status: 'completed', closedOn: addDays(today, -2) },
        });
      }
    }
  }
  await act('politi-chair', 'closeMeeting', day, { params, version: opened.version });
}

const agencyOf = (key: string) =>
  demoPeople.find(({ username }) => username === `${key}-liaison`)?.agencyId ?? '';

function actorOf(api: Api, issuerOf: ReadonlyMap<string, string>): Act {
  return async (username, deed, day, input) => {
    const person = demoPeople.find((candidate) => candidate.username === username);
    const served = endpoints.find(({ endpoint }) => endpoint.id === deed);
    if (!person || !served) throw new Error(`the example knows no ${username} or ${deed}`);
    const identity = await api.identities.find(issuerOf.get(person.authorityId) ?? '', person.subject);
    const seat = chooseSeat(seatsOf(identity, day), { unitId: undefined, agencyId: undefined });
    const caller = callerFrom(
      identity,
      seat,
      randomUUID().replaceAll('-', ''),
      input.purpose ?? 'benefit_control',
    );
    const ready = served.prepare({
      params: input.params ?? {},
      query: input.query ?? {},
      body: input.body ?? {},
    });
    if ('faults' in ready)
      throw new Error(`the example's ${deed} is not valid: ${JSON.stringify(ready.faults)}`);
    const floor = { vault: api.vault, register: api.register, today: day, now: `${day}T08:00:00Z` };
    const output = await api.databases[served.role].as(caller, (tx) =>
      ready.run(tx, caller, floor, input.version ?? 0),
    );
    return toldBy(served.endpoint.output.parse(output));
  };
}

/** What the next step of the example needs of an answer. */
function toldBy(answer: unknown): Told {
  const told = { id: '', version: 0, items: [] };
  return Object.assign(told, answer);
}
