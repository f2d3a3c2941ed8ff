/** The GraphQL schema that one user sees: what they may not read is not in it. Source: GraphQL API Developer Guide, "Query Records". */
import {
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLID,
    GraphQLInputObjectType,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLString,
    GraphQLUnionType
} from 'graphql';
import type {
    GraphQLFieldConfig,
    GraphQLFieldConfigArgumentMap,
    GraphQLInputFieldConfig,
    GraphQLOutputType
} from 'graphql';
import { DatetimeValue } from '../../model/index.ts';
import type { FieldDef, ObjectDef } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import { parentNameOf } from '../records.ts';
import { DAYS } from './datePart.ts';
import { aggregateConnection } from './aggregates.ts';
import { childConnection, topConnection } from './connections.ts';
import type { Args, Connection } from './connections.ts';
import type { Context, NodeSource } from './context.ts';
import { mutationFields } from './mutations.ts';
import { objectInfoFields } from './objectInfos.ts';
import { ValueTypes, kindOf } from './values.ts';
import type { FieldValue } from './values.ts';

type Fields<S> = Record<string, GraphQLFieldConfig<S, Context>>;
type NodeType = GraphQLObjectType<NodeSource, Context>;

const GRAPHQL_NAME = /^[_A-Za-z][_0-9A-Za-z]*$/;

const PAGE_INFO = {
    hasNextPage: { type: new GraphQLNonNull(GraphQLBoolean) },
    hasPreviousPage: { type: new GraphQLNonNull(GraphQLBoolean) },
    startCursor: { type: GraphQLString },
    endCursor: { type: GraphQLString }
};

/** Builds the types of objects as they are asked for; each once. */
class SchemaBuilder {
    readonly values = new ValueTypes();
    readonly objects: readonly ObjectDef[];
    private readonly tx: Transaction;
    private readonly nodes = new Map<string, NodeType>();
    private readonly connections = new Map<string, GraphQLObjectType<Connection, Context>>();
    private readonly filters = new Map<string, GraphQLInputObjectType>();
    private readonly orders = new Map<string, GraphQLInputObjectType>();
    private readonly pageInfo = new GraphQLObjectType({ name: 'PageInfo', fields: PAGE_INFO });
    private readonly scope = new GraphQLEnumType({
        name: 'SupportedScopes',
        values: Object.fromEntries(
            ['MINE', 'EVERYTHING', 'TEAM', 'MINE_AND_MY_GROUPS', 'DELEGATED'].map((name) => [name, {}])
        )
    });

    /** Rows of another object in which an Id must be, or must not: the object with its filter, and the field. */
    private readonly join = new GraphQLInputObjectType({
        name: 'JoinInput',
        fields: (): Record<string, GraphQLInputFieldConfig> => ({
            ...Object.fromEntries(this.objects.map((object) => [object.name, { type: this.filter(object) }])),
            ApiName: { type: GraphQLString }
        })
    });

    constructor(tx: Transaction) {
        this.tx = tx;
        this.objects = tx.schema.objects.filter(
            (object) => tx.user.access.object(object).read && GRAPHQL_NAME.test(object.name)
        );
    }

    private visible(name: string): ObjectDef | undefined {
        return this.objects.find((object) => object.name.toLowerCase() === name.toLowerCase());
    }
    fieldsOf(object: ObjectDef): FieldDef[] {
        return object.fields.filter(
            (field) => kindOf(field) !== undefined && (field.type === 'id' || this.tx.user.access.field(field).read)
        );
    }
    /** Look-ups whose parents this user sees, with the relationship's name. */
    private lookupsOf(object: ObjectDef): { name: string; targets: ObjectDef[]; field: FieldDef }[] {
        return this.fieldsOf(object).flatMap((field) => {
            const name = field.referenceTo.length > 0 ? parentNameOf(field) : null;
            const targets = field.referenceTo.flatMap((target) => this.visible(target) ?? []);
            return name !== null && targets.length > 0 ? [{ name, targets, field }] : [];
        });
    }

    node(object: ObjectDef): NodeType {
        let known = this.nodes.get(object.name);
        if (!known) {
            known = new GraphQLObjectType<NodeSource, Context>({
                name: object.name,
                fields: () => this.nodeFields(object),
                isTypeOf: (source) => source.row.type.name === object.name
            });
            this.nodes.set(object.name, known);
        }
        return known;
    }

