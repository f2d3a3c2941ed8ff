import { isUnion, PlatformError, type SObject } from '../../model/index.ts';
import type { ObjectDef, Scalar } from '../../model/index.ts';
import type { ExecutionMode, UserAccess } from '../../security/types.ts';
import { writeGrantRows } from '../storage/grant-rows.ts';
import { noteViewed, type Storage, userCurrency } from '../storage/index.ts';
import type { QueryResult, SoqlEngine, SoqlQuery, Transaction } from '../types.ts';
import { checkQuery, isAggregateQuery } from './check.ts';
import type { Piece, PlanContext } from './conditions.ts';
import { scopeOf } from './expressions.ts';
import { QueryFault } from './fault.ts';
import { addFieldRows } from './fieldRows.ts';
import { createNames } from './joins.ts';
import { parseQuery } from './parse.ts';
import { EVERYTHING, type Visibility } from './paths.ts';
import { type AggregatePlan, planAggregates, planCount } from './planAggregates.ts';
import { planRecords, type RecordPlan } from './planRecords.ts';
import { searchRecords } from './search.ts';
import { type RawRow, recordOf } from './shapes.ts';
import { addSqlFunctions } from './sqlFunctions.ts';
import { unionSharing } from './unions.ts';
import { queryUserRecordAccess, USER_RECORD_ACCESS } from './userRecordAccess.ts';
import { type BindShape, countOf, normalizedBind, type Parameter, type Run, shapeOf } from './values.ts';

type Plan =
    | { readonly kind: 'records'; readonly plan: RecordPlan }
    | { readonly kind: 'aggregates'; readonly plan: AggregatePlan }
    | { readonly kind: 'count'; readonly plan: Piece };
type Plans = WeakMap<SoqlQuery, Map<string, Plan>>;

const PLANS = Symbol('plans of queries');
/** More groups than this need a LIMIT. Source: SOQL and SOSL reference, "GROUP BY and queryMore()". */
const MOST_GROUPS = 2000;
/** Plans kept for one query: one for each kind of user and shape of binds. */
const MOST_PLANS = 200;
const MOST_TREES = 500;
const GRANT_ROWS = /\b(?:(?:Object|Field)Permissions|(?:Object|Field)Perms)\b/i;

const RECORD_UNAVAILABLE =
    'Record Currently Unavailable: The record you are attempting to edit, or one of its related records, is currently being modified by another user. Please try again.';

/** What a user sees of the schema. */
export const visibilityOf = (access: UserAccess): Visibility => ({
    object: (object) => access.object(object).read,
    field: (field) => access.field(field).read
});

const clamp = (mode: ExecutionMode, query: SoqlQuery): ExecutionMode => {
    if (query.mode === 'user') return { fields: 'user', records: 'with' };
    return query.mode === 'enforced' ? { fields: 'user', records: mode.records } : mode;
};

/** Reads, checks and runs SOQL over the tables of a storage. */
export class QueryEngine implements SoqlEngine {
    private readonly storage: Storage;
    /** Dynamic queries come again and again with the same text, and their plans hang on the tree. */
    private readonly trees = new Map<string, SoqlQuery>();
    private readonly grantReaders = new WeakMap<SoqlQuery, boolean>();

    constructor(storage: Storage) {
        this.storage = storage;
        storage.onOpen(addSqlFunctions);
        storage.onOpen((connection) => addFieldRows(connection, () => storage.generation.schema));
    }

    parse: SoqlEngine['parse'] = (text, old) => {
        const key = old ? `${old} ${text}` : text;
        let tree = this.trees.get(key);
        if (!tree) {
            tree = parseQuery(text, old);
            if (this.trees.size >= MOST_TREES) this.trees.delete(this.trees.keys().next().value as string);
            this.trees.set(key, tree);
        }
        return tree;
    };

    check: SoqlEngine['check'] = (query, schema) => checkQuery(query, schema);

