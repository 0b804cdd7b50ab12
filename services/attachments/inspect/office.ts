import { must } from './refuse.ts';
import { unzip } from './zip.ts';

/** Parts that documents and workbooks consist of; fonts, printer settings and pictures do nothing. */
const known =
  /(\.(xml|rels|png|jpe?g|gif|odttf|vml)|^(xl|word)\/printerSettings\/printerSettings\d*\.bin|^docProps\/thumbnail\.(emf|wmf))$/i;
const dangerous =
  /vbaProject|vbaData|\/embeddings\/|\/activeX\/|\/externalLinks\/|customUI|\/macrosheets\/|afchunk/i;
const macros =
  /macroEnabled|vnd\.ms-office\.(vba|activeX)|vnd\.ms-excel\.(macrosheet|intlmacrosheet)|oleObject/i;
// What is not said to be inside is outside, however it is written.
const outside = /TargetMode\s*=\s*(?!["']Internal["'])/i;
const written = /\u0000|<!(DOCTYPE|ENTITY)|encoding\s*=\s*["'](?!utf-8["'])/i;
const commands = /\bDDE(AUTO)?\b|INCLUDETEXT|INCLUDEPICTURE|<ddeLink/;

/** A Word document or an Excel workbook: a ZIP file of known parts without macros, objects or anything fetched from elsewhere. */
export function checkOffice(main: string): (bytes: Buffer) => string {
  return (bytes) => {
    const entries = unzip(bytes);
    const names = entries.map(({ name }) => name);
    must(names.includes('[Content_Types].xml') && names.includes(main), 'type');
    must(!names.some((name) => dangerous.test(name)), 'active');
    must(
      names.every((name) => known.test(name)),
      'active',
    );
    const texts = entries
      .filter(({ name }) => /\.(xml|rels|vml)$/i.test(name))
      .map(({ name, content }) => ({ name, text: xmlOf(content) }));
    for (const { name, text } of texts) {
      must(!written.test(text), 'damaged');
      // Where types and targets stand, no letter is written as a number.
      must(!/^\[Content_Types\]|\.rels$/i.test(name) || !text.includes('&#'), 'damaged');
      must(!macros.test(text) && !outside.test(text), 'active');
      // In the fields of a document and the formulas of a workbook, not in what people write.
      if (/^(word|xl)\//.test(name)) must(!commands.test(fieldsIn(text)), 'active');
    }
    return texts.map(({ text }) => text.replaceAll(/<[^>]*>/g, '')).join('\n');
  };
}

/** XML in UTF-8, as these programs write it. */
function xmlOf(content: Buffer): string {
  const text = content.toString('utf8');
  must(Buffer.from(text, 'utf8').equals(content), 'damaged');
  return text;
}

/** The instructions of fields, joined, since a word may be spread over several pieces; and formulas. */
function fieldsIn(text: string): string {
  const pieces = text.matchAll(/<(?:w:instrText|f)\b[^>]*>([^<]*)<|w:instr="([^"]*)"|(<ddeLink)/g);
  return [...pieces]
    .map(([, inside = '', attribute = '', tag = '']) => inside + attribute + tag)
    .join('')
    .replaceAll(/&#(\d+);/g, (_all, code: string) => letterOf(code, 10))
    .replaceAll(/&#x([0-9a-f]+);/gi, (_all, code: string) => letterOf(code, 16));
}

const letterOf = (code: string, base: number): string => {
  const number = parseInt(code, base);
  return number < 0x110000 ? String.fromCodePoint(number) : '';
};
