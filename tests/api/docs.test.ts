import { afterAll, beforeAll, expect, test } from 'vitest';
import { aWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const page = (url: string) => world.api.server.inject({ url });

test.each(['/docs', '/docs/'])(
  '%s is a page under a strict policy, and the policy blocks nothing of it',
  async (address) => {
    const { statusCode, headers, body } = await page(address);
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toContain('text/html');
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; /);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers['x-frame-options']).toBe('DENY');
    // Nothing inline that the policy would block.
    expect(body).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
    const scripts = [...body.matchAll(/<script([^>]*)>([^<]*)</g)];
    expect(scripts).toHaveLength(3);
    for (const [, attributes, inline] of scripts) {
      expect(attributes).toMatch(/ src="/);
      expect(inline?.trim()).toBe('');
    }
    // Everything it asks for is here.
    const asked = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link ?? '');
    expect(asked.length).toBeGreaterThan(5);
    for (const link of asked) {
      const { pathname, origin } = new URL(link, `http://docs.test${address}`);
      expect(origin).toBe('http://docs.test');
      const file = await page(pathname);
      expect([link, file.statusCode]).toEqual([link, 200]);
      expect(file.headers['x-content-type-options']).toBe('nosniff');
      expect(String(file.headers['content-type'])).toMatch(/javascript|css|png/);
    }
  },
);

test('the page reads this service’s document, and asks nobody to judge it', async () => {
  const { body } = await page('/docs/static/swagger-initializer.js');
  expect(body).toContain("resolveUrl('./json')");
  expect(body).toContain('"validatorUrl":null');
  // Other hosts are named in comments only.
  expect(body.replaceAll(/^\s*\/\/.*$/gm, '')).not.toMatch(/https?:\/\//);
  const [shown, published] = [await page('/docs/json'), await page('/openapi.json')];
  expect(shown.json()).toEqual(published.json());
});

test('the page leads to nothing else on the disk', async () => {
  for (const address of [
    '/docs/static/../package.json',
    '/docs/static/%2e%2e/package.json',
    '/docs/static/..%2f..%2fpackage.json',
  ])
    expect((await page(address)).statusCode).toBeGreaterThanOrEqual(400);
});
