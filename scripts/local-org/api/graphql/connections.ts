/** Connections: `Account(first, where …) { edges { node } }` as SOQL, for the top of a query and for the children of rows. */
import { PlatformError } from '../../model/index.ts';
import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import type { Id, ObjectDef, SObject } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import { clientQuery } from '../queries.ts';
import { toJson, plainText } from '../values.ts';
import { RowSet } from './context.ts';
import type { Context, NodeSource } from './context.ts';
import { fieldsUnder, named } from './selection.ts';
import type { Asked } from './selection.ts';
import { Bound, orderText, whereText } from './where.ts';

export type Args = Readonly<Record<string, unknown>>;
/** Source: GraphQL API Developer Guide, "Limits". */
const DEFAULT_FIRST = 10;
const LARGEST_FIRST = 2000;
const LARGEST_OFFSET = 4000;

export interface Connection {
    readonly edges: readonly { readonly node: NodeSource; readonly cursor: string }[];
    readonly pageInfo: Readonly<Record<string, unknown>>;
    readonly pageResultCount: number;
    totalCount(): number;
}

const cursorOf = (position: number): string => Buffer.from(`position:${position}`).toString('base64');
const positionOf = (cursor: unknown): number => {
    if (cursor === null || cursor === undefined) return 0;
    const text = typeof cursor === 'string' ? Buffer.from(cursor, 'base64').toString('latin1') : '';
    const match = /^position:(\d{1,7})$/.exec(text);
    if (!match) throw new PlatformError('INVALID_INPUT', 'The value of after is no cursor of this query');
    return Number(match[1]);
};

interface Page {
    readonly from: number;
    readonly first: number;
}
const pageOf = (args: Args): Page => {
    const first = args.first === null || args.first === undefined ? DEFAULT_FIRST : Number(args.first);
    const from = positionOf(args.after);
    if (first < 1 || first > LARGEST_FIRST)
        throw new PlatformError('INVALID_INPUT', `first must be between 1 and ${LARGEST_FIRST}`);
    if (from > LARGEST_OFFSET)
        throw new PlatformError('INVALID_INPUT', `A query gives no more than ${LARGEST_OFFSET} records by pages`);
    return { from, first };
};

/** The fields of the object that some node fields need: SOQL's SELECT. */
export const selectPaths = (
    tx: Transaction,
    object: ObjectDef,
    fields: readonly Asked[],
    info: GraphQLResolveInfo
): string[] =>
    fields.flatMap(({ node }): string[] => {
        const name = node.name.value;
        if (name === 'WeakEtag') return object.field('SystemModstamp') ? ['SystemModstamp'] : [];
        const field = object.field(name);
        if (field) return [field.name];
        const lookup = object.parent(name);
        if (!lookup) return [];
        const inner = fieldsUnder([node], info);
        if (lookup.referenceTo.length > 1) return typeofText(tx, name, lookup.referenceTo, inner, info);
        const target = tx.schema.object(lookup.referenceTo[0] ?? '');
        if (!target) return [];
        return ['Id', ...selectPaths(tx, target, inner, info)].map((path) => `${name}.${path}`);
    });

/** A parent that can be of several objects: the fields of each fragment, for its object. */
const typeofText = (
    tx: Transaction,
    relationship: string,
    targets: readonly string[],
    fields: readonly Asked[],
    info: GraphQLResolveInfo
): string[] => {
    const branches = targets.flatMap((name) => {
        const target = tx.schema.object(name);
        if (!target) return [];
        const own = fields.filter(({ on }) => on === undefined || on === target.name);
        const paths = [...new Set(['Id', ...selectPaths(tx, target, own, info)])];
        return [`WHEN ${target.name} THEN ${paths.join(', ')}`];
    });
    return [`TYPEOF ${relationship} ${branches.join(' ')} END`];
};

const SCOPE = /^[A-Z_]+$/;

/** `SELECT … FROM …` of one connection. `limit` is left to the caller. */
const queryText = (
    tx: Transaction,
    object: ObjectDef,
    from: string,
    { args, nodes, info, bound }: { args: Args; nodes: readonly FieldNode[]; info: GraphQLResolveInfo; bound: Bound },
    extra?: string
): string => {
    const edges = named(fieldsUnder(nodes, info), 'edges');
    const fields = fieldsUnder(named(fieldsUnder(edges, info), 'node'), info);
    const paths = [...new Set(['Id', ...selectPaths(tx, object, fields, info)])];
    const scope = typeof args.scope === 'string' && SCOPE.test(args.scope) ? ` USING SCOPE ${args.scope}` : '';
    const where = [extra, whereText(tx, object, args.where, bound)].filter((part) => part !== undefined).join(' AND ');
    const order = orderText(tx, object, args.orderBy) ?? 'Id';
    return `SELECT ${paths.join(', ')} FROM ${from}${scope}${where === '' ? '' : ` WHERE ${where}`} ORDER BY ${order}`;
};

