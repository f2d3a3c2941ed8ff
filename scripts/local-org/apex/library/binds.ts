import { SObject } from '../../model/index.ts';
import type { SoqlQuery } from '../../database/types.ts';
import { type ApexMap, execution, isApexObject, lineage } from '../runtime/index.ts';
import { fieldOf, readField } from './fieldValues.ts';
import { raise } from './support.ts';

/** The variables that dynamic SOQL without a bind map may name: the compiler sets it around Database.query calls that need it. */
export type BindResolver = (expression: string) => unknown;
/** The key under which an execution's `cells` hold the calling method's variables. */
export const BIND_RESOLVER = Symbol('variables for dynamic SOQL');

/**
 * Values of dynamic SOQL's bind variables, out of the calling method.
 * @throws QueryException `Variable does not exist: x`
 */
export const bindScope = (query: SoqlQuery): readonly unknown[] => query.binds.map(boundVariable);

/** The value of one bind expression. @throws QueryException `Variable does not exist: x` */
export const boundVariable = (expression: string): unknown => {
    const resolver = execution().cells.get(BIND_RESOLVER) as BindResolver | undefined;
    const value = resolver?.(expression);
    return value === undefined ? raise('System.QueryException', `Variable does not exist: ${expression}`) : value;
};

/** A field of a record or user object, by name. */
const member = (value: unknown, name: string): unknown => {
    if (value instanceof SObject) {
        const parent = value.parent(name);
        return parent === undefined ? readField(value, fieldOf(value.type, name)) : parent;
    }
    if (isApexObject(value)) {
        for (const owner of lineage(value.$class)) {
            const field = owner.fields.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
            if (field) return field.get(field.isStatic ? undefined : value);
        }
    }
    return undefined;
};

/**
 * Values of bind variables out of the map of Database.queryWithBinds; names ignore case, `a.b` reads a member.
 * @throws QueryException `Key 'x' does not exist in the bindMap`
 */
export const bindsFromMap =
    (map: ApexMap) =>
    (query: SoqlQuery): readonly unknown[] => {
        const values = new Map(map.entries().map(([key, value]) => [String(key).toLowerCase(), value]));
        return query.binds.map((expression) => {
            const whole = values.get(expression.toLowerCase());
            if (whole !== undefined) return whole;
            const [head = '', ...rest] = expression.split('.');
            let value = values.get(head.trim().toLowerCase());
            for (const name of rest) value = value === null ? null : member(value, name.trim());
            if (value === undefined)
                raise('System.QueryException', `Key '${expression}' does not exist in the bindMap`);
            return value;
        });
    };
