import { Decimal, filterDay, filterMoment, fold, NotSupported } from '../../model/index.ts';
import type { FieldDef, ObjectDef, RollupDef, Scalar, Schema } from '../../model/index.ts';
import { CURRENCY_FIELD, rateSql } from './currencies.ts';
import { columnOf, foldedColumnOf, tableOf } from './names.ts';
import type { SqlText, SqlValue, StorageGeneration } from './types.ts';
import { foldedSql, fromSql, toSql } from './values.ts';

/** Roll-ups of one parent over one master-detail field: computed together by one statement. */
export interface RollupGroup {
    readonly parent: ObjectDef;
    readonly child: ObjectDef;
    readonly via: FieldDef;
    /** Roll-up fields of the parent. */
    readonly fields: readonly FieldDef[];
    /** Stored fields of the child whose change changes a result. */
    readonly watched: ReadonlySet<FieldDef>;
}

const fieldNamed = (object: ObjectDef, name: string): FieldDef => {
    const field = object.field(name);
    if (!field) throw new RangeError(`roll-up over ${object.name}.${name}, which does not exist`);
    return field;
};

/** A child's field as SQL; a formula over the child's own fields is computed by the function. */
const expressionOf = (generation: StorageGeneration, field: FieldDef): string => {
    const column = columnOf(field);
    if (column) return `c.${column}`;
    const { slot, inputs } = generation.formula(field);
    const parts = inputs.map((path) => {
        if (path.length > 1)
            throw new NotSupported(`roll-up over the cross-object formula ${field.object}.${field.name}`);
        return expressionOf(generation, path[0] as FieldDef);
    });
    return `formula(${[slot, ...parts].join(', ')})`;
};

const storedInputs = (generation: StorageGeneration, field: FieldDef): FieldDef[] =>
    field.formula
        ? generation.formula(field).inputs.flatMap((path) => storedInputs(generation, path[0] as FieldDef))
        : [field];

const NOT_TEXT: readonly string[] = ['boolean', 'integer', 'number', 'currency', 'percent', 'date', 'datetime', 'time'];

const isTextual = (field: FieldDef): boolean => !NOT_TEXT.includes(field.type);

/** A filter's text as a value of the field. */
const literalOf = (field: FieldDef, text: string): Scalar => {
    if (text === '') return null;
    switch (field.type) {
        case 'boolean':
            return /^(true|1)$/i.test(text);
        case 'integer':
        case 'number':
        case 'currency':
        case 'percent': {
            const value = Decimal.parse(text);
            if (value) return value;
            break;
        }
        case 'date':
        case 'datetime': {
            const value = field.type === 'date' ? filterDay(text) : filterMoment(text);
            if (value) return value;
            break;
        }
        default:
            return text;
    }
    throw new RangeError(`roll-up filter value '${text}' on ${field.object}.${field.name}`);
};

const COMPARISONS: Readonly<Record<string, string>> = {
    greaterThan: '>',
    lessThan: '<',
    greaterOrEqual: '>=',
    lessOrEqual: '<='
};

/** One filter line. Source: Metadata API, "FilterItem": several values of an equality are separated by commas. */
const filterSql = (generation: StorageGeneration, child: ObjectDef, filter: RollupDef['filters'][number]): SqlText => {
    const field = fieldNamed(child, filter.field);
    const isText = isTextual(field);
    const plain = expressionOf(generation, field);
    const folded = foldedColumnOf(field);
    const left = folded ? `c.${folded}` : isText ? `fold(${plain})` : plain;
    const raw = (text: string): SqlValue => {
        const value = toSql(field, literalOf(field, text.trim()));
        return isText ? foldedSql(value) : value;
    };
    const comparison = COMPARISONS[filter.operation];
    if (comparison) return { text: `${left} ${comparison} ?`, values: [raw(filter.value)] };
    switch (filter.operation) {
        case 'equals':
        case 'notEqual': {
            const values = filter.value.split(',').map(raw);
            const listed = `(${values.map(() => `${left} IS ?`).join(' OR ')})`;
            return { text: filter.operation === 'equals' ? listed : `NOT ${listed}`, values };
        }
        case 'contains':
        case 'notContain':
            return {
                text: `${filter.operation === 'contains' ? '' : 'NOT '}(instr(coalesce(${left}, ''), ?) > 0)`,
                values: [fold(filter.value)]
            };
        case 'startsWith':
            return { text: `substr(${left}, 1, ?) = ?`, values: [filter.value.length, fold(filter.value)] };
        default:
            throw new RangeError(`roll-up filter operation ${filter.operation}`);
    }
};

/** The field's value, an amount in the corporate currency: rows of several currencies meet in one roll-up. */
const comparableAmount = (generation: StorageGeneration, child: ObjectDef, field: FieldDef): string => {
    const plain = expressionOf(generation, field);
    const rate = field.type === 'currency' ? rateSql(generation.schema, child, 'c') : undefined;
    return rate === undefined ? plain : `${plain} / (${rate})`;
};

