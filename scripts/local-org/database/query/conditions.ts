import type { ObjectDef } from '../../model/index.ts';
import { NullDereference, PlatformError } from '../../model/index.ts';
import { currencyNamed, type SqlText } from '../storage/index.ts';
import type { SoqlCondition, SoqlOperator, SoqlQuery, SoqlValue } from '../types.ts';
import { calls, type Scope, scopeOf, typed } from './expressions.ts';
import { Joins, type Names, type Table } from './joins.ts';
import { type Operand, operandOf, type Viewer } from './operands.ts';
import {
    type BindShape,
    comparableList,
    comparableValue,
    dayBound,
    LAST_CHARACTER,
    likePattern,
    likePrefix,
    type Parameter,
    scalarOf
} from './values.ts';
import type { StorageGeneration } from '../storage/index.ts';

/** A piece of SQL and the values of its `?` in order. */
export interface Piece {
    readonly text: string;
    readonly parameters: readonly Parameter[];
}
/** What every part of one plan shares. */
export interface PlanContext {
    readonly generation: StorageGeneration;
    readonly names: Names;
    readonly shapes: readonly BindShape[];
    readonly viewer: Viewer;
    readonly allRows: boolean;
    /** Sharing as a condition on a table; undefined where every record passes. */
    sharing(object: ObjectDef, alias: string): SqlText | undefined;
}
/** One SELECT being written. */
export interface Level {
    readonly scope: Scope;
    readonly joins: Joins;
    readonly context: PlanContext;
    /** Fields of GROUP BY ROLLUP that this level of subtotals leaves out, by their text; undefined outside of it. */
    readonly rolledUp?: ReadonlySet<string>;
}
type Comparison = Extract<SoqlCondition, { kind: 'compare' }>;

export const piece = (text: string, ...parameters: Parameter[]): Piece => ({ text, parameters });
const NEVER = piece('0');

export const joined = (pieces: readonly Piece[], separator: string): Piece => ({
    text: pieces.map(({ text }) => text).join(separator),
    parameters: pieces.flatMap(({ parameters }) => parameters)
});
/** `a AND b AND …` as a balanced tree: SQLite refuses expressions nested deeper than 1000. */
export const combined = (pieces: readonly Piece[], operator: 'AND' | 'OR'): Piece => {
    if (pieces.length <= 2) return joined(pieces, ` ${operator} `);
    const middle = pieces.length >> 1;
    return joined(
        [wrap(combined(pieces.slice(0, middle), operator)), wrap(combined(pieces.slice(middle), operator))],
        ` ${operator} `
    );
};
const anyOf = (pieces: readonly Piece[]): Piece =>
    pieces.length === 1 ? (pieces[0] ?? NEVER) : wrap(combined(pieces, 'OR'));
const wrap = (inner: Piece): Piece => ({ text: `(${inner.text})`, parameters: inner.parameters });

/** The expression's SQL. The checker has been here before: a fault now is a fault of ours. */
export const operand = (expression: Parameters<typeof typed>[0], level: Level): Operand => {
    const result = typed(expression, level.scope);
    if ('statusCode' in result) throw new PlatformError(result.statusCode, result.message);
    const { joins, context, rolledUp } = level;
    const constant = (raw: string): Operand => ({
        raw,
        comparable: raw,
        folded: raw,
        sortable: raw,
        corporate: raw,
        kind: result.kind,
        typed: result
    });
    if (calls(result, 'grouping')) return constant(rolledUp?.has(result.path.text) ? '1' : '0');
    if (rolledUp && !result.aggregate && (rolledUp.has(result.text) || rolledUp.has(result.path.text)))
        return constant('NULL');
    return operandOf(result, joins, context.viewer);
};

/** Null where SOQL says so: comparison with null in SOQL is two-valued, a missing text is equal to ''. */
const withNull = (left: Operand, operator: SoqlOperator): Piece => {
    if (operator !== '=' && operator !== '!=') return NEVER;
    // Source: SOQL and SOSL reference, "Use null in WHERE": null matches false.
    if (left.kind === 'boolean') return piece(`${left.comparable} = ${operator === '=' ? 0 : 1}`);
    return piece(`${left.raw} IS ${operator === '=' ? '' : 'NOT '}NULL`);
};

const like = (left: Operand, value: SoqlValue): Piece => {
    const pattern: Parameter = (run) => likePattern(comparableText(scalarOf(value, run), left));
    return piece(
        `(${left.folded} LIKE ? ESCAPE '\\' AND ${left.folded} >= ? AND ${left.folded} < ?)`,
        pattern,
        (run) => likePrefix(likePattern(comparableText(scalarOf(value, run), left))),
        (run) => likePrefix(likePattern(comparableText(scalarOf(value, run), left))) + LAST_CHARACTER
    );
};
const comparableText = (value: unknown, left: Operand): string => String(comparableValue(value, left));

