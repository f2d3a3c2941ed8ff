/**
 * Conditional requests for single records: by the moment of their last change, for accounts also by ETag.
 * Source: REST API Developer Guide, "Conditional Requests", "Conditional Request Headers".
 */
import { createHash } from 'node:crypto';
import { DatetimeValue, PlatformError } from '../../model/index.ts';
import type { Id, ObjectDef } from '../../model/index.ts';
import { USER_MODE } from '../../security/types.ts';
import type { Transaction } from '../../database/types.ts';
import type { ApiResponse, Call } from '../types.ts';

/** The validators that an answer carries. */
type Validators = Readonly<Record<string, string>>;

const SECOND_MS = 1000;

const validatorsOf = (object: ObjectDef, id: Id, modified: number): Validators => ({
    'last-modified': new Date(modified).toUTCString(),
    ...(object.name === 'Account'
        ? { etag: `"${createHash('sha1').update(`${id} ${modified}`).digest('base64')}"` }
        : {})
});

/** Those of a record that was read with its LastModifiedDate; none where it was not. */
export const validatorsOfRecord = (
    object: ObjectDef,
    id: Id,
    record: Readonly<Record<string, unknown>>
): Validators => {
    const modified = Date.parse(typeof record.LastModifiedDate === 'string' ? record.LastModifiedDate : '');
    return Number.isNaN(modified) ? {} : validatorsOf(object, id, modified);
};

/** When the record last changed; undefined where it is not there for this user, or the platform does not note it. */
const lastChange = (call: Call, tx: Transaction, object: ObjectDef, id: Id): number | undefined => {
    if (!object.field('LastModifiedDate')) return undefined;
    const query = call.org.database.soql.parse(`SELECT LastModifiedDate FROM ${object.name} WHERE Id = :id`);
    const value = call.org.database.soql.query(tx, query, [id], USER_MODE).rows[0]?.get('LastModifiedDate');
    return value instanceof DatetimeValue ? value.ms : undefined;
};

/** Whether a header names the ETag; compression is appended to it, and is no part of it. */
const names = (header: string, etag: string | undefined): boolean =>
    header.trim() === '*' ||
    header.split(',').some(
        (one) =>
            one
                .trim()
                .replace(/^W\//, '')
                .replace(/-gzip(?="$)/, '') === etag
    );

/** A date of HTTP in seconds; undefined where the header is absent or none. */
const secondsOf = (header: string | undefined): number | undefined => {
    const moment = Date.parse(header ?? '');
    return Number.isNaN(moment) ? undefined : Math.floor(moment / SECOND_MS);
};

/**
 * Answers in the place of the request where its conditions say so.
 * @param isRead reads are answered with 304; nothing else can be
 * @returns the answer, or undefined where the request goes on
 * @throws PlatformError PRECONDITION_FAILED
 */
export const conditionalAnswer = (
    call: Call,
    tx: Transaction,
    object: ObjectDef,
    id: Id,
    isRead: boolean
): ApiResponse | undefined => {
    const { headers } = call.request;
    const { 'if-match': match, 'if-none-match': noneMatch } = headers;
    const [since, unmodified] = [headers['if-modified-since'], headers['if-unmodified-since']].map(secondsOf);
    if (match === undefined && noneMatch === undefined && since === undefined && unmodified === undefined)
        return undefined;
    const modified = lastChange(call, tx, object, id);
    if (modified === undefined) return undefined;
    const validators = validatorsOf(object, id, modified);
    const { etag } = validators;
    const isUnchanged = { status: 304, headers: validators, body: '' };
    const failed = new PlatformError('PRECONDITION_FAILED', 'Precondition failed: the record has been modified');
    const seconds = Math.floor(modified / SECOND_MS);
    if (etag !== undefined && match !== undefined && !names(match, etag)) throw failed;
    if (unmodified !== undefined && seconds > unmodified) throw failed;
    if (etag !== undefined && noneMatch !== undefined) {
        if (!names(noneMatch, etag)) return undefined;
        if (isRead) return isUnchanged;
        throw failed;
    }
    return isRead && since !== undefined && seconds <= since ? isUnchanged : undefined;
};
