import type { FastifyRequest } from 'fastify';
import { readForm, type SentFile, type Sheet } from './forms.ts';

/** The form that a request was sent with; an empty one when there is none. */
export async function readSent(request: FastifyRequest): Promise<Sheet> {
  if (request.isMultipart()) return readParts(request);
  const body: unknown = request.body;
  const fields = new Map<string, string[]>();
  if (body && typeof body === 'object')
    for (const [name, value] of Object.entries(body)) {
      const values: unknown[] = [value].flat();
      fields.set(
        name,
        values.filter((one) => typeof one === 'string'),
      );
    }
  return readForm(fields);
}

async function readParts(request: FastifyRequest): Promise<Sheet> {
  const fields = new Map<string, string[]>();
  const files = new Map<string, SentFile>();
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer();
      if (bytes.length > 0) files.set(part.fieldname, { name: part.filename, bytes });
    } else if (typeof part.value === 'string') {
      fields.set(part.fieldname, [...(fields.get(part.fieldname) ?? []), part.value]);
    }
  }
  return readForm(fields, files);
}
