import { expect } from 'vitest';
import type { aBrowser, SignInWorld } from './sign-in-world.ts';

/**
 * Nobody is signed in, the page says no more than it must, and the trail gains one entry with the reason (or with `event`),
 * or none: browsers that have begun nothing are no news.
 */
export function refusalsOf(world: SignInWorld) {
  let known = 0;
  const refusals = async () => (await world.trail()).filter(({ outcome }) => outcome === 'refused');
  return async function expectRefused(
    one: ReturnType<typeof aBrowser>,
    answer: Response,
    status: number,
    event: string | object | null,
  ): Promise<void> {
    const page = await answer.text();
    expect([answer.status, answer.headers.get('location')]).toEqual([status, null]);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'/);
    expect(page).toMatch(/<html lang="da"/);
    expect(page).toMatch(/href="\/sign-in"/);
    expect(page).not.toMatch(/OAUTH|Error:|node_modules|eyJ|secret-of-the-issuer/);
    expect(one.cookie('session')).toBeUndefined();
    // The browser has nothing left to try again with.
    expect(one.cookie('sign-in')).toBeUndefined();
    const told = typeof event === 'string' ? { ids: {}, reason: event } : event;
    const entry = {
      verb: 'sign_in',
      outcome: 'refused',
      agency_id: null,
      event: { deed: 'signIn', ...told },
    };
    await expect.poll(async () => (await refusals()).slice(known)).toEqual(told === null ? [] : [entry]);
    known += told === null ? 0 : 1;
  };
}
