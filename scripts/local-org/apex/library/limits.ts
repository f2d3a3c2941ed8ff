import type { LimitKind } from '../../database/types.ts';
import { execution, flushTicks, heapSize } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { cursorRows, fetchCalls, maxFetchCalls } from './cursors.ts';

/** Names of Limits' getters and what they count. */
const COUNTED: readonly (readonly [name: string, kind: LimitKind])[] = [
    ['Queries', 'queries'],
    ['QueryRows', 'queryRows'],
    ['DmlStatements', 'dmlStatements'],
    ['DmlRows', 'dmlRows'],
    ['SoslQueries', 'sosl'],
    ['Callouts', 'callouts'],
    ['FutureCalls', 'futures'],
    ['QueueableJobs', 'queueables'],
    ['EmailInvocations', 'emails'],
    ['PublishImmediateDML', 'publishes']
];
/** Kinds that nothing here spends, with the platform's limit. Source: Apex Developer Guide, "Execution Governors and Limits". */
const UNUSED: readonly (readonly [name: string, limit: number])[] = [
    ['AggregateQueries', 300],
    ['ApexCursors', 10_000],
    ['ApexPaginationCursorRows', 100_000],
    ['ApexPaginationCursors', 200_000],
    ['MobilePushApexCalls', 10],
    ['QueryLocatorRows', 10_000],
    ['AsyncCalls', 200],
    ['ChildRelationshipsDescribes', 100],
    ['DatabaseTime', 0],
    ['FieldSetsDescribes', 100],
    ['FieldsDescribes', 100],
    ['FindSimilarCalls', 10],
    ['PicklistDescribes', 100],
    ['RecordTypesDescribes', 100],
    ['RunAs', 20],
    ['SavepointRollbacks', 20],
    ['Savepoints', 5],
    ['ScriptStatements', 200_000]
];
const STATEMENTS_A_MS = 1000;

const members: Record<string, () => number> = {};
for (const [name, kind] of COUNTED) {
    members[`static Integer get${name}()`] = () => execution().tx.limits.used(kind);
    members[`static Integer getLimit${name}()`] = () => execution().tx.limits.max(kind);
}
for (const [name, limit] of UNUSED) {
    members[`static Integer get${name}()`] = () => 0;
    members[`static Integer getLimit${name}()`] = () => limit;
}
// CPU time is counted in statements here and told in the platform's milliseconds; asynchronous Apex has six times as much.
members['static Integer getCpuTime()'] = () => {
    flushTicks();
    return Math.floor(execution().tx.limits.used('statements') / STATEMENTS_A_MS);
};
members['static Integer getLimitCpuTime()'] = () => execution().tx.limits.max('statements') / STATEMENTS_A_MS;
// Between half of the limit and the limit it matters what is garbage: there it is told apart.
members['static Integer getHeapSize()'] = () => heapSize(execution().tx.limits.max('heap') / 2);
members['static Integer getLimitHeapSize()'] = () => execution().tx.limits.max('heap');
members['static Integer getApexCursorRows()'] = cursorRows;
members['static Integer getLimitApexCursorRows()'] = () => 50_000_000;
members['static Integer getFetchCallsOnApexCursor()'] = fetchCalls;
members['static Integer getLimitFetchCallsOnApexCursor()'] = () => maxFetchCalls;

/** System.Limits. Source: Apex Reference Guide, Limits Class. */
export const limits: readonly LibraryType[] = [{ name: 'System.Limits', kind: 'class', members }];