    private nodeFields(object: ObjectDef): Fields<NodeSource> {
        const fields: Fields<NodeSource> = {
            Id: { type: new GraphQLNonNull(GraphQLID), resolve: ({ row }) => row.id },
            ApiName: { type: new GraphQLNonNull(GraphQLString), resolve: ({ row }) => row.type.name },
            WeakEtag: {
                type: new GraphQLNonNull(this.values.scalar('Long')),
                resolve: ({ row }) => {
                    const stamp = row.get('SystemModstamp');
                    return stamp instanceof DatetimeValue ? stamp.ms : 0;
                }
            }
        };
        for (const field of this.fieldsOf(object)) {
            if (field.type === 'id') continue;
            fields[field.name] = {
                type: this.values.output(kindOf(field) ?? 'String'),
                resolve: ({ row }): FieldValue => ({ field, value: row.get(field) })
            };
        }
        for (const { name, targets } of this.lookupsOf(object)) fields[name] = this.parent(object, name, targets);
        for (const relation of object.childRelations) {
            const child = this.visible(relation.child);
            const lookup = child?.field(relation.field);
            if (!child || !lookup || !this.fieldsOf(child).includes(lookup) || fields[relation.name]) continue;
            fields[relation.name] = {
                type: this.connection(child),
                args: this.connectionArguments(child),
                resolve: (source, args: Args, context, info) =>
                    childConnection(source, { name: relation.name, child, field: relation.field }, args, context, info)
            };
        }
        return fields;
    }

    private parent(
        object: ObjectDef,
        name: string,
        targets: readonly ObjectDef[]
    ): GraphQLFieldConfig<NodeSource, Context> {
        const [only] = targets;
        const type: GraphQLOutputType =
            only && targets.length === 1
                ? this.node(only)
                : new GraphQLUnionType({
                      name: `${object.name}_${name}_Union`,
                      types: targets.map((target) => this.node(target)),
                      resolveType: (source: NodeSource) => source.row.type.name
                  });
        return {
            type,
            resolve: ({ row, set }): NodeSource | null => {
                const parent = row.parent(name);
                return parent ? { row: parent, set: set.parentsBy(name, parent.type) } : null;
            }
        };
    }

    connection(object: ObjectDef): GraphQLObjectType<Connection, Context> {
        let known = this.connections.get(object.name);
        if (known) return known;
        const edge = new GraphQLObjectType<Connection['edges'][number], Context>({
            name: `${object.name}Edge`,
            fields: () => ({
                node: { type: this.node(object) },
                cursor: { type: new GraphQLNonNull(GraphQLString) }
            })
        });
        known = new GraphQLObjectType<Connection, Context>({
            name: `${object.name}Connection`,
            fields: {
                edges: { type: new GraphQLList(edge) },
                pageInfo: { type: new GraphQLNonNull(this.pageInfo) },
                totalCount: { type: new GraphQLNonNull(GraphQLInt) },
                pageResultCount: { type: new GraphQLNonNull(GraphQLInt) }
            }
        });
        this.connections.set(object.name, known);
        return known;
    }

    connectionArguments(object: ObjectDef): GraphQLFieldConfigArgumentMap {
        return {
            first: { type: GraphQLInt },
            after: { type: GraphQLString },
            where: { type: this.filter(object) },
            orderBy: { type: this.order(object) },
            scope: { type: this.scope },
            upperBound: { type: GraphQLInt }
        };
    }

    filter(object: ObjectDef): GraphQLInputObjectType {
        let known = this.filters.get(object.name);
        if (known) return known;
        known = new GraphQLInputObjectType({
            name: `${object.name}_Filter`,
            fields: (): Record<string, GraphQLInputFieldConfig> => {
                const fields: Record<string, GraphQLInputFieldConfig> = {};
                const own = this.filter(object);
                for (const field of this.fieldsOf(object))
                    if (field.can.filter || field.type === 'id')
                        fields[field.name] = {
                            type: this.values.operatorsOf(kindOf(field) ?? 'String', this.join)
                        };
                for (const { name, targets } of this.lookupsOf(object))
                    if (targets[0] && targets.length === 1) fields[name] = { type: this.filter(targets[0]) };
                return {
                    ...fields,
                    and: { type: new GraphQLList(own) },
                    or: { type: new GraphQLList(own) },
                    not: { type: own }
                };
            }
        });
        this.filters.set(object.name, known);
        return known;
    }

    private order(object: ObjectDef): GraphQLInputObjectType {
        let known = this.orders.get(object.name);
        if (known) return known;
        known = new GraphQLInputObjectType({
            name: `${object.name}_OrderBy`,
            fields: (): Record<string, GraphQLInputFieldConfig> => {
                const fields: Record<string, GraphQLInputFieldConfig> = {};
                for (const field of this.fieldsOf(object))
                    if (field.can.sort || field.type === 'id') fields[field.name] = { type: this.values.order };
                for (const { name, targets } of this.lookupsOf(object))
                    if (targets[0] && targets.length === 1) fields[name] = { type: this.order(targets[0]) };
                return fields;
            }
        });
        this.orders.set(object.name, known);
        return known;
    }

