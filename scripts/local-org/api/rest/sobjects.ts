/** Single records: create, read, update, delete, by Id and by external id. */
import { PlatformError, SObject, requireField, tryParseId } from '../../model/index.ts';
import type { FieldDef, Id, ObjectDef } from '../../model/index.ts';
import { USER_MODE } from '../../security/types.ts';
import type { Transaction } from '../../database/types.ts';
import { commaList, json, noContent, notFound } from '../http.ts';
import type { JsonObject } from '../http.ts';
import { RecordReader, clientSave, idOf, saveDraft, saveOne, visibleObject } from '../records.ts';
import { SaveFailure } from '../errors.ts';
import { attributesOf, recordJson } from '../rows.ts';
import type { RecordJson } from '../rows.ts';
import { fromJson } from '../values.ts';
import type { ApiResponse, Call, Route } from '../types.ts';

import { blobField, readBlob, readRecord } from './blobs.ts';
import { conditionalAnswer, validatorsOfRecord } from './conditions.ts';
import { deletedWithin, traverse, updatedWithin } from './traversal.ts';

const OBJECT = '/services/data/:version/sobjects/:object';

/** Fields of an object that the user may read, in the schema's order. */
export const readableFields = (tx: Transaction, object: ObjectDef): FieldDef[] =>
    object.fields.filter((field) => field.type === 'id' || tx.user.access.field(field).read);

const withoutId = (source: JsonObject): JsonObject => {
    const name = Object.keys(source).find((key) => key.toLowerCase() === 'id');
    if (name !== undefined)
        throw new PlatformError('INVALID_FIELD', 'The Id field should not be specified in the sobject data.', [name]);
    return source;
};

const create = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const object = visibleObject(tx, call.parameters.object ?? '');
        const source = readRecord(call.request);
        if (Object.keys(source).some((key) => key.toLowerCase() === 'id' && source[key] !== null)) {
            throw new PlatformError('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']);
        }
        const result = saveOne(call.org, tx, 'insert', object, source, undefined, clientSave(call.request));
        return json(
            201,
            { id: result.id, success: true, errors: [] },
            { location: `${call.base}/sobjects/${object.name}/${result.id ?? ''}` }
        );
    });

/**
 * One record by Id with the named fields, as the user may see it.
 * @throws PlatformError NOT_FOUND where there is none or it is not shared with the user
 */
export const fetchRecord = (
    call: Call,
    tx: Transaction,
    object: ObjectDef,
    id: Id,
    fields: readonly string[]
): RecordJson => {
    const query = call.org.database.soql.parse(`SELECT ${fields.join(', ')} FROM ${object.name} WHERE Id = :id`);
    const [row] = call.org.database.soql.query(tx, query, [id], USER_MODE).rows;
    if (!row) throw new PlatformError('NOT_FOUND', 'The requested resource does not exist');
    return recordJson(row, query, call.base);
};

/** The fields that a request names, or all that the user may read. @throws PlatformError INVALID_FIELD */
export const fieldNames = (call: Call, tx: Transaction, object: ObjectDef): string[] => {
    const asked = commaList(call.query.get('fields'));
    for (const name of asked)
        if (!/^[A-Za-z][\w.]*$/.test(name))
            throw new PlatformError('INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`);
    return asked.length > 0 ? asked : readableFields(tx, object).map((field) => field.name);
};

const read = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const object = visibleObject(tx, call.parameters.object ?? '');
        const id = idOf(object, call.parameters.id ?? '');
        const answer = conditionalAnswer(call, tx, object, id, true);
        if (answer) return answer;
        const record = fetchRecord(call, tx, object, id, fieldNames(call, tx, object));
        return json(200, record, validatorsOfRecord(object, id, record));
    });

const update = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const object = visibleObject(tx, call.parameters.object ?? '');
        const id = idOf(object, call.parameters.id ?? '');
        conditionalAnswer(call, tx, object, id, false);
        const source = withoutId(readRecord(call.request));
        saveOne(call.org, tx, 'update', object, source, id, clientSave(call.request));
        return noContent();
    });

const remove = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const object = visibleObject(tx, call.parameters.object ?? '');
        const id = idOf(object, call.parameters.id ?? '');
        conditionalAnswer(call, tx, object, id, false);
        deleteOne(call, tx, object, id);
        return noContent();
    });

/** Deletes one record as the user of the request. @throws SaveFailure */
export const deleteOne = (call: Call, tx: Transaction, object: ObjectDef, id: Id): void => {
    const record = new SObject(object);
    record.id = id;
    saveDraft(call.org, tx, 'delete', record);
};

