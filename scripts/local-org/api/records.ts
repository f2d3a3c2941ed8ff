/** Records ↔ JSON, shared by every route that writes: fields, parents by external id, results. */
import { PlatformError, SObject, fold, isReferenceKey, requireField, tryParseId } from '../model/index.ts';
import type { FieldDef, Id, ObjectDef, SaveError, Scalar, Schema } from '../model/index.ts';
import { parentNameOf as relationshipName } from '../metadata/index.ts';
import { USER_MODE } from '../security/types.ts';
import type { Operation, SaveRequest, SaveResult, Transaction } from '../database/types.ts';
import type { Org } from '../org/types.ts';
import { SaveFailure } from './errors.ts';
import { isObject, notFound } from './http.ts';
import type { JsonObject } from './http.ts';
import type { ApiRequest } from './types.ts';
import { fromJson, toJson } from './values.ts';

/** `AccountId` → `Account`, `Stage__c` → `Stage__r`: how a query names the parent of a look-up field; null where it has none. */
export const parentNameOf = (field: FieldDef): string | null => relationshipName(field) ?? null;

/** The object of a route's parameter; hidden objects are as good as none. @throws PlatformError NOT_FOUND */
export const visibleObject = (tx: Transaction, name: string): ObjectDef => {
    const object = tx.schema.object(name);
    if (!object || !tx.user.access.object(object).read) throw notFound();
    return object;
};

/**
 * The object that a record names itself.
 * @throws PlatformError INVALID_TYPE
 */
export const objectOfType = (schema: Schema, name: string): ObjectDef => {
    const object = schema.object(name);
    if (!object) throw new PlatformError('INVALID_TYPE', `sObject type '${name}' is not supported.`);
    return object;
};

/** An Id of this object. @throws PlatformError MALFORMED_ID, NOT_FOUND */
export const idOf = (object: ObjectDef, text: string): Id => {
    const id = tryParseId(text);
    if (id === undefined || !id.startsWith(object.keyPrefix)) {
        throw new PlatformError('NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${text}`);
    }
    return id;
};

/** A reference to a parent by one of its key fields, to be turned into an Id with all others of a request in one query. */
interface Pending {
    readonly record: SObject;
    readonly lookup: FieldDef;
    readonly target: ObjectDef;
    readonly key: FieldDef;
    readonly value: Scalar;
    fail(error: SaveError): void;
}
export interface Draft {
    readonly record: SObject;
    /** Faults found while reading; the record is then not saved. */
    readonly errors: SaveError[];
}

/** Fields a client may repeat from what it read, without meaning to write them. */
const IGNORED = new Set(['attributes']);

/** Reads records of one request; `resolve` then fetches all parents named by key. */
export class RecordReader {
    private readonly pending: Pending[] = [];
    private readonly tx: Transaction;
    constructor(tx: Transaction) {
        this.tx = tx;
    }

    /**
     * Reads one record. Faults of its content are put into `errors`.
     * @param skip lower-case names of keys that are not fields of this record (Id of an update, records of a tree)
     */
    read(object: ObjectDef, source: JsonObject, skip: ReadonlySet<string> = IGNORED): Draft {
        const record = new SObject(object);
        const errors: SaveError[] = [];
        for (const [name, value] of Object.entries(source)) {
            if (IGNORED.has(name) || skip.has(name.toLowerCase())) continue;
            try {
                this.readKey(object, record, name, value, errors);
            } catch (error) {
                if (!(error instanceof PlatformError)) throw error;
                errors.push({ statusCode: error.statusCode, message: error.message, fields: error.fields });
            }
        }
        return { record, errors };
    }

    private readKey(object: ObjectDef, record: SObject, name: string, value: unknown, errors: SaveError[]): void {
        const lookup = object.field(name) ? undefined : object.parent(name);
        if (!lookup) {
            record.set(...this.readField(object, name, value));
        } else if (value === null) {
            record.set(lookup, null);
        } else {
            if (!isObject(value))
                throw new PlatformError('INVALID_FIELD', `${name} must name its record by an external id`, [name]);
            this.refer(record, lookup, value, errors);
        }
    }

    /** A field that the user may not read is as good as none. */
    private readField(object: ObjectDef, name: string, value: unknown): [FieldDef, Scalar] {
        const field = requireField(object, name);
        if (field.type !== 'id' && !this.tx.user.access.field(field).read)
            throw new PlatformError('INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`, [
                name
            ]);
        return [field, fromJson(field, value)];
    }

    private refer(record: SObject, lookup: FieldDef, reference: JsonObject, errors: SaveError[]): void {
        const attributes = isObject(reference.attributes) ? reference.attributes : {};
        const typeName = typeof attributes.type === 'string' ? attributes.type : lookup.referenceTo[0];
        if (lookup.referenceTo.length > 1 && typeof attributes.type !== 'string') {
            throw new PlatformError(
                'INVALID_FIELD',
                `${lookup.name} can refer to ${lookup.referenceTo.join(', ')}: attributes.type must say which`,
                [lookup.name]
            );
        }
        const target = objectOfType(this.tx.schema, typeName ?? '');
        if (!lookup.referenceTo.some((name) => name.toLowerCase() === target.name.toLowerCase())) {
            throw new PlatformError('INVALID_FIELD', `${lookup.name} does not refer to ${target.name}`, [lookup.name]);
        }
        const keys = Object.keys(reference).filter((key) => key !== 'attributes');
        const key = keys.length === 1 ? requireField(target, keys[0] ?? '') : undefined;
        if (key?.type === 'id') {
            record.set(lookup, fromJson(lookup, reference[keys[0] ?? '']));
            return;
        }
        if (!key || !isReferenceKey(target, key)) {
            throw new PlatformError(
                'INVALID_FIELD',
                `${keys.join(', ') || 'nothing'} on ${target.name} is not an External ID or indexed field`,
                [lookup.name]
            );
        }
        const value = fromJson(key, reference[keys[0] ?? '']);
        this.pending.push({ record, lookup, target, key, value, fail: (error) => errors.push(error) });
    }

    /** Fetches the parents named by key and sets the look-ups: one query for each object and key field, in user mode. */
    resolve(org: Org): void {
        const groups = new Map<string, Pending[]>();
        for (const item of this.pending) {
            const group = `${item.target.name}.${item.key.name}`;
            groups.set(group, [...(groups.get(group) ?? []), item]);
        }
        for (const items of groups.values()) {
            const first = items[0];
            if (!first) continue;
            const found = this.idsByKey(org, first.target, first.key, items);
            for (const item of items) {
                const id = found.get(keyText(item.key, item.value));
                if (id === undefined) {
                    item.fail({
                        statusCode: 'INVALID_FIELD',
                        message: `Foreign key external ID: ${shown(item.value)} not found for field ${item.key.name} in entity ${item.target.name}`,
                        fields: []
                    });
                } else item.record.set(item.lookup, id);
            }
        }
    }

    private idsByKey(org: Org, target: ObjectDef, key: FieldDef, items: readonly Pending[]): ReadonlyMap<string, Id> {
        const query = org.database.soql.parse(
            `SELECT Id, ${key.name} FROM ${target.name} WHERE ${key.name} IN :values`
        );
        const values = [...new Map(items.map((item) => [keyText(key, item.value), item.value])).values()].filter(
            (value) => value !== null
        );
        const found = new Map<string, Id>();
        if (values.length === 0) return found;
        for (const row of org.database.soql.query(this.tx, query, [values], USER_MODE).rows) {
            if (row.id) found.set(keyText(key, row.get(key) ?? null), row.id);
        }
        return found;
    }
}