    /** The connection of an object's aggregates, and what it can be grouped by. */
    aggregate(object: ObjectDef): GraphQLFieldConfig<unknown, Context> | undefined {
        const groupable = this.fieldsOf(object).filter((field) => field.can.group || DAYS.has(kindOf(field) ?? ''));
        if (groupable.length === 0) return undefined;
        const aggregate = new GraphQLObjectType({
            name: `${object.name}Aggregate`,
            fields: () =>
                Object.fromEntries(
                    this.fieldsOf(object).map((field) => [
                        field.name,
                        { type: this.values.aggregateOf(kindOf(field) ?? 'String') }
                    ])
                )
        });
        const result = new GraphQLObjectType({
            name: `${object.name}Result`,
            fields: { aggregate: { type: aggregate } }
        });
        const edge = new GraphQLObjectType({
            name: `${object.name}AggregateEdge`,
            fields: { node: { type: result }, cursor: { type: GraphQLString } }
        });
        const connection = new GraphQLObjectType({
            name: `${object.name}AggregateConnection`,
            fields: {
                edges: { type: new GraphQLList(edge) },
                pageInfo: { type: new GraphQLNonNull(this.pageInfo) },
                totalCount: { type: new GraphQLNonNull(GraphQLInt) }
            }
        });
        const groupBy = new GraphQLInputObjectType({
            name: `${object.name}_GroupBy`,
            fields: () =>
                Object.fromEntries(
                    groupable.map((field) => [
                        field.name,
                        { type: DAYS.has(kindOf(field) ?? '') ? this.values.dateClause : this.groupClause }
                    ])
                )
        });
        const orderBy = new GraphQLInputObjectType({
            name: `${object.name}_AggregateOrderBy`,
            fields: () =>
                Object.fromEntries(
                    this.fieldsOf(object).map(({ name }) => [name, { type: this.values.aggregateOrder }])
                )
        });
        return {
            type: connection,
            args: {
                first: { type: GraphQLInt },
                where: { type: this.filter(object) },
                groupBy: { type: groupBy },
                orderBy: { type: orderBy }
            },
            resolve: (_source, args: Args, context, info) => aggregateConnection(object, args, context, info)
        };
    }
    private readonly groupClause = new GraphQLInputObjectType({
        name: 'GroupByClause',
        fields: { group: { type: GraphQLBoolean } }
    });
}

const empty = (): Record<string, never> => ({});

/** Builds the schema for the user of a transaction. */
export const buildGraphqlSchema = (tx: Transaction): GraphQLSchema => {
    const builder = new SchemaBuilder(tx);
    const records = new GraphQLObjectType<unknown, Context>({
        name: 'RecordQuery',
        fields: () =>
            Object.fromEntries(
                builder.objects.map((object) => [
                    object.name,
                    {
                        type: builder.connection(object),
                        args: builder.connectionArguments(object),
                        resolve: (_source: unknown, args: Args, context: Context, info) =>
                            topConnection(object, args, context, info)
                    } satisfies GraphQLFieldConfig<unknown, Context>
                ])
            )
    });
    const aggregates = new GraphQLObjectType<unknown, Context>({
        name: 'RecordQueryAggregate',
        fields: () =>
            Object.fromEntries(
                builder.objects.flatMap((object) => {
                    const field = builder.aggregate(object);
                    return field ? [[object.name, field] as const] : [];
                })
            )
    });
    const uiapi = new GraphQLObjectType<unknown, Context>({
        name: 'UIAPI',
        fields: {
            query: { type: new GraphQLNonNull(records), resolve: empty },
            aggregate: { type: new GraphQLNonNull(aggregates), resolve: empty },
            ...objectInfoFields()
        }
    });
    const changes = new GraphQLObjectType<unknown, Context>({
        name: 'UIAPIMutations',
        fields: () => mutationFields(builder.objects, tx, (object) => builder.node(object), builder.values)
    });
    const input = new GraphQLInputObjectType({
        name: 'UIAPIMutationsInput',
        fields: { allOrNone: { type: GraphQLBoolean, defaultValue: true } }
    });
    return new GraphQLSchema({
        // Somebody who may change nothing, or read nothing, has types without fields.
        assumeValid: true,
        query: new GraphQLObjectType({
            name: 'Query',
            fields: { uiapi: { type: new GraphQLNonNull(uiapi), resolve: empty } }
        }),
        mutation: new GraphQLObjectType({
            name: 'Mutation',
            fields: { uiapi: { type: new GraphQLNonNull(changes), args: { input: { type: input } }, resolve: empty } }
        })
    });
};
