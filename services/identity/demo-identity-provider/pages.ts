import { hash } from 'node:crypto';
import { DEMO_PERSON_GRANT } from './access-token.ts';
import type { DemoAuthority, DemoPerson } from './people.ts';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #767676}li{margin:.5rem 0;list-style:none}ul{padding:0}
button{font:inherit;padding:.6rem 1rem;width:100%;text-align:left;background:#fff;border:1px solid #1a1a1a;cursor:pointer}
button:hover,button:focus{background:#e8eef7;outline:3px solid #0059b3}code,pre{background:#f2f2f2;padding:.1rem .3rem;overflow-x:auto}`;

/** The Content-Security-Policy source of the pages' only style. */
export const STYLE_SOURCE = `'sha256-${hash('sha256', STYLE, 'base64')}'`;

/** The list of everybody who can sign in, by authority, with the way to a token for curl. */
export function peoplePage(
  baseUrl: string,
  authorities: readonly DemoAuthority[],
  people: readonly DemoPerson[],
): string {
  const lists = authorities.map((authority) => {
    const theirs = people.filter(({ authorityId }) => authorityId === authority.authorityId);
    const rows = theirs.map(
      ({ name, title, username }) =>
        `<tr><td>${escape(name)}</td><td>${escape(title)}</td><td><code>${escape(username)}</code></td></tr>`,
    );
    const first = theirs[0]?.username ?? 'person';
    return `<h2>${escape(authority.name)}</h2>
<table><thead><tr><th>Navn</th><th>Rolle</th><th>Brugernavn</th></tr></thead><tbody>${rows.join('')}</tbody></table>
<pre>curl -d grant_type=${DEMO_PERSON_GRANT} -d client_id=curl -d person=${escape(first)} \\
  ${escape(`${baseUrl}/demo-idp/${authority.slug}/token`)}</pre>`;
  });
  return page(
    'Login til prøvedrift',
    `<p>Alle personer er opdigtede. Der er ingen adgangskoder: tjenesten er kun til demonstration og test, og den kan
ikke startes i produktion.</p>${lists.join('\n')}`,
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
