/** What an address reaches through a record: `/sobjects/Account/001…/Contacts`, `/sobjects/Contact/003…/Account`. */
import { PlatformError } from '../../model/index.ts';
import type { Id, ObjectDef } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import { json, notFound } from '../http.ts';
import { clientQuery } from '../queries.ts';
import { recordJson, rowsJson } from '../rows.ts';
import type { ApiResponse, Call } from '../types.ts';
import { fetchRecord, fieldNames } from './sobjects.ts';

/** The parent by one relationship. @throws PlatformError NOT_FOUND where the look-up is empty or its record is not visible */
const parentOf = (call: Call, tx: Transaction, object: ObjectDef, id: Id, relationship: string): ApiResponse => {
    const lookup = object.parent(relationship);
    if (!lookup || !tx.user.access.field(lookup).read) throw notFound();
    const query = call.org.database.soql.parse(`SELECT ${lookup.name} FROM ${object.name} WHERE Id = :id`);
    const parentId = clientQuery(call.org, tx, query, [id]).rows[0]?.get(lookup);
    const parent = typeof parentId === 'string' ? tx.schema.objectOf(parentId) : undefined;
    if (typeof parentId !== 'string' || !parent) throw notFound();
    return json(200, fetchRecord(call, tx, parent, parentId, fieldNames(call, tx, parent)));
};

/** The children by one relationship, as a query's answer. */
const childrenOf = (call: Call, tx: Transaction, object: ObjectDef, id: Id, relationship: string): ApiResponse => {
    const relation = object.child(relationship);
    const child = relation && tx.schema.object(relation.child);
    if (!relation || !child) throw notFound();
    const fields = fieldNames(call, tx, child).join(', ');
    const query = call.org.database.soql.parse(
        `SELECT ${fields} FROM ${child.name} WHERE ${relation.field} = :id ORDER BY Id LIMIT 2000`
    );
    const result = clientQuery(call.org, tx, query, [id]);
    const records = rowsJson(result, query, call.base);
    return json(200, { totalSize: records.length, done: true, records });
};

/**
 * Source: REST API Developer Guide, "sObject Relationships".
 * @throws PlatformError NOT_FOUND
 */
export const traverse = (call: Call, tx: Transaction, object: ObjectDef, id: Id, relationship: string): ApiResponse => {
    const own = call.org.database.soql.parse(`SELECT Id FROM ${object.name} WHERE Id = :id`);
    if (clientQuery(call.org, tx, own, [id]).rows.length === 0) throw notFound();
    return object.parent(relationship)
        ? parentOf(call, tx, object, id, relationship)
        : childrenOf(call, tx, object, id, relationship);
};

/** Thirty days are the furthest that an address may ask back. Source: the same guide, "sObject Get Updated". */
const LONGEST_MS = 30 * 24 * 3_600_000;

const spanOf = (call: Call): { start: Date; end: Date } => {
    const read = (name: string): Date => {
        const text = call.query.get(name)?.replace(' ', '+') ?? '';
        const moment = new Date(text);
        if (text === '' || Number.isNaN(moment.getTime()))
            throw new PlatformError('INVALID_QUERY_FILTER_OPERATOR', `${name} must be a date and time in ISO 8601`);
        return moment;
    };
    const [start, end] = [read('start'), read('end')];
    if (end <= start) throw new PlatformError('INVALID_REPLICATION_DATE', 'startDate must be before endDate');
    if (Date.now() - start.getTime() > LONGEST_MS)
        throw new PlatformError('INVALID_REPLICATION_DATE', 'startDate cannot be more than 30 days ago');
    return { start, end };
};

const shown = (date: Date): string => `${date.toISOString().slice(0, 19)}.000+0000`;

/** Records that were made or changed within a span. */
export const updatedWithin = (call: Call, tx: Transaction, object: ObjectDef): ApiResponse => {
    const { start, end } = spanOf(call);
    const text = `SELECT Id FROM ${object.name} WHERE SystemModstamp >= ${start.toISOString()} AND SystemModstamp < ${end.toISOString()} ORDER BY Id`;
    const { rows } = clientQuery(call.org, tx, call.org.database.soql.parse(text));
    return json(200, { ids: rows.map((row) => row.id), latestDateCovered: shown(end) });
};

/** Records that were deleted within a span. */
export const deletedWithin = (call: Call, tx: Transaction, object: ObjectDef): ApiResponse => {
    const { start, end } = spanOf(call);
    const text = `SELECT Id, SystemModstamp FROM ${object.name} WHERE IsDeleted = true AND SystemModstamp >= ${start.toISOString()} AND SystemModstamp < ${end.toISOString()} ORDER BY Id`;
    const query = { ...call.org.database.soql.parse(text), allRows: true };
    const { rows } = clientQuery(call.org, tx, query);
    return json(200, {
        deletedRecords: rows.map((row) => ({
            deletedDate: recordJson(row, query, call.base).SystemModstamp,
            id: row.id
        })),
        earliestDateAvailable: shown(new Date(Date.now() - LONGEST_MS)),
        latestDateCovered: shown(end)
    });
};
