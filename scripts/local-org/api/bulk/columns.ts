/** The header of a CSV: what each column sets, and a row's values as the record reader takes them. */
import type { FieldDef, ObjectDef } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import type { JsonObject } from '../http.ts';
import { CsvFault } from './csv.ts';

/** One column: a field, or a field that the parent is found by. */
export interface Column {
    readonly field: FieldDef;
    /** Set for `Account.Ext__c` and `Lead:Who.Email`: the relationship, and the parent's object where it can be several. */
    readonly parent?: { readonly relationship: string; readonly type?: string };
}

const NULL = '#N/A';
const TRUE = new Set(['true', 'yes', 'y', 'on', '1']);
const FALSE = new Set(['false', 'no', 'n', 'off', '0']);

const unknown = (name: string): CsvFault => new CsvFault(`InvalidBatch : Field name not found : ${name}`);

const readable = (tx: Transaction, object: ObjectDef, name: string): FieldDef | undefined => {
    const field = object.field(name);
    return field && (field.type === 'id' || tx.user.access.field(field).read) ? field : undefined;
};

/** `Account.Ext__c`, `Lead:Who.Email`, and the same with the two names before the point exchanged. */
const relation = (tx: Transaction, object: ObjectDef, name: string): Column | undefined => {
    const match = /^(?:(\w+):)?(\w+)\.(\w+)$/.exec(name);
    if (!match) return undefined;
    const [, first, second = '', key = ''] = match;
    const asked = object.parent(second) ? [second, first] : [first ?? '', second];
    const lookup = object.parent(asked[0] ?? '');
    if (!lookup || !readable(tx, object, lookup.name)) return undefined;
    const type = asked[1] ?? lookup.referenceTo[0] ?? '';
    if (!lookup.referenceTo.some((one) => one.toLowerCase() === type.toLowerCase())) return undefined;
    const target = tx.schema.object(type);
    const field = target && readable(tx, target, key);
    if (!target || !field) return undefined;
    return {
        field,
        parent: { relationship: asked[0] ?? '', ...(lookup.referenceTo.length > 1 ? { type: target.name } : {}) }
    };
};

/**
 * Reads a header row.
 * @param needed names that must be among them: the Id of an update, the external id of an upsert
 * @throws CsvFault for a name that is no field of the object for this user
 */
export const readHeader = (
    tx: Transaction,
    object: ObjectDef,
    names: readonly string[],
    needed: string | undefined
): Column[] => {
    const columns = names.map((name) => {
        const field = readable(tx, object, name.trim());
        const column = field ? { field } : relation(tx, object, name.trim());
        if (!column) throw unknown(name);
        return column;
    });
    const has = (name: string): boolean =>
        columns.some(({ field, parent }) => !parent && field.name.toLowerCase() === name.toLowerCase());
    if (needed !== undefined && !has(needed)) throw unknown(needed);
    return columns;
};

const valueOf = (field: FieldDef, text: string): string | boolean | null => {
    if (text === NULL) return null;
    if (field.type !== 'boolean') return text;
    const word = text.trim().toLowerCase();
    return TRUE.has(word) ? true : FALSE.has(word) ? false : text;
};

/** The values of a row; an empty one leaves its field alone, `#N/A` clears it. */
export const rowSource = (columns: readonly Column[], row: readonly string[]): JsonObject => {
    const source: Record<string, unknown> = {};
    columns.forEach(({ field, parent }, index) => {
        const text = row[index] ?? '';
        if (text === '') return;
        const value = valueOf(field, text);
        if (!parent) source[field.name] = value;
        else if (value === null) source[parent.relationship] = null;
        else {
            const attributes = parent.type === undefined ? {} : { attributes: { type: parent.type } };
            source[parent.relationship] = { ...attributes, [field.name]: value };
        }
    });
    return source;
};

/** The XML Schema type that a value which cannot be read is said not to be of. */
export const xsdType = (field: FieldDef): string => {
    switch (field.type) {
        case 'boolean':
            return 'xsd:boolean';
        case 'integer':
            return 'xsd:int';
        case 'number':
        case 'currency':
        case 'percent':
            return 'xsd:double';
        case 'date':
            return 'xsd:date';
        case 'datetime':
            return 'xsd:dateTime';
        case 'time':
            return 'xsd:time';
        default:
            return 'xsd:string';
    }
};
