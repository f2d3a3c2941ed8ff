/** Results of DML as JSON: `{"success":true,"id":"…","errors":[]}`. Tests make results that way, for they have no constructors. */
import type { SaveError } from '../../model/index.ts';
import { DeleteRow, SaveRow, UndeleteRow, UpsertRow } from './databaseResults.ts';
import { ActionResult } from './invocableActions.ts';
import { JsonObject, type JsonValue, type Writable } from './jsonText.ts';

const CLASSES = {
    'Database.SaveResult': SaveRow,
    'Database.UpsertResult': UpsertRow,
    'Database.DeleteResult': DeleteRow,
    'Database.UndeleteResult': UndeleteRow
} as const;
type Row = InstanceType<(typeof CLASSES)[keyof typeof CLASSES]>;

const isRow = (value: object): value is Row =>
    Object.values(CLASSES).some((rowClass) => value.constructor === rowClass);

const errorFields = ({ message, statusCode, fields }: SaveError): Writable => ({
    fields: [
        ['message', message],
        ['fields', [...fields]],
        ['statusCode', statusCode]
    ]
});

/** A result's fields in the order of the platform; undefined for other values. */
export const resultFields = (value: object): readonly (readonly [string, Writable])[] | undefined => {
    if (!isRow(value)) return undefined;
    const { id, success, errors, created } = value.result;
    return [
        ['success', success],
        ['id', id ?? null],
        ['errors', errors.map(errorFields)],
        ...(value instanceof UpsertRow ? [['created', created] as const] : [])
    ];
};

const textOf = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');
const listOf = (value: JsonValue | undefined): readonly JsonValue[] => (Array.isArray(value) ? value : []);

const errorOf = (value: JsonValue): SaveError => {
    const read = (name: string): JsonValue | undefined => (value instanceof JsonObject ? value.get(name) : undefined);
    return {
        statusCode: textOf(read('statusCode')),
        message: textOf(read('message')),
        fields: listOf(read('fields')).map(textOf)
    };
};

const actionError = (value: JsonValue): { readonly code: string; readonly message: string } => {
    const read = (name: string): string => textOf(value instanceof JsonObject ? value.get(name) : undefined);
    return { code: read('code'), message: read('message') };
};

/** The result that JSON describes; undefined where the type is none. */
export const resultOf = (typeName: string, json: JsonObject): object | undefined => {
    if (typeName === 'Invocable.Action.Result')
        return new ActionResult(
            null,
            json.get('success') === true,
            [],
            [],
            listOf(json.get('errors')).map(actionError)
        );
    const rowClass = (CLASSES as Readonly<Record<string, (typeof CLASSES)[keyof typeof CLASSES]>>)[typeName];
    if (!rowClass) return undefined;
    const id = textOf(json.get('id'));
    return new rowClass({
        ...(id === '' ? {} : { id }),
        success: json.get('success') === true,
        created: json.get('created') === true,
        errors: listOf(json.get('errors')).map(errorOf)
    });
};
