/** Which records each user looked at, and when. Source: Object Reference, "RecentlyViewed", and LastViewedDate, LastReferencedDate of objects. */
import type { Id, SObject } from '../../model/index.ts';
import { textOf } from './values.ts';
import type { Connection } from './types.ts';

/** The table behind `RecentlyViewed`. It is made where it is missing: older files have none. */
export const VIEWED = '_org_viewed';

export const prepareViewed = (connection: Connection): void => {
    connection.exec(`CREATE TABLE IF NOT EXISTS ${VIEWED} (
        user TEXT NOT NULL, record TEXT NOT NULL, object TEXT NOT NULL, name TEXT, viewed INTEGER, referenced INTEGER,
        PRIMARY KEY (user, record)) STRICT, WITHOUT ROWID`);
};

/**
 * Notes that a user looked at records, or that something referred to them for the user.
 * @param how `view`: both dates are now; `reference`: the second alone
 */
export const noteViewed = (
    connection: Connection,
    user: Id,
    records: readonly SObject[],
    how: 'view' | 'reference',
    ms: number
): void => {
    const statement = connection.prepare(
        `INSERT INTO ${VIEWED} (user, record, object, name, viewed, referenced) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (user, record) DO UPDATE SET name = coalesce(excluded.name, name), viewed = coalesce(excluded.viewed, viewed),
        referenced = excluded.referenced`
    );
    for (const record of records) {
        if (record.id === undefined) continue;
        const { nameField } = record.type;
        const name = nameField && record.has(nameField) ? textOf(record.get(nameField) ?? null) : null;
        statement.run(user, record.id, record.type.name, name, how === 'view' ? ms : null, ms);
    }
};