const connectionOf = (
    set: RowSet,
    page: Page,
    rows: readonly SObject[],
    more: boolean,
    count: () => number
): Connection => ({
    edges: rows.map((row, index) => ({ node: { row, set }, cursor: cursorOf(page.from + index + 1) })),
    pageInfo: {
        hasNextPage: more,
        hasPreviousPage: page.from > 0,
        startCursor: rows.length > 0 ? cursorOf(page.from + 1) : null,
        endCursor: rows.length > 0 ? cursorOf(page.from + rows.length) : null
    },
    pageResultCount: rows.length,
    totalCount: count
});

/** A connection at the top of a query. */
export const topConnection = (
    object: ObjectDef,
    args: Args,
    context: Context,
    info: GraphQLResolveInfo
): Connection => {
    const { call, tx } = context;
    const page = pageOf(args);
    const bound = new Bound();
    const text = queryText(tx, object, object.name, { args, nodes: info.fieldNodes, info, bound });
    const query = call.org.database.soql.parse(`${text} LIMIT ${page.from + page.first + 1}`);
    const found = clientQuery(call.org, tx, query, bound.values).rows;
    const rows = found.slice(page.from, page.from + page.first);
    const count = (): number => {
        const values = new Bound();
        const where = whereText(tx, object, args.where, values);
        const counting = `SELECT COUNT() FROM ${object.name}${where === undefined ? '' : ` WHERE ${where}`}`;
        return clientQuery(call.org, tx, call.org.database.soql.parse(counting), values.values).totalSize;
    };
    return connectionOf(new RowSet(object, rows), page, rows, found.length > page.from + page.first, count);
};

export interface Relation {
    readonly name: string;
    readonly child: ObjectDef;
    /** The look-up of the child. */
    readonly field: string;
}

/** A connection to the children of a row; read for all rows that were read with it. */
export const childConnection = (
    { row, set }: NodeSource,
    relation: Relation,
    args: Args,
    context: Context,
    info: GraphQLResolveInfo
): Connection => {
    const { call, tx } = context;
    const [first] = info.fieldNodes;
    if (!first) throw new Error('a resolver runs for a field');
    const page = pageOf(args);
    const parents = set.ids;
    const { byParent, set: childSet } = set.childrenOf(first, () => {
        const bound = new Bound();
        const inner = queryText(tx, relation.child, relation.name, { args, nodes: info.fieldNodes, info, bound });
        const limit = page.from + page.first + 1;
        const text = `SELECT Id, (${inner} LIMIT ${limit}) FROM ${set.object.name} WHERE Id IN ${bound.bind(parents)}`;
        const found = clientQuery(call.org, tx, call.org.database.soql.parse(text), bound.values).rows;
        const lists = new Map(found.map((parent) => [parent.id ?? '', parent.children(relation.name) ?? []]));
        const shown = [...lists.values()].flatMap((list) => list.slice(page.from, page.from + page.first));
        return { byParent: lists, set: new RowSet(relation.child, shown) };
    });
    const counts = (): ReadonlyMap<Id, number> =>
        set.countsOf(first, () => {
            const bound = new Bound();
            const own = `${relation.field} IN ${bound.bind(parents)}`;
            const where = [own, whereText(tx, relation.child, args.where, bound)].filter((part) => part !== undefined);
            const text = `SELECT ${relation.field} parent, COUNT(Id) many FROM ${relation.child.name} WHERE ${where.join(' AND ')} GROUP BY ${relation.field}`;
            const { aggregates = [] } = clientQuery(call.org, tx, call.org.database.soql.parse(text), bound.values);
            return new Map(
                aggregates.map((found) => [plainText(toJson(found.get('parent'))), Number(toJson(found.get('many')))])
            );
        });
    const children = byParent.get(row.id ?? '') ?? [];
    const rows = children.slice(page.from, page.from + page.first);
    return connectionOf(
        childSet,
        page,
        rows,
        children.length > page.from + page.first,
        () => counts().get(row.id ?? '') ?? 0
    );
};
