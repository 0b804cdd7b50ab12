import type { FastifyRequest } from 'fastify';
import { readForm, type SentFile, type Sheet } from './forms.ts';

const usualBytes = 256 * 1024;

/** The form that a request was sent with; an empty one when there is none. At most so many bytes in all. */
export async function readSent(request: FastifyRequest, most = usualBytes): Promise<Sheet> {
  if (request.isMultipart()) return readParts(request, most);
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

/** What is too large is refused as soon as that is known; what is no multipart is the sender's fault. */
async function readParts(request: FastifyRequest, most: number): Promise<Sheet> {
  const fields = new Map<string, string[]>();
  const files = new Map<string, SentFile>();
  let left = most;
  const take = (bytes: number) => {
    left -= bytes;
    if (left < 0) throw Object.assign(new Error('the form is too large'), { statusCode: 413 });
  };
  try {
    for await (const part of request.parts({ limits: { fileSize: most, fieldSize: most } })) {
      if (part.type === 'file') {
        const bytes = await part.toBuffer();
        take(bytes.length);
        if (bytes.length > 0) files.set(part.fieldname, { name: part.filename, bytes });
      } else if (typeof part.value === 'string') {
        take(part.valueTruncated ? most + 1 : Buffer.byteLength(part.value));
        fields.set(part.fieldname, [...(fields.get(part.fieldname) ?? []), part.value]);
      }
    }
  } catch (error) {
    if (error instanceof Error && !('statusCode' in error)) throw Object.assign(error, { statusCode: 400 });
    throw error;
  }
  return readForm(fields, files);
}