const aggregateSql = (generation: StorageGeneration, child: ObjectDef, rollup: RollupDef): SqlText => {
    const filters = rollup.filters.map((filter) => filterSql(generation, child, filter));
    const values = filters.flatMap((filter) => filter.values);
    const condition = filters.map((filter) => filter.text).join(' AND ');
    const operand =
        rollup.field === undefined ? '1' : comparableAmount(generation, child, fieldNamed(child, rollup.field));
    const chosen = condition ? `CASE WHEN ${condition} THEN ${operand} END` : operand;
    switch (rollup.operation) {
        case 'count':
            return { text: `COUNT(${condition ? `CASE WHEN ${condition} THEN 1 END` : '*'})`, values };
        case 'sum':
            return { text: `coalesce(SUM(${chosen}), 0)`, values };
        case 'min':
            return { text: `MIN(${chosen})`, values };
        case 'max':
            return { text: `MAX(${chosen})`, values };
    }
};

/** All roll-ups of a schema, in groups. @throws NotSupported for what a roll-up here cannot do */
export const rollupGroups = (generation: StorageGeneration, schema: Schema): RollupGroup[] => {
    const groups: RollupGroup[] = [];
    for (const parent of schema.objects) {
        const byVia = new Map<string, FieldDef[]>();
        for (const field of parent.fields) {
            if (!field.rollup) continue;
            const key = fold(`${field.rollup.child}.${field.rollup.via}`);
            byVia.set(key, [...(byVia.get(key) ?? []), field]);
        }
        for (const fields of byVia.values()) {
            const { child: childName, via: viaName } = fields[0]?.rollup as RollupDef;
            const child = schema.object(childName);
            if (!child) throw new RangeError(`roll-up over ${childName}, which does not exist`);
            const via = fieldNamed(child, viaName);
            const watched = new Set<FieldDef>([via]);
            const currency = child.field(CURRENCY_FIELD);
            if (currency) watched.add(currency);
            for (const { rollup } of fields) {
                const names = [
                    ...(rollup?.field === undefined ? [] : [rollup.field]),
                    ...(rollup?.filters.map(({ field }) => field) ?? [])
                ];
                for (const name of names)
                    for (const input of storedInputs(generation, fieldNamed(child, name))) watched.add(input);
            }
            groups.push({ parent, child, via, fields, watched });
        }
    }
    return groups;
};

/** What a roll-up shows without any child. Source: Salesforce help, "Roll-Up Summary Field": counts and sums are 0, MIN and MAX empty. */
export const emptyRollup = (field: FieldDef): Scalar => {
    const operation = field.rollup?.operation;
    return operation === 'count' || operation === 'sum' ? Decimal.of(0) : null;
};

/** The rate of each parent's currency, which its roll-ups are in; undefined in an org with one currency. */
const parentRates = (
    generation: StorageGeneration,
    { parent, fields }: RollupGroup,
    ids: readonly string[]
): Map<string, number> | undefined => {
    const rate = fields.some((field) => field.type === 'currency')
        ? rateSql(generation.schema, parent, 'p')
        : undefined;
    if (rate === undefined) return undefined;
    const text = `SELECT p."Id", ${rate} FROM ${tableOf(parent)} AS p WHERE p."Id" IN (SELECT value FROM json_each(?))`;
    return new Map(generation.statement(text).raw(true).all(JSON.stringify(ids)) as [string, number][]);
};

/**
 * Computes the roll-ups of these parents from the children that are there now.
 * @param parents Ids; undefined for all that have children
 * @param only these children, instead of all
 * @returns parent Id → values in the order of `group.fields`; a parent without children is missing
 */
export const computeRollups = (
    generation: StorageGeneration,
    group: RollupGroup,
    parents?: readonly string[],
    only?: readonly string[]
): Map<string, Scalar[]> => {
    const via = columnOf(group.via);
    const aggregates = group.fields.map((field) => aggregateSql(generation, group.child, field.rollup as RollupDef));
    const scope = [
        parents ? ` AND c.${via} IN (SELECT value FROM json_each(?))` : '',
        only ? ' AND c."Id" IN (SELECT value FROM json_each(?))' : ''
    ].join('');
    const text = `SELECT c.${via}, ${aggregates.map((one) => one.text).join(', ')} FROM ${tableOf(group.child)} AS c WHERE c."IsDeleted" = 0 AND c.${via} IS NOT NULL${scope} GROUP BY c.${via}`;
    const values = [
        ...aggregates.flatMap((one) => one.values),
        ...(parents ? [JSON.stringify(parents)] : []),
        ...(only ? [JSON.stringify(only)] : [])
    ];
    const rows = generation
        .statement(text)
        .raw(true)
        .all(...values) as unknown[][];
    const rates = parentRates(
        generation,
        group,
        rows.map((row) => String(row[0]))
    );
    return new Map(
        rows.map((row) => {
            const id = String(row[0]);
            const rate = rates?.get(id) ?? 1;
            return [
                id,
                group.fields.map((field, index) => {
                    const raw = row[index + 1];
                    return fromSql(
                        field,
                        rates && typeof raw === 'number' && field.type === 'currency' ? raw * rate : raw
                    );
                })
            ];
        })
    );
};

/** A roll-up's value once new children came to those that it counts already. */
export const withMore = (field: FieldDef, known: Scalar, more: Scalar): Scalar => {
    const operation = field.rollup?.operation;
    if (operation === 'count' || operation === 'sum')
        return known instanceof Decimal && more instanceof Decimal ? known.plus(more) : (more ?? known);
    if (known === null || more === null) return known ?? more;
    const [left, right] = [toSql(field, known), toSql(field, more)];
    if (left === null || right === null) return known;
    return (operation === 'max') === right > left ? more : known;
};
