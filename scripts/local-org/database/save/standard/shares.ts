import { requireField } from '../../../model/index.ts';
import type { Id, ObjectDef } from '../../../model/index.ts';
import { shareFields } from '../../storage/filters.ts';
import { findId } from '../../storage/finders.ts';
import { fail, sound } from '../row.ts';
import type { Row, Work } from '../row.ts';
import { textOf } from '../../storage/values.ts';

const STANDARD_CAUSES: readonly unknown[] = [
    'Manual',
    'Owner',
    'Rule',
    'ImplicitChild',
    'ImplicitParent',
    'Team',
    'Territory'
];

/** The object that a share object shares. */
const sharedObject = (work: Work, share: ObjectDef): ObjectDef | undefined =>
    work.storage.generation.schema.objects.find(
        (object) => object.shareObject?.toLowerCase() === share.name.toLowerCase()
    );

/**
 * Rules of share rows. Sources: Apex Developer Guide, "Understanding Sharing" and "Sharing a Record Using Apex": a level that the default
 * gives anyway is refused, owners need no manual share, only Modify All Data may write Apex reasons (for code that runs in user mode).
 * Owners get shares for Apex reasons, as tests of released packages show (Nebula Logger, "it_should_grant_read_access_to_user…"; FormulaShare).
 */
export const checkShares = (work: Work, share: ObjectDef, rows: readonly Row[]): void => {
    const object = sharedObject(work, share);
    if (!object) return;
    const { parent, level } = shareFields(share, object);
    const owners = work.storage.rows(
        object,
        sound(rows).map((row) => row.record.get(parent) as Id)
    );
    for (const row of sound(rows)) {
        const value = textOf(row.record.get(level));
        const cause = row.record.get('RowCause') ?? 'Manual';
        if (!row.old) row.record.set('RowCause', cause);
        const trivial = object.sharing === 'readWrite' || (object.sharing === 'read' && value === 'Read');
        if (value === 'All')
            fail(
                row,
                'FIELD_INTEGRITY_EXCEPTION',
                `field integrity exception: ${level.name} (All is not a valid access level)`,
                [level.name]
            );
        else if (trivial)
            fail(
                row,
                'FIELD_INTEGRITY_EXCEPTION',
                `field integrity exception: ${level.name} (trivial share level ${value}, for organization with default level ${object.sharing === 'read' ? 'Read' : 'Edit'})`,
                [level.name]
            );
        const owner = owners.get(row.record.get(parent) as Id)?.get('OwnerId');
        if (owner !== undefined && owner === row.record.get('UserOrGroupId') && STANDARD_CAUSES.includes(cause))
            fail(
                row,
                'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
                'insufficient access rights on cross-reference id'
            );
        if (
            work.mode.fields === 'user' &&
            !STANDARD_CAUSES.includes(cause) &&
            !work.tx.user.access.permission('ModifyAllData')
        )
            fail(row, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', ['RowCause']);
    }
};

/** A second share of the same record, person and reason is the first one with a new level. @returns the row's Id where it is there */
export const mergeShares = (work: Work, share: ObjectDef, row: Row): Id | undefined => {
    const object = sharedObject(work, share);
    if (!object) return undefined;
    const { parent } = shareFields(share, object);
    const named = (name: string) => requireField(share, name);
    const keys = [parent, named('UserOrGroupId'), named('RowCause')];
    return findId(
        work.storage.generation,
        share,
        keys.map((field) => [field, row.record.get(field) ?? null] as const)
    );
};
