/**
 * Share rows that sharing rules give. The platform evaluates rules when a transaction ends, so nobody has such access before the commit.
 * Sources: Apex Developer Guide, "Triggers and Order of Execution", criteria-based sharing before the commit; Salesforce Help,
 * "Sharing Rules".
 */
import { meets } from '../../../security/criteria.ts';
import { groupOf, membersOf } from '../../../security/members.ts';
import type { SharingRuleDef } from '../../../metadata/types.ts';
import { DatetimeValue, requireField, SObject } from '../../../model/index.ts';
import type { Id, ObjectDef } from '../../../model/index.ts';
import { shareFields } from '../../storage/filters.ts';
import { tableOf } from '../../storage/names.ts';
import { takeIds } from '../../storage/sequences.ts';
import type { SqliteStorage } from '../../storage/storage.ts';
import { idList, tableFor } from '../../storage/tables.ts';
import { textOf } from '../../storage/values.ts';

const CAUSE = 'Rule';
/** Records whose shares are worked out together. */
const SLICE = 500;

interface LiveRule {
    readonly rule: SharingRuleDef;
    readonly target: Id;
    readonly owners: ReadonlySet<Id> | 'everybody' | undefined;
}
interface Wanted {
    readonly target: Id;
    level: 'Read' | 'Edit';
    readonly children: Record<string, string>;
}

/** Rules of an object whose people are in the org. */
const liveRules = (storage: SqliteStorage, object: ObjectDef, only: (rule: SharingRuleDef) => boolean): LiveRule[] => {
    const facts = storage.accessFacts();
    return (storage.generation.model.sharingRules ?? []).flatMap((rule) => {
        if (rule.object !== object.name || !only(rule)) return [];
        const target = groupOf(rule.target, facts);
        if (!target) return [];
        const from = rule.from && groupOf(rule.from, facts);
        if (rule.from && !from) return [];
        return [{ rule, target: target.id as Id, owners: from && membersOf(from, facts) }];
    });
};

const applies = ({ rule, owners }: LiveRule, record: SObject): boolean => {
    if (rule.criteria) return meets(record, rule.criteria.items, rule.criteria.logic);
    return owners === 'everybody' || (owners?.has(textOf(record.get('OwnerId') ?? null)) ?? false);
};

const higher = (left: string | undefined, right: string): string =>
    left === 'Edit' || right === 'Edit' ? 'Edit' : left === 'Read' || right === 'Read' ? 'Read' : 'None';

/** What the rules give on one record, by whom it is given to; the owner's own group counts too, as on the platform. */
const wantedOf = (record: SObject, rules: readonly LiveRule[]): Map<Id, Wanted> => {
    const wanted = new Map<Id, Wanted>();
    for (const live of rules) {
        if (!applies(live, record)) continue;
        const known = wanted.get(live.target) ?? { target: live.target, level: 'Read' as const, children: {} };
        wanted.set(live.target, known);
        if (live.rule.level === 'Edit') known.level = 'Edit';
        for (const [child, level] of Object.entries(live.rule.childAccess))
            known.children[child] = higher(known.children[child], level);
    }
    return wanted;
};

const applyToSlice = (
    storage: SqliteStorage,
    object: ObjectDef,
    share: ObjectDef,
    records: readonly SObject[],
    rules: readonly LiveRule[]
): void => {
    const { generation, connection } = storage;
    const { parent, level } = shareFields(share, object);
    const user = requireField(share, 'UserOrGroupId');
    const cause = requireField(share, 'RowCause');
    const table = tableFor(generation, share);
    const present = new Map(
        storage
            .rowsWhere(
                share,
                parent,
                records.map((record) => record.id as Id)
            )
            .filter((row) => row.get(cause) === CAUSE)
            .map((row) => [`${textOf(row.get(parent) ?? null)} ${textOf(row.get(user) ?? null)}`, row])
    );
    const at = new DatetimeValue(Math.floor(Date.now() / 1000) * 1000);
    for (const record of records) {
        for (const { target, level: given, children } of wantedOf(record, rules).values()) {
            const key = `${record.id} ${target}`;
            const old = present.get(key);
            present.delete(key);
            const row = old ? old.clone() : new SObject(share);
            row.set(parent, record.id as Id);
            row.set(user, target);
            row.set(cause, CAUSE);
            row.set(level, given);
            for (const [child, access] of Object.entries(children)) {
                const field = share.field(`${child}AccessLevel`);
                if (field) row.set(field, access);
            }
            if (!old) {
                row.id = takeIds(connection, share, 1)[0];
                if (share.field('LastModifiedDate')) row.set('LastModifiedDate', at);
                table.insert(row);
                continue;
            }
            const changed = table.changed(old, row);
            if (changed.length > 0) table.update(row, changed);
        }
    }
    if (present.size === 0) return;
    const gone = [...present.values()].map((row) => row.id as Id);
    generation
        .statement(`DELETE FROM ${tableOf(share)} WHERE "Id" IN (SELECT value FROM json_each(?))`)
        .run(idList(gone));
};

/**
 * Brings the share rows of records up to what the rules give.
 * @param only which rules to look at
 */
export const applyRules = (
    storage: SqliteStorage,
    object: ObjectDef,
    ids: readonly Id[],
    only: (rule: SharingRuleDef) => boolean = () => true
): void => {
    const share = object.shareObject === undefined ? undefined : storage.generation.schema.object(object.shareObject);
    if (!share || ids.length === 0) return;
    const rules = liveRules(storage, object, only);
    for (let start = 0; start < ids.length; start += SLICE) {
        const records = [...storage.rows(object, ids.slice(start, start + SLICE)).values()];
        applyToSlice(storage, object, share, records, rules);
    }
};

/** Whether rules share records of an object, or did until the last deploy. */
const isShared = (storage: SqliteStorage, object: ObjectDef): boolean => {
    const share = object.shareObject === undefined ? undefined : storage.generation.schema.object(object.shareObject);
    if (!share) return false;
    if (storage.generation.model.sharingRules?.some((rule) => rule.object === object.name)) return true;
    const sql = `SELECT 1 FROM ${tableOf(share)} WHERE "RowCause" = ? LIMIT 1`;
    return storage.generation.statement(sql).raw(true).get(CAUSE) !== undefined;
};

/** Works all rules of all objects out anew: after a deploy, or when people moved. */
export const applyAllRules = (storage: SqliteStorage, only?: (rule: SharingRuleDef) => boolean): void => {
    const { schema } = storage.generation;
    for (const object of schema.objects) {
        if (!isShared(storage, object)) continue;
        const ids = storage.generation
            .statement(`SELECT "Id" FROM ${tableOf(object)} WHERE "IsDeleted" = 0`)
            .raw(true)
            .all() as [Id][];
        applyRules(
            storage,
            object,
            ids.map(([id]) => id),
            only
        );
    }
};
