import type { FieldDef, Id, ObjectDef } from '../../model/index.ts';
import type { Need } from '../../security/types.ts';
import { deletionStates } from '../storage/finders.ts';
import { visibleIds } from './access.ts';
import { fail } from './row.ts';
import type { Row, Work } from './row.ts';

/** One reference that a row sets anew. */
export interface Reference {
    readonly row: Row;
    readonly field: FieldDef;
    readonly id: Id;
}

/** What a user needs on a record to refer to it. Sources: Object Reference, "Master-Detail relationship"; Apex Guide, sharing a record. */
const needFor = (object: ObjectDef, field: FieldDef): Need => {
    if (object.kind === 'share' && field.onDelete === 'cascade' && field.name !== 'UserOrGroupId') return 'delete';
    if (field.type !== 'masterDetail') return 'read';
    return field.writeRequiresMasterRead ? 'read' : 'edit';
};

/** Leaves errors on rows that refer to records that are not there, deleted, or out of this user's reach. */
export const checkReferences = (work: Work, object: ObjectDef, references: readonly Reference[]): void => {
    if (references.length === 0) return;
    const { generation } = work.storage;
    const groups = new Map<string, { target: ObjectDef; need: Need; references: Reference[] }>();
    for (const reference of references) {
        const target = generation.schema.objectOf(reference.id);
        if (!target) continue;
        const need = needFor(object, reference.field);
        const key = `${need} ${target.name}`;
        const group = groups.get(key) ?? { target, need, references: [] };
        groups.set(key, group);
        group.references.push(reference);
    }
    for (const { target, need, references: group } of groups.values()) {
        const ids = new Set(group.map((reference) => reference.id));
        const found = deletionStates(generation, target, ids);
        const allowed = visibleIds(work, target, need, ids);
        for (const { row, field, id } of group) {
            const deleted = found.get(id);
            if (deleted === undefined)
                fail(row, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [field.name]);
            else if (deleted) fail(row, 'ENTITY_IS_DELETED', 'entity is deleted', [field.name]);
            else if (allowed && !allowed.has(id))
                fail(
                    row,
                    'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
                    `insufficient access rights on cross-reference id: ${id.slice(0, 15)}`,
                    [field.name]
                );
        }
    }
};
