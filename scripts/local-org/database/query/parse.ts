import type { SoqlQuery } from '../types.ts';
import { QueryFault } from './fault.ts';
import { Unreadable } from './queryScanner.ts';
import { readWhole } from './reader.ts';
import { scanned } from './scan.ts';

export const NO_LONGER_ENFORCED =
    'WITH SECURITY_ENFORCED is not supported in API version 67.0 and later. Use WITH USER_MODE instead.';

const noLongerEnforced = (text: string): QueryFault =>
    new QueryFault(text, {
        statusCode: 'MALFORMED_QUERY',
        message: NO_LONGER_ENFORCED,
        at: Math.max(0, text.search(/\bWITH\s+SECURITY_ENFORCED\b/i))
    });

/**
 * Reads a query into our tree.
 * @throws PlatformError MALFORMED_QUERY with the platform's picture of the place; NotSupported
 */
export const parseQuery = (text: string, old?: 'allowEnforced'): SoqlQuery => {
    const prepared = scanned(text);
    try {
        const query = readWhole(prepared, text);
        if (query.mode === 'enforced' && !old) throw noLongerEnforced(prepared);
        return query;
    } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        throw new QueryFault(text, { statusCode: 'MALFORMED_QUERY', message: error.message, at: error.at });
    }
};
