/**
 * `/query?explain=…`: by which index a query would be answered, and how selective it is. Source: REST API Developer Guide, "Get Feedback on
 * Query Performance"; Query Search Optimization Developer Guide, "Selectivity" (thresholds of indexes). The platform's own costs are its
 * secret: here an index costs what it finds of what it may find at the most, and above 1 is not used.
 */
import { PlatformError, tryParseId } from '../../model/index.ts';
import type { FieldDef, ObjectDef } from '../../model/index.ts';
import { SYSTEM_MODE } from '../../security/types.ts';
import type { SoqlCondition, SoqlQuery, Transaction } from '../../database/types.ts';
import { json } from '../http.ts';
import { clientQuery, withoutLimits } from '../queries.ts';
import { parseClientQuery } from '../queryPages.ts';
import type { ApiResponse, Call } from '../types.ts';
import { listViewOfId } from '../ui/list-views.ts';

type Json = Readonly<Record<string, unknown>>;
type Comparison = Extract<SoqlCondition, { readonly kind: 'compare' }>;

/** Standard fields with an index. Source: Query Search Optimization Developer Guide, "Indexes". */
const STANDARD_INDEXES: ReadonlySet<string> = new Set([
    'Id',
    'Name',
    'OwnerId',
    'CreatedDate',
    'SystemModstamp',
    'RecordTypeId'
]);

const isIndexed = (field: FieldDef): boolean =>
    STANDARD_INDEXES.has(field.name) || field.referenceTo.length > 0 || field.externalId || field.unique !== undefined;

/** How many records an index may find to be used: 30 % of the first million and 15 % of the rest; of a custom index 10 % and 5 %. */
const mostOf = (total: number, custom: boolean): number => {
    const [first, rest, most] = custom ? [0.1, 0.05, 333_333] : [0.3, 0.15, 1_000_000];
    return Math.min(most, first * Math.min(total, 1_000_000) + rest * Math.max(0, total - 1_000_000));
};

/** Conditions that all must hold. */
const required = (condition: SoqlCondition | undefined): Comparison[] => {
    if (!condition || condition.kind === 'not' || condition.kind === 'or') return [];
    return condition.kind === 'compare' ? [condition] : condition.conditions.flatMap(required);
};

/** Why no index helps with a condition; undefined where one may. Source: same guide, "Selective Query Conditions". */
const obstacle = ({ operator, right }: Comparison, field: FieldDef | undefined): string | undefined => {
    if (!field || !isIndexed(field)) return 'Not considering filter for optimization because unindexed';
    if (operator === '!=' || operator === 'NOT IN' || operator === 'EXCLUDES')
        return 'Not considering filter for optimization because of a negative operator';
    const text = right.kind === 'literal' ? right.value : undefined;
    if (operator === 'LIKE' && typeof text === 'string' && /^[%_]/.test(text))
        return 'Not considering filter for optimization because of a leading wildcard';
    return undefined;
};

const fieldOf = (object: ObjectDef, { left }: Comparison): FieldDef | undefined =>
    left.kind === 'path' && left.path.length === 1 ? object.field(left.path[0] ?? '') : undefined;

const nameOf = ({ left }: Comparison): string => (left.kind === 'path' ? left.path.join('.') : `${left.name}(…)`);

/** All records of an object, whoever sees them, as `/limits/recordCount` tells them. */
const totalOf = (call: Call, tx: Transaction, { from }: SoqlQuery): number => {
    const { soql } = call.org.database;
    const counting = soql.parse(`SELECT COUNT() FROM ${from}`);
    return withoutLimits(tx, () => soql.query(tx, counting, [], SYSTEM_MODE).totalSize);
};

/** The records that a condition finds for this user: what they may not see must not be found out by counting. */
const countOf = (call: Call, tx: Transaction, { from }: SoqlQuery, where: SoqlCondition): number =>
    clientQuery(call.org, tx, { ...call.org.database.soql.parse(`SELECT COUNT() FROM ${from}`), where }).totalSize;

const cost = (part: number, whole: number): number => Math.round((whole > 0 ? part / whole : 0) * 1000) / 1000;

const plansOf = (call: Call, tx: Transaction, query: SoqlQuery): Json[] => {
    const object = tx.schema.object(query.from);
    if (!object) throw new PlatformError('INVALID_TYPE', `sObject type '${query.from}' is not supported.`);
    // A query that may not be asked has no plan either.
    clientQuery(call.org, tx, { ...query, limit: { kind: 'literal', value: 0 } });
    const total = totalOf(call, tx, query);
    const conditions = required(query.where).map((one) => ({ one, field: fieldOf(object, one) }));
    const notes = conditions.flatMap(({ one, field }) => {
        const description = obstacle(one, field);
        return description === undefined ? [] : [{ description, fields: [nameOf(one)], tableEnumOrId: object.name }];
    });
    const common = { notes, sobjectCardinality: total, sobjectType: object.name };
    const byIndex = conditions.flatMap(({ one, field }) => {
        if (!field || obstacle(one, field) !== undefined) return [];
        const cardinality = countOf(call, tx, query, one);
        const relativeCost = cost(cardinality, mostOf(total, field.custom && !field.referenceTo.length));
        return [{ cardinality, fields: [field.name], leadingOperationType: 'Index', relativeCost, ...common }];
    });
    const cardinality = query.where ? countOf(call, tx, query, query.where) : total;
    const relativeCost = cost(total, mostOf(total, false));
    const scan = { cardinality, fields: [], leadingOperationType: 'TableScan', relativeCost, ...common };
    return [...byIndex, scan].sort((left, right) => left.relativeCost - right.relativeCost);
};

/** A list view is explained by its query; reports have none that clients could send. */
const queryText = (call: Call, asked: string): string => {
    const id = tryParseId(asked);
    if (id === undefined) return asked;
    const object = call.transaction((tx) => listViewOfId(call.org, tx, id)?.object);
    if (object) {
        const at = `${call.base}/sobjects/${object.name}/listviews/${id}/describe`;
        const answer = call.dispatch({ method: 'GET', path: at, query: '', headers: {}, body: '' });
        if (answer.status === 200) return (JSON.parse(String(answer.body)) as { query: string }).query;
    }
    throw new PlatformError('INVALID_QUERY_LOCATOR', `Nothing that can be explained has the Id ${asked}`);
};

/** Answers the `explain` parameter. */
export const explainQuery = (call: Call): ApiResponse => {
    const sourceQuery = queryText(call, call.query.get('explain') ?? '');
    const query = parseClientQuery(call.org, sourceQuery);
    return call.transaction((tx) => json(200, { plans: plansOf(call, tx, query), sourceQuery }));
};
