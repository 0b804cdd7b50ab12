import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { getMeeting } from '#meetings/contract.ts';
import { Refusal, rule } from '#platform/errors.ts';
import type { Notices } from '#platform/notices.ts';
import type { View } from '../view.ts';

/** How pages hear that a meeting has changed. */
export type LiveOptions = {
  notices: Pick<Notices, 'subscribe'>;
  /** Milliseconds between signs of life; at each the session is looked at again. 15 seconds by default. */
  heartbeat?: number;
};
type Watching = LiveOptions & {
  visit: (request: FastifyRequest) => Promise<{ view: View; choosing: boolean } | null>;
  /** Whether the session that a request came with may still be used. */
  stands: (request: FastifyRequest) => Promise<boolean>;
};

const mostStreams = 4;
const tooMany = rule('live.too-many', 429, {
  da: 'Mødet er åbent i for mange vinduer. Luk nogle af dem.',
  en: 'The meeting is open in too many windows. Close some of them.',
});
const signedOut = rule('live.signed-out', 403, {
  da: 'Du skal være logget ind og have valgt en rolle for at følge et møde.',
  en: 'You must be signed in and have chosen a role to follow a meeting.',
});

/**
 * Tells browsers that a meeting has changed (server-sent events): how often so far, and nothing of what. Whoever hears it
 * reads the page again as itself, so each sees only what they may.
 */
export function openLive(
  web: FastifyInstance,
  { notices, visit, stands, heartbeat = 15_000 }: Watching,
): void {
  const open = new Map<string, Set<() => void>>();
  web.addHook('preClose', async () => {
    for (const streams of open.values()) for (const end of streams) end();
  });
  web.get('/meetings/:meetingId/live', { exposeHeadRoute: false }, async (request, reply) => {
    const visitor = await visit(request);
    if (!visitor || visitor.choosing) throw new Refusal(signedOut);
    const { view } = visitor;
    const { id } = await view.ask(getMeeting, { params: request.params });
    // Nobody else has this session's token.
    const streams = open.get(view.csrf) ?? new Set<() => void>();
    if (streams.size >= mostStreams) throw new Refusal(tooMany);
    const stream = new Readable({ read: () => {} });
    let over = false;
    const say = (text: string | null) => {
      if (!over) stream.push(text);
      over ||= text === null;
    };
    const end = () => say(null);
    const pulse = setInterval(() => {
      stands(request).then(
        (holds) => say(holds ? ': \n\n' : null),
        () => end(),
      );
    }, heartbeat);
    open.set(view.csrf, streams.add(end));
    let changes = 0;
    const unsubscribe = notices.subscribe(id, () => {
      changes += 1;
      say(`event: changed\ndata: ${changes}\n\n`);
    });
    stream.once('close', () => {
      over = true;
      clearInterval(pulse);
      unsubscribe();
      streams.delete(end);
      if (streams.size === 0) open.delete(view.csrf);
    });
    // The server closes connections that are silent for long; this one is, between heartbeats.
    request.raw.socket.setTimeout(0);
    say('retry: 1000\n\n');
    return reply.type('text/event-stream').header('x-accel-buffering', 'no').send(stream);
  });
}
