/** `where` of a list resource: a filter as GraphQL writes it, `{ and: [{ Name: { like: "A%" } }] }`. Source: User Interface API, "Get Related List Records". */
import { GraphQLError, parseValue, valueFromASTUntyped } from 'graphql';
import { PlatformError } from '../../model/index.ts';
import type { ObjectDef } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import { Bound, whereText } from '../graphql/where.ts';
import { isObject } from '../http.ts';

const JOINS: ReadonlySet<string> = new Set(['and', 'or']);
const SEMI_JOINS: ReadonlySet<string> = new Set(['inq', 'ninq']);
const OPERATORS: ReadonlySet<string> = new Set('eq ne lt gt lte gte like in nin inq ninq includes excludes'.split(' '));

const wrong = (text: string): PlatformError => new PlatformError('ILLEGAL_QUERY_PARAMETER_VALUE', text);

/** Filters are nested as deeply as conditions can be joined, and no deeper. */
const DEEPEST = 40;

/** How deeply brackets are nested, those in texts too: rather too much is counted than too little. */
const depthOf = (text: string): number => {
    let depth = 0;
    let deepest = 0;
    for (const letter of text) {
        if (letter === '{' || letter === '[') deepest = Math.max(deepest, ++depth);
        else if (letter === '}' || letter === ']') depth -= 1;
    }
    return deepest;
};

/** The filter of the object that a semi-join names; that it names one is checked where it is written. */
const checkJoin = (tx: Transaction, join: unknown): void => {
    for (const [name, filter] of Object.entries(isObject(join) ? join : {})) {
        const object = tx.schema.object(name);
        if (object && filter !== null) checkFilter(tx, object, filter);
    }
};

/** Names in a filter come from a client and no schema has looked at them yet. @throws PlatformError INVALID_FIELD … */
const checkFilter = (tx: Transaction, object: ObjectDef, filter: unknown): void => {
    if (!isObject(filter)) throw wrong('The filter of where must be an object');
    for (const [name, value] of Object.entries(filter)) {
        if (JOINS.has(name)) {
            for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) checkFilter(tx, object, one);
            continue;
        }
        if (name === 'not') {
            checkFilter(tx, object, value);
            continue;
        }
        const field = object.field(name);
        if (field && tx.user.access.field(field).read) {
            const operators = isObject(value) ? Object.keys(value) : [];
            const unknown = operators.find((operator) => !OPERATORS.has(operator));
            if (operators.length === 0 || unknown !== undefined)
                throw wrong(`Invalid operator in where: ${unknown ?? name}`);
            for (const [operator, join] of Object.entries(isObject(value) ? value : {}))
                if (SEMI_JOINS.has(operator)) checkJoin(tx, join);
            continue;
        }
        const target = tx.schema.object(object.parent(name)?.referenceTo[0] ?? '');
        if (!target)
            throw new PlatformError('INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`, [
                name
            ]);
        checkFilter(tx, target, value);
    }
};

/**
 * A filter as a SOQL condition.
 * @param bound takes the values
 * @returns undefined where the text filters nothing
 * @throws PlatformError ILLEGAL_QUERY_PARAMETER_VALUE, INVALID_FIELD
 */
export const filterText = (
    tx: Transaction,
    object: ObjectDef,
    text: string | undefined,
    bound: Bound
): string | undefined => {
    if (text === undefined || text.trim() === '') return undefined;
    if (depthOf(text) > DEEPEST) throw wrong(`Invalid where: it is nested more than ${DEEPEST} levels deep`);
    let filter: unknown;
    try {
        filter = valueFromASTUntyped(parseValue(text, { noLocation: true, maxTokens: 5000 }));
    } catch (error) {
        if (error instanceof GraphQLError) throw wrong(`Invalid where: ${error.message}`);
        throw error;
    }
    checkFilter(tx, object, filter);
    return whereText(tx, object, filter, bound);
};
