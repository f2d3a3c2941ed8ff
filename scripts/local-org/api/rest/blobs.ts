/** Bytes of records: their addresses (`…/sobjects/Attachment/{id}/Body`) and records that are sent in parts with them. */
import { PlatformError } from '../../model/index.ts';
import type { FieldDef, Id, ObjectDef } from '../../model/index.ts';
import { USER_MODE } from '../../security/types.ts';
import type { Transaction } from '../../database/types.ts';
import { notFound, readObject } from '../http.ts';
import type { JsonObject } from '../http.ts';
import { isMultipart, readParts } from '../multipart.ts';
import type { ApiRequest, ApiResponse, Call } from '../types.ts';

/** The field of bytes that this user may read under a name. */
export const blobField = (tx: Transaction, object: ObjectDef, name: string): FieldDef | undefined => {
    const field = object.field(name);
    return field?.type === 'binary' && tx.user.access.field(field).read ? field : undefined;
};

const MEDIA_TYPE = /^[\w.+-]+\/[\w.+-]+$/;

/**
 * The bytes of one record, as the user may see it. They are always saved, never shown: a file may be a page with scripts.
 * Source: REST API Developer Guide, "Get Blob Data".
 * @throws PlatformError NOT_FOUND
 */
export const readBlob = (call: Call, tx: Transaction, object: ObjectDef, id: Id, field: FieldDef): ApiResponse => {
    const media = object.field('ContentType');
    const names = [field, ...(media && tx.user.access.field(media).read ? [media] : [])].map(({ name }) => name);
    const query = call.org.database.soql.parse(`SELECT ${names.join(', ')} FROM ${object.name} WHERE Id = :id`);
    const [row] = call.org.database.soql.query(tx, query, [id], USER_MODE).rows;
    const bytes = row?.get(field);
    if (!(bytes instanceof Uint8Array)) throw notFound();
    const type = media ? row?.get(media) : undefined;
    return {
        status: 200,
        headers: {
            'content-type': typeof type === 'string' && MEDIA_TYPE.test(type) ? type : 'application/octetstream',
            'content-disposition': 'attachment',
            'x-content-type-options': 'nosniff'
        },
        body: bytes
    };
};

/**
 * The record that a request carries: a JSON object, or parts of which one is that object and another the bytes of the field it is named by.
 * Source: REST API Developer Guide, "Insert or Update Blob Data".
 * @throws PlatformError JSON_PARSER_ERROR, INVALID_MULTIPART_REQUEST
 */
export const readRecord = (request: ApiRequest): JsonObject => {
    if (!isMultipart(request)) return readObject(request);
    const parts = readParts(request);
    const entity = parts.find(({ contentType }) => contentType === 'application/json');
    if (!entity)
        throw new PlatformError('INVALID_MULTIPART_REQUEST', 'Multipart message must include a non-binary part');
    const bytes = parts
        .filter((part) => part !== entity)
        .map(({ name, body }) => [name, Buffer.from(body).toString('base64')] as const);
    return { ...readObject(entity), ...Object.fromEntries(bytes) };
};
