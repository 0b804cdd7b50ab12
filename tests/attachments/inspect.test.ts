import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inspect } from '#attachments/inspect/inspect.ts';
import { Refusal } from '#platform/errors.ts';
import { docx, jpeg, pdf, pictures, png, rels, xlsx, zip } from './make.ts';

const text = (content: string) => Buffer.from(content);
/** The rule that refuses the file, or its type. */
function judged(name: string, bytes: Buffer): string {
  try {
    return inspect(name, bytes).mediaType;
  } catch (error) {
    if (error instanceof Refusal) return error.rule.id.replace('attachment.', '');
    throw error;
  }
}

test.each([
  ['Notat.pdf', pdf(), 'application/pdf'],
  ['Billeder.pdf', pdf(pictures('/AF /JS /AA ')), 'application/pdf'],
  ['Notat med /URI i teksten er #1.pdf', pdf(), 'name'],
  ['Rapport (2).pdf', pdf('', { packed: '1 0 << /Type /Page >>' }), 'application/pdf'],
  ['Billede æøå.png', png(4000, 3000), 'image/png'],
  ['billede.JPG', jpeg(4000, 3000), 'image/jpeg'],
  ['Brev.docx', docx({ name: 'word/media/image1.png', content: png(), method: 0 }), /wordprocessingml/],
  ['Konto.xlsx', xlsx({ name: 'xl/printerSettings/printerSettings1.bin', content: 'x' }), /spreadsheetml/],
  ['Samtale.txt', text('Borgeren ringede. 1 < 2, og 3 > 2.\r\nÆØÅ'), 'text/plain'],
])('%s is what it says', (name, bytes, is) => {
  expect(judged(name, bytes)).toEqual(typeof is === 'string' ? is : expect.stringMatching(is));
});

test('a number in a name is refused', () => {
  expect(judged('780264-2812.pdf', pdf())).toBe('cpr-in-name');
});

describe('names', () => {
  test.each([
    '../../etc/passwd.txt',
    '..\\x.txt',
    'C:x.txt',
    'a/b.txt',
    'nul\u0000.txt',
    'linje\nskift.txt',
    'faktura\u202Efdp.txt',
    'usynlig\u200B.txt',
    'שלום.txt',
    '.skjult.txt',
    'con.txt',
    'faktura.exe.pdf',
    'faktura.html .pdf',
    'uden-endelse',
    'program.exe',
    'side.html',
    'tegning.svg',
    'makro.docm',
    `${'a'.repeat(200)}.txt`,
    '<script>.txt',
    '"; filename=x.txt',
    '\ud800.txt',
  ])('%j is refused', (name) => {
    expect(judged(name, text('Tekst.'))).toBe('name');
  });
});

const bomb = Buffer.alloc(70_000_000);
/** With the byte turned that stands so far from the end. */
function turned(bytes: Buffer, fromEnd: number): Buffer {
  const place = bytes.length - fromEnd;
  bytes[place] = (bytes[place] ?? 0) ^ 0x01;
  return bytes;
}
const many = Array.from({ length: 2_001 }, (_one, index) => ({
  name: `word/${index}.xml`,
  content: '',
  method: 0 as const,
}));
const half = 'x'.repeat(40_000_000);
/** With one byte of its last stream turned. */
function corrupt(bytes: Buffer): Buffer {
  const place = bytes.lastIndexOf('endstream') - 12;
  bytes[place] = (bytes[place] ?? 0) ^ 0xff;
  return bytes;
}
const script = '6 0 obj << /S /JavaScript /JS (app.alert\\(1\\)) >> endobj\n';
const external = rels('<Relationship Id="2" Target="https://x.example/t.dotm" TargetMode="External"/>');
const part = (name: string, content: string | Buffer = 'x') => docx({ name, content });
const field = (instruction: string) =>
  docx({ name: 'word/document.xml', content: `<w:document>${instruction}</w:document>` });

