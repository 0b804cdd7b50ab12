import Fastify from 'fastify';
import { TokenRefused, tokenPlugin } from '#api/token.ts';
import { AUDIENCE, jwksOf, municipality, NOW, pairs, police } from './token-forge.ts';
import type { TrustedIssuer } from '#api/token.ts';

/** What each refused token is answered with, whatever is wrong with it. */
export const REFUSAL = {
  code: 'not-signed-in',
  detail: 'Adgangstokenet er ikke gyldigt. / The access token is not valid.',
};

/** An API with one door, two issuers to trust, a clock one can turn and issuers one can take down. */
export async function makeTokenApi() {
  const state = {
    now: NOW * 1000,
    down: false,
    issuers: [police, municipality] as TrustedIssuer[],
    reasons: [] as string[],
    fetches: [] as string[],
    answers: {
      [police.jwksUri]: await jwksOf({
        'police-1': pairs.police,
        'elliptic-1': pairs.elliptic,
        'short-1': pairs.short,
      }),
      [municipality.jwksUri]: await jwksOf({ 'municipality-1': pairs.municipality }),
    } as Record<string, string>,
  };
  const app = Fastify();
  await app.register(tokenPlugin, {
    issuers: () => Promise.resolve(state.issuers),
    audience: AUDIENCE,
    now: () => state.now,
    fetch: (address) => {
      const wanted = address instanceof Request ? address.url : String(address);
      state.fetches.push(wanted);
      const answer = state.answers[wanted];
      if (state.down || answer === undefined) return Promise.reject(new TypeError('fetch failed'));
      return Promise.resolve(new Response(answer));
    },
  });
  app.setErrorHandler((failure, _request, reply) => {
    if (!(failure instanceof TokenRefused)) return reply.code(500).send({ code: 'unexpected' });
    state.reasons.push(failure.reason);
    return reply.code(failure.statusCode).send({ code: 'not-signed-in', detail: failure.message });
  });
  app.get('/me', (request) => app.verifyAccessToken(request));
  app.get('/stray', (request) => request.jwtVerify());
  const ask = (token: string) => app.inject({ url: '/me', headers: { authorization: `Bearer ${token}` } });
  return { app, state, ask };
}
