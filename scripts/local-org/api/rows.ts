/** Query results as REST JSON: what the SELECT clause names, in its order, with `attributes` on each record. */
import type { FieldDef, ObjectDef, Scalar, Schema, SObject } from '../model/index.ts';
import type { QueryResult, SoqlExpression, SoqlQuery, SoqlSelection } from '../database/types.ts';
import { DoubleJson } from './doubles.ts';
import { isDouble, toJson } from './values.ts';

export type RecordJson = Record<string, unknown>;

/** `attributes` of a record. */
export const attributesOf = (
    object: ObjectDef,
    id: string | undefined,
    base: string
): { type: string; url?: string } => ({
    type: object.name,
    ...(id ? { url: `${base}/sobjects/${object.name}/${id}` } : {})
});

/** Where a selected expression's value is found: a path of names, or the alias under which the engine put it. */
const expressionOf = (expression: SoqlExpression, alias: string | undefined): readonly string[] | undefined => {
    if (alias !== undefined) return [alias];
    if (expression.kind === 'path') return expression.path;
    const inner = expression.arguments[0];
    return inner?.kind === 'path' ? inner.path : undefined;
};

/** Strips `Account.` or an alias before a field of the query's own object. */
const ownPath = (path: readonly string[], object: ObjectDef, query: SoqlQuery): readonly string[] => {
    const first = path[0]?.toLowerCase();
    if (path.length < 2 || first === undefined || object.parent(first)) return path;
    return first === query.from.toLowerCase() || first === query.alias?.toLowerCase() ? path.slice(1) : path;
};

/** Bytes are shown as the address that gives them. Source: REST API Developer Guide, "Get Blob Data". */
const valueJson = (row: SObject, field: FieldDef, base: string): unknown => {
    const value = row.get(field);
    return value instanceof Uint8Array && row.id !== undefined
        ? `${base}/sobjects/${row.type.name}/${row.id}/${field.name}`
        : numberJson(field, value);
};

/** Doubles look like doubles, also where they are whole. */
const numberJson = (field: FieldDef | undefined, value: Scalar | undefined): unknown => {
    const plain = toJson(value);
    return typeof plain === 'number' && isDouble(field, value) ? new DoubleJson(plain) : plain;
};

const put = (target: RecordJson, row: SObject, path: readonly string[], base: string): void => {
    const [head, ...rest] = path;
    if (head === undefined) return;
    if (rest.length === 0) {
        const field = row.type.field(head);
        target[field?.name ?? head] = field ? valueJson(row, field, base) : numberJson(undefined, row.get(head));
        return;
    }
    const lookup = row.type.parent(head);
    const name = lookup ? relationshipSpelling(lookup.name, head) : head;
    const parent = row.parent(head);
    if (!parent) {
        target[name] = null;
        return;
    }
    const nested = (target[name] ??= { attributes: attributesOf(parent.type, parent.id, base) }) as RecordJson;
    put(nested, parent, rest, base);
};

/** The platform answers in the spelling of the schema, whatever the query's. */
const relationshipSpelling = (lookupName: string, asked: string): string => {
    if (lookupName.endsWith('__c')) return `${lookupName.slice(0, -3)}__r`;
    return lookupName.endsWith('Id') ? lookupName.slice(0, -2) : asked;
};

const putSelection = (
    target: RecordJson,
    row: SObject,
    selection: SoqlSelection,
    query: SoqlQuery,
    base: string
): void => {
    if (selection.kind === 'expression') {
        const path = expressionOf(selection.expression, selection.alias);
        if (path) put(target, row, ownPath(path, row.type, query), base);
    } else if (selection.kind === 'children') {
        const relation = row.type.child(selection.query.from);
        const records = row.children(selection.query.from) ?? [];
        target[relation?.name ?? selection.query.from] =
            records.length === 0
                ? null
                : {
                      totalSize: records.length,
                      done: true,
                      records: records.map((child) => recordJson(child, selection.query, base))
                  };
    } else if (selection.kind === 'fields') {
        for (const field of row.type.fields) if (row.has(field)) target[field.name] = valueJson(row, field, base);
    } else {
        putTypeof(target, row, selection, base);
    }
};

const putTypeof = (
    target: RecordJson,
    row: SObject,
    selection: Extract<SoqlSelection, { kind: 'typeof' }>,
    base: string
): void => {
    const parent = row.parent(selection.relationship);
    if (!parent) {
        target[selection.relationship] = null;
        return;
    }
    const branch = selection.when.find((item) => item.object.toLowerCase() === parent.type.name.toLowerCase());
    for (const field of branch?.fields ?? selection.otherwise) {
        if (field.kind === 'path') put(target, row, [selection.relationship, ...field.path], base);
    }
};

/** One row of a query as JSON. */
export const recordJson = (row: SObject, query: SoqlQuery, base: string): RecordJson => {
    const target: RecordJson = { attributes: attributesOf(row.type, row.id, base) };
    for (const selection of query.select) putSelection(target, row, selection, query, base);
    return target;
};

const aggregateJson = (row: ReadonlyMap<string, Scalar>): RecordJson => {
    const target: RecordJson = { attributes: { type: 'AggregateResult' } };
    for (const [name, value] of row) target[name] = numberJson(undefined, value);
    return target;
};

/** All rows of a result. */
export const rowsJson = (
    result: Pick<QueryResult, 'rows' | 'aggregates'>,
    query: SoqlQuery,
    base: string
): RecordJson[] =>
    result.aggregates ? result.aggregates.map(aggregateJson) : result.rows.map((row) => recordJson(row, query, base));

/** The object a query reads; undefined where there is none of this name. */
export const fromObject = (query: SoqlQuery, schema: Schema): ObjectDef | undefined => schema.object(query.from);