const single = (left: Operand, operator: SoqlOperator, value: SoqlValue): Piece => {
    const parameter: Parameter =
        value.kind === 'literal'
            ? comparableValue(value.value, left)
            : (run) => comparableValue(scalarOf(value, run), left);
    switch (operator) {
        case 'LIKE':
            return like(left, value);
        case '!=':
            return piece(`${left.comparable} IS NOT ?`, parameter);
        case '=':
        case '<':
        case '<=':
        case '>':
        case '>=':
            return piece(`${left.comparable} ${operator} ?`, parameter);
        default:
            throw new PlatformError('MALFORMED_QUERY', `The ${operator} operator must be used with a list of values`);
    }
};

/** A date literal is a range of days: before it, in it, after it. */
const ranged = (left: Operand, operator: SoqlOperator, value: Extract<SoqlValue, { kind: 'dateLiteral' }>): Piece => {
    const from: Parameter = (run) => dayBound(value, 'from', left.kind, run);
    const to: Parameter = (run) => dayBound(value, 'to', left.kind, run);
    const column = left.comparable;
    switch (operator) {
        case '=':
            return piece(`(${column} >= ? AND ${column} < ?)`, from, to);
        case '!=':
            return piece(`(${column} < ? OR ${column} >= ? OR ${column} IS NULL)`, from, to);
        case '<':
            return piece(`${column} < ?`, from);
        case '<=':
            return piece(`${column} < ?`, to);
        case '>':
            return piece(`${column} >= ?`, to);
        case '>=':
            return piece(`${column} >= ?`, from);
        default:
            throw new PlatformError('MALFORMED_QUERY', `The ${operator} operator must be used with a list of values`);
    }
};

/** `INCLUDES ('a;b', 'c')`: one of the combinations is there as a whole. */
const includes = (left: Operand, negated: boolean, values: Parameter): Piece => {
    const some = `EXISTS (SELECT 1 FROM json_each(?) AS combination WHERE NOT EXISTS (SELECT 1 FROM json_each(combination.value) AS part WHERE INSTR(';' || ${left.comparable} || ';', ';' || part.value || ';') = 0))`;
    return piece(
        negated ? `(${left.comparable} IS NULL OR NOT ${some})` : `(${left.comparable} IS NOT NULL AND ${some})`,
        values
    );
};
const combinations = (json: string): string =>
    JSON.stringify((JSON.parse(json) as string[]).map((value) => value.split(';')));

const inList = (left: Operand, operator: SoqlOperator, list: Parameter, withNulls: boolean): Piece => {
    const column = left.comparable;
    const values = 'IN (SELECT value FROM json_each(?))';
    if (operator === 'INCLUDES' || operator === 'EXCLUDES') {
        const parsed: Parameter =
            typeof list === 'function' ? (run) => combinations(String(list(run))) : combinations(String(list));
        return includes(left, operator === 'EXCLUDES', parsed);
    }
    if (operator === 'LIKE')
        return piece(
            `EXISTS (SELECT 1 FROM json_each(?) AS pattern WHERE ${left.folded} LIKE pattern.value ESCAPE '\\')`,
            list
        );
    // null among the values is the same as false for a checkbox.
    const isNull = left.kind === 'boolean' ? `${column} = 0` : `${column} IS NULL`;
    if (operator === 'IN' || operator === '=')
        return piece(withNulls ? `(${column} ${values} OR ${isNull})` : `${column} ${values}`, list);
    if (operator === 'NOT IN' || operator === '!=') {
        return piece(
            withNulls
                ? `(NOT ${isNull} AND ${column} NOT ${values})`
                : `(${column} IS NULL OR ${column} NOT ${values})`,
            list
        );
    }
    throw new PlatformError('MALFORMED_QUERY', `unexpected token: '('`);
};

const listed = (left: Operand, operator: SoqlOperator, values: readonly SoqlValue[], context: PlanContext): Piece => {
    const literals = values.filter((value) => value.kind === 'dateLiteral');
    const rest = values.filter((value) => value.kind !== 'dateLiteral');
    const hasNull = rest.some(
        (value) =>
            (value.kind === 'literal' && (value.value === null || value.value === '')) ||
            (value.kind === 'bind' && context.shapes[value.index] !== 'one')
    );
    const list: Parameter = (run) => {
        const scalars = rest.map((value) => scalarOf(value, run));
        if (operator === 'LIKE')
            return JSON.stringify(scalars.map((value) => likePattern(comparableText(value, left))));
        return comparableList(scalars, left);
    };
    const plain = inList(left, operator, list, hasNull);
    if (literals.length === 0) return plain;
    const negated = operator === 'NOT IN';
    const ranges = literals.map((value) => ranged(left, negated ? '!=' : '=', value));
    return negated ? wrap(combined([plain, ...ranges], 'AND')) : anyOf([plain, ...ranges]);
};

const bound = (
    left: Operand,
    operator: SoqlOperator,
    value: Extract<SoqlValue, { kind: 'bind' }>,
    context: PlanContext
): Piece => {
    const shape = context.shapes[value.index];
    if (shape === 'null') {
        // `IN :list` without a list. Source: a test of EDA ("testGetMapParentIdListAddrsNull").
        if (operator === 'IN' || operator === 'NOT IN') throw new NullDereference();
        return withNull(left, operator);
    }
    if (shape === 'one') return single(left, operator, value);
    const list: Parameter = (run) => {
        const values = scalarOf(value, run) as readonly unknown[];
        if (operator !== 'LIKE') return comparableList(values, left);
        return JSON.stringify(
            values.filter((item) => typeof item === 'string').map((item) => likePattern(comparableText(item, left)))
        );
    };
    return inList(left, operator, list, shape === 'listWithNull');
};

