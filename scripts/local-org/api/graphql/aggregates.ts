/** `uiapi { aggregate { Account(groupBy …) { edges { node { aggregate { … } } } } } }` as a grouped query. */
import { PlatformError } from '../../model/index.ts';
import type { GraphQLResolveInfo } from 'graphql';
import type { FieldDef, ObjectDef, Scalar } from '../../model/index.ts';
import { clientQuery } from '../queries.ts';
import { uiValue } from '../ui/display.ts';
import { isObject } from '../http.ts';
import type { Args } from './connections.ts';
import type { Context } from './context.ts';
import { fieldsUnder, named } from './selection.ts';
import { Bound, whereText } from './where.ts';
import { plainText } from '../values.ts';

const FUNCTIONS: Readonly<Record<string, string>> = {
    count: 'COUNT',
    countDistinct: 'COUNT_DISTINCT',
    min: 'MIN',
    max: 'MAX',
    sum: 'SUM',
    avg: 'AVG'
};
const LARGEST_FIRST = 2000;

/** One thing to compute or to group by, and the alias of its column. */
interface Column {
    readonly field: FieldDef;
    /** `value` for the grouped field itself. */
    readonly part: string;
    readonly alias: string;
}

const groupsOf = (object: ObjectDef, groupBy: unknown): FieldDef[] =>
    isObject(groupBy)
        ? Object.entries(groupBy).flatMap(([name, value]) =>
              isObject(value) && value.group === true ? (object.field(name) ?? []) : []
          )
        : [];

const columnsOf = (object: ObjectDef, info: GraphQLResolveInfo): Column[] => {
    const edges = named(fieldsUnder(info.fieldNodes, info), 'edges');
    const nodes = named(fieldsUnder(edges, info), 'node');
    const fields = fieldsUnder(named(fieldsUnder(nodes, info), 'aggregate'), info);
    const columns = new Map<string, Column>();
    for (const { node } of fields) {
        const field = object.field(node.name.value);
        if (!field) continue;
        for (const { node: part } of fieldsUnder([node], info)) {
            const name = part.name.value === 'displayValue' ? 'value' : part.name.value;
            const key = `${field.name}.${name}`;
            if (!columns.has(key) && (name === 'value' || FUNCTIONS[name]))
                columns.set(key, { field, part: name, alias: `c${columns.size}` });
        }
    }
    return [...columns.values()];
};

/** Rows as the resolvers' default reads them: `{ aggregate: { Industry: { value, count: { value } } } }`. */
export const aggregateConnection = (
    object: ObjectDef,
    args: Args,
    { call, tx, display }: Context,
    info: GraphQLResolveInfo
): unknown => {
    const first = args.first === null || args.first === undefined ? 10 : Number(args.first);
    if (first < 1 || first > LARGEST_FIRST)
        throw new PlatformError('INVALID_INPUT', `first must be between 1 and ${LARGEST_FIRST}`);
    const groups = groupsOf(object, args.groupBy);
    const columns = columnsOf(object, info);
    const loose = columns.find(({ field, part }) => part === 'value' && !groups.includes(field));
    if (loose) throw new PlatformError('INVALID_INPUT', `${loose.field.name} must be grouped by, or aggregated`);
    const bound = new Bound();
    const select = columns.map(({ field, part, alias }) =>
        part === 'value' ? `${field.name} ${alias}` : `${FUNCTIONS[part] ?? ''}(${field.name}) ${alias}`
    );
    const grouped = groups.map(({ name }) => name).join(', ');
    const where = whereText(tx, object, args.where, bound);
    const text =
        `SELECT ${select.length > 0 ? select.join(', ') : 'COUNT(Id) c0'} FROM ${object.name}` +
        (where === undefined ? '' : ` WHERE ${where}`) +
        (groups.length > 0 ? ` GROUP BY ${grouped} ORDER BY ${grouped} LIMIT ${first + 1}` : '');
    const { aggregates = [] } = clientQuery(call.org, tx, call.org.database.soql.parse(text), bound.values);
    const shown = (field: FieldDef, value: Scalar | undefined) => ({
        value: uiValue(value),
        displayValue:
            display.text(field, value) ?? (value === null || value === undefined ? null : plainText(uiValue(value)))
    });
    const rows = aggregates.slice(0, first).map((row) => {
        const aggregate: Record<string, Record<string, unknown>> = {};
        for (const { field, part, alias } of columns) {
            const value = row.get(alias);
            const target = (aggregate[field.name] ??= {});
            if (part === 'value') Object.assign(target, shown(field, value));
            else if (part.startsWith('count'))
                target[part] = { value: uiValue(value), displayValue: plainText(uiValue(value)) };
            else target[part] = shown(field, value);
        }
        return { aggregate };
    });
    return {
        edges: rows.map((node, index) => ({ node, cursor: String(index + 1) })),
        pageInfo: {
            hasNextPage: aggregates.length > first,
            hasPreviousPage: false,
            startCursor: rows.length > 0 ? '1' : null,
            endCursor: rows.length > 0 ? String(rows.length) : null
        },
        totalCount: rows.length
    };
};
