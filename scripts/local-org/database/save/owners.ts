import type { Id, ObjectDef } from '../../model/index.ts';
import { requireField } from '../../model/index.ts';
import { shareFields } from '../storage/filters.ts';
import { setDeleted } from '../storage/finders.ts';
import type { Row, Work } from './row.ts';

/** A new owner ends manual shares of the record; Apex reasons stay. Source: Apex Developer Guide, "Understanding Sharing". */
export const dropManualShares = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const owner = object.field('OwnerId');
    const share =
        object.shareObject === undefined ? undefined : work.storage.generation.schema.object(object.shareObject);
    const moved = owner && share ? rows.filter((row) => row.changed.includes(owner)) : [];
    if (!share || moved.length === 0) return;
    const { parent } = shareFields(share, object);
    const shares = work.storage.rowsWhere(
        share,
        parent,
        moved.map((row) => row.id as Id)
    );
    const manual = shares
        .filter((row) => row.get(requireField(share, 'RowCause')) === 'Manual')
        .map((row) => row.id as Id);
    if (manual.length > 0) setDeleted(work.storage.generation, share, manual, true, work.tx.now.ms);
};
