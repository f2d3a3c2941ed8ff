/** Bodies in and out: unpacked with a limit, packed where the client takes it. */
import { promisify } from 'node:util';
import { gunzip, gzip, inflate } from 'node:zlib';
import type { InputType, ZlibOptions } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bodyBytes } from '../api/http.ts';
import type { ApiResponse } from '../api/types.ts';

const MB = 1024 * 1024;
/** JSON, SOAP with an archive of 39 MB in base64, forms. */
export const BODY_LIMIT = 60 * MB;
/** CSV of a bulk job. Source: Bulk API 2.0 Developer Guide, "Limits". */
export const UPLOAD_LIMIT = 150 * MB;
/** Smaller answers are not worth packing. */
const PACKED_FROM = 2048;

type Unpack = (buffer: InputType, options: ZlibOptions) => Promise<Buffer>;
const UNPACK: Readonly<Record<string, Unpack>> = {
    gzip: promisify(gunzip),
    deflate: promisify(inflate)
};
const pack = promisify(gzip) as Unpack;

/** A fault of a body that is an answer; the server's error handler writes it. */
export class BodyProblem extends Error {
    readonly statusCode: number;
    constructor(statusCode: number, message: string) {
        super(message);
        this.statusCode = statusCode;
    }
}

/** @throws BodyProblem: unknown encoding, damaged, larger than the route takes once unpacked */
const unpack = async (request: FastifyRequest, body: Buffer): Promise<Buffer> => {
    const encoding = (request.headers['content-encoding'] ?? 'identity').toLowerCase();
    if (encoding === 'identity' || body.length === 0) return body;
    const method = Object.hasOwn(UNPACK, encoding) ? UNPACK[encoding] : undefined;
    if (!method) throw new BodyProblem(415, `The content encoding ${encoding} is not supported`);
    try {
        return await method(body, { maxOutputLength: request.routeOptions.bodyLimit ?? BODY_LIMIT });
    } catch (error) {
        const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
        throw new BodyProblem(isTooLarge ? 413 : 400, `The ${encoding} body cannot be read`);
    }
};

/** Every content type is read as bytes; what it means is the route's business. */
export const readBodies = (app: FastifyInstance): void => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (request: FastifyRequest, body: Buffer) =>
        unpack(request, body)
    );
};

/** Sends an answer of the engine, packed where that pays and the client takes it. */
export const sendResponse = async (
    request: FastifyRequest,
    reply: FastifyReply,
    response: ApiResponse
): Promise<FastifyReply> => {
    const written = reply.status(response.status).headers({ 'cache-control': 'no-store', ...response.headers });
    if (response.status === 204) return written.send();
    const bytes = bodyBytes(response);
    const takesGzip = /\bgzip\b/i.test(String(request.headers['accept-encoding'] ?? ''));
    if (!takesGzip || bytes.length < PACKED_FROM) return written.send(Buffer.from(bytes));
    return written
        .headers({ 'content-encoding': 'gzip', vary: 'accept-encoding' })
        .send(await pack(bytes, { level: 1 }));
};
