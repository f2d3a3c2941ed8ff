/**
 * Events of a transaction for a debug log. Nobody traces most transactions: then nothing is noted, and whoever would note something asks
 * first. Source of the events and of their levels: Apex Developer Guide, "Debug Log Levels".
 */
import type { Transaction } from './types.ts';

/** Categories that note events of their own, as fields of DebugLevel name them. */
export type TraceCategory = 'ApexCode' | 'Database' | 'Validation';

export interface TraceFacts {
    /** Whether events that the platform logs from a level on are logged. */
    readonly logs: (category: TraceCategory, level: 'INFO' | 'ERROR') => boolean;
    /** The Id of a component by its full name. */
    readonly idOf: (type: string, fullName: string) => string;
}
export interface Trace extends TraceFacts {
    /** Events in their order, what `System.debug` wrote among them. */
    readonly lines: string[];
    /** By performance.now(). */
    readonly startedAt: number;
}

const TRACE = Symbol('debug log of this transaction');

/** How a line of a log begins: the time of day, and nanoseconds since the beginning. */
export const stamped = (startedAt: number, text: string): string =>
    `${new Date().toISOString().slice(11, 22)} (${Math.round((performance.now() - startedAt) * 1_000_000)})|${text}`;

/** Traces a transaction from now on. */
export const startTrace = (tx: Pick<Transaction, 'cells'>, facts: TraceFacts): Trace => {
    const before = traceOf(tx);
    const trace: Trace = {
        logs: (category, level) => facts.logs(category, level) || (before?.logs(category, level) ?? false),
        idOf: facts.idOf,
        lines: before?.lines ?? [],
        startedAt: before?.startedAt ?? performance.now()
    };
    tx.cells.set(TRACE, trace);
    return trace;
};

/** The trace of a transaction; undefined where nobody asked for one. */
export const traceOf = (tx: Pick<Transaction, 'cells'>): Trace | undefined => tx.cells.get(TRACE) as Trace | undefined;

/** Notes events of a category; undefined where they are not logged, so that nobody builds their texts in vain. */
export const noteFor = (
    tx: Pick<Transaction, 'cells'>,
    category: TraceCategory,
    level: 'INFO' | 'ERROR' = 'INFO'
): ((text: string) => void) | undefined => {
    const trace = traceOf(tx);
    if (!trace?.logs(category, level)) return undefined;
    return (text) => void trace.lines.push(stamped(trace.startedAt, text));
};
