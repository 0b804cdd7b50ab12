import { hash } from 'node:crypto';
import { DEMO_PERSON_GRANT } from './access-token.ts';
import type { DemoAuthority, DemoIdentityProviderOptions, DemoPerson } from './people.ts';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}li{margin:.5rem 0;list-style:none}ul{padding:0}
.people li{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem 1rem;border-bottom:1px solid #bfbfbf;padding-bottom:.5rem}
.person{flex:0 0 20rem;max-width:100%;box-sizing:border-box;padding:.5rem 1rem;border:1px solid #1a1a1a;color:#1a1a1a;text-decoration:none;overflow-wrap:anywhere}
.person:hover,.person:focus{background:#e8eef7;outline:3px solid #0059b3}
button{font:inherit;padding:.6rem 1rem;width:100%;text-align:left;background:#fff;border:1px solid #1a1a1a;cursor:pointer}
button:hover,button:focus{background:#e8eef7;outline:3px solid #0059b3}code,pre{background:#f2f2f2;padding:.1rem .3rem;overflow-x:auto}`;

/** The Content-Security-Policy source of the pages' only style. */
export const STYLE_SOURCE = `'sha256-${hash('sha256', STYLE, 'base64')}'`;

/**
 * The list of everybody who can sign in, by authority: a link for the browser, and below the way to a token for curl.
 * `back` is where in the service somebody was going.
 */
export function peoplePage(
  { baseUrl, authorities, people }: Pick<DemoIdentityProviderOptions, 'baseUrl' | 'authorities' | 'people'>,
  back: string | null,
): string {
  const lists = authorities.map((authority) => {
    const theirs = people.filter(({ authorityId }) => authorityId === authority.authorityId);
    const rows = theirs.map((person) => {
      const query = new URLSearchParams({ login_hint: person.username, ...(back === null ? {} : { back }) });
      const address = `/sign-in/${encodeURIComponent(authority.authorityId)}?${query.toString()}`;
      return `<li><a class="person" href="${escape(address)}">Log ind som ${escape(person.name)}</a>
<span>${escape(person.title)}, ${escape(person.agency ?? authority.name)} · <code>${escape(person.username)}</code></span></li>`;
    });
    return `<section><h2>${escape(authority.name)}</h2><ul class="people">${rows.join('')}</ul></section>`;
  });
  const [authority] = authorities;
  const first = people.find(({ authorityId }) => authorityId === authority?.authorityId);
  return page(
    'Log ind som en opfundet person',
    `<p>Dette er en demo: alle personer og sager er opfundne, og der er ingen adgangskoder. Vælg, hvem du vil prøve at være.
Log ud øverst på siden for at skifte person.</p>${lists.join('\n')}
<h2>Med curl</h2><p>Et adgangstoken til API’et, der gælder i fem minutter:</p>
<pre>curl -d grant_type=${DEMO_PERSON_GRANT} -d client_id=curl -d person=${escape(first?.username ?? 'person')} \\
  ${escape(`${baseUrl}/demo-idp/${authority?.slug ?? 'authority'}/token`)}</pre>`,
  );
}

/** The form where one chooses whom to sign in as. */
export function choosePage(authority: DemoAuthority, people: readonly DemoPerson[]): string {
  const buttons = people.map(
    ({ username, name, title }) =>
      `<li><button name="person" value="${escape(username)}">${escape(name)} – ${escape(title)}</button></li>`,
  );
  return page(
    `Log ind: ${authority.name}`,
    `<p>Vælg den opdigtede person, du vil logge ind som.</p><form method="post"><ul>${buttons.join('')}</ul></form>`,
  );
}

/** Says in Danish and English that signing in went wrong; `code` is OAuth's own word for it. */
export function errorPage(code: string, description = ''): string {
  return page(
    'Login mislykkedes',
    `<p>Login kunne ikke gennemføres. Begynd forfra. / Signing in failed. Please start again.</p>
<p><code>${escape(code)}</code> ${escape(description)}</p>`,
  );
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="da"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escape(title)}</h1>${content}</main></body></html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
