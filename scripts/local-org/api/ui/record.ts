/** One record as the UI API writes it. */
import type { Id, ObjectDef, SObject, Scalar } from '../../model/index.ts';
import { DatetimeValue, PlatformError, tryParseId } from '../../model/index.ts';
import { USER_MODE } from '../../security/types.ts';
import type { Transaction } from '../../database/types.ts';
import type { Org } from '../../org/types.ts';
import { recordTypeFacts } from '../recordTypes.ts';
import { selectPaths } from './fields.ts';
import type { FieldTree } from './fields.ts';
import { uiValue } from './display.ts';
import type { Display } from './display.ts';

interface FieldJson {
    readonly displayValue: string | null;
    readonly value: unknown;
}
export interface RecordView {
    readonly apiName: string;
    readonly childRelationships: Record<string, never>;
    readonly eTag: string;
    readonly fields: Record<string, FieldJson>;
    readonly id: Id | null;
    readonly lastModifiedById: unknown;
    readonly lastModifiedDate: unknown;
    readonly recordTypeId: unknown;
    readonly recordTypeInfo: ReturnType<typeof recordTypeFacts> | null;
    readonly systemModstamp: unknown;
    readonly weakEtag: number;
}

const ms = (value: Scalar | undefined): number => (value instanceof DatetimeValue ? value.ms : 0);

/** The record's fields that the tree names; parents are nested records. */
export const recordView = (row: SObject, tree: FieldTree, display: Display): RecordView => {
    const fields: Record<string, FieldJson> = {};
    for (const field of tree.fields.values()) {
        const value = row.get(field) ?? null;
        fields[field.name] = { displayValue: display.text(field, value), value: uiValue(value) };
    }
    for (const [name, parent] of tree.parents) {
        const record = row.parent(name);
        fields[name] = record
            ? { displayValue: nameOf(record), value: recordView(record, parent.tree, display) }
            : { displayValue: null, value: null };
    }
    const stamp = row.get('LastModifiedDate') ?? row.get('SystemModstamp');
    return {
        apiName: row.type.name,
        childRelationships: {},
        eTag: `${row.id ?? 'new'}-${ms(stamp)}`,
        fields,
        id: row.id ?? null,
        lastModifiedById: uiValue(row.get('LastModifiedById')),
        lastModifiedDate: uiValue(row.get('LastModifiedDate')),
        recordTypeId: uiValue(row.get('RecordTypeId')),
        recordTypeInfo: recordTypeInfo(row, display),
        systemModstamp: uiValue(row.get('SystemModstamp')),
        weakEtag: ms(stamp)
    };
};

/** Of a record without a type: none. */
const recordTypeInfo = (row: SObject, { user }: Display): RecordView['recordTypeInfo'] => {
    const parent = row.parent('RecordType');
    const type = row.type.recordTypes.find((one) => one.developerName === parent?.get('DeveloperName'));
    return type && parent?.id !== undefined ? recordTypeFacts(user, row.type, { id: parent.id, type }) : null;
};

const nameOf = (record: SObject): string | null => {
    const name = record.type.nameField ? record.get(record.type.nameField) : undefined;
    return typeof name === 'string' ? name : null;
};

/**
 * Records by Id as the user may see them, in the order asked for; missing ones are left out.
 */
export const fetchRows = (org: Org, tx: Transaction, tree: FieldTree, ids: readonly Id[]): SObject[] => {
    const text = `SELECT ${selectPaths(tree).join(', ')} FROM ${tree.object.name} WHERE Id IN :ids`;
    const rows = org.database.soql.query(tx, org.database.soql.parse(text), [ids], USER_MODE).rows;
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => byId.get(id) ?? []);
};

/**
 * The object of a record's Id, if this user may read it.
 * @throws PlatformError NOT_FOUND
 */
export const objectOfRecord = (tx: Transaction, text: string): { id: Id; object: ObjectDef } => {
    const id = tryParseId(text);
    const object = id === undefined ? undefined : tx.schema.objectOf(id);
    if (id === undefined || !object || !tx.user.access.object(object).read) throw missing();
    return { id, object };
};

/** The UI API's answer for a record that is not there or not shared with the user. */
export const missing = (): PlatformError => new PlatformError('NOT_FOUND', 'The requested resource does not exist');
