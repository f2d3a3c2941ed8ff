import type { FieldDef, Id, ObjectDef, SObject } from '../../model/index.ts';
import { childrenOf, clearLookup, rememberRemoved, setDeleted } from '../storage/finders.ts';
import type { StorageGeneration } from '../storage/types.ts';
import { textOf } from '../storage/values.ts';
import { fail } from './row.ts';
import type { Row, Work } from './row.ts';

interface Incoming {
    readonly child: ObjectDef;
    readonly field: FieldDef;
    readonly action: 'cascade' | 'restrict' | 'clear';
}

const INCOMING = Symbol('incoming references');

/** References to an object, and what its deletion does to them. Audit fields and polymorphic ones without a rule are cleared. */
export const incomingOf = (generation: StorageGeneration, object: ObjectDef): readonly Incoming[] => {
    let known = generation.cells.get(INCOMING) as Map<ObjectDef, readonly Incoming[]> | undefined;
    if (!known) generation.cells.set(INCOMING, (known = new Map()));
    let incoming = known.get(object);
    if (!incoming) {
        incoming = generation.schema.objects.flatMap((child) =>
            child.kind === 'customMetadata'
                ? []
                : child.fields
                      .filter((field) => (field.type === 'lookup' || field.type === 'masterDetail') && !field.formula)
                      .filter((field) =>
                          field.referenceTo.some((name) => name.toLowerCase() === object.name.toLowerCase())
                      )
                      .map((field): Incoming => ({
                          child,
                          field,
                          action: field.type === 'masterDetail' ? 'cascade' : (field.onDelete ?? 'clear')
                      }))
        );
        known.set(object, incoming);
    }
    return incoming;
};

/** Records that go together: object → record → the root that takes it along. */
export type Doomed = Map<ObjectDef, Map<Id, Id>>;

/** The roots and everything below them by master-detail and cascading lookups. Those below get no trigger, as on the platform. */
export const collectDoomed = (generation: StorageGeneration, object: ObjectDef, roots: readonly Id[]): Doomed => {
    const doomed: Doomed = new Map([[object, new Map(roots.map((id) => [id, id]))]]);
    let level: Doomed = new Map(doomed);
    while (level.size > 0) {
        const next: Doomed = new Map();
        for (const [parent, members] of level) {
            for (const { child, field, action } of incomingOf(generation, parent)) {
                if (action !== 'cascade') continue;
                for (const [id, parentId] of childrenOf(generation, child, field, members.keys())) {
                    if (doomed.get(child)?.has(id)) continue;
                    const root = members.get(parentId) as Id;
                    for (const map of [doomed, next]) {
                        const mine = map.get(child) ?? new Map<Id, Id>();
                        mine.set(id, root);
                        map.set(child, mine);
                    }
                }
            }
        }
        level = next;
    }
    return doomed;
};

const nameOf = (record: SObject | undefined): string => {
    const field = record?.type.nameField;
    return textOf((field && record?.get(field)) ?? record?.id);
};

/** Lookups that forbid the deletion, from records that do not go themselves. */
export const checkRestrictions = (work: Work, doomed: Doomed, rowOf: ReadonlyMap<Id, Row>): void => {
    const { generation } = work.storage;
    for (const [object, members] of doomed) {
        for (const { child, field, action } of incomingOf(generation, object)) {
            if (action !== 'restrict') continue;
            const holders = [...childrenOf(generation, child, field, members.keys())].filter(
                ([id]) => !doomed.get(child)?.has(id)
            );
            const byRoot = new Map<Id, Id[]>();
            for (const [id, parent] of holders) {
                const root = members.get(parent) as Id;
                byRoot.set(root, [...(byRoot.get(root) ?? []), id]);
            }
            for (const [root, ids] of byRoot) {
                const row = rowOf.get(root);
                if (!row) continue;
                const names = [...work.storage.rows(child, ids).values()].map(nameOf).join(', ');
                fail(
                    row,
                    'DELETE_FAILED',
                    `Your attempt to delete ${nameOf(row.old)} could not be completed because it is associated with the following ${child.pluralLabel.toLowerCase()}.: ${names}`
                );
            }
        }
    }
};

/** Moves the doomed into the recycle bin and empties the lookups that pointed at them, without triggers. */
export const removeDoomed = (work: Work, doomed: Doomed): void => {
    const { generation } = work.storage;
    const at = work.tx.now.ms;
    for (const [object, members] of doomed) {
        for (const { child, field, action } of incomingOf(generation, object)) {
            if (action !== 'clear') continue;
            const pairs = new Map(
                [...childrenOf(generation, child, field, members.keys())].filter(([id]) => !doomed.get(child)?.has(id))
            );
            if (pairs.size > 0) clearLookup(generation, child, field, pairs, (parent) => members.get(parent) as Id, at);
        }
        const byRoot = new Map<Id, Id[]>();
        for (const [id, root] of members) byRoot.set(root, [...(byRoot.get(root) ?? []), id]);
        for (const [root, ids] of byRoot) rememberRemoved(generation, object, root, ids);
        setDeleted(generation, object, [...members.keys()], true, at);
        work.storage.wrote(object);
    }
};
