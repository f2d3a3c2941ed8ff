import type { ObjectDef, SObject } from '../../model/index.ts';
import { runDeletes } from './delete.ts';
import { runInserts, runUpdates } from './pass.ts';
import { newRow } from './row.ts';
import type { Row, Work } from './row.ts';

const CHUNK = 200;

/**
 * Saves what follows from a statement's rows through its own pipeline, with its triggers and rules, in nobody's name: roll-ups, the
 * document of a file, the records of a conversion.
 * @param blame the row that a failed record is to blame on; every fault is left there
 */
export const saveRelated = (
    work: Work,
    operation: 'insert' | 'update' | 'delete',
    object: ObjectDef,
    records: readonly SObject[],
    blame: (record: SObject) => readonly Row[]
): void => {
    const system: Work = { ...work, source: 'system', mode: { fields: 'system', records: 'without' }, allOrNone: true };
    for (let start = 0; start < records.length; start += CHUNK) {
        const rows = records.slice(start, start + CHUNK).map((record, index) => newRow(record, index));
        if (operation === 'insert') runInserts(system, object, rows);
        else if (operation === 'update') runUpdates(system, object, rows);
        else runDeletes(system, object, rows);
        for (const row of rows) {
            if (operation === 'insert' && row.errors.length === 0) row.input.id = row.id;
            for (const guilty of row.errors.length > 0 ? blame(row.input) : []) guilty.errors.push(...row.errors);
        }
    }
};