    query: SoqlEngine['query'] = (tx, query, binds, asked) => {
        tx.limits.spend('queries', 1);
        const mode = clamp(asked, query);
        const values = binds.map(normalizedBind);
        if (values.length < query.binds.length) {
            throw new PlatformError('MALFORMED_QUERY', `Variable does not exist: ${query.binds[values.length]}`);
        }
        if (query.from.toLowerCase() === USER_RECORD_ACCESS.toLowerCase())
            return this.userRecordAccess(tx, query, values, mode);
        if (this.readsGrants(query)) writeGrantRows(this.storage, tx.now);
        const { plan, kind } = this.planned(tx, query, values.map(shapeOf), mode);
        const left = tx.limits.max('queryRows') - tx.limits.used('queryRows');
        const run: Run = { tx, binds: values, room: Number.isFinite(left) ? Math.max(left, 0) + 1 : -1 };
        if (query.limit && countOf(query.limit, run) < 0)
            throw new PlatformError('MALFORMED_QUERY', 'LIMIT must not be negative');
        if (query.offset && countOf(query.offset, run) > 2000) {
            throw new PlatformError('NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000');
        }
        if (kind === 'count') return this.count(plan, run);
        if (kind === 'aggregates') return this.aggregates(plan, run);
        const rows = this.records(plan, run);
        if (query.forUpdate) this.lock(tx, rows);
        if (query.viewed) noteViewed(this.storage.connection, tx.user.userId, rows, query.viewed, tx.now.ms);
        return { rows, totalSize: rows.length, columns: plan.columns };
    };

    search: SoqlEngine['search'] = (tx, words, objects, mode) =>
        searchRecords(
            this.storage,
            tx,
            words,
            objects,
            mode.fields === 'user' ? visibilityOf(tx.user.access) : EVERYTHING,
            this.sharing(tx, mode)
        );

    /** Rows of deployed grants are written when somebody asks for them. */
    private readsGrants(query: SoqlQuery): boolean {
        let reads = this.grantReaders.get(query);
        if (reads === undefined) this.grantReaders.set(query, (reads = GRANT_ROWS.test(query.text)));
        return reads;
    }

    /** FOR UPDATE: the rows are this transaction's until it ends. Source: Apex Developer Guide, "Locking Statements". */
    private lock(tx: Transaction, rows: readonly SObject[]): void {
        const ids = rows.flatMap((row) => row.id ?? []);
        if (this.storage.locks.taken(ids).length > 0) throw new PlatformError('UNABLE_TO_LOCK_ROW', RECORD_UNAVAILABLE);
        for (const id of ids) (tx.locked as Set<string>).add(id);
    }

    private sharing(tx: Transaction, mode: ExecutionMode): PlanContext['sharing'] {
        const sharing: PlanContext['sharing'] = (object, alias) => {
            if (mode.records === 'without') return undefined;
            if (isUnion(object)) return unionSharing(this.storage.generation.schema, object, alias, sharing);
            const visible = tx.user.access.visible(object, 'read');
            if (visible === 'all') return undefined;
            return visible === 'none' ? { text: '0', values: [] } : this.storage.filterSql(object, alias, visible);
        };
        return sharing;
    }

    private planned(tx: Transaction, query: SoqlQuery, shapes: readonly BindShape[], mode: ExecutionMode): Plan {
        const { generation } = this.storage;
        let plans = generation.cells.get(PLANS) as Plans | undefined;
        if (!plans) generation.cells.set(PLANS, (plans = new WeakMap()));
        let known = plans.get(query);
        if (!known) plans.set(query, (known = new Map<string, Plan>()));
        const personal = mode.fields === 'user' || mode.records === 'with';
        const key = [
            mode.fields,
            mode.records,
            personal ? tx.user.access.key : '',
            tx.user.timeZone,
            userCurrency(this.storage, tx.user.userId)?.isoCode ?? '',
            ...shapes
        ].join('|');
        let plan = known.get(key);
        if (!plan) {
            if (known.size >= MOST_PLANS) known.clear();
            known.set(key, (plan = this.plan(tx, query, shapes, mode)));
        }
        return plan;
    }

    private userRecordAccess(
        tx: Transaction,
        query: SoqlQuery,
        values: readonly unknown[],
        mode: ExecutionMode
    ): QueryResult {
        const object = this.checked(tx, query, mode).object;
        return queryUserRecordAccess(this.storage, tx, object, query, values);
    }

