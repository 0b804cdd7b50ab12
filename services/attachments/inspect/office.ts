import { fetchesInField, fetchesInFormula } from './commands.ts';
import { must } from './refuse.ts';
import type { Read } from './text.ts';
import { decoded, piecesOf } from './xml.ts';
import { unzip } from './zip.ts';

/** Parts that documents and workbooks consist of; fonts, printer settings and pictures do nothing. */
const known =
  /(\.(xml|rels|png|jpe?g|gif|odttf|vml)|^(xl|word)\/printerSettings\/printerSettings\d*\.bin|^docProps\/thumbnail\.(emf|wmf))$/i;
const dangerous =
  /vbaProject|vbaData|\/embeddings\/|\/activeX\/|\/externalLinks\/|customUI|\/macrosheets\/|afchunk|\/connections\.xml|\/queryTables\//i;
const macros =
  /macroEnabled|vnd\.ms-office\.(vba|activeX)|vnd\.ms-excel\.(macrosheet|intlmacrosheet)|oleObject/i;
// What is not said to be inside is outside, however it is written.
const outside = /TargetMode\s*=\s*(?!["']Internal["'])/i;
const written = /\u0000|<!(DOCTYPE|ENTITY)|encoding\s*=\s*["'](?!utf-8["'])/i;

/** A Word document or an Excel workbook: a ZIP file of known parts without macros, objects or anything fetched from elsewhere. */
export function checkOffice(main: string): (bytes: Buffer) => Read {
  return (bytes) => {
    const entries = unzip(bytes);
    const names = entries.map(({ name }) => name);
    must(names.includes('[Content_Types].xml') && names.includes(main), 'type');
    must(!names.some((name) => dangerous.test(name)), 'active');
    must(
      names.every((name) => known.test(name)),
      'active',
    );
    const parts = entries
      .filter(({ name }) => /\.(xml|rels|vml)$/i.test(name))
      .map(({ name, content }) => {
        const xml = xmlOf(content);
        must(!written.test(xml), 'damaged');
        // Where types and targets stand, no letter is written as a number.
        must(!/^\[Content_Types\]|\.rels$/i.test(name) || !xml.includes('&#'), 'damaged');
        must(!macros.test(xml) && !outside.test(xml), 'active');
        return { name, ...readPart(xml) };
      });
    return {
      // What people wrote; who the program says they are stands beside it, in properties of the document.
      text: parts.map(({ name, text }) => (/^(word|xl)\//i.test(name) ? text : '')).join('\n'),
      joined: parts.map(({ joined }) => joined).join('\n'),
    };
  };
}

/** XML in UTF-8, as these programs write it. */
function xmlOf(content: Buffer): string {
  const text = content.toString('utf8');
  must(Buffer.from(text, 'utf8').equals(content), 'damaged');
  return text;
}

const fields = new Set(['instrtext', 'delinstrtext']);
const formulas = new Set([
  'f',
  'formula',
  'formula1',
  'formula2',
  'definedname',
  'calculatedcolumnformula',
  'totalsrowformula',
]);
/** Where a program begins a new line, a new cell or a new text. */
const breaks = new Set(['p', 'br', 'cr', 'tab', 'c', 'si', 'row', 'comment']);

const inLine = (text: string) => text.replaceAll(/\s/g, ' ');

/** What a part says. Refuses one whose fields or formulas run or fetch something, wherever they stand. */
function readPart(xml: string): { text: string; joined: string } {
  const [text, joined, instructions, formula]: [string[], string[], string[], string[]] = [[], [], [], []];
  for (const piece of piecesOf(xml)) {
    if (piece.kind === 'text') {
      joined.push(piece.text);
      if (fields.has(piece.name)) instructions.push(inLine(piece.text));
      else if (formulas.has(piece.name)) formula.push(inLine(piece.text));
      else text.push(piece.text);
      continue;
    }
    const { name, attributes } = piece;
    must(name !== 'ddelink' && name !== 'olelink', 'active');
    if (breaks.has(name)) text.push('\n');
    if (formulas.has(name)) formula.push('\n');
    // A word of an instruction may be spread over several pieces, but not over several fields.
    if (name === 'fldchar') instructions.push('\n');
    for (const [, said = ''] of attributes.matchAll(/[\s:]instr\s*=\s*("[^"]*"|'[^']*')/gi))
      instructions.push('\n', inLine(decoded(said.slice(1, -1))), '\n');
  }
  must(!fetchesInField(instructions.join('')) && !fetchesInFormula(formula.join('')), 'active');
  return { text: text.join(''), joined: joined.join('') };
}
