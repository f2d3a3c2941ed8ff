import BetterSqlite3 from 'better-sqlite3';
import { fold } from '../../model/index.ts';
import { prepareFile } from './schema-tables.ts';
import type { Connection } from './types.ts';

const isBusy = (error: unknown): boolean => String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY');

/**
 * Opens a database for this process alone.
 * @param file a path, `:memory:`, or an image
 * @throws Error with the fix, where another process holds the file or a newer version wrote it
 */
export const openConnection = (file: string | Uint8Array): Connection => {
    const connection = new BetterSqlite3(typeof file === 'string' ? file : Buffer.from(file), { timeout: 300 });
    try {
        connection.pragma('locking_mode = EXCLUSIVE');
        connection.pragma('journal_mode = WAL');
        connection.pragma('synchronous = NORMAL');
        connection.pragma('temp_store = MEMORY');
        connection.pragma('cache_size = -65536');
        // The lock is taken by the first access, not by the pragma.
        connection.exec('BEGIN EXCLUSIVE; COMMIT');
        connection.function('fold', { deterministic: true }, (text: unknown) =>
            typeof text === 'string' ? fold(text) : text
        );
        prepareFile(connection);
        return connection;
    } catch (error) {
        connection.close();
        if (!isBusy(error)) throw error;
        throw new Error(
            `The local org's database is in use by another process: ${String(file)}. Stop the other local org, or set LOCAL_ORG_HOME to another folder.`,
            { cause: error }
        );
    }
};

/** Schema and rows as bytes that open in memory: an image cannot keep the write-ahead log, so its header says "rollback journal". */
export const imageOf = (connection: Connection): Uint8Array => {
    const image = connection.serialize();
    image[18] = 1;
    image[19] = 1;
    return image;
};
