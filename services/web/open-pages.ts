import type { FastifyInstance } from 'fastify';
import { accessibilityStatement } from './about/accessibility.ts';
import { aboutService } from './about/about.ts';
import { readSent } from './body.ts';
import type { Cookies } from './cookies.ts';
import { mustBeSameSite } from './forgery.ts';
import { openPageOf } from './layout.ts';
import { localPath } from './local-path.ts';
import { wordingOf } from './view.ts';

/** What everybody may see without signing in, and the choice of language. */
export function openOpenPages(web: FastifyInstance, cookies: Cookies): void {
  const pages = { '/accessibility': accessibilityStatement, '/about': aboutService };
  for (const [path, show] of Object.entries(pages))
    web.get(path, { exposeHeadRoute: false }, async (request, reply) => {
      const words = wordingOf(cookies.language(request));
      return reply.type('text/html; charset=utf-8').send(openPageOf(words, path, show(words)));
    });
  web.post('/language', async (request, reply) => {
    mustBeSameSite(request);
    const sheet = await readSent(request);
    cookies.setLanguage(reply, sheet.text('language') === 'en' ? 'en' : 'da');
    return reply.redirect(localPath(sheet.text('back')), 303);
  });
}