/** `IN (SELECT …)`: the inner query is written into the statement; its nulls never match. */
const semiJoin = (left: Operand, negated: boolean, query: SoqlQuery, level: Level): Piece => {
    const { context } = level;
    const { schema, visibility } = level.scope;
    const object = schema.object(query.from);
    const selected = query.select[0];
    if (!object || selected?.kind !== 'expression')
        throw new PlatformError('MALFORMED_QUERY', 'Semi join sub-selects must select exactly one field');
    const inner: Level = {
        scope: scopeOf(object, query.alias, schema, visibility),
        joins: new Joins(object, context.generation, context.names),
        context
    };
    const column = operand(selected.expression, inner).comparable;
    const where = joined([piece(`${column} IS NOT NULL`), ...rowConditions(query, inner)], ' AND ');
    const list = piece(`(SELECT ${column} FROM ${inner.joins.from} WHERE ${where.text})`, ...where.parameters);
    if (!negated) return piece(`${left.comparable} IN ${list.text}`, ...list.parameters);
    return piece(`(${left.comparable} IS NULL OR ${left.comparable} NOT IN ${list.text})`, ...list.parameters);
};

/** `Amount > USD5000`: compared by what both are worth. Source: SOQL and SOSL reference, "convertCurrency()". */
const inCurrency = (
    left: Operand,
    operator: SoqlOperator,
    value: Extract<SoqlValue, { kind: 'currency' }>,
    level: Level
): Piece => {
    const rate = currencyNamed(level.scope.schema, value.code)?.rate ?? 1;
    const amount = Number(comparableValue(value.value, left)) / rate;
    // Two ways of dividing may differ in the last binary digit.
    return piece(`ROUND(${left.corporate}, 6) ${operator === '!=' ? 'IS NOT' : operator} ROUND(?, 6)`, amount);
};

const currencyList = (left: Operand, operator: SoqlOperator, values: readonly SoqlValue[], level: Level): Piece => {
    const negated = operator === 'NOT IN';
    const pieces = values.flatMap((value) =>
        value.kind === 'currency' ? [inCurrency(left, negated ? '!=' : '=', value, level)] : []
    );
    return negated ? wrap(combined(pieces, 'AND')) : anyOf(pieces);
};

const comparison = (condition: Comparison, level: Level): Piece => {
    const left = operand(condition.left, level);
    const { operator, right } = condition;
    switch (right.kind) {
        case 'literal':
            return right.value === null || right.value === ''
                ? withNull(left, operator)
                : single(left, operator, right);
        case 'dateLiteral':
            return ranged(left, operator, right);
        case 'list':
            return right.values.some((value) => value.kind === 'currency')
                ? currencyList(left, operator, right.values, level)
                : listed(left, operator, right.values, level.context);
        case 'bind':
            return bound(left, operator, right, level.context);
        case 'subquery':
            return semiJoin(left, operator === 'NOT IN', right.query, level);
        case 'currency':
            return inCurrency(left, operator, right, level);
    }
};

/** A condition as SQL. NOT is two-valued: what is not true, unknown included, passes. */
export const conditionOf = (condition: SoqlCondition, level: Level): Piece => {
    if (condition.kind === 'compare') return comparison(condition, level);
    if (condition.kind === 'not') {
        const inner = conditionOf(condition.condition, level);
        return { text: `((${inner.text}) IS NOT TRUE)`, parameters: inner.parameters };
    }
    const parts = condition.conditions.map((part) => conditionOf(part, level));
    return wrap(combined(parts, condition.kind === 'and' ? 'AND' : 'OR'));
};

/** `USING SCOPE`: whose rows. Source: SOQL and SOSL reference, "USING SCOPE". */
const scopeConditions = ({ scope }: SoqlQuery, { object, alias }: Table): Piece[] => {
    const me: Parameter = (run) => run.tx.user.userId;
    if (scope === 'mine') return [piece(`${alias}."${object.field('OwnerId') ? 'OwnerId' : 'Id'}" = ?`, me)];
    if (scope === 'delegated') return [piece(`${alias}."CreatedById" = ? AND ${alias}."OwnerId" <> ?`, me, me)];
    return [];
};

/** All conditions on the rows of a level: not deleted, shared, WHERE. */
export const rowConditions = (query: SoqlQuery, level: Level): Piece[] => {
    const { root } = level.joins;
    const sharing = level.context.sharing(root.object, root.alias);
    return [
        ...(level.context.allRows ? [] : [piece(`${root.alias}."IsDeleted" = 0`)]),
        ...(sharing ? [piece(sharing.text, ...sharing.values)] : []),
        ...scopeConditions(query, root),
        ...(query.where ? [conditionOf(query.where, level)] : [])
    ];
};
