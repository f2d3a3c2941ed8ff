/** `uiapi { aggregate { Account(groupBy …) { edges { node { aggregate { … } } } } } }` as a grouped query. */
import { PlatformError } from '../../model/index.ts';
import type { GraphQLResolveInfo } from 'graphql';
import type { FieldDef, ObjectDef, Scalar } from '../../model/index.ts';
import { clientQuery } from '../queries.ts';
import { uiValue } from '../ui/display.ts';
import { isObject } from '../http.ts';
import type { Args } from './connections.ts';
import type { Context } from './context.ts';
import { DATE_PARTS, ORDER_FUNCTIONS } from './datePart.ts';
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

/** A field to group by, itself or by a part of the date in it. */
interface Group {
    readonly field: FieldDef;
    /** As SOQL writes it: `Kind__c`, `CALENDAR_YEAR(Day__c)`. */
    readonly text: string;
    /** The part of the field's answer that holds it: `value`, `calendarYear`. */
    readonly part: string;
}

const groupsOf = (object: ObjectDef, groupBy: unknown): Group[] =>
    isObject(groupBy)
        ? Object.entries(groupBy).flatMap(([name, value]): Group[] => {
              const field = object.field(name);
              if (!field || !isObject(value)) return [];
              const part = Object.entries(DATE_PARTS).find(([, called]) => called === value.function)?.[0];
              if (part !== undefined) return [{ field, part, text: `${String(value.function)}(${field.name})` }];
              return value.group === true ? [{ field, part: 'value', text: field.name }] : [];
          })
        : [];

/**
 * The order of groups: by what is asked for, then by what they are grouped by, so that pages agree.
 * @throws PlatformError INVALID_INPUT for a field that is neither grouped by nor aggregated
 */
const orderOf = (object: ObjectDef, groups: readonly Group[], orderBy: unknown): string => {
    const asked = isObject(orderBy) ? Object.entries(orderBy) : [];
    const terms = asked.flatMap(([name, value]) => {
        const field = object.field(name);
        if (!field || !isObject(value)) return [];
        const text = typeof value.function === 'string' ? `${value.function}(${field.name})` : field.name;
        const isAggregate = ORDER_FUNCTIONS.includes(String(value.function));
        if (!isAggregate && !groups.some((group) => group.text === text))
            throw new PlatformError('INVALID_INPUT', `${text} must be grouped by, or aggregated`);
        const nulls = typeof value.nulls === 'string' ? ` NULLS ${value.nulls}` : '';
        return `${text} ${value.order === 'DESC' ? 'DESC' : 'ASC'}${nulls}`;
    });
    return [
        ...terms,
        ...groups.map(({ text }) => text).filter((text) => !terms.some((term) => term.startsWith(`${text} `)))
    ].join(', ');
};

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
            if (!columns.has(key) && (name === 'value' || FUNCTIONS[name] || DATE_PARTS[name]))
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
    const isGroup = ({ field, part }: Column): boolean =>
        groups.some((group) => group.field === field && group.part === part);
    const loose = columns.find((column) => FUNCTIONS[column.part] === undefined && !isGroup(column));
    if (loose) throw new PlatformError('INVALID_INPUT', `${loose.field.name} must be grouped by, or aggregated`);
    const bound = new Bound();
    const select = columns.map(({ field, part, alias }) =>
        part === 'value'
            ? `${field.name} ${alias}`
            : `${FUNCTIONS[part] ?? DATE_PARTS[part] ?? ''}(${field.name}) ${alias}`
    );
    const grouped = groups.map(({ text }) => text).join(', ');
    const where = whereText(tx, object, args.where, bound);
    const text =
        `SELECT ${select.length > 0 ? select.join(', ') : 'COUNT(Id) c0'} FROM ${object.name}` +
        (where === undefined ? '' : ` WHERE ${where}`) +
        (groups.length > 0
            ? ` GROUP BY ${grouped} ORDER BY ${orderOf(object, groups, args.orderBy)} LIMIT ${first + 1}`
            : '');
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
            else if (part.startsWith('count') || DATE_PARTS[part] !== undefined)
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