test.each<[string, string, Buffer, string]>([
  // what is not what it says
  ['HTML as PDF', 'a.pdf', text('<html><script>1</script>'), 'type'],
  ['HTML as text', 'a.txt', text(' <!doctype html><p>'), 'type'],
  ['a page further down in a text', 'a.txt', text('Kære alle\n<script src=x>'), 'type'],
  ['SVG as PNG', 'a.png', text('<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>'), 'type'],
  ['SVG as text', 'a.txt', text('<svg onload=x>'), 'type'],
  ['a program as PDF', 'a.pdf', text('MZ\u0090\u0000'), 'type'],
  ['a program as text', 'a.txt', text('#!/bin/sh\nrm -r /'), 'type'],
  ['NUL in a text', 'a.txt', text('a\u0000b'), 'type'],
  ['escape sequences in a text', 'a.txt', text('a\u001b]0;x\u0007'), 'type'],
  ['a text in another coding', 'a.txt', Buffer.from([0x61, 0xe6, 0x62]), 'type'],
  ['a PNG as JPEG', 'a.jpg', png(), 'type'],
  ['a workbook as document', 'a.docx', xlsx(), 'type'],
  ['a ZIP file as document', 'a.docx', zip([{ name: 'x.txt', content: 'x' }]), 'type'],
  ['an empty file', 'a.txt', text(''), 'size'],
  ['a file that is too large', 'a.txt', Buffer.alloc(10_000_001, 'a'), 'size'],
  // something else in it
  ['a PDF behind other bytes', 'a.pdf', Buffer.concat([text('GIF89a'), pdf()]), 'type'],
  [
    'a PDF that goes on as ZIP',
    'a.pdf',
    Buffer.concat([pdf(), zip([{ name: 'x', content: 'x' }])]),
    'damaged',
  ],
  ['an encrypted PDF', 'a.pdf', pdf('', { catalog: '/Encrypt 9 0 R ' }), 'damaged'],
  [
    'a PNG that goes on as ZIP',
    'a.png',
    Buffer.concat([png(), zip([{ name: 'x', content: 'x' }])]),
    'damaged',
  ],
  [
    'a PNG with a false checksum',
    'a.png',
    Buffer.concat([png().subarray(0, 40), Buffer.alloc(9), png().subarray(49)]),
    'damaged',
  ],
  ['a JPEG that goes on as a page', 'a.jpg', Buffer.concat([jpeg(), text('<script>')]), 'damaged'],
  ['a JPEG without an end', 'a.jpg', jpeg().subarray(0, -2), 'damaged'],
  [
    'a document that begins as something else',
    'a.docx',
    zip([{ name: '[Content_Types].xml', content: 'x' }], { before: '%PDF-1.7\n' }),
    'type',
  ],
  ['a document that goes on', 'a.docx', Buffer.concat([docx(), text('<script>')]), 'damaged'],
  ['a path out of the document', 'a.docx', part('../../evil.xml'), 'damaged'],
  ['a path from the root', 'a.docx', part('/etc/evil.xml'), 'damaged'],
  ['another path by Windows', 'a.docx', part('..\\evil.xml'), 'damaged'],
  [
    'an entry that is called something else inside',
    'a.docx',
    docx({ name: 'a.xml', localName: 'b.xml', content: 'x' }),
    'damaged',
  ],
  ['an encrypted entry', 'a.docx', docx({ name: 'a.xml', content: 'x', flags: 1 }), 'damaged'],
  [
    'the same entry twice',
    'a.docx',
    zip([
      { name: '[Content_Types].xml', content: 'x' },
      { name: '[CONTENT_types].xml', content: 'y' },
    ]),
    'damaged',
  ],
  [
    'entities in a document',
    'a.docx',
    part('word/x.xml', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    'damaged',
  ],
  ['a document in UTF-16', 'a.docx', part('word/x.xml', Buffer.from('<a/>', 'utf16le')), 'damaged'],
  ['an archive that ends otherwise', 'a.docx', turned(docx(), 22), 'damaged'],
  ['an archive in several parts', 'a.docx', turned(docx(), 18), 'damaged'],
  ['an archive whose directory is elsewhere', 'a.docx', turned(docx(), 6), 'damaged'],
  [
    'something between the entries',
    'a.docx',
    docx({ name: 'word/x.xml', content: '<a/>', gap: '<script>' }),
    'damaged',
  ],
  ['an archive of 2,001 entries', 'a.docx', docx(...many), 'expands'],
  // what unfolds
  ['a ZIP bomb', 'a.docx', part('word/x.xml', bomb), 'expands'],
  [
    'a ZIP bomb that lies about its size',
    'a.docx',
    docx({ name: 'word/x.xml', content: bomb, size: 10 }),
    'expands',
  ],
  ['a PDF bomb', 'a.pdf', pdf('', { packed: bomb.toString('latin1') }), 'expands'],
  ['20,000 by 20,000 points', 'a.png', png(20_000, 20_000), 'expands'],
  ['a JPEG of 60,000 by 60,000 points', 'a.jpg', jpeg(60_000, 60_000), 'expands'],
  // what runs, fetches or carries
  ['JavaScript', 'a.pdf', pdf(script), 'active-content'],
  [
    'JavaScript with its name in numbers',
    'a.pdf',
    pdf(script.replace('/JavaScript', '/J#61vaScript').replace('/JS', '/J#53')),
    'active-content',
  ],
  ['JavaScript in packed objects', 'a.pdf', pdf('', { packed: script }), 'active-content'],
  [
    'objects packed in another way',
    'a.pdf',
    pdf('', { packed: script, filter: '[/ASCII85Decode /FlateDecode]' }),
    'damaged',
  ],
  [
    'a program to start in packed objects',
    'a.pdf',
    pdf('', { packed: '1 0 << /S /Launch >>' }),
    'active-content',
  ],
  [
    'further actions in packed objects',
    'a.pdf',
    pdf('', { packed: '1 0 << /AA << >> >>' }),
    'active-content',
  ],
  ['a file that goes with an object', 'a.pdf', pdf('6 0 obj << /AF [7 0 R] >> endobj\n'), 'active-content'],
  [
    'a file that goes with a packed object',
    'a.pdf',
    pdf('', { packed: '1 0 << /AF [7 0 R] >>' }),
    'active-content',
  ],
  ['packed objects that cannot be read', 'a.pdf', corrupt(pdf('', { packed: script })), 'damaged'],
  ['a stream without an end', 'a.pdf', text('%PDF-1.7\n1 0 obj << >> stream\nabc\n%%EOF\n'), 'damaged'],
  ['two streams that unfold too far together', 'a.pdf', pdf('', { packed: half, twice: true }), 'expands'],
  [
    'packed objects that only look like none',
    'a.pdf',
    pdf('8 0 obj << /Type /ObjStm >> stream \nx endstream\n'),
    'damaged',
  ],
  ['an action at opening', 'a.pdf', pdf('', { catalog: '/OpenAction 6 0 R ' }), 'active-content'],
  ['further actions', 'a.pdf', pdf('', { catalog: '/AA << /O 6 0 R >> ' }), 'active-content'],
  ['a program to start', 'a.pdf', pdf('6 0 obj << /S /Launch /F (cmd.exe) >> endobj\n'), 'active-content'],
  ['a file inside', 'a.pdf', pdf('6 0 obj << /Type /EmbeddedFile >> endobj\n'), 'active-content'],
  ['a link', 'a.pdf', pdf('6 0 obj << /S /URI /URI (https://x.example) >> endobj\n'), 'active-content'],
  ['macros', 'a.docx', part('word/vbaProject.bin'), 'active-content'],
  [
    'macros under another name',
    'a.docx',
    docx({
      name: '[Content_Types].xml',
      content: '<Types ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
    }),
    'active-content',
  ],
  [
    'a workbook that fetches data',
    'a.xlsx',
    xlsx({ name: 'xl/connections.xml', content: '<connections/>' }),
    'active-content',
  ],
  ['an embedded object', 'a.docx', part('word/embeddings/oleObject1.bin'), 'active-content'],
  ['a template from elsewhere', 'a.docx', part('word/_rels/settings.xml.rels', external), 'active-content'],
  [
    'the same, written otherwise',
    'a.docx',
    part('word/_rels/settings.xml.rels', external.replace('"External"', '"&#69;xternal"')),
    'damaged',
  ],
  [
    'a field that runs a program',
    'a.docx',
    field('<w:instrText>DDE</w:instrText><w:instrText>AUTO c:\\\\cmd</w:instrText>'),
    'active-content',
  ],
  ['a page inside', 'a.docx', part('word/afchunk.html', '<script>'), 'active-content'],
  ['a program inside', 'a.docx', part('word/media/x.exe'), 'active-content'],
  [
    'links to other workbooks',
    'a.xlsx',
    xlsx({ name: 'xl/externalLinks/externalLink1.xml', content: '<ddeLink/>' }),
    'active-content',
  ],
])('%s is refused', (_what, name, bytes, rule) => {
  expect(judged(name, bytes)).toBe(rule);
});

test('whatever becomes of a file on its way, it is taken or refused', () => {
  const good = {
    pdf: pdf('', { packed: '1 0 << /Type /Page >>' }),
    png: png(),
    jpg: jpeg(),
    docx: docx(),
    txt: text('Å'),
  };
  const kinds = fc.constantFrom(...(Object.keys(good) as (keyof typeof good)[]));
  fc.assert(
    fc.property(kinds, fc.nat(3_000), fc.nat(255), fc.boolean(), (kind, at, by, cut) => {
      const bytes = Buffer.from(good[kind]);
      const place = at % bytes.length;
      bytes[place] = by;
      judged(`a.${kind}`, cut ? bytes.subarray(0, place) : bytes);
    }),
    { numRuns: 1_000 },
  );
});
