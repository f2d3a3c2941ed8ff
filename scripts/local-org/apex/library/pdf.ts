/** Blob.toPdf: a text as a PDF file, its lines in one typeface. What HTML would look like is Visualforce's. */
import { Blob } from '../runtime/index.ts';
import { HTML_4, unescapeEntities } from './htmlEntities.ts';

const LINES = 56;
const COLUMNS = 95;
const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>';

/** The text of HTML: blocks and breaks begin lines, other tags go. No tag holds a `<`, so that a text of many is read once. */
const plainText = (text: string): string =>
    unescapeEntities(text.replace(/<(br|\/p|\/div|\/h\d|\/tr|\/li)\b[^<>]*>/gi, '\n').replace(/<[^<>]*>/g, ''), HTML_4);
const wrapped = (text: string): string[] =>
    text.split('\n').flatMap((line) => (line === '' ? [''] : (line.match(new RegExp(`.{1,${COLUMNS}}`, 'gu')) ?? [])));
const escaped = (line: string): string => line.replace(/[\\()]/g, '\\$&');
const pageContent = (lines: readonly string[]): string =>
    `BT /F1 9 Tf 12 TL 40 760 Td ${lines.map((line) => `(${escaped(line)}) Tj T*`).join(' ')} ET`;

/** The file: a catalogue, a tree of pages, a font; for each page itself and what stands on it. Source: ISO 32000, sections 7.5 and 7.7. */
export const pdfOf = (text: string): Blob => {
    const lines = wrapped(plainText(text));
    const pages = Array.from({ length: Math.max(1, Math.ceil(lines.length / LINES)) }, (_, page) =>
        pageContent(lines.slice(page * LINES, (page + 1) * LINES))
    );
    const pageNumber = (index: number): number => 4 + 2 * index;
    const objects = [
        '<< /Type /Catalog /Pages 2 0 R >>',
        `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${pageNumber(index)} 0 R`).join(' ')}] >>`,
        FONT,
        ...pages.flatMap((content, index) => [
            `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${pageNumber(index) + 1} 0 R >>`,
            `<< /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`
        ])
    ];
    let file = '%PDF-1.4\n';
    const places = objects.map((object, index) => {
        const place = Buffer.byteLength(file, 'latin1');
        file += `${index + 1} 0 obj\n${object}\nendobj\n`;
        return place;
    });
    const table = Buffer.byteLength(file, 'latin1');
    const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
    file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
    file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
    return new Blob(new Uint8Array(Buffer.from(file, 'latin1')));
};
