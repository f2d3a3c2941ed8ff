/** One org's database: tables, SOQL, the save pipeline, waiting jobs. */
import { createRecords, eventsAfter, keepEvents, newestReplayId, noteDeploy } from './save/index.ts';
import { createSoqlEngine } from './query/index.ts';
import { keepCustomMetadata } from './storage/globals.ts';
import { takeNumberAbove } from './storage/sequences.ts';
import { createQueue, createStore } from './storage/store.ts';
import { fillCustomMetadata, mirrorRows } from './storage/mirror.ts';
import { SqliteStorage } from './storage/storage.ts';
import type { Database } from './types.ts';

export { rangeOfLiteral, startOf as startOfUnit, type CalendarUnit } from './query/dateLiterals.ts';
export { searchText, type Finder, type Found } from './query/searchText.ts';
export { AUTOMATED_PROCESS } from './save/index.ts';
export { GRANT_ROW_OBJECTS } from './storage/grant-rows.ts';
export { noteFor, stamped, startTrace, traceOf, type Trace, type TraceFacts } from './trace.ts';

/**
 * A database, not open yet.
 * `open` throws an Error that names the fix where another process holds the file or a newer version wrote it.
 */
export const createDatabase = (): Database => {
    const storage = new SqliteStorage();
    return {
        open: (file) => storage.open(file),
        close: () => storage.close(),
        image: () => storage.image(),
        transaction: (userId, scope, body) => storage.transaction(userId, scope, body),
        migrate: (schema) => storage.migrate(schema),
        use(model) {
            storage.use(model);
            fillCustomMetadata(storage);
            keepCustomMetadata(storage.generation);
        },
        records: createRecords(storage),
        soql: createSoqlEngine(storage),
        locks: storage.locks,
        queue: createQueue(() => storage.connection),
        store: createStore(() => storage.connection),
        mirror(tx, object, key, rows, mirrored) {
            mirrorRows(storage, storage.runningUserId, tx.now, object, key, rows, mirrored);
            if (object === 'Group') noteDeploy(tx);
        },
        events: {
            keep: (job) => keepEvents(storage, job),
            newest: (object) => newestReplayId(storage, object),
            after: (object, replayId) => eventsAfter(storage, object, replayId)
        },
        nextNumber: (sequence, least) => takeNumberAbove(storage.connection, sequence, least)
    };
};
