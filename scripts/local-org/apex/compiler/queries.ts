/** Inline SOQL. */
import { isAggregateQuery } from '../../database/query/index.ts';
import type { SoqlCondition, SoqlQuery } from '../../database/types.ts';
import { Decimal, DateValue, DatetimeValue, NotSupported, TimeValue } from '../../model/index.ts';
import type { FieldDef } from '../../model/index.ts';
import type { Position, SoqlExpression } from './ast.ts';
import type { FunctionContext, Typed } from './context.ts';
import { isAssignable, isNumeric } from './conversions.ts';
import { expression } from './expressions.ts';
import { typeOfField } from './fields.ts';
import { enforcedMode, modeOf } from './modes.ts';
import { fault } from './typed.ts';

const TAG = '$value';
/** A query as text for the cache, and back. Values that JSON has no word for are tagged. */
export const queryText = (query: SoqlQuery): string =>
    JSON.stringify(query, function (this: Record<string, unknown>, key, encoded: unknown) {
        const value = this[key];
        if (value instanceof Decimal) return { [TAG]: 'decimal', text: value.toString() };
        if (value instanceof DateValue) return { [TAG]: 'date', text: value.day };
        if (value instanceof DatetimeValue) return { [TAG]: 'datetime', text: value.ms };
        if (value instanceof TimeValue) return { [TAG]: 'time', text: value.msOfDay };
        if (typeof value === 'bigint') return { [TAG]: 'long', text: String(value) };
        return encoded;
    });
export const queryOfText = (text: string): SoqlQuery =>
    JSON.parse(text, (_, value: unknown) => {
        if (typeof value !== 'object' || value === null || !(TAG in value)) return value;
        const { [TAG]: kind, text: content } = value as { [TAG]: string; text: string | number };
        switch (kind) {
            case 'decimal':
                return Decimal.parse(String(content));
            case 'date':
                return new DateValue(Number(content));
            case 'datetime':
                return new DatetimeValue(Number(content));
            case 'time':
                return new TimeValue(Number(content));
            default:
                return BigInt(content);
        }
    }) as SoqlQuery;

/** Where a character of the query stands in the file. */
const placeIn = (query: SoqlQuery, at: Position, offset: number): Position => {
    const before = query.text.slice(0, offset).split('\n');
    const last = before[before.length - 1] ?? '';
    return before.length === 1
        ? { line: at.line, column: at.column + last.length }
        : { line: at.line + before.length - 1, column: last.length + 1 };
};

/** The field at the end of a path of parents; undefined for what the check of the query judges itself. */
const fieldAt = (context: FunctionContext, query: SoqlQuery, path: readonly string[]): FieldDef | undefined => {
    const { table } = context;
    let object = table.objectNamed(query.from);
    const names =
        query.alias !== undefined && path[0]?.toLowerCase() === query.alias.toLowerCase() ? path.slice(1) : path;
    for (const name of names.slice(0, -1)) {
        const parents = object?.parent(name)?.referenceTo ?? [];
        object = parents.length === 1 ? table.objectNamed(parents[0] ?? '') : undefined;
    }
    return object?.field(names[names.length - 1] ?? '');
};
/** Values compared with a field must be of its type. @throws CompileFault */
const checkBinds = (
    context: FunctionContext,
    query: SoqlQuery,
    values: readonly Typed[],
    node: SoqlExpression
): void => {
    const visit = (condition: SoqlCondition | undefined): void => {
        if (!condition) return;
        if (condition.kind === 'not') return visit(condition.condition);
        if (condition.kind !== 'compare') return condition.conditions.forEach(visit);
        const { left, right } = condition;
        const value = right.kind === 'bind' ? values[right.index] : undefined;
        const field = left.kind === 'path' ? fieldAt(context, query, left.path) : undefined;
        if (!value || !field || right.kind !== 'bind') return;
        const given = value.type.arguments[0] ?? value.type;
        const wanted = typeOfField(context.table, field);
        const fits =
            given.kind !== 'primitive' ||
            (isNumeric(given) && isNumeric(wanted)) ||
            isAssignable(context.table, given, wanted) ||
            isAssignable(context.table, wanted, given);
        if (!fits)
            fault(
                `Invalid bind expression type of ${given.name} for column of type ${wanted.name}`,
                node.binds[right.index]?.at ?? node.at
            );
    };
    visit(query.where);
    for (const count of [query.limit, query.offset]) {
        const value = count?.kind === 'bind' ? values[count.index] : undefined;
        if (count?.kind === 'bind' && value?.type.kind === 'primitive' && !isNumeric(value.type))
            fault(
                `Invalid bind expression type of ${value.type.name} for column of type Integer`,
                node.binds[count.index]?.at ?? node.at
            );
    }
};

/** Checks a query and emits its call. @throws CompileFault */
export const soql = (context: FunctionContext, node: SoqlExpression): Typed => {
    const { query } = node;
    const { table, unit } = context;
    unit.usesSchema = true;
    try {
        const [wrong] = unit.soql.check(query, table.schema);
        if (wrong) return fault(wrong.message, placeIn(query, node.textAt, wrong.at));
    } catch (error) {
        if (error instanceof NotSupported) return fault(error.message, node.at);
        throw error;
    }
    const bound: Typed[] = [];
    const binds = node.binds.map((bind) => {
        const value = expression(context, bind);
        bound.push(value);
        const element = value.type.arguments[0] ?? value.type;
        const bindable = ['list', 'set'].includes(value.type.kind)
            ? element.kind === 'primitive' || element.kind === 'sobject'
            : ['primitive', 'sobject', 'null', 'object'].includes(value.type.kind);
        if (!bindable) fault(`Invalid bind expression type of ${value.type.name}`, bind.at);
        return value.type.kind === 'primitive' && value.type.name === 'Double' ? `$box(${value.js})` : value.js;
    });
    checkBinds(context, query, bound, node);
    const { mode, ...plain } = query;
    const list = `${unit.link(`query:${queryText(plain)}`)},[${binds.join(',')}],${mode === 'enforced' ? enforcedMode(context, node.at) : modeOf(context, mode)}`;
    if (query.countOnly) return { type: table.integer, js: `$count(${list})`, nonNull: true };
    const object = table.objectNamed(query.from);
    const row = isAggregateQuery(query)
        ? table.builtin('AggregateResult')
        : object
          ? table.sobject(object)
          : table.anySObject;
    return { type: table.listOf(row), js: `$soql(${unit.typeLink(row)},${list})`, nonNull: true, soql: true };
};
