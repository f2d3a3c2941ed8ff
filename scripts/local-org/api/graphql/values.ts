/** Types of field values, of the filters on them and of what can be computed over them. Source: GraphQL API Developer Guide, "Field Types". */
import {
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLFloat,
    GraphQLID,
    GraphQLInputObjectType,
    GraphQLInt,
    GraphQLList,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLString,
    valueFromASTUntyped
} from 'graphql';
import type { GraphQLInputFieldConfig } from 'graphql';
import type { FieldDef, FieldType, Scalar } from '../../model/index.ts';
import { uiValue } from '../ui/display.ts';
import { DATE_PARTS, DAYS, ORDER_FUNCTIONS } from './datePart.ts';
import type { Context } from './context.ts';

/** Names of value types by field type. */
const NAMES: Readonly<Partial<Record<FieldType, string>>> = {
    id: 'ID',
    text: 'String',
    longText: 'LongTextArea',
    richText: 'RichTextArea',
    picklist: 'Picklist',
    multiPicklist: 'MultiPicklist',
    integer: 'Int',
    number: 'Double',
    currency: 'Currency',
    percent: 'Percent',
    boolean: 'Boolean',
    date: 'Date',
    datetime: 'DateTime',
    time: 'Time',
    lookup: 'ID',
    masterDetail: 'ID',
    autoNumber: 'String',
    email: 'Email',
    phone: 'PhoneNumber',
    url: 'Url'
};

/** The name of a field's value type without its ending: `String`, `Currency`; undefined where GraphQL lacks it. */
export const kindOf = (field: FieldDef): string | undefined => NAMES[field.type];

/** Values cross as they are; whether they fit is decided by the field they are for. */
const passThrough = (name: string): GraphQLScalarType =>
    new GraphQLScalarType({
        name,
        serialize: (value) => value,
        parseValue: (value) => value,
        parseLiteral: valueFromASTUntyped
    });

const NUMBERS = new Set(['Int', 'Double', 'Currency', 'Percent']);
const ORDERED = ['lt', 'gt', 'lte', 'gte'] as const;

export interface FieldValue {
    readonly field: FieldDef;
    readonly value: Scalar | undefined;
}

/** All types of one schema: names must be unique in it, so that they are made once for each. */
export class ValueTypes {
    private readonly scalars = new Map<string, GraphQLScalarType>([
        ['Int', GraphQLInt],
        ['Boolean', GraphQLBoolean],
        ['String', GraphQLString],
        ['ID', GraphQLID]
    ]);
    private readonly outputs = new Map<string, GraphQLObjectType<FieldValue, Context>>();
    private readonly operators = new Map<string, GraphQLInputObjectType>();
    private readonly aggregates = new Map<string, GraphQLObjectType<unknown, Context>>();
    private readonly dateInputs = new Map<string, GraphQLInputObjectType>();
    readonly order = new GraphQLInputObjectType({
        name: 'OrderByClause',
        fields: {
            order: { type: new GraphQLEnumType({ name: 'ResultOrder', values: { ASC: {}, DESC: {} } }) },
            nulls: { type: new GraphQLEnumType({ name: 'NullsOrder', values: { FIRST: {}, LAST: {} } }) }
        }
    });

    scalar(name: string): GraphQLScalarType {
        let known = this.scalars.get(name);
        if (!known) this.scalars.set(name, (known = passThrough(name)));
        return known;
    }

    /** `StringValue { value displayValue }`. */
    output(kind: string): GraphQLObjectType<FieldValue, Context> {
        let known = this.outputs.get(kind);
        if (known) return known;
        known = new GraphQLObjectType<FieldValue, Context>({
            name: `${kind}Value`,
            fields: {
                value: { type: this.scalar(kind), resolve: ({ value }) => uiValue(value) },
                displayValue: {
                    type: GraphQLString,
                    resolve: ({ field, value }, _args, { display }) => display.text(field, value)
                },
                ...(kind === 'Picklist' || kind === 'MultiPicklist'
                    ? {
                          label: {
                              type: GraphQLString,
                              resolve: ({ field, value }: FieldValue, _args: unknown, { display }: Context) =>
                                  display.text(field, value)
                          }
                      }
                    : {})
            }
        });
        this.outputs.set(kind, known);
        return known;
    }

    /** `StringOperators { eq ne like … }`. */
    /** @param join what Ids can be looked for in: the rows of another object */
    operatorsOf(kind: string, join: GraphQLInputObjectType): GraphQLInputObjectType {
        let known = this.operators.get(kind);
        if (known) return known;
        const one = this.inputOf(kind);
        const list = { type: new GraphQLList(one) };
        const fields: Record<string, GraphQLInputFieldConfig> = { eq: { type: one }, ne: { type: one } };
        if (kind === 'MultiPicklist') {
            fields.includes = list;
            fields.excludes = list;
        } else if (kind !== 'Boolean') {
            fields.in = list;
            fields.nin = list;
            if (kind === 'ID') fields.inq = fields.ninq = { type: join };
            for (const name of kind === 'ID' ? [] : ORDERED) fields[name] = { type: one };
            if (!NUMBERS.has(kind) && !this.isDate(kind) && kind !== 'ID') fields.like = { type: one };
        }
        known = new GraphQLInputObjectType({ name: `${kind}Operators`, fields });
        this.operators.set(kind, known);
        return known;
    }