    /** @throws QueryFault for the first fault */
    private checked(
        tx: Transaction,
        query: SoqlQuery,
        mode: ExecutionMode
    ): { object: ObjectDef; visibility: Visibility } {
        const { schema } = this.storage.generation;
        const visibility = mode.fields === 'user' ? visibilityOf(tx.user.access) : EVERYTHING;
        const problem = checkQuery(query, schema, visibility)[0];
        if (problem) throw new QueryFault(query.text, problem);
        return { object: schema.object(query.from) as ObjectDef, visibility };
    }

    private plan(tx: Transaction, query: SoqlQuery, shapes: readonly BindShape[], mode: ExecutionMode): Plan {
        const { generation } = this.storage;
        const { object, visibility } = this.checked(tx, query, mode);
        const scope = scopeOf(object, query.alias, generation.schema, visibility);
        const context: PlanContext = {
            generation,
            names: createNames(),
            shapes,
            viewer: { zone: tx.user.timeZone, currency: userCurrency(this.storage, tx.user.userId) },
            allRows: query.allRows,
            sharing: this.sharing(tx, mode)
        };
        if (query.countOnly) return { kind: 'count', plan: planCount(query, scope, context) };
        if (isAggregateQuery(query)) return { kind: 'aggregates', plan: planAggregates(query, scope, context) };
        return { kind: 'records', plan: planRecords(query, scope, context) };
    }

    private rows(sql: string, parameters: readonly Parameter[], run: Run): RawRow[] {
        const values = parameters.map((parameter) => (typeof parameter === 'function' ? parameter(run) : parameter));
        return this.storage.generation
            .statement(sql)
            .raw(true)
            .all(...values) as RawRow[];
    }

    private count(plan: Piece, run: Run): QueryResult {
        const total = Number(this.rows(plan.text, plan.parameters, run)[0]?.[0] ?? 0);
        run.tx.limits.spend('queryRows', 1);
        return { rows: [], totalSize: total, columns: [] };
    }

    private aggregates(plan: AggregatePlan, run: Run): QueryResult {
        const rows = this.rows(plan.sql, plan.parameters, run);
        const counted = plan.countsRows
            ? rows.reduce((sum, row) => sum + Number(row[plan.values.length]), 0)
            : rows.length;
        run.tx.limits.spend('queryRows', counted);
        if (rows.length > MOST_GROUPS) {
            throw new PlatformError(
                'EXCEEDED_ID_LIMIT',
                'Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch'
            );
        }
        const aggregates = rows.map(
            (row) => new Map<string, Scalar>(plan.values.map(({ key, read }, index) => [key, read(row[index], run)]))
        );
        return { rows: [], aggregates, totalSize: aggregates.length, columns: plan.columns };
    }

    private records(plan: RecordPlan, run: Run): SObject[] {
        const rows = this.rows(plan.sql, plan.parameters, run);
        run.tx.limits.spend('queryRows', rows.length);
        const records = rows.map((row) => recordOf(plan.shape, row, run));
        for (const child of plan.children) this.children(child, records, run);
        return records;
    }

    private children(
        { relation, plan, parentColumn }: RecordPlan['children'][number],
        parents: readonly SObject[],
        run: Run
    ): void {
        if (parents.length === 0) return;
        const ids = parents.map((parent) => parent.id ?? '');
        const lists = new Map<string, SObject[]>();
        for (const parent of parents) {
            const list: SObject[] = [];
            lists.set(parent.id ?? '', list);
            parent.setChildren(relation, list);
        }
        const left = run.tx.limits.max('queryRows') - run.tx.limits.used('queryRows');
        const inner: Run = { ...run, parents: JSON.stringify(ids), room: run.room < 0 ? -1 : Math.max(left, 0) + 1 };
        const rows = this.rows(plan.sql, plan.parameters, inner);
        run.tx.limits.spend('queryRows', rows.length);
        const records = rows.map((row) => {
            const record = recordOf(plan.shape, row, inner);
            lists.get(String(row[parentColumn]))?.push(record);
            return record;
        });
        for (const child of plan.children) this.children(child, records, run);
    }
}
