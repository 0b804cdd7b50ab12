import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allowed, aReview, attach } from '../findings/findings.ts';
import { aMeeting, inDays } from '../meetings/steps.ts';
import { aWebWorld, type WebWorld } from '../support/web.ts';

let web: WebWorld;
let police: Awaited<ReturnType<WebWorld['signedIn']>>;
let bif: typeof police;
let sof: typeof police;
beforeAll(async () => {
  web = await aWebWorld();
  police = await web.signedIn('politi-liaison');
  bif = await web.signedIn('bif-liaison');
  sof = await web.signedIn('sof-liaison');
});
afterAll(() => web.close());

const security = {
  conditions: ['two_staff', 'not_at_home'],
  text: 'Brug indgangen fra gården.',
  contact: 'Vagthavende, 33 14 14 48',
  validUntil: inDays(60),
  legalBasisCode: 'RPL115-1-1',
  necessity: 'HEMMELIG GRUND til at passe på.',
  recipients: ['kk-bif'],
  declarationNotInvestigation: 'yes',
};

describe('the police’s assessments', () => {
  test('are stated, confirmed anew and withdrawn on a page of their own', async () => {
    const { id } = await aReview(web);
    expect(
      (await police.get(`/case-reviews/${id}`)).$(`a[href="/case-reviews/${id}/assessments"]`),
    ).not.toBeNull();
    const page = await police.get(`/case-reviews/${id}/assessments`);
    expect([page.status, page.h1]).toEqual([200, 'Politiets vurderinger']);
    const action = `/case-reviews/${id}/affiliation`;
    const refused = await police.submit(page, action, { value: 'confirmed', ground: 'Skal ikke gå tabt.' });
    expect(refused.status).toBe(422);
    expect(refused.errors.join(' ')).toMatch(/højst 12 måneder frem/);
    expect(refused.$('textarea[name=ground]')?.textContent).toContain('Skal ikke gå tabt.');
    const done = await police.submit(refused, action, { value: 'confirmed', reviewDueOn: inDays(20) });
    expect(done.words).toMatch(/Vurderingen er gemt.*Bekræftet af politiet/);
    const withdrawn = await police.submit(done, action, { value: 'withdrawn' });
    expect(withdrawn.words).toMatch(/trukket tilbage.*Trukket tilbage.*Bekræftet af politiet/);
    expect(withdrawn.words).toContain('Ikke på dagsordener');
    expect((await police.submit(page, action, { value: 'confirmed', reviewDueOn: inDays(20) })).status).toBe(
      412,
    );
  });

  test('are nobody else’s page, and leave no way to it', async () => {
    const { id } = await aReview(web);
    const page = await bif.get(`/case-reviews/${id}/assessments`);
    expect(page.status).toBe(403);
    expect(page.words).toContain('Kun politiet vurderer');
    expect(page.words).toContain('Kontaktpersonen i den myndighed, som oplysningen kommer fra.');
    expect(page.words).not.toContain('mødeleder');
    expect((await bif.get(`/case-reviews/${id}`)).text).not.toMatch(/assessments|Tilknytning/);
  });

  test('that are due stand on the police’s start page and nobody else’s', async () => {
    const { id } = await aReview(web);
    const page = await police.get(`/case-reviews/${id}/assessments`);
    await police.submit(page, `/case-reviews/${id}/affiliation`, {
      value: 'confirmed',
      reviewDueOn: inDays(5),
    });
    const start = await police.get('/');
    expect(
      start.$(`#due-assessments ~ * a[href="/case-reviews/${id}/assessments#affiliation"]`)?.structuredText,
    ).toContain('tilknytning');
    expect((await bif.get('/')).$('#due-assessments')).toBeNull();
  });

  test('stand there with the police’s findings that expire, which lead to the finding', async () => {
    const { id } = await aReview(web);
    const expiring = { police: { ...allowed.politi.body.police, reviewDueOn: inDays(5) } };
    const { id: findingId } = await attach(web, id, 'politi', expiring);
    const start = await police.get('/');
    const way = start.$(`#due-assessments ~ * a[href="/findings/${findingId}"]`);
    expect(way?.structuredText).toBe('Bekræft eller træk tilbage: oplysning');
    expect(start.text).not.toContain(allowed.politi.body.text);
  });

  test('tell recipients the conditions above the case, its items and its follow-up, and no more', async () => {
    const { id } = await aReview(web);
    const action = `/case-reviews/${id}/security`;
    const page = await police.get(`/case-reviews/${id}/assessments`);
    const refused = await police.submit(page, action, { ...security, declarationNotInvestigation: null });
    expect(refused.status).toBe(422);
    expect(refused.$('#error-summary')?.structuredText).toMatch(/efterforskning/);
    const done = await police.submit(refused, action, security);
    expect(done.words).toMatch(
      /Sikkerhedsvurderingen er gemt.*Gælder.*HEMMELIG GRUND.*BIF.*ikke åbnet endnu/,
    );
    const review = await bif.get(`/case-reviews/${id}`);
    expect(review.words).toMatch(
      /Vilkår for et sikkert møde.*Mindst to medarbejdere til stede.*Brug indgangen.*Ring til: Vagthavende/,
    );
    expect(review.text).not.toContain('HEMMELIG GRUND');
    expect((await sof.get(`/case-reviews/${id}`)).text).not.toContain('Vilkår for et sikkert møde');
    const bifs = web.as('bif-liaison');
    const sent = { agencyId: 'kk-bif', type: 'activation_offer', dueOn: inDays(20) };
    const { json: followUp } = await bifs.post(`/v1/case-reviews/${id}/follow-ups`, sent);
    expect((await bif.get(`/follow-ups/${followUp.id}`)).words).toContain('Vilkår for et sikkert møde');
    expect((await sof.get(`/follow-ups/${followUp.id}`)).words).not.toContain('Vilkår');
    const meeting = await aMeeting(web, inDays(40));
    await web.as('politi-chair').post(`/v1/meetings/${meeting.id}/agenda-proposals`);
    expect((await bif.get(`/meetings/${meeting.id}`)).words).toContain('Vilkår for et sikkert møde');
    expect((await sof.get(`/meetings/${meeting.id}`)).words).not.toContain('Vilkår for et sikkert møde');
    const again = await police.get(`/case-reviews/${id}/assessments`);
    expect(again.words).toMatch(/BIF.*åbnet/);
    const ending = again
      .$$('form')
      .map((form) => form.getAttribute('action') ?? '')
      .find((to) => to.endsWith('/ending'));
    await police.submit(again, ending ?? '', {});
    expect((await bif.get(`/case-reviews/${id}`)).text).not.toContain('Vilkår for et sikkert møde');
  });

  test('that have run out are ended there, and then not asked about', async () => {
    const { id } = await aReview(web);
    const to = `/case-reviews/${id}/assessments`;
    await police.submit(await police.get(to), `/case-reviews/${id}/security`, security);
    await web.superuser.query(
      'update app.security_assessment set assessed_on = assessed_on - 90, valid_until = $2 where review_id = $1',
      [id, inDays(-1)],
    );
    const asked = `#due-assessments ~ * a[href^="/case-reviews/${id}/assessments?renew="]`;
    expect((await police.get('/')).$(asked)).not.toBeNull();
    const page = await police.get(to);
    expect(page.words).toContain('Udløbet');
    const ending = page.$(`form[action$="/ending"]`)?.getAttribute('action') ?? '';
    expect((await police.submit(page, ending, {})).words).toMatch(/Vurderingen er ophævet.*Ophævet/);
    expect((await police.get('/')).$(asked)).toBeNull();
  });
});

