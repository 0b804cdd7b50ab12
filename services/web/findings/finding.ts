import type { z } from 'zod';
import type { finding } from '#findings/contract.ts';

/** A finding as the API gives it: of the reader's own agency, or as it was disclosed to it. */
export type Finding = z.output<typeof finding>;
