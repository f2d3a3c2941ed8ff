import { PlatformError } from '../../model/index.ts';
import type { DatetimeValue, Id } from '../../model/index.ts';
import type { SqliteStorage } from '../storage/storage.ts';
import { tableFor } from '../storage/tables.ts';
import type { Transaction } from '../types.ts';

/**
 * Sets when a record was created, for tests, without its triggers. Source: Apex Reference Guide, "Test.setCreatedDate".
 * @throws PlatformError INVALID_CROSS_REFERENCE_KEY where there is no such record, or its object has no such date
 */
export const setCreatedDate = (storage: SqliteStorage, tx: Transaction, id: Id, created: DatetimeValue): void => {
    const object = tx.schema.objectOf(id);
    const field = object?.field('CreatedDate');
    const record = object && field ? storage.rows(object, [id]).get(id) : undefined;
    if (!object || !field || !record)
        throw new PlatformError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
    record.set(field, created);
    tableFor(storage.generation, object).update(record, [field]);
    storage.wrote(object);
};
