/** Bodies of several parts (`multipart/form-data`): blobs, bulk jobs with their data, deploys. */
import { PlatformError } from '../model/index.ts';
import { bodyBytes } from './http.ts';
import type { ApiRequest } from './types.ts';

export interface BodyPart {
    readonly name: string;
    readonly filename?: string;
    /** Lower case; `text/plain` where none is given. */
    readonly contentType: string;
    readonly body: Uint8Array;
}

const MOST_PARTS = 100;
const HEAD_LIMIT = 8192;
const malformed = (): PlatformError =>
    new PlatformError('INVALID_MULTIPART_REQUEST', 'The multipart body cannot be read: parts and boundary do not fit');

const boundaryOf = (request: Pick<ApiRequest, 'headers'>): string => {
    const match = /;\s*boundary=(?:"([^"]{1,200})"|([^;\s]{1,200}))/i.exec(request.headers['content-type'] ?? '');
    const boundary = match?.[1] ?? match?.[2];
    if (boundary === undefined) throw malformed();
    return boundary;
};

export const isMultipart = (request: Pick<ApiRequest, 'headers'>): boolean =>
    /^\s*multipart\//i.test(request.headers['content-type'] ?? '');

const readPart = (part: Buffer): BodyPart => {
    const end = part.indexOf('\r\n\r\n');
    if (end === -1 || end > HEAD_LIMIT) throw malformed();
    const head = part.subarray(0, end).toString('utf8');
    const disposition = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? '';
    const name = /(?:^|;)\s*name="([^"]*)"/i.exec(disposition)?.[1];
    const filename = /(?:^|;)\s*filename="([^"]*)"/i.exec(disposition)?.[1];
    if (name === undefined) throw malformed();
    return {
        name,
        ...(filename === undefined ? {} : { filename }),
        contentType: (/^content-type:\s*([^;\r\n]*)/im.exec(head)?.[1] ?? 'text/plain').trim().toLowerCase(),
        body: part.subarray(end + 4)
    };
};

/**
 * The parts of a body, in their order.
 * @throws PlatformError INVALID_MULTIPART_REQUEST
 */
export const readParts = (request: Pick<ApiRequest, 'headers' | 'body'>): BodyPart[] => {
    const bytes = bodyBytes(request);
    const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const delimiter = Buffer.from(`\r\n--${boundaryOf(request)}`);
    const first = delimiter.subarray(2);
    let at = body.indexOf(first);
    if (at === -1 || (at > 0 && body.subarray(at - 2, at).toString('latin1') !== '\r\n')) throw malformed();
    at += first.length;
    const parts: BodyPart[] = [];
    for (;;) {
        const next = body.subarray(at, at + 2).toString('latin1');
        if (next === '--') return parts;
        if (next !== '\r\n' || parts.length >= MOST_PARTS) throw malformed();
        const end = body.indexOf(delimiter, at);
        if (end === -1) throw malformed();
        parts.push(readPart(body.subarray(at + 2, end)));
        at = end + delimiter.length;
    }
};
