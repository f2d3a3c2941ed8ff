import type { SObject } from '../../model/index.ts';
import { SYSTEM_MODE } from '../../security/types.ts';
import { execution } from '../runtime/index.ts';

/** A text as SOQL writes it: `'it\'s'`. */
export const soqlText = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** Rows that the platform itself reads (the running user, record types): in system mode, and not counted against the limits. */
export const quietQuery = (soql: string): readonly SObject[] => {
    const { tx, database } = execution();
    const before = tx.limits.snapshot();
    try {
        return database.soql.query(tx, database.soql.parse(soql), [], SYSTEM_MODE).rows;
    } finally {
        tx.limits.restore(before);
    }
};
