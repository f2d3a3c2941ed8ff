/** Which records a transaction has touched whose sharing rules are still to be evaluated. */
import type { Id, ObjectDef, SObject } from '../../../model/index.ts';
import type { SharingRuleDef } from '../../../metadata/types.ts';
import type { SqliteStorage } from '../../storage/storage.ts';
import type { Transaction } from '../../types.ts';
import type { Row, Work } from '../row.ts';
import { sound } from '../row.ts';
import { applyAllRules, applyRules } from './ruleShares.ts';

const PENDING = Symbol('sharing rules to evaluate');
/** A change to these moves people between groups, and with them whose records a rule shares. */
const PEOPLE: readonly string[] = ['GroupMember', 'Group', 'UserRole'];

interface Pending {
    readonly records: Map<ObjectDef, Set<Id>>;
    people: boolean;
}

const hasRules = (storage: SqliteStorage, object?: ObjectDef): boolean =>
    (storage.generation.model.sharingRules ?? []).some((rule) => object === undefined || rule.object === object.name);

const pendingOf = (tx: Transaction): Pending => {
    let pending = tx.cells.get(PENDING) as Pending | undefined;
    if (!pending) tx.cells.set(PENDING, (pending = { records: new Map(), people: false }));
    return pending;
};

const roleOf = (user: SObject | undefined): unknown => user?.get('UserRoleId') ?? null;

const movesPeople = (object: ObjectDef, rows: readonly Row[]): boolean =>
    PEOPLE.includes(object.name) ||
    (object.name === 'User' && rows.some((row) => roleOf(row.record) !== roleOf(row.old)));

/** Remembers rows that were written. */
export const noteForRules = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const { storage, tx } = work;
    if (!hasRules(storage)) return;
    if (movesPeople(object, rows)) pendingOf(tx).people = true;
    if (!hasRules(storage, object)) return;
    const { records } = pendingOf(tx);
    const ids = records.get(object) ?? new Set<Id>();
    records.set(object, ids);
    for (const row of sound(rows)) if (row.id !== undefined) ids.add(row.id);
};

/** A deploy may have changed rules and groups: all are to be evaluated. */
export const noteDeploy = (tx: Transaction): void => {
    pendingOf(tx).people = true;
};

/** Before the commit: evaluates the rules of everything that was touched. */
export const settleRules = (storage: SqliteStorage, tx: Transaction): void => {
    const pending = tx.cells.get(PENDING) as Pending | undefined;
    if (!pending) return;
    tx.cells.delete(PENDING);
    if (pending.people) applyAllRules(storage);
    else for (const [object, ids] of pending.records) applyRules(storage, object, [...ids]);
};

/**
 * A test never commits: owner-based rules are evaluated at the end of each statement there, criteria-based ones never.
 * Source: Salesforce Help, "Criteria-Based Sharing Rule Considerations": they cannot be tested in Apex.
 */
export const settleRulesInTest = (storage: SqliteStorage, tx: Transaction): void => {
    const pending = tx.cells.get(PENDING) as Pending | undefined;
    if (!pending) return;
    tx.cells.delete(PENDING);
    const byOwner = (rule: SharingRuleDef): boolean => rule.from !== undefined;
    if (pending.people) applyAllRules(storage, byOwner);
    else for (const [object, ids] of pending.records) applyRules(storage, object, [...ids], byOwner);
};