/** The key field of an address like `/sobjects/Account/Onboarding_Key__c/a`. @throws PlatformError NOT_FOUND, INVALID_FIELD */
export const keyField = (tx: Transaction, object: ObjectDef, name: string): FieldDef => {
    const field = object.field(name);
    if (!field || (field.type !== 'id' && !tx.user.access.field(field).read)) {
        throw new PlatformError('NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${name}`);
    }
    if (field.type !== 'id' && !field.externalId) {
        throw new PlatformError('INVALID_FIELD', `${name} is not an External ID or indexed field on ${object.name}`, [
            name
        ]);
    }
    return field;
};

const findByKey = (call: Call, tx: Transaction, object: ObjectDef, field: FieldDef, text: string): Id[] => {
    const query = call.org.database.soql.parse(`SELECT Id FROM ${object.name} WHERE ${field.name} = :value`);
    return call.org.database.soql
        .query(tx, query, [fromJson(field, text)], USER_MODE)
        .rows.flatMap((row) => (row.id ? [row.id] : []));
};

/** Several records carry the key: the platform answers 300 with their addresses. */
const choices = (call: Call, object: ObjectDef, ids: readonly Id[]): ApiResponse =>
    json(
        300,
        ids.map((id) => attributesOf(object, id, call.base).url)
    );

const readByKey = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const object = visibleObject(tx, call.parameters.object ?? '');
        const id = tryParseId(call.parameters.field ?? '');
        if (id?.startsWith(object.keyPrefix) && !object.field(call.parameters.field ?? '')) {
            const bytes = blobField(tx, object, call.parameters.value ?? '');
            if (bytes) return readBlob(call, tx, object, id, bytes);
            return traverse(call, tx, object, id, call.parameters.value ?? '');
        }
        const field = keyField(tx, object, call.parameters.field ?? '');
        const ids = findByKey(call, tx, object, field, call.parameters.value ?? '');
        if (ids.length > 1) return choices(call, object, ids);
        if (ids[0] === undefined) throw notFound();
        return json(200, fetchRecord(call, tx, object, ids[0], fieldNames(call, tx, object)));
    });

const removeByKey = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const object = visibleObject(tx, call.parameters.object ?? '');
        const ids = findByKey(
            call,
            tx,
            object,
            keyField(tx, object, call.parameters.field ?? ''),
            call.parameters.value ?? ''
        );
        if (ids.length > 1) return choices(call, object, ids);
        if (ids[0] === undefined) throw notFound();
        deleteOne(call, tx, object, ids[0]);
        return noContent();
    });

const upsert = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const object = visibleObject(tx, call.parameters.object ?? '');
        const field = keyField(tx, object, call.parameters.field ?? '');
        const source = readRecord(call.request);
        if (field.type === 'id') {
            const id = idOf(object, call.parameters.value ?? '');
            saveOne(call.org, tx, 'update', object, withoutId(source), id, clientSave(call.request));
            return noContent();
        }
        if (Object.keys(source).some((key) => key.toLowerCase() === field.name.toLowerCase())) {
            throw new PlatformError(
                'INVALID_FIELD',
                `The ${field.name} field should not be specified in the sobject data.`,
                [field.name]
            );
        }
        const reader = new RecordReader(tx);
        const draft = reader.read(object, withoutId(source));
        reader.resolve(call.org);
        if (draft.errors.length > 0) throw new SaveFailure(draft.errors);
        draft.record.set(requireField(object, field.name), fromJson(field, call.parameters.value));
        const request = {
            records: [draft.record],
            allOrNone: true,
            externalId: field,
            ...clientSave(call.request)
        } as const;
        const [result] = call.org.database.records.save(tx, { ...request, operation: 'upsert' });
        if (!result?.success) throw new SaveFailure(result?.errors ?? []);
        return json(result.created ? 201 : 200, { id: result.id, success: true, errors: [], created: result.created });
    });

const within =
    (read: (call: Call, tx: Transaction, object: ObjectDef) => ApiResponse) =>
    (call: Call): ApiResponse =>
        call.transaction((tx) => read(call, tx, visibleObject(tx, call.parameters.object ?? '')));

export const sobjectRoutes: readonly Route[] = [
    { method: 'GET', path: `${OBJECT}/updated`, login: 'any', handle: within(updatedWithin) },
    { method: 'GET', path: `${OBJECT}/deleted`, login: 'any', handle: within(deletedWithin) },
    { method: 'POST', path: OBJECT, login: 'any', handle: create },
    { method: 'GET', path: `${OBJECT}/:id`, login: 'any', handle: read },
    { method: 'PATCH', path: `${OBJECT}/:id`, login: 'any', handle: update },
    { method: 'DELETE', path: `${OBJECT}/:id`, login: 'any', handle: remove },
    { method: 'GET', path: `${OBJECT}/:field/:value`, login: 'any', handle: readByKey },
    { method: 'PATCH', path: `${OBJECT}/:field/:value`, login: 'any', handle: upsert },
    { method: 'DELETE', path: `${OBJECT}/:field/:value`, login: 'any', handle: removeByKey }
];
