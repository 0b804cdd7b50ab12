import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from './view.ts';

/** Over https a cookie can carry the name that only this host may set, and is never sent in the clear. */
export function cookiesOf(secure: boolean) {
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  const nameOf = (name: string) => (secure ? `__Host-${name}` : name);
  const session = nameOf('session');
  const language = nameOf('language');
  const notice = nameOf('notice');
  return {
    session: (request: FastifyRequest): string => request.cookies[session] ?? '',
    setSession: (reply: FastifyReply, value: string) => reply.setCookie(session, value, options),
    clearSession: (reply: FastifyReply) => reply.clearCookie(session, options),
    language: (request: FastifyRequest): Language => (request.cookies[language] === 'en' ? 'en' : 'da'),
    setLanguage: (reply: FastifyReply, value: Language) =>
      reply.setCookie(language, value, { ...options, maxAge: 31_536_000 }),
    /** What was done, said once on the next page. Never anything about anybody. */
    notice(request: FastifyRequest, reply: FastifyReply): string | undefined {
      const said = request.cookies[notice];
      if (said === undefined) return undefined;
      reply.clearCookie(notice, options);
      return said.slice(0, 300);
    },
    setNotice: (reply: FastifyReply, text: string) =>
      reply.setCookie(notice, text, { ...options, maxAge: 60 }),
  };
}
export type Cookies = ReturnType<typeof cookiesOf>;
