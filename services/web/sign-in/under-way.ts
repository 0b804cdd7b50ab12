import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Vault } from '#platform/vault.ts';

const minutes = 10;

const underWay = z.strictObject({
  issuer: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Where in this service the person was going. */
  back: z.string(),
  until: z.number(),
});
/** A sign-in that one browser has begun; what comes back is held against it. */
export type UnderWay = Omit<z.infer<typeof underWay>, 'until'>;

/** Keeps a sign-in under way in a sealed cookie of the browser that began it, for ten minutes. */
export function makeUnderWay(vault: Pick<Vault, 'seal' | 'open'>, secure: boolean, clock: () => number) {
  const name = secure ? '__Host-sign-in' : 'sign-in';
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  const place = ['web_sign_in.under_way', 'cookie'] as const;
  return {
    begin(reply: FastifyReply, given: UnderWay): void {
      const text = JSON.stringify({ ...given, until: clock() + minutes * 60_000 });
      const sealed = vault.seal(text, ...place).toString('base64url');
      reply.setCookie(name, sealed, { ...options, maxAge: minutes * 60 });
    },
    /** What this browser has begun, once; null when it has begun nothing, or too long ago. */
    take(request: FastifyRequest, reply: FastifyReply): UnderWay | null {
      const sealed = request.cookies[name];
      if (sealed === undefined) return null;
      reply.clearCookie(name, options);
      try {
        const { until, ...begun } = underWay.parse(
          JSON.parse(vault.open(Buffer.from(sealed, 'base64url'), ...place)),
        );
        return until > clock() ? begun : null;
      } catch {
        return null;
      }
    },
  };
}
