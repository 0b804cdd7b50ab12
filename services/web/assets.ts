import { createHash } from 'node:crypto';
import { readFileSync, globSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { dkfds, own } from './design-system.ts';

type Asset = { type: string; read: () => string | Buffer };
type Ready = { type: string; plain: Buffer; packed: Buffer | null };

const text = (path: string) => () => readFileSync(path, 'utf8');
const script = (path: string): Asset => ({
  type: 'text/javascript; charset=utf-8',
  // Modules lie side by side in the browser, whatever room they come from.
  read: () =>
    stripTypeScriptTypes(readFileSync(path, 'utf8'))
      .replaceAll(/^\s+|\s+$|^\s*\/\/.*$/gm, '')
      .replaceAll(/ from '[^']*?([\w-]+)\.ts'/g, " from './$1.js'"),
});

const fonts = ['Regular', 'Italic', 'SemiBold', 'Bold'];
const fontFile = (style: string) => `fonts/IBMPlexSans/complete/woff2/IBMPlexSans-${style}.woff2`;

/** Everything that a page may load, by its name: the service's own files and the design system's, from no other host. */
const assets = new Map<string, Asset>([
  // The design system's own font rules name formats that no browser in use needs; ours are in site.css.
  ['dkfds.css', { type: 'text/css; charset=utf-8', read: () => designSystem() }],
  ['site.css', { type: 'text/css; charset=utf-8', read: text(own('style/site.css')) }],
  ...globSync('*.ts', { cwd: own('browser') }).map((file): [string, Asset] => [
    `${basename(file, '.ts')}.js`,
    script(own(`browser/${file}`)),
  ]),
  // The scans of free texts are those that the texts are stored with.
  ['cpr-scan.js', script(own('../citizens/cpr-scan.ts'))],
  ['text-scan.js', script(own('../citizens/text-scan.ts'))],
  ...fonts.map((style): [string, Asset] => [
    `${style}.woff2`,
    { type: 'font/woff2', read: () => readFileSync(dkfds(fontFile(style))) },
  ]),
  ...globSync('*.svg', { cwd: dkfds('img/svg-icons') }).map((file): [string, Asset] => [
    file,
    { type: 'image/svg+xml', read: text(dkfds(`img/svg-icons/${file}`)) },
  ]),
]);

const designSystem = (): string =>
  readFileSync(dkfds('css/dkfds.min.css'), 'utf8')
    .replaceAll(/@font-face\{[^}]*\}/g, '')
    .replaceAll('../img/svg-icons/', '')
    .replaceAll(/\/\*#[^*]*\*\//g, '');

let stamp: string | undefined;
/** The version of all files together: their addresses change with them, and may be kept for ever. */
function version(): string {
  stamp ??= hashOf();
  return stamp;
}

function hashOf(): string {
  const hash = createHash('sha256');
  for (const name of ['dkfds.css', 'site.css']) hash.update(assets.get(name)?.read() ?? '');
  for (const [name, { read, type }] of assets)
    if (type.startsWith('text/javascript')) hash.update(name).update(read());
  return hash.digest('base64url').slice(0, 12);
}

export const assetAddress = (name: string): string => `/assets/${version()}/${name}`;

/** Serves the files above and nothing else, packed once. They hold no data and ask for no session. */
export function openAssets(app: FastifyInstance): void {
  const ready = new Map<string, Ready>();
  const path = '/assets/:version/:name';
  app.get<{ Params: { name: string } }>(path, { exposeHeadRoute: false }, async (request, reply) => {
    const { name } = request.params;
    const asset = assets.get(name);
    if (!asset) return reply.callNotFound();
    const file = ready.get(name) ?? pack(asset);
    ready.set(name, file);
    const wanted = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    reply
      .type(file.type)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding');
    if (!wanted || !file.packed) return reply.send(file.plain);
    return reply.header('content-encoding', 'gzip').send(file.packed);
  });
}

function pack({ type, read }: Asset): Ready {
  const plain = Buffer.from(read());
  return { type, plain, packed: type.startsWith('font/') ? null : gzipSync(plain, { level: 9 }) };
}
