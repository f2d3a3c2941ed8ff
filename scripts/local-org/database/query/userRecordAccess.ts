import { NotSupported, parseId, PlatformError, SObject } from '../../model/index.ts';
import type { Id, ObjectDef, Schema } from '../../model/index.ts';
import type { Need, UserAccess } from '../../security/types.ts';
import { type Storage, tableOf } from '../storage/index.ts';
import type {
    QueryColumn,
    QueryResult,
    SoqlCondition,
    SoqlExpression,
    SoqlQuery,
    SoqlValue,
    Transaction
} from '../types.ts';

/** The one object without rows: the platform works its answers out. Source: Object Reference, "UserRecordAccess". */
export const USER_RECORD_ACCESS = 'UserRecordAccess';
const MOST_RECORDS = 200;
type Access = Readonly<Record<'read' | 'edit' | 'delete' | 'transfer' | 'all', boolean>>;
const ANSWERS: Readonly<Record<string, keyof Access>> = {
    hasreadaccess: 'read',
    haseditaccess: 'edit',
    hasdeleteaccess: 'delete',
    hastransferaccess: 'transfer',
    hasallaccess: 'all'
};

interface Question {
    users: readonly unknown[];
    records: readonly unknown[];
    readonly tests: ((row: SObject) => boolean)[];
}

const refuse = (): never => {
    throw new NotSupported('UserRecordAccess other than by UserId, RecordId, Has…Access and MaxAccessLevel');
};

/** Conditions joined by AND: whose access, to what, and of which kind. */
const ask = (condition: SoqlCondition | undefined, binds: readonly unknown[]): Question => {
    const question: Question = { users: [], records: [], tests: [] };
    const parts = condition?.kind === 'and' ? condition.conditions : condition ? [condition] : [];
    for (const part of parts) {
        if (part.kind === 'and') {
            const inner = ask(part, binds);
            if (inner.users.length > 0) question.users = inner.users;
            if (inner.records.length > 0) question.records = inner.records;
            question.tests.push(...inner.tests);
            continue;
        }
        if (part.kind !== 'compare' || part.left.kind !== 'path') return refuse();
        const name = part.left.path.at(-1)?.toLowerCase() ?? '';
        const { right, operator } = part;
        const one = (value: typeof right): unknown => {
            if (value.kind === 'literal') return value.value;
            return value.kind === 'bind' ? binds[value.index] : refuse();
        };
        const value = right.kind === 'list' ? right.values.map(one) : one(right);
        const values: readonly unknown[] = Array.isArray(value) ? (value as unknown[]) : [value];
        const includes = operator === '=' || operator === 'IN';
        if (!includes && operator !== '!=' && operator !== 'NOT IN') return refuse();
        if (name === 'userid' && includes) question.users = values;
        else if (name === 'recordid' && includes) question.records = values;
        else if (name in ANSWERS || name === 'maxaccesslevel') {
            const wanted = values.map((one) => (typeof one === 'string' ? one.toLowerCase() : one));
            question.tests.push((row) => {
                const own = row.get(name);
                return wanted.includes(typeof own === 'string' ? own.toLowerCase() : own) === includes;
            });
        } else return refuse();
    }
    return question;
};

const idsOf = (values: readonly unknown[]): Id[] =>
    values.flatMap((value) => (typeof value === 'string' && value !== '' ? [parseId(value)] : []));

/** Records of one object that a user may read, edit or delete, by the rights on the object and by sharing. */
const allowed = (
    storage: Storage,
    access: UserAccess,
    object: ObjectDef,
    ids: readonly Id[],
    need: Need,
    byShareOnly = false
): Id[] => {
    const visible = byShareOnly || access.object(object)[need] ? access.visible(object, need) : 'none';
    if (visible === 'none') return [];
    const filter = visible === 'all' ? undefined : storage.filterSql(object, 't0', visible);
    const condition = filter ? ` AND ${filter.text}` : '';
    const sql = `SELECT t0."Id" FROM ${tableOf(object)} AS t0 WHERE t0."IsDeleted" = 0 AND t0."Id" IN (SELECT value FROM json_each(?))${condition}`;
    const rows = storage.generation
        .statement(sql)
        .raw(true)
        .all(JSON.stringify(ids), ...(filter?.values ?? [])) as [Id][];
    return rows.map(([id]) => id);
};

const byObject = (schema: Schema, ids: readonly Id[]): Map<ObjectDef, Id[]> => {
    const groups = new Map<ObjectDef, Id[]>();
    for (const id of ids) {
        const object = schema.objectOf(id);
        if (!object) continue;
        const group = groups.get(object);
        if (group) group.push(id);
        else groups.set(object, [id]);
    }
    return groups;
};

