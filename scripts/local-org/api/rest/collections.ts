/** `/composite/sobjects`: up to 200 records a call, all or none or each on its own. One transaction a call. */
import { PlatformError, SObject, requireField, tryParseId } from '../../model/index.ts';
import type { FieldDef, Id, ObjectDef, SaveError } from '../../model/index.ts';
import { USER_MODE } from '../../security/types.ts';
import type { Operation, SaveResult, Transaction } from '../../database/types.ts';
import { commaList, isObject, json, readObject } from '../http.ts';
import type { JsonObject } from '../http.ts';
import { RecordReader, clientSave, objectOfType, resultJson, visibleObject } from '../records.ts';
import type { Draft } from '../records.ts';
import { insertFault, updateFault, upsertFault } from '../rowFaults.ts';
import { recordJson } from '../rows.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { keyField } from './sobjects.ts';

const LARGEST = 200;
/** More than this many changes of object in one call are refused. Source: REST API Developer Guide, "sObject Collections". */
const LARGEST_CHUNKS = 10;
const PATH = '/services/data/:version/composite/sobjects';

interface Item {
    readonly object: ObjectDef | undefined;
    readonly draft: Draft;
}

const checkCount = (count: number): void => {
    if (count > LARGEST) throw new PlatformError('INVALID_INPUT', `Exceeded max number of records allowed: ${LARGEST}`);
};

/** All or nothing with an error in one row: the others are reported as rolled back. Source: SOAP API, ALL_OR_NONE_OPERATION_ROLLED_BACK. */
const ROLLED_BACK: SaveError = {
    statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
    message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
    fields: []
};

const failed = (errors: readonly SaveError[], id?: Id): SaveResult => ({
    success: false,
    created: false,
    errors,
    ...(id ? { id } : {})
});

/** Runs of neighbouring records of one object are saved together, as the platform chunks them. */
const runsOf = (items: readonly Item[]): number[][] => {
    const runs: number[][] = [];
    let previous: ObjectDef | undefined;
    items.forEach((item, index) => {
        if (item.draft.errors.length > 0) return;
        if (item.object !== previous || runs.length === 0) runs.push([]);
        previous = item.object;
        runs.at(-1)?.push(index);
    });
    return runs;
};

/** Rolls a whole call back while its results are kept. */
class CallRolledBack extends Error {
    readonly results: readonly SaveResult[];
    constructor(results: readonly SaveResult[]) {
        super('rolled back');
        this.results = results;
    }
}

interface SaveAll {
    readonly operation: Operation;
    readonly allOrNone: boolean;
    readonly externalId?: FieldDef;
}

/**
 * Saves prepared records in their order; rows with faults are set aside first.
 * @returns one result a record
 */
const saveItems = (call: Call, tx: Transaction, items: readonly Item[], how: SaveAll): SaveResult[] => {
    const results: SaveResult[] = items.map((item) => failed(item.draft.errors));
    const runs = runsOf(items);
    if (runs.length > LARGEST_CHUNKS) {
        const message = `${how.operation} operation cannot be executed on more than ${LARGEST_CHUNKS} chunks of different object types`;
        throw new PlatformError('INVALID_INPUT', message);
    }
    const broken = () => results.some((result) => !result.success);
    if (!how.allOrNone || !items.some((item) => item.draft.errors.length > 0)) {
        for (const run of runs) {
            const records = run.map((index) => items[index]?.draft.record).filter((record) => record !== undefined);
            const saved = call.org.database.records.save(tx, {
                operation: how.operation,
                records,
                allOrNone: how.allOrNone,
                ...clientSave(call.request),
                ...(how.externalId ? { externalId: how.externalId } : {})
            });
            run.forEach((index, position) => (results[index] = saved[position] ?? failed([])));
            if (how.allOrNone && saved.some((result) => !result.success)) break;
        }
    }
    if (how.allOrNone && broken()) {
        throw new CallRolledBack(
            results.map((result) => (result.errors.length > 0 ? { ...result, success: false } : failed([ROLLED_BACK])))
        );
    }
    return results;
};

const runAll = (call: Call, withCreated: boolean, body: (tx: Transaction) => SaveResult[]): ApiResponse => {
    try {
        return json(
            200,
            call.transaction(body).map((result) => resultJson(result, withCreated))
        );
    } catch (error) {
        if (!(error instanceof CallRolledBack)) throw error;
        return json(
            200,
            error.results.map((result) => resultJson(result, withCreated))
        );
    }
};

const readBody = (call: Call): { records: JsonObject[]; allOrNone: boolean } => {
    const body = readObject(call.request);
    if (!Array.isArray(body.records))
        throw new PlatformError('JSON_PARSER_ERROR', 'The request must contain a list named records');
    const records = body.records.map((record: unknown) => {
        if (!isObject(record)) throw new PlatformError('JSON_PARSER_ERROR', 'Each of records must be a JSON object');
        return record;
    });
    checkCount(records.length);
    return { records, allOrNone: body.allOrNone === true };
};

