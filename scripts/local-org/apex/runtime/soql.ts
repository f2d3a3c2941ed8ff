/** Querying from Apex: inline SOQL and the Database methods both come here. */
import { isUncatchable, PlatformError } from '../../model/index.ts';
import type { SObject } from '../../model/index.ts';
import type { QueryResult, SoqlQuery } from '../../database/types.ts';
import type { ExecutionMode } from '../../security/types.ts';
import { chargeRows } from './charge.ts';
import { ApexList, ApexSet } from './collections.ts';
import { exception } from './exceptions.ts';
import { cell, execution } from './execution.ts';
import { AggregateRow } from './values.ts';

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
    const { database, tx } = execution();
    try {
        const result = database.soql.query(tx, query, binds.map(bindValue), ownMode(query) ?? mode);
        chargeRows(result.rows.length);
        return result;
    } catch (error) {
        throw queryFault(error);
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
    error instanceof PlatformError && !isUncatchable(error) ? exception('QueryException', error.message) : error;

/** The rows of a result as Apex sees them: records, or rows of aggregates. */
export const rowsOf = (result: QueryResult): readonly (SObject | AggregateRow)[] =>
    result.aggregates ? result.aggregates.map((values) => new AggregateRow(values)) : result.rows;