/** Source: Object Reference, "UserRecordAccess": the highest level of access. */
const highest = (may: Access): string => {
    if (may.all) return 'All';
    if (may.transfer) return 'Transfer';
    if (may.delete) return 'Delete';
    return may.edit ? 'Edit' : may.read ? 'Read' : 'None';
};

const answerOf = (object: ObjectDef, names: readonly string[], record: Id, user: Id, may: Access): SObject => {
    const row = new SObject(object, { fields: new Set(['id', ...names]) });
    for (const [name, right] of Object.entries(ANSWERS)) row.set(name, may[right]);
    row.set('maxaccesslevel', highest(may));
    row.set('userid', user);
    row.set('recordid', record);
    return row;
};

const LEVELS = ['none', 'read', 'edit', 'delete', 'transfer', 'all'];

/** How two answers compare by one field: levels by their height. */
const compare = (left: SObject, right: SObject, name: string): number => {
    const rank = (row: SObject): number | string => {
        const value = row.get(name);
        if (typeof value === 'boolean') return value ? 1 : 0;
        const text = typeof value === 'string' ? value : '';
        return name === 'maxaccesslevel' ? LEVELS.indexOf(text.toLowerCase()) : text;
    };
    const [a, b] = [rank(left), rank(right)];
    return a < b ? -1 : a > b ? 1 : 0;
};

const fieldName = (expression: SoqlExpression): string => {
    const name = expression.kind === 'path' ? expression.path.at(-1)?.toLowerCase() : undefined;
    return name ?? refuse();
};

const limitOf = (value: SoqlValue | undefined, binds: readonly unknown[], otherwise: number): number => {
    if (!value) return otherwise;
    const given = value.kind === 'literal' ? value.value : value.kind === 'bind' ? binds[value.index] : refuse();
    return typeof given === 'number' ? given : refuse();
};

/**
 * Answers a checked query on UserRecordAccess.
 * @throws NotSupported for other conditions than the documented ones; PlatformError for none or too many records
 */
export const queryUserRecordAccess = (
    storage: Storage,
    tx: Transaction,
    object: ObjectDef,
    query: SoqlQuery,
    binds: readonly unknown[]
): QueryResult => {
    const question = ask(query.where, binds);
    const [user, ...others] = idsOf(question.users);
    const records = [...new Set(idsOf(question.records))];
    if (user === undefined || others.length > 0) {
        throw new PlatformError('MALFORMED_QUERY', 'UserRecordAccess must be filtered by one UserId and by RecordId');
    }
    if (records.length > MOST_RECORDS) {
        throw new PlatformError('MALFORMED_QUERY', `UserRecordAccess can be asked for at most ${MOST_RECORDS} records`);
    }
    const names = query.select.map((item) => (item.kind === 'expression' ? fieldName(item.expression) : refuse()));
    if (query.groupBy.length > 0) return refuse();
    const { access } = user === tx.user.userId ? tx.user : storage.userContext(user);
    const may: Readonly<Record<Need, Set<Id>>> = { read: new Set(), edit: new Set(), delete: new Set() };
    const owned = new Set<Id>();
    for (const [type, ids] of byObject(storage.generation.schema, records)) {
        for (const need of ['read', 'edit', 'delete'] as const)
            for (const id of allowed(storage, access, type, ids, need)) may[need].add(id);
        // Owners, those above them, and Modify All; whatever the rights on the object say about deleting.
        if (access.object(type).edit)
            for (const id of allowed(storage, access, type, ids, 'delete', true)) owned.add(id);
    }
    const transfersAny = access.permission('TransferAnyEntity');
    const orders = query.orderBy.map(({ expression, descending }) => ({ name: fieldName(expression), descending }));
    const answers = records
        .map((id) => {
            const transfer = owned.has(id) || (transfersAny && may.edit.has(id));
            const remove = may.delete.has(id);
            return answerOf(object, names, id, user, {
                read: may.read.has(id),
                edit: may.edit.has(id),
                delete: remove,
                transfer,
                all: remove && transfer
            });
        })
        .filter((row) => question.tests.every((holds) => holds(row)))
        .sort((left, right) => {
            for (const { name, descending } of orders) {
                const order = compare(left, right, name);
                if (order !== 0) return descending ? -order : order;
            }
            return 0;
        });
    const start = limitOf(query.offset, binds, 0);
    const rows = answers.slice(start, start + limitOf(query.limit, binds, answers.length));
    if (query.countOnly) {
        tx.limits.spend('queryRows', 1);
        return { rows: [], totalSize: rows.length, columns: [] };
    }
    tx.limits.spend('queryRows', rows.length);
    const columns = names.map((name): QueryColumn => {
        const field = object.field(name);
        return { path: field?.name ?? name, aggregate: false, ...(field ? { field } : {}) };
    });
    return { rows, totalSize: rows.length, columns };
};
