import { requireField } from '../../../model/index.ts';
import type { ObjectDef } from '../../../model/index.ts';
import { tableFor } from '../../storage/tables.ts';
import { sound } from '../row.ts';
import type { Row, Work } from '../row.ts';

/** An opportunity has one primary contact: a new one takes the place of the old. Source: Object Reference, "OpportunityContactRole", IsPrimary. */
export const keepOnePrimary = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const parent = object.field('OpportunityId');
    const primary = object.field('IsPrimary');
    const fresh = sound(rows).filter(
        (row) => row.record.get('IsPrimary') === true && row.old?.get('IsPrimary') !== true
    );
    if (!parent || !primary || fresh.length === 0) return;
    const table = tableFor(work.storage.generation, object);
    for (const row of fresh) {
        const others = work.storage.rowsWhere(object, requireField(object, 'OpportunityId'), [
            row.record.get(parent) ?? null
        ]);
        for (const other of others) {
            if (other.id === row.id || other.get(primary) !== true) continue;
            other.set(primary, false);
            table.update(other, [primary]);
        }
    }
    work.storage.wrote(object);
};
