/** Querying from Apex: inline SOQL and the Database methods both come here. */
import { isUncatchable, NullDereference, PlatformError } from '../../model/index.ts';
import type { SObject } from '../../model/index.ts';
import type { QueryResult, SoqlQuery } from '../../database/types.ts';
import type { ExecutionMode } from '../../security/types.ts';
import { chargeRows } from './charge.ts';
import { ApexList, ApexSet } from './collections.ts';
import { ApexException, exception } from './exceptions.ts';
import { cell, execution } from './execution.ts';
import { inaccessibleFields } from './inaccessible.ts';
import { noteAtLine } from './lines.ts';
import { AggregateRow } from './values.ts';

/** In a test's cells: the objects for which it has a stub. Source: Apex Developer Guide, "Mock SOQL Tests for Data Cloud Data Model Objects" */
export const SOQL_STUBBED = Symbol('objects whose queries this test stubs');

/** A bind value as the query engine takes it: collections as arrays. */
const bindValue = (value: unknown): unknown =>
    value instanceof ApexList ? value.items : value instanceof ApexSet ? [...value] : value;

/** `WITH SYSTEM_MODE` in the text of a dynamic query: sharing stays as it is for the class. */
const ownMode = (query: SoqlQuery): ExecutionMode | undefined =>
    query.mode === 'system' ? { fields: 'system', records: cell.sharing === 1 ? 'with' : 'without' } : undefined;

/**
 * Runs a query. The clause `WITH USER_MODE` or `WITH SYSTEM_MODE` in it wins over `mode`.
 * @throws ApexException System.QueryException; LimitExceeded, NotSupported
 */
export const runQuery = (query: SoqlQuery, binds: readonly unknown[], mode: ExecutionMode): QueryResult => {
    const { database, tx, test } = execution();
    if ((test?.cells.get(SOQL_STUBBED) as ReadonlySet<string> | undefined)?.has(query.from.toLowerCase()))
        throw exception(
            'QueryException',
            "Stubbed query invocations can't be used without a participating query stub set."
        );
    const isAggregate = query.groupBy.length > 0 || query.countOnly ? 1 : 0;
    const noteEnd = noteAtLine('Database', 'SOQL_EXECUTE_BEGIN', () => `Aggregations:${isAggregate}|${query.text}`);
    try {
        const result = database.soql.query(tx, query, binds.map(bindValue), ownMode(query) ?? mode);
        chargeRows(result.rows.length);
        noteEnd?.('SOQL_EXECUTE_END', `Rows:${result.aggregates?.length ?? result.totalSize}`);
        return result;
    } catch (error) {
        const fault = queryFault(error);
        const fields = query.mode ?? mode.fields;
        if (fault instanceof ApexException && fields === 'user') fault.inaccessible = inaccessibleFields(query);
        throw fault;
    }
};

/** Parses dynamic SOQL. @throws ApexException System.QueryException */
export const parseQuery = (text: string): SoqlQuery => {
    try {
        return execution().database.soql.parse(text, 'allowEnforced');
    } catch (error) {
        throw queryFault(error);
    }
};

const queryFault = (error: unknown): unknown =>
    error instanceof NullDereference
        ? exception('NullPointerException', error.message)
        : error instanceof PlatformError && !isUncatchable(error)
          ? exception('QueryException', error.message)
          : error;

/** The rows of a result as Apex sees them: records, or rows of aggregates. */
export const rowsOf = (result: QueryResult): readonly (SObject | AggregateRow)[] =>
    result.aggregates ? result.aggregates.map((values) => new AggregateRow(values)) : result.rows;
