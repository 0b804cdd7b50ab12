import { parse } from 'node-html-parser';
import { demoPeople } from '#demo/people.ts';
import { aWorld } from './world.ts';

/** What a page says. `h1`: its heading; `errors`: the texts of its error messages. */
export type WebPage = ReturnType<typeof readPage>;

export function readPage(path: string, status: number, headers: Record<string, unknown>, text: string) {
  const root = parse(text, { comment: false });
  return {
    path,
    status,
    headers,
    text,
    root,
    h1: root.querySelector('h1')?.structuredText.trim() ?? '',
    /** The words of the page's main part. */
    words: (root.querySelector('main')?.structuredText ?? '').replaceAll(/\s+/g, ' '),
    errors: root.querySelectorAll('.form-error-message').map((error) => error.structuredText.trim()),
    $: (selector: string) => root.querySelector(selector),
    $$: (selector: string) => root.querySelectorAll(selector),
  };
}

/** Values of a form by name; several for one name as a list. Null leaves a field of the page out. */
export type Filled = Record<string, string | string[] | null>;

const baseUrl = 'http://localhost';

/** The real API with its pages, on a database of its own, and browsers that are signed in with real sessions. */
export async function aWebWorld({
  liveHeartbeat,
  ...options
}: { clock?: () => number; liveHeartbeat?: number } = {}) {
  const world = await aWorld({
    ...options,
    web: {
      publicUrl: () => baseUrl,
      secure: false,
      demoSignInPath: '/demo-idp/',
      ...(liveHeartbeat ? { liveHeartbeat } : {}),
    },
  });
  const issuerOf = new Map(world.providers.issuers.map(({ authorityId, issuer }) => [authorityId, issuer]));

  async function signedIn(username: string, language: 'da' | 'en' = 'da') {
    const person = demoPeople.find((one) => one.username === username);
    if (!person) throw new Error(`nobody is called ${username}`);
    const { subject, authorityId } = person;
    const cookie = await world.api.sessions.open({
      issuer: issuerOf.get(authorityId) ?? '',
      subject,
      authorityId,
    });
    const jar = new Map([
      ['session', cookie ?? ''],
      ['language', language],
    ]);
    return browser(jar);
  }

  function browser(jar: Map<string, string>) {
    async function send(method: 'GET' | 'POST', path: string, form?: URLSearchParams): Promise<WebPage> {
      const answer = await world.api.server.inject({
        method,
        url: path,
        headers: {
          host: 'localhost',
          cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
          ...(form
            ? { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
            : {}),
        },
        ...(form ? { payload: form.toString() } : {}),
      });
      for (const { name, value } of answer.cookies) {
        if (value === '') jar.delete(name);
        else jar.set(name, value);
      }
      return readPage(path, answer.statusCode, answer.headers, answer.body);
    }
    return {
      jar,
      get: (path: string) => send('GET', path),
      /** Sends fields as they are given, and does not follow. */
      post: (path: string, fields: Record<string, string>) => send('POST', path, new URLSearchParams(fields)),
      /**
       * Fills in the form with this action on the page and sends it, with the values that the page gave its other fields;
       * follows where it leads.
       */
      async submit(page: WebPage, action: string, filled: Filled = {}): Promise<WebPage> {
        const answer = await send('POST', action, fieldsOf(page, action, filled));
        if (answer.status !== 303) return answer;
        return send('GET', String(answer.headers['location']));
      },
    };
  }
  return { ...world, signedIn, visitor: () => browser(new Map()) };
}

function fieldsOf(page: WebPage, action: string, filled: Filled): URLSearchParams {
  const form = page.$$('form').find((one) => one.getAttribute('action') === action);
  if (!form) throw new Error(`${page.path} has no form to ${action}: ${page.h1}`);
  const sent = new URLSearchParams();
  const add = (name: string | undefined, value: string) => {
    if (name !== undefined && !(name in filled)) sent.append(name, value);
  };
  const names = new Set<string>();
  for (const input of form.querySelectorAll('input, textarea, select, button')) {
    const name = input.getAttribute('name');
    if (name !== undefined) names.add(name);
    const type = input.getAttribute('type');
    if (input.tagName === 'BUTTON') continue;
    if (type === 'checkbox' || type === 'radio') {
      if (input.hasAttribute('checked')) add(name, input.getAttribute('value') ?? 'on');
    } else if (input.tagName === 'TEXTAREA') add(name, input.textContent);
    else if (input.tagName === 'SELECT') {
      const chosen = input.querySelector('option[selected]') ?? input.querySelector('option');
      add(name, chosen?.getAttribute('value') ?? '');
    } else add(name, input.getAttribute('value') ?? '');
  }
  for (const [name, value] of Object.entries(filled)) {
    if (!names.has(name)) throw new Error(`the form to ${action} has no field ${name}`);
    for (const one of value === null ? [] : [value].flat()) sent.append(name, one);
  }
  return sent;
}
export type WebWorld = Awaited<ReturnType<typeof aWebWorld>>;