describe('third persons', () => {
  const person = {
    relation: 'child',
    name: 'Liv Hemmelighed',
    legalBasisCode: 'RSL11C',
    purpose: 'benefit_control',
    necessity: 'Afgør, om borgeren er enlig forsørger.',
  };

  test('are registered, disclosed, revoked and removed; a child says whose duty it is', async () => {
    const { id } = await aReview(web);
    const action = `/case-reviews/${id}/third-persons`;
    const page = await bif.get(action);
    expect(page.h1).toBe('Tredjepersoner');
    const refused = await bif.submit(page, action, { ...person, necessity: 'Kort' });
    expect(refused.status).toBe(422);
    expect(refused.$('input[name=name]')?.getAttribute('value')).toBe(person.name);
    const done = await bif.submit(refused, action, person);
    expect(done.words).toMatch(/Liv Hemmelighed, barn.*underretningspligt.*Barnets lov § 133/);
    expect((await sof.get(action)).text).not.toContain('Hemmelighed');
    const form = (one: typeof done, end: RegExp) =>
      one
        .$$('form')
        .map((each) => each.getAttribute('action') ?? '')
        .find((to) => end.test(to)) ?? '';
    const to = form(done, /\/disclosures$/);
    const personId = to.split('/').at(-2);
    const short = await bif.submit(done, to, {
      [`recipients-${personId}`]: ['kk-sof'],
      [`necessity-${personId}`]: 'Kort',
    });
    expect(short.errors).not.toEqual([]);
    const told = await bif.submit(short, to, {
      [`recipients-${personId}`]: ['kk-sof'],
      [`necessity-${personId}`]: person.necessity,
    });
    expect(told.words).toContain('Tredjepersonen er videregivet.');
    expect((await sof.get(action)).words).toContain('Liv Hemmelighed');
    const revoked = await bif.submit(told, form(told, /\/revocations\//), {});
    expect(revoked.words).toContain('Ikke videregivet til nogen');
    expect((await sof.get(action)).text).not.toContain('Hemmelighed');
    const removed = await bif.submit(revoked, form(revoked, /\/removal$/), {});
    expect(removed.words).toContain('Der er ingen tredjepersoner');
  });

  test('are chosen when a finding is about one, and the card says so', async () => {
    const { id } = await aReview(web);
    const start = await bif.get(`/case-reviews/${id}/findings/new`);
    expect(start.$('select[name=aboutThirdPersonId]')).toBeNull();
    await bif.submit(
      await bif.get(`/case-reviews/${id}/third-persons`),
      `/case-reviews/${id}/third-persons`,
      person,
    );
    const what = await bif.get(`/case-reviews/${id}/findings/new`);
    const option = what.$$('select[name=aboutThirdPersonId] option').at(-1)?.getAttribute('value') ?? '';
    const action = `/case-reviews/${id}/findings/new`;
    const basis = await bif.submit(what, action, {
      text: 'Bor på adressen.',
      statementKind: 'fact',
      dataClass: 'confidential',
      aboutThirdPersonId: option,
    });
    const shown = await bif.submit(basis, action, {
      legalBasisCode: 'RSL11C',
      necessity: person.necessity,
      'declarations.noMoneyLaunderingSource': 'yes',
      recipients: ['skat'],
    });
    expect(shown.words).toContain('En tredjeperson: barn');
    const give = shown.$('form[action$="/disclose"]')?.getAttribute('action') ?? '';
    const done = await bif.submit(shown, give, { _do: 'release' });
    expect(done.words).toContain('En tredjeperson: barn');
    const skat = await web.signedIn('skat-liaison');
    const seen = await skat.get(`/case-reviews/${id}`);
    expect(seen.words).toContain('En tredjeperson: barn');
    expect(seen.text).not.toMatch(/Hemmelighed|#third-person/);
  });
});
