import { requireField } from '../../../model/index.ts';
import type { ObjectDef } from '../../../model/index.ts';
import { findId } from '../../storage/finders.ts';
import { textOf } from '../../storage/values.ts';
import { fail, sound } from '../row.ts';
import type { Row, Work } from '../row.ts';

/**
 * Rows of custom settings: one a name in a list, one for the org and for each profile and user in a hierarchy.
 * Source: Salesforce Help, "Custom Settings"; Apex Developer Guide, "Custom Settings Methods".
 */
export const checkSettings = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const key = requireField(object, object.settings === 'list' ? 'Name' : 'SetupOwnerId');
    const seen = new Map<string, string>();
    for (const row of sound(rows)) {
        const value = row.record.get(key) ?? null;
        if (value === null) {
            fail(row, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${key.name}]`, [key.name]);
            continue;
        }
        const text = textOf(value).toLowerCase();
        const other =
            seen.get(text) ?? findId(work.storage.generation, object, [[key, value]], { except: row.record.id });
        if (other !== undefined)
            if (object.settings === 'list')
                fail(
                    row,
                    'FIELD_INTEGRITY_EXCEPTION',
                    `There is already an item in this list with the name ${textOf(value)}: Name`,
                    [key.name]
                );
            else
                fail(
                    row,
                    'DUPLICATE_VALUE',
                    `duplicate value found: ${key.name} duplicates value on record with id: ${other.slice(0, 15) || '<unknown>'}`
                );
        seen.set(text, row.record.id ?? '');
    }
};
