/** The tables of the org itself, whatever is deployed. */
import type { Connection } from './types.ts';

/** Raised when these tables change shape; a file of a later format is refused. */
export const FILE_FORMAT = 1;

/**
 * Creates the org's own tables in a new file.
 * @throws Error where the file was written by a later version
 */
export const prepareFile = (connection: Connection): void => {
    const format = Number(connection.pragma('user_version', { simple: true }));
    if (format > FILE_FORMAT) {
        throw new Error(
            `The local org's database was written by a newer version (format ${format}, this one reads ${FILE_FORMAT}). Update this checkout, or start anew with --fresh.`
        );
    }
    if (format === FILE_FORMAT) return;
    connection.transaction(() => {
        connection.exec(`
            CREATE TABLE _org_store (key TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
            CREATE TABLE _org_table (name TEXT PRIMARY KEY NOT NULL, description TEXT NOT NULL) STRICT, WITHOUT ROWID;
            CREATE TABLE _org_sequence (name TEXT PRIMARY KEY NOT NULL, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
            CREATE TABLE _org_removed (id TEXT NOT NULL, object TEXT NOT NULL, root TEXT NOT NULL, PRIMARY KEY (root, id)) STRICT, WITHOUT ROWID;
            CREATE TABLE _org_cleared (root TEXT NOT NULL, id TEXT NOT NULL, object TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (root, id, field)) STRICT, WITHOUT ROWID;
            CREATE TABLE _org_job (
                id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL, className TEXT NOT NULL, method TEXT, state TEXT NOT NULL,
                userId TEXT NOT NULL, notBefore INTEGER, attempts INTEGER NOT NULL DEFAULT 0, error TEXT
            ) STRICT, WITHOUT ROWID;
        `);
        connection.pragma(`user_version = ${FILE_FORMAT}`);
    })();
};