const shown = (value: Scalar): string => {
    const written = toJson(value);
    return typeof written === 'object' ? JSON.stringify(written) : String(written);
};

const keyText = (field: FieldDef, value: Scalar): string =>
    field.unique === 'caseSensitive' ? shown(value) : fold(shown(value));

/** One record's result as the collection APIs write it. */
export const resultJson = (result: SaveResult, withCreated = false): Record<string, unknown> => ({
    ...(result.id ? { id: result.id } : {}),
    success: result.success,
    errors: result.errors.map((error) => ({
        statusCode: error.statusCode,
        message: error.message,
        fields: error.fields
    })),
    ...(withCreated ? { created: result.created } : {})
});

export type SaveFacts = Pick<SaveRequest, 'mode' | 'source' | 'allowsDuplicates'>;
const AS_CLIENT: SaveFacts = { mode: USER_MODE, source: 'api' };

/** What a client's save is: in user mode, and with what its header allows. Source: REST API Developer Guide, "Duplicate Rule Header". */
export const clientSave = ({ headers }: Pick<ApiRequest, 'headers'>): SaveFacts => ({
    ...AS_CLIENT,
    allowsDuplicates: /(?:^|[;,\s])allowSave\s*=\s*true\b/i.test(headers['sforce-duplicate-rule-header'] ?? '')
});

/** What a page's save is. Source: User Interface API, "Record Input", allowSaveOnDuplicate. */
export const pageSave = (input: JsonObject): SaveFacts => ({
    mode: USER_MODE,
    source: 'page',
    allowsDuplicates: input.allowSaveOnDuplicate === true
});

/**
 * Reads and saves one record as the user of the request, all or nothing.
 * @throws SaveFailure with the reasons, PlatformError
 */
export const saveOne = (
    org: Org,
    tx: Transaction,
    operation: Operation,
    object: ObjectDef,
    source: JsonObject,
    id?: Id,
    how: SaveFacts = AS_CLIENT
): SaveResult => {
    const reader = new RecordReader(tx);
    const draft = reader.read(object, source);
    reader.resolve(org);
    if (draft.errors.length > 0) throw new SaveFailure(draft.errors);
    if (id !== undefined) draft.record.id = id;
    return saveDraft(org, tx, operation, draft.record, how);
};

/** Saves one record as the user of the request. @throws SaveFailure */
export const saveDraft = (
    org: Org,
    tx: Transaction,
    operation: Operation,
    record: SObject,
    how: SaveFacts = AS_CLIENT
): SaveResult => {
    const [result] = org.database.records.save(tx, {
        operation,
        records: [record],
        allOrNone: true,
        ...how
    });
    if (!result) throw new Error('the save pipeline returned no result');
    if (!result.success) throw new SaveFailure(result.errors);
    return result;
};
