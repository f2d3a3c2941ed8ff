import { NotSupported, parseId, PlatformError, SObject } from '../../model/index.ts';
import type { Id, ObjectDef, Scalar, Schema } from '../../model/index.ts';
import type { Need, UserAccess } from '../../security/types.ts';
import { type Storage, tableOf } from '../storage/index.ts';
import type { QueryColumn, QueryResult, SoqlCondition, SoqlQuery, Transaction } from '../types.ts';

/** The one object without rows: the platform works its answers out. Source: Object Reference, "UserRecordAccess". */
export const USER_RECORD_ACCESS = 'UserRecordAccess';
const MOST_RECORDS = 200;
const NEED_OF: Readonly<Record<string, Need>> = {
    hasreadaccess: 'read',
    haseditaccess: 'edit',
    hasdeleteaccess: 'delete',
    hastransferaccess: 'delete',
    hasallaccess: 'delete'
};

interface Question {
    users: readonly unknown[];
    records: readonly unknown[];
    readonly needs: { readonly need: Need; readonly wanted: boolean }[];
}

const refuse = (): never => {
    throw new NotSupported('UserRecordAccess other than by UserId, RecordId and Has…Access = true or false');
};

const ask = (condition: SoqlCondition | undefined, binds: readonly unknown[]): Question => {
    const question: Question = { users: [], records: [], needs: [] };
    const parts = condition?.kind === 'and' ? condition.conditions : condition ? [condition] : [];
    for (const part of parts) {
        if (part.kind !== 'compare' || part.left.kind !== 'path') return refuse();
        const name = part.left.path.at(-1)?.toLowerCase() ?? '';
        const { right } = part;
        const list = part.operator === 'IN' || right.kind === 'bind';
        if (part.operator !== '=' && part.operator !== 'IN') return refuse();
        const one = (value: typeof right): unknown => {
            if (value.kind === 'literal') return value.value;
            return value.kind === 'bind' ? binds[value.index] : refuse();
        };
        const value = right.kind === 'list' ? right.values.map(one) : one(right);
        const values: readonly unknown[] = Array.isArray(value) && list ? (value as unknown[]) : [value];
        const need = NEED_OF[name];
        if (name === 'userid') question.users = values;
        else if (name === 'recordid') question.records = values;
        else if (need && typeof values[0] === 'boolean') question.needs.push({ need, wanted: values[0] });
        else return refuse();
    }
    return question;
};

const idsOf = (values: readonly unknown[]): Id[] =>
    values.flatMap((value) => (typeof value === 'string' && value !== '' ? [parseId(value)] : []));

/** Records of one object that a user may read, edit or delete, by sharing. */
const allowed = (storage: Storage, access: UserAccess, object: ObjectDef, ids: readonly Id[], need: Need): Id[] => {
    const visible = access.visible(object, need);
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

const valueOf = (name: string, record: Id, user: Id, may: Readonly<Record<Need, boolean>>): Scalar => {
    const need = NEED_OF[name];
    if (need) return may[need];
    if (name === 'maxaccesslevel') return may.delete ? 'All' : may.edit ? 'Edit' : may.read ? 'Read' : 'None';
    return name === 'userid' ? user : record;
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
    const names = query.select.map((item) => {
        const name =
            item.kind === 'expression' && item.expression.kind === 'path'
                ? item.expression.path.at(-1)?.toLowerCase()
                : undefined;
        return name ?? refuse();
    });
    if (query.countOnly || query.groupBy.length > 0 || query.orderBy.length > 0 || query.limit || query.offset)
        return refuse();
    const { access } = user === tx.user.userId ? tx.user : storage.userContext(user);
    const may: Readonly<Record<Need, Set<Id>>> = { read: new Set(), edit: new Set(), delete: new Set() };
    for (const [type, ids] of byObject(storage.generation.schema, records)) {
        for (const need of ['read', 'edit', 'delete'] as const)
            for (const id of allowed(storage, access, type, ids, need)) may[need].add(id);
    }
    const queried = { fields: new Set(['id', ...names]) };
    const rows = records
        .map((id) => ({ id, has: { read: may.read.has(id), edit: may.edit.has(id), delete: may.delete.has(id) } }))
        .filter(({ has }) => question.needs.every(({ need, wanted }) => has[need] === wanted))
        .map(({ id, has }) => {
            const record = new SObject(object, queried);
            for (const name of names) record.set(name, valueOf(name, id, user, has));
            return record;
        });
    tx.limits.spend('queryRows', rows.length);
    const columns = names.map((name): QueryColumn => {
        const field = object.field(name);
        return { path: field?.name ?? name, aggregate: false, ...(field ? { field } : {}) };
    });
    return { rows, totalSize: rows.length, columns };
};
