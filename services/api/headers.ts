import type { FastifyRequest } from 'fastify';
import { type Purpose, purposes } from '#platform/codes.ts';

/** A header that was sent once; undefined otherwise. */
export function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

export function purposeOf(request: FastifyRequest): Purpose | null {
  return purposes.find((purpose) => purpose === header(request, 'purpose')) ?? null;
}
