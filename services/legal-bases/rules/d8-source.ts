import type { AttachmentRequest } from '../request.ts';
import type { Refusal } from './refusal.ts';

/** D8: nothing that stems from a money-laundering report is shared, and nobody can override this. */
export function sourceIsAllowed(request: AttachmentRequest): Refusal[] {
  return request.sourceClass.trim().toLowerCase() === 'hvidvask' ? [blocked] : [];
}

const blocked: Refusal = {
  rule: 'D8',
  code: 'money_laundering_source',
  da: 'Oplysningen stammer fra en hvidvaskunderretning og er undergivet absolut tavshedspligt. Den kan ikke deles her. Slet den fra bidraget.',
  en: 'The information stems from a money-laundering report and is under absolute secrecy. It cannot be shared here. Delete it from the contribution.',
  provision: 'Hvidvaskloven § 38 a',
};
