/** Filters, order and scope as SOQL: values are bound, names come from the schema. */
import { PlatformError } from '../../model/index.ts';
import type { FieldDef, ObjectDef, Scalar } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import { isObject } from '../http.ts';
import type { JsonObject } from '../http.ts';
import { fromJson } from '../values.ts';

/** SOQL text with the values of its binds: `:b0` is the first. */
export class Bound {
    readonly values: unknown[] = [];
    bind(value: unknown): string {
        this.values.push(value);
        return `:b${this.values.length - 1}`;
    }
}

const COMPARE: Readonly<Record<string, string>> = {
    eq: '=',
    ne: '!=',
    lt: '<',
    gt: '>',
    lte: '<=',
    gte: '>=',
    like: 'LIKE',
    in: 'IN',
    nin: 'NOT IN'
};

/** A word of the query. A list resource of the UI API takes it from its client, and no enumeration has looked at it. */
const word = (field: FieldDef, text: unknown): string => {
    if (typeof text === 'string' && /^\w+$/.test(text)) return text;
    throw new PlatformError('INVALID_INPUT', `${field.name}: a literal or unit is one word`);
};

/** A day or moment, a literal (`TODAY`) or a range (`LAST_N_DAYS:3`). */
const dateText = (field: FieldDef, value: JsonObject, bound: Bound): string => {
    const given = Object.entries(value).filter(([, item]) => item !== null && item !== undefined);
    const [name, item] = given[0] ?? [];
    if (given.length !== 1 || name === undefined)
        throw new PlatformError('INVALID_INPUT', `${field.name}: give one of value, literal and range`);
    if (name === 'value') return bound.bind(fromJson(field, item));
    if (name === 'literal') return word(field, item);
    const ranges = isObject(item) ? Object.entries(item) : [];
    const [unit, count] = ranges[0] ?? [];
    if (ranges.length !== 1 || unit === undefined)
        throw new PlatformError('INVALID_INPUT', `${field.name}: a range has one unit`);
    return `${word(field, unit).toUpperCase()}:${Number(count)}`;
};

const valueText = (field: FieldDef, value: unknown, bound: Bound): string =>
    isObject(value) ? dateText(field, value, bound) : bound.bind(fromJson(field, value));

const listText = (field: FieldDef, value: unknown, bound: Bound): string => {
    const items = Array.isArray(value) ? (value as unknown[]) : [value];
    const read = (item: unknown): Scalar => fromJson(field, isObject(item) ? item.value : item);
    return bound.bind(items.map(read));
};

/**
 * A semi-join or anti-join: `{ Opportunity: { StageName: … }, ApiName: "AccountId" }`.
 * Source: GraphQL API Developer Guide, "Semi-Join and Anti-Join Filters".
 * @throws PlatformError INVALID_INPUT where it does not name one object and one of its fields
 */
const joinText = (tx: Transaction, path: string, name: 'inq' | 'ninq', value: unknown, bound: Bound): string => {
    const { ApiName: column, ...rest } = isObject(value) ? value : {};
    const asked = Object.entries(rest).filter(([, filter]) => filter !== null && filter !== undefined);
    const [objectName = '', filter] = asked[0] ?? [];
    const object = tx.schema.object(objectName);
    const field = typeof column === 'string' ? object?.field(column) : undefined;
    if (asked.length !== 1 || !object || !field)
        throw new PlatformError(
            'INVALID_INPUT',
            `${name} needs one object with its filter, and ApiName with one of its fields`
        );
    const where = whereText(tx, object, filter, bound);
    const rows = `SELECT ${field.name} FROM ${object.name}${where === undefined ? '' : ` WHERE ${where}`}`;
    return `${path} ${name === 'inq' ? 'IN' : 'NOT IN'} (${rows})`;
};

const operatorText = (
    tx: Transaction,
    path: string,
    field: FieldDef,
    name: string,
    value: unknown,
    bound: Bound
): string => {
    if (name === 'inq' || name === 'ninq') return joinText(tx, path, name, value, bound);
    if (name === 'includes' || name === 'excludes') {
        const items = (Array.isArray(value) ? (value as unknown[]) : [value]).map((item) => bound.bind(String(item)));
        return `${path} ${name.toUpperCase()} (${items.join(', ')})`;
    }
    const operator = COMPARE[name] ?? '=';
    if (name === 'in' || name === 'nin') return `${path} ${operator} ${listText(field, value, bound)}`;
    return `${path} ${operator} ${valueText(field, value, bound)}`;
};

const joined = (parts: readonly string[], word: 'AND' | 'OR'): string | undefined => {
    if (parts.length <= 1) return parts[0];
    return `(${parts.join(` ${word} `)})`;
};

/**
 * A filter as a SOQL condition; undefined where it filters nothing.
 * @param prefix relationships before the object's own names, with a point at the end
 */
export const whereText = (
    tx: Transaction,
    object: ObjectDef,
    filter: unknown,
    bound: Bound,
    prefix = ''
): string | undefined => {
    if (!isObject(filter)) return undefined;
    const parts: string[] = [];
    for (const [name, value] of Object.entries(filter)) {
        if (value === null || value === undefined) continue;
        const text = partText(tx, object, name, value, bound, prefix);
        if (text !== undefined) parts.push(text);
    }
    return joined(parts, 'AND');
};

const partText = (
    tx: Transaction,
    object: ObjectDef,
    name: string,
    value: unknown,
    bound: Bound,
    prefix: string
): string | undefined => {
    if (name === 'and' || name === 'or') {
        const list = (Array.isArray(value) ? value : [value]).flatMap(
            (item: unknown) => whereText(tx, object, item, bound, prefix) ?? []
        );
        return joined(list, name === 'and' ? 'AND' : 'OR');
    }
    if (name === 'not') {
        const inner = whereText(tx, object, value, bound, prefix);
        return inner === undefined ? undefined : `(NOT ${inner})`;
    }
    const field = object.field(name);
    if (field && isObject(value)) {
        const tests = Object.entries(value)
            .filter(([, item]) => item !== undefined)
            .map(([operator, item]) => operatorText(tx, prefix + field.name, field, operator, item, bound));
        return joined(tests, 'AND');
    }
    const target = tx.schema.object(object.parent(name)?.referenceTo[0] ?? '');
    return target ? whereText(tx, target, value, bound, `${prefix}${name}.`) : undefined;
};

/** `Name ASC NULLS FIRST, Account.Name DESC …`; undefined where nothing is said. */
export const orderText = (tx: Transaction, object: ObjectDef, order: unknown, prefix = ''): string | undefined => {
    const items = Array.isArray(order) ? (order as unknown[]) : [order];
    const parts = items.flatMap((item) =>
        isObject(item)
            ? Object.entries(item).flatMap(([name, value]) => {
                  if (!isObject(value)) return [];
                  const field = object.field(name);
                  if (field) {
                      const nulls = typeof value.nulls === 'string' ? ` NULLS ${value.nulls}` : '';
                      return `${prefix}${field.name} ${value.order === 'DESC' ? 'DESC' : 'ASC'}${nulls}`;
                  }
                  const target = tx.schema.object(object.parent(name)?.referenceTo[0] ?? '');
                  return target ? (orderText(tx, target, value, `${prefix}${name}.`) ?? []) : [];
              })
            : []
    );
    return parts.length > 0 ? parts.join(', ') : undefined;
};