const typeOf = (tx: Transaction, record: JsonObject): ObjectDef => {
    const attributes = isObject(record.attributes) ? record.attributes : {};
    if (typeof attributes.type !== 'string')
        throw new PlatformError('INVALID_TYPE', 'Each record needs attributes.type');
    const object = objectOfType(tx.schema, attributes.type);
    if (!tx.user.access.object(object).read)
        throw new PlatformError('INVALID_TYPE', `sObject type '${attributes.type}' is not supported.`);
    return object;
};

const withFaults = (
    reader: RecordReader,
    object: ObjectDef,
    source: JsonObject,
    extra: (record: SObject) => SaveError | undefined
): Item => {
    const draft = reader.read(object, source);
    const fault = extra(draft.record);
    if (fault) draft.errors.push(fault);
    return { object, draft };
};

const insert = (call: Call): ApiResponse => {
    const { records, allOrNone } = readBody(call);
    return runAll(call, false, (tx) => {
        const reader = new RecordReader(tx);
        const items = records.map((source) => withFaults(reader, typeOf(tx, source), source, insertFault));
        reader.resolve(call.org);
        return saveItems(call, tx, items, { operation: 'insert', allOrNone });
    });
};

const update = (call: Call): ApiResponse => {
    const { records, allOrNone } = readBody(call);
    return runAll(call, false, (tx) => {
        const reader = new RecordReader(tx);
        const items = records.map((source) => withFaults(reader, typeOf(tx, source), source, updateFault));
        reader.resolve(call.org);
        return saveItems(call, tx, items, { operation: 'update', allOrNone });
    });
};

const upsert = (call: Call): ApiResponse => {
    const { records, allOrNone } = readBody(call);
    return runAll(call, true, (tx) => {
        const object = visibleObject(tx, call.parameters.object ?? '');
        const field = keyField(tx, object, call.parameters.field ?? '');
        const reader = new RecordReader(tx);
        const items = records.map((source) =>
            withFaults(reader, object, source, (record) => upsertFault(field, record))
        );
        reader.resolve(call.org);
        return saveItems(call, tx, items, {
            operation: 'upsert',
            allOrNone,
            ...(field.type === 'id' ? {} : { externalId: field })
        });
    });
};

const remove = (call: Call): ApiResponse => {
    const ids = commaList(call.query.get('ids'));
    checkCount(ids.length);
    if (ids.length === 0) throw new PlatformError('MISSING_ARGUMENT', 'The ids parameter is required');
    return runAll(call, false, (tx) => {
        const items = ids.map((text): Item => deletion(tx, text));
        return saveItems(call, tx, items, { operation: 'delete', allOrNone: call.query.get('allOrNone') === 'true' });
    });
};

const deletion = (tx: Transaction, text: string): Item => {
    const id = tryParseId(text);
    const object = id === undefined ? undefined : tx.schema.objectOf(id);
    const record = new SObject(object ?? objectOfType(tx.schema, 'User'));
    if (id === undefined || !object || !tx.user.access.object(object).read) {
        return {
            object: undefined,
            draft: { record, errors: [{ statusCode: 'MALFORMED_ID', message: `malformed id ${text}`, fields: [] }] }
        };
    }
    record.id = id;
    return { object, draft: { record, errors: [] } };
};

/** Reads records by Id, in the order asked for; null where there is none for this user. */
const retrieve = (call: Call, ids: readonly string[], fields: readonly string[]): ApiResponse => {
    if (ids.length > 2000) throw new PlatformError('INVALID_INPUT', 'Exceeded max number of records allowed: 2000');
    return call.transaction((tx) => {
        const object = visibleObject(tx, call.parameters.object ?? '');
        if (fields.length === 0) throw new PlatformError('MISSING_ARGUMENT', 'fields is required');
        const names = fields.map((name) => (name.includes('.') ? name : requireField(object, name).name));
        const query = call.org.database.soql.parse(`SELECT ${names.join(', ')} FROM ${object.name} WHERE Id IN :ids`);
        const parsed = ids.map((text) => tryParseId(text));
        const rows = call.org.database.soql.query(tx, query, [parsed.filter((id) => id !== undefined)], USER_MODE).rows;
        const byId = new Map(rows.map((row) => [row.id, row]));
        return json(
            200,
            parsed.map((id) => {
                const row = id === undefined ? undefined : byId.get(id);
                return row ? recordJson(row, query, call.base) : null;
            })
        );
    });
};

const retrieveByPost = (call: Call): ApiResponse => {
    const body = readObject(call.request);
    const texts = (value: unknown): string[] =>
        Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
    return retrieve(call, texts(body.ids), texts(body.fields));
};

export const collectionRoutes: readonly Route[] = [
    { method: 'POST', path: PATH, login: 'any', handle: insert },
    { method: 'PATCH', path: PATH, login: 'any', handle: update },
    { method: 'DELETE', path: PATH, login: 'any', handle: remove },
    { method: 'PATCH', path: `${PATH}/:object/:field`, login: 'any', handle: upsert },
    { method: 'POST', path: `${PATH}/:object`, login: 'any', handle: retrieveByPost },
    {
        method: 'GET',
        path: `${PATH}/:object`,
        login: 'any',
        handle: (call) => retrieve(call, commaList(call.query.get('ids')), commaList(call.query.get('fields')))
    }
];
