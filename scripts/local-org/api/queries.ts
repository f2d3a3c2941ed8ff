/** Queries of clients: they count against no transaction's limits, and long results are read in pages by their Ids. */
import { NotSupported } from '../model/index.ts';
import type { Id, SObject } from '../model/index.ts';
import { USER_MODE } from '../security/types.ts';
import type { Limits, QueryResult, SoqlQuery, Transaction } from '../database/types.ts';
import type { Org } from '../org/types.ts';

/** The 50,000 rows and 100 queries are Apex's: a client reads as much as it likes. Source: REST API Developer Guide, "Query". */
const uncounted = (limits: Limits): Limits => ({
    scope: limits.scope,
    spend: () => undefined,
    used: () => 0,
    max: () => Infinity,
    fresh: (scope) => limits.fresh(scope),
    snapshot: () => limits.snapshot(),
    restore: (state) => limits.restore(state)
});

/** Runs what counts against no transaction's limits. */
export const withoutLimits = <T>(tx: Transaction, body: () => T): T => {
    const { limits } = tx;
    tx.limits = uncounted(limits);
    try {
        return body();
    } finally {
        tx.limits = limits;
    }
};

/** Runs a client's query as its user. @throws PlatformError */
export const clientQuery = (org: Org, tx: Transaction, query: SoqlQuery, binds: readonly unknown[] = []): QueryResult =>
    withoutLimits(tx, () => org.database.soql.query(tx, query, binds, USER_MODE));

/**
 * The Ids by which later pages find a query's rows again.
 * @throws NotSupported for a big object, whose records have none
 */
export const pageIdsOf = ({ rows }: QueryResult): Id[] => {
    if (rows[0]?.type.kind === 'bigObject') throw new NotSupported('big objects in query jobs and in pages of a query');
    return rows.map((row) => row.id ?? '');
};

/** Rows of a query that was run before, by their Ids and in that order; what was deleted meanwhile is missing. */
export const rowsOfIds = (
    org: Org,
    tx: Transaction,
    query: SoqlQuery,
    ids: readonly Id[],
    allRows: boolean
): SObject[] => {
    const page: SoqlQuery = {
        ...query,
        limit: undefined,
        offset: undefined,
        allRows,
        where: {
            kind: 'compare',
            left: { kind: 'path', path: ['Id'], at: 0 },
            operator: 'IN',
            right: { kind: 'list', values: ids.map((value) => ({ kind: 'literal', value })) }
        },
        orderBy: []
    };
    const found = new Map<Id, SObject>();
    for (const row of clientQuery(org, tx, page).rows) if (row.id) found.set(row.id, row);
    return ids.flatMap((id) => found.get(id) ?? []);
};
