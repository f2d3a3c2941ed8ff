/** A PDF of one page that holds one picture: all it takes to print a map or to send it. */

export interface Size {
    width: number;
    height: number;
}

/** Longest side of a page, in points, that every reader opens. */
const LONGEST = 14_400;

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

/**
 * @param jpeg the picture
 * @param pixels its size in pixels
 * @param page the size of the page in points; a larger one than readers open is scaled down
 */
export const pdfOf = (jpeg: Uint8Array, pixels: Size, page: Size): Uint8Array => {
    const scale = Math.min(1, LONGEST / Math.max(page.width, page.height));
    const [width, height] = [page.width * scale, page.height * scale].map((side) => side.toFixed(2));
    const content = `q ${width} 0 0 ${height} 0 0 cm /Picture Do Q`;
    const image = `<< /Type /XObject /Subtype /Image /Width ${pixels.width} /Height ${pixels.height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>`;
    const objects: (readonly (string | Uint8Array)[])[] = [
        ['<< /Type /Catalog /Pages 2 0 R >>'],
        ['<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
        [
            `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents 4 0 R /Resources << /XObject << /Picture 5 0 R >> >> >>`
        ],
        [`<< /Length ${content.length} >>\nstream\n${content}\nendstream`],
        [`${image}\nstream\n`, jpeg, '\nendstream']
    ];
    const parts: Uint8Array[] = [bytesOf('%PDF-1.4\n')];
    let length = parts[0]?.length ?? 0;
    const add = (part: string | Uint8Array): void => {
        const bytes = typeof part === 'string' ? bytesOf(part) : part;
        parts.push(bytes);
        length += bytes.length;
    };
    const offsets = objects.map((object, position) => {
        const offset = length;
        add(`${position + 1} 0 obj\n`);
        for (const part of object) add(part);
        add('\nendobj\n');
        return offset;
    });
    const start = length;
    add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`);
    for (const offset of offsets) add(`${String(offset).padStart(10, '0')} 00000 n \n`);
    add(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
    const whole = new Uint8Array(length);
    let at = 0;
    for (const part of parts) {
        whole.set(part, at);
        at += part.length;
    }
    return whole;
};
