import fastifyJwt from '@fastify/jwt';
import { TokenRefused } from './token/refused.ts';
import { makeTokenVerifier } from './token/verifier.ts';
import type { FastifyInstance } from 'fastify';
import type { VerifiedToken } from './token/claims.ts';
import type { TokenVerifierOptions } from './token/verifier.ts';

export { TokenRefused } from './token/refused.ts';
export type { TrustedIssuer } from './token/issuers.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Who is calling, by the request's bearer token. Throws `TokenRefused` (401). */
    verifyAccessToken(request: Pick<FastifyRequest, 'raw'>): Promise<VerifiedToken>;
  }
}

async function registerTokens(fastify: FastifyInstance, options: TokenVerifierOptions): Promise<void> {
  await fastify.register(fastifyJwt, {
    // Keys are chosen by issuer in the verifier. A stray `request.jwtVerify()` finds no key and refuses.
    secret: { public: () => Promise.reject(new TokenRefused('unknown_key')) },
  });
  const verify = makeTokenVerifier({ ...options, jwt: fastify.jwt });
  fastify.decorate('verifyAccessToken', (request) => verify(request.raw.rawHeaders));
}

/** Adds `fastify.verifyAccessToken(request)`, with @fastify/jwt behind it, to the whole instance. */
export const tokenPlugin = Object.assign(registerTokens, {
  [Symbol.for('skip-override')]: true,
  [Symbol.for('fastify.display-name')]: 'access-tokens',
});
