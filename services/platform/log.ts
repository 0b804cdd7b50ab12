import { type Logger, pino } from 'pino';

const cprLike = /(?<!\d)\d{6}[-\s]?\d{4}(?!\d)/g;
/** Takes whatever looks like a civil registration number out of a text. The last of several nets, not the first. */
export const scrub = (text: string): string => text.replace(cprLike, '######-####');

/**
 * The operations log: codes, times, ids of requests. An error is logged as its class, its code and the place it was thrown,
 * never its message: messages of the database and the parser repeat what was sent. The trail is another thing (audit/).
 */
export function makeLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    serializers: { err: describeError, req: () => undefined, res: () => undefined },
    hooks: { streamWrite: scrub },
  });
}

export function describeError(error: unknown): { type: string; code?: string; at?: string; cause?: object } {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const at = error.stack
    ?.split('\n')
    .find((line) => line.trimStart().startsWith('at '))
    ?.trim();
  const cause = error.cause instanceof Error ? { cause: describeError(error.cause) } : {};
  return { type: error.name, ...code, ...(at === undefined ? {} : { at }), ...cause };
}