    private isDate(kind: string): boolean {
        return kind === 'Date' || kind === 'DateTime';
    }

    private inputOf(kind: string): GraphQLScalarType | GraphQLInputObjectType {
        if (!this.isDate(kind)) return this.scalar(kind);
        let known = this.dateInputs.get(kind);
        if (!known) {
            known = new GraphQLInputObjectType({
                name: `${kind}Input`,
                fields: {
                    value: { type: this.scalar(kind) },
                    literal: { type: this.literals },
                    range: { type: this.ranges }
                }
            });
            this.dateInputs.set(kind, known);
        }
        return known;
    }
    private readonly literals = new GraphQLEnumType({
        name: 'DateLiteral',
        values: Object.fromEntries(
            ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR', 'FISCAL_QUARTER', 'FISCAL_YEAR']
                .flatMap((unit) => (unit === 'DAY' ? [] : [`LAST_${unit}`, `THIS_${unit}`, `NEXT_${unit}`]))
                .concat('YESTERDAY', 'TODAY', 'TOMORROW', 'LAST_90_DAYS', 'NEXT_90_DAYS')
                .map((name) => [name, {}])
        )
    });
    private readonly ranges = new GraphQLInputObjectType({
        name: 'DateRange',
        fields: Object.fromEntries(
            ['days', 'weeks', 'months', 'quarters', 'years', 'fiscal_quarters', 'fiscal_years']
                .flatMap((unit) => [`last_n_${unit}`, `next_n_${unit}`])
                .map((name) => [name, { type: GraphQLInt }])
        )
    });

    /** `StringAggregate { value count { value } … }`: resolved by the names that the aggregate query gave its columns. */
    aggregateOf(kind: string): GraphQLObjectType<unknown, Context> {
        let known = this.aggregates.get(kind);
        if (known) return known;
        const functions = [
            ...(kind === 'Boolean' ? [] : ['count', 'countDistinct']),
            ...(kind === 'Boolean' || kind === 'MultiPicklist' || kind.endsWith('Area') ? [] : ['min', 'max']),
            ...(NUMBERS.has(kind) ? ['sum', 'avg'] : []),
            ...(DAYS.has(kind) ? Object.keys(DATE_PARTS) : [])
        ];
        const result = (name: string): GraphQLObjectType =>
            name.startsWith('count') || Object.hasOwn(DATE_PARTS, name) ? this.count : this.average(kind, name);
        known = new GraphQLObjectType<unknown, Context>({
            name: `${kind}Aggregate`,
            fields: {
                value: { type: this.scalar(kind) },
                displayValue: { type: GraphQLString },
                ...Object.fromEntries(functions.map((name) => [name, { type: result(name) }]))
            }
        });
        this.aggregates.set(kind, known);
        return known;
    }
    /** What a date is grouped by. */
    readonly dateClause = new GraphQLInputObjectType({
        name: 'GroupByDateClause',
        fields: {
            group: { type: GraphQLBoolean },
            function: {
                type: new GraphQLEnumType({
                    name: 'GroupByDateFunction',
                    values: Object.fromEntries(Object.values(DATE_PARTS).map((name) => [name, {}]))
                })
            }
        }
    });
    /** How groups are ordered: by what they are grouped by, or by a function of a field. */
    readonly aggregateOrder: GraphQLInputObjectType = new GraphQLInputObjectType({
        name: 'AggregateOrderByClause',
        fields: () => ({
            ...this.order.toConfig().fields,
            function: {
                type: new GraphQLEnumType({
                    name: 'AggregateOrderByFunction',
                    values: Object.fromEntries(
                        [...ORDER_FUNCTIONS, ...Object.values(DATE_PARTS)].map((name) => [name, {}])
                    )
                })
            }
        })
    });
    private readonly count = new GraphQLObjectType({
        name: 'CountResult',
        fields: { value: { type: GraphQLInt }, displayValue: { type: GraphQLString } }
    });
    private readonly results = new Map<string, GraphQLObjectType>();
    private average(kind: string, name: string): GraphQLObjectType {
        const key = name === 'avg' ? 'Average' : kind;
        let known = this.results.get(key);
        if (!known) {
            const value = name === 'avg' ? GraphQLFloat : this.scalar(kind);
            known = new GraphQLObjectType({
                name: `${key}Result`,
                fields: { value: { type: value }, displayValue: { type: GraphQLString } }
            });
            this.results.set(key, known);
        }
        return known;
    }
}
