import { readFileSync } from 'node:fs';
import { dkfds } from './design-system.ts';

export type Icon =
  | 'account'
  | 'arrow-forward'
  | 'calendar-month'
  | 'check'
  | 'download'
  | 'edit'
  | 'error'
  | 'info'
  | 'language'
  | 'lock'
  | 'menu'
  | 'print'
  | 'success'
  | 'warning';

type Shape = { viewBox: string; path: string };
let shapes: Map<string, Shape> | undefined;

/** The shape of one of the design system's icons, drawn in the page itself: no request of its own. */
export function shapeOf(name: Icon): Shape {
  shapes ??= readShapes();
  const shape = shapes.get(name);
  if (!shape) throw new Error(`the design system has no icon ${name}`);
  return shape;
}

function readShapes(): Map<string, Shape> {
  const sprite = readFileSync(dkfds('img/all-svg-icons.svg'), 'utf8');
  const symbols = sprite.matchAll(/<symbol id="([^"]+)" viewBox="([^"]+)"><path d="([^"]+)"/g);
  return new Map([...symbols].map(([, id = '', viewBox = '', path = '']) => [id, { viewBox, path }]));
}
