/** `multipart/form-data`: the parts of a body, as bytes. */
import { PlatformError } from '../../model/index.ts';
import { bodyBytes } from '../http.ts';
import type { ApiRequest } from '../types.ts';

export interface MultipartPart {
    readonly name: string;
    readonly contentType: string | undefined;
    readonly bytes: Uint8Array;
}

const MOST_PARTS = 20;
const invalid = (): never => {
    throw new PlatformError('INVALID_MULTIPART_REQUEST', 'The multipart request cannot be read');
};

const headersOf = (text: string): ReadonlyMap<string, string> =>
    new Map(
        text.split('\r\n').map((line): [string, string] => {
            const at = line.indexOf(':');
            return [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()];
        })
    );

/**
 * Reads the parts of a request.
 * @throws PlatformError INVALID_MULTIPART_REQUEST
 */
export const readMultipart = (request: Pick<ApiRequest, 'headers' | 'body'>): MultipartPart[] => {
    const type = request.headers['content-type'] ?? '';
    const boundary = /^multipart\/form-data\b.*?\bboundary=(?:"([^"]{1,200})"|([^;\s]{1,200}))/i.exec(type);
    if (!boundary) invalid();
    const mark = Buffer.from(`--${boundary?.[1] ?? boundary?.[2] ?? ''}`);
    const given = bodyBytes(request);
    const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
    const parts: MultipartPart[] = [];
    let at = bytes.indexOf(mark);
    if (at < 0) invalid();
    for (;;) {
        at += mark.length;
        if (bytes.toString('latin1', at, at + 2) === '--') return parts;
        const start = at + 2;
        const end = bytes.indexOf(Buffer.concat([Buffer.from('\r\n'), mark]), at);
        const headEnd = bytes.indexOf('\r\n\r\n', start - 2);
        if (end < 0 || headEnd < 0 || headEnd > end || parts.length >= MOST_PARTS) invalid();
        const headers = headersOf(bytes.toString('utf8', start, headEnd));
        const name = /\bname="([^"]*)"/i.exec(headers.get('content-disposition') ?? '')?.[1];
        if (name === undefined) invalid();
        parts.push({
            name: name ?? '',
            contentType: headers.get('content-type'),
            bytes: bytes.subarray(headEnd + 4, end)
        });
        at = end + 2;
    }
};
