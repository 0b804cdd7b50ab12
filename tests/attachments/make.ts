import { randomBytes } from 'node:crypto';
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';

// Small files of every kind, made here, so that each hostile one differs from a good one in a single point.

export type Part = {
  name: string;
  content: string | Buffer;
  method?: 0 | 8;
  size?: number;
  flags?: number;
  localName?: string;
  /** What stands before it, and belongs to nothing. */
  gap?: string;
};

/** A ZIP file as programs write it; every member can be made to lie. */
export function zip(parts: readonly Part[], { before = '', after = '' } = {}): Buffer {
  const locals: Buffer[] = [Buffer.from(before)];
  const central: Buffer[] = [];
  let at = before.length;
  for (const { name, content, method = 8, size, flags = 0, localName = name, gap = '' } of parts) {
    const plain = Buffer.from(content);
    const packed = method === 8 ? deflateRawSync(plain) : plain;
    const head = (signature: number, extra: number, as: string) => {
      const bytes = Buffer.alloc(extra + as.length);
      bytes.writeUInt32LE(signature, 0);
      return bytes;
    };
    const local = head(0x04034b50, 30, localName);
    const entry = head(0x02014b50, 46, name);
    for (const [bytes, from] of [
      [local, 4],
      [entry, 6],
    ] as const) {
      bytes.writeUInt16LE(20, from);
      bytes.writeUInt16LE(flags, from + 2);
      bytes.writeUInt16LE(method, from + 4);
      bytes.writeUInt32LE(crc32(plain), from + 10);
      bytes.writeUInt32LE(packed.length, from + 14);
      bytes.writeUInt32LE(size ?? plain.length, from + 18);
      bytes.writeUInt16LE(bytes === local ? localName.length : name.length, from + 22);
    }
    at += gap.length;
    entry.writeUInt32LE(at, 42);
    local.write(localName, 30, 'latin1');
    entry.write(name, 46, 'latin1');
    locals.push(Buffer.from(gap), local, packed);
    central.push(entry);
    at += local.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end, Buffer.from(after)]);
}

const xml = (body: string) => `<?xml version="1.0" encoding="UTF-8"?>${body}`;
const typesOf = (main: string) =>
  xml(
    `<Types><Default Extension="xml" ContentType="application/xml"/><Override PartName="/x" ContentType="${main}"/></Types>`,
  );
export const rels = (more = '') =>
  xml(`<Relationships><Relationship Id="1" Target="word/document.xml"/>${more}</Relationships>`);

/** The parts of a small document; given ones replace or join them. */
export const docx = (...more: Part[]): Buffer =>
  zip(
    together(
      [
        {
          name: '[Content_Types].xml',
          content: typesOf(
            'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
          ),
        },
        { name: '_rels/.rels', content: rels() },
        {
          name: 'word/document.xml',
          content: xml('<w:document><w:t>Notat om DDE og macroer &amp; udbetaling</w:t></w:document>'),
        },
      ],
      more,
    ),
  );
export const xlsx = (...more: Part[]): Buffer =>
  zip(
    together(
      [
        {
          name: '[Content_Types].xml',
          content: typesOf('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'),
        },
        { name: '_rels/.rels', content: rels() },
        { name: 'xl/workbook.xml', content: xml('<workbook/>') },
        { name: 'xl/worksheets/sheet1.xml', content: xml('<worksheet><f>SUM(A1:A2)</f></worksheet>') },
      ],
      more,
    ),
  );
const together = (parts: Part[], more: Part[]) => [
  ...parts.filter(({ name }) => !more.some((one) => one.name === name)),
  ...more,
];

/** A PDF of these objects; `packed` ones are put into one compressed object stream. */
export function pdf(
  objects = '',
  { packed = '', filter = '/FlateDecode', catalog = '', twice = false } = {},
): Buffer {
  const streams =
    packed === '' ? [] : [streamOf(`/Type /ObjStm /N 1 /First 4 /Filter ${filter}`, deflateSync(packed))];
  return Buffer.concat([
    Buffer.from(
      `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R ${catalog}>>\nendobj\n${objects}`,
      'latin1',
    ),
    streamOf('/Length 12 /Filter /FlateDecode', deflateSync('BT (Notat) Tj ET')),
    ...streams,
    ...(twice ? streams : []),
    Buffer.from(`trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n`, 'latin1'),
  ]);
}

/** Two pictures as objects: one whose compressed bytes, and one whose points, happen to hold this. */
export const pictures = (chance: string): string => {
  const noise = Buffer.concat([randomBytes(2_000), Buffer.from(chance), randomBytes(2_000)]);
  return [deflateSync(noise, { level: 0 }), deflateSync(Buffer.from(chance.repeat(50)))]
    .map((content) => streamOf('/Subtype /Image /Filter /FlateDecode', content).toString('latin1'))
    .join('');
};

const streamOf = (dictionary: string, content: Buffer) =>
  Buffer.concat([
    Buffer.from(`5 0 obj\n<< ${dictionary} >>\nstream\n`),
    content,
    Buffer.from('\nendstream\nendobj\n'),
  ]);

export function png(width = 2, height = 2, more: [string, Buffer][] = []): Buffer {
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  size.set([8, 2], 8);
  const chunks: [string, Buffer][] = [
    ['IHDR', size],
    ...more,
    ['IDAT', deflateSync(Buffer.alloc(14))],
    ['IEND', Buffer.alloc(0)],
  ];
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    ...chunks.map(([type, data]) => chunk(type, data)),
  ]);
}
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, crc]);
}

export function jpeg(width = 2, height = 2): Buffer {
  const frame = Buffer.from('ffc0000b080000000001011100', 'hex');
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  const hex = (text: string) => Buffer.from(text, 'hex');
  // Start, an application's segment, the frame, a scan with coded points and a restart in them, end.
  const parts = [
    hex('ffd8ffe000044a46'),
    frame,
    hex('ffda0008010100003f00'),
    hex('a1ff00b2ffd0c3'),
    hex('ffd9'),
  ];
  return Buffer.concat(parts);
}
