import { crc32, deflateRawSync } from 'node:zlib';

/** Files for tests, made from bytes: a zip archive, a Word document, a PDF. */

type Entry = {
  name: string;
  content: Buffer;
  /** What the archive says of the unpacked size, if it is to lie. */
  said?: number;
};

/** A zip archive of deflated entries. */
export const zipOf = (entries: Entry[]): Buffer => {
  const parts: Buffer[] = [];
  const table: Buffer[] = [];
  let at = 0;
  for (const { name, content, said = content.length } of entries) {
    const packed = deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(said, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name)]);
    const more = Buffer.alloc(14);
    more.writeUInt32LE(at, 10);
    const made = Buffer.from([20, 0]);
    const head = [Buffer.from('PK\x01\x02', 'latin1'), made, fields, more, Buffer.from(name)];
    table.push(Buffer.concat(head));
    parts.push(local, packed);
    at += local.length + packed.length;
  }
  const contents = Buffer.concat(table);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(contents.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, contents, end]);
};

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';

/** The parts of a Word document with these paragraphs. */
export const docxParts = (paragraphs: string[]): Entry[] => {
  const body = paragraphs
    .map((text) => `<w:p><w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`)
    .join('');
  const xml = (text: string) => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
  return [
    {
      name: '[Content_Types].xml',
      content: xml(
        `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
      ),
    },
    {
      name: '_rels/.rels',
      content: xml(
        `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
      ),
    },
    {
      name: 'word/document.xml',
      content: xml(`<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`),
    },
  ];
};

export const docxOf = (paragraphs: string[]): Buffer => zipOf(docxParts(paragraphs));

/** Glyphs stand on a page from the left, so an Arabic line is drawn from its end. */
const drawn = (line: string): string =>
  Array.from(line)
    .reverse()
    .join('')
    .replaceAll(/[0-9]+/g, (digits) => Array.from(digits).reverse().join(''));

const hexOf = (text: string): string =>
  Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase();

const linesOf = (paragraph: string, width: number): string[] => {
  const lines = [''];
  for (const each of paragraph.split(' ')) {
    const last = lines.at(-1)!;
    if (last !== '' && last.length + each.length >= width) lines.push(each);
    else lines[lines.length - 1] = last === '' ? each : `${last} ${each}`;
  }
  return lines;
};

type PdfOptions = {
  /** Changes what the file says of its letters. */
  transform?: (line: string) => string;
  encrypted?: boolean;
  /** Pages without any text, as a scanner makes them. */
  blank?: boolean;
};

/** A PDF of Arabic lines, in the order of the page, with a map back to letters. */
export const pdfOf = (
  paragraphs: string[],
  { transform = (line) => line, encrypted = false, blank = false }: PdfOptions = {},
): Buffer => {
  const lines = paragraphs.flatMap((paragraph) => [...linesOf(paragraph, 80), '']);
  const shown = blank
    ? ''
    : lines
        .map((line) => {
          const x = 560 - line.length * 6;
          return `1 0 0 1 ${x} YY Tm <${hexOf(drawn(transform(line)))}> Tj`;
        })
        .map((operation, nth) => operation.replace('YY', String(800 - nth * 14)))
        .join('\n');
  const content = `BT /F1 10 Tf\n${shown}\nET`;
  const toUnicode =
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n' +
    '1 begincodespacerange <0000> <FFFF> endcodespacerange\n' +
    `100 beginbfrange\n${Array.from({ length: 100 }, (_, high) => {
      const page = high.toString(16).padStart(2, '0').toUpperCase();
      return `<${page}00> <${page}FF> <${page}00>`;
    }).join('\n')}\nendbfrange\n` +
    '100 beginbfrange\n' +
    `${Array.from({ length: 100 }, (_, nth) => {
      const page = (156 + nth).toString(16).padStart(2, '0').toUpperCase();
      return `<${page}00> <${page}FF> <${page}00>`;
    }).join('\n')}\nendbfrange\nendcmap end end`;
  const stream = (text: string) => `<< /Length ${text.length} >>\nstream\n${text}\nendstream`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    stream(content),
    '<< /Type /Font /Subtype /Type0 /BaseFont /Test /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>',
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Test /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 8 0 R /DW 600 >>',
    stream(toUnicode),
    '<< /Type /FontDescriptor /FontName /Test /Flags 4 /FontBBox [0 -200 600 800] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>',
    `<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <${'AB'.repeat(32)}> /U <${'CD'.repeat(32)}> >>`,
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, nth) => {
    const at = file.length;
    file += `${nth + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const at of offsets) file += `${String(at).padStart(10, '0')} 00000 n \n`;
  const locked = encrypted ? `/Encrypt 9 0 R /ID [<${'01'.repeat(16)}> <${'01'.repeat(16)}>]` : '';
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${locked} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
};
