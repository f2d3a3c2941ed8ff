import { getHeapStatistics } from 'node:v8';
import { LimitExceeded } from '../../model/index.ts';
import type { ExecutionMode } from '../../security/types.ts';
import { SYSTEM_MODE, USER_MODE } from '../../security/types.ts';
import { heapBase, heapSize } from './heap.ts';
import type { Execution } from './types.ts';

/** The state that compiled code touches at every step, kept together and flat, because it is read millions of times a second. */
export interface HotCell {
    execution: Execution | undefined;
    /** Statics of each class by its index; a fresh array for each transaction. */
    statics: unknown[];
    /** Statements left until the next slow check. */
    ticks: number;
    /** Apex frames on the stack. */
    depth: number;
    /** Sharing of the class that runs: 1 with, 0 without. Classes without a keyword leave their caller's. */
    sharing: 0 | 1;
    /** Access mode of the statement that called the library: MODES index. */
    mode: ModeIndex;
    /** Records that may not be written now (Trigger.old; Trigger.new in after triggers). */
    readOnly: WeakSet<object> | undefined;
    /** Objects that are being turned into text. */
    readonly showing: Set<object>;
    /** Numbers given to objects that are equal only to themselves. */
    nextIdentity: number;
    /** JavaScript heap in use when the transaction began. */
    heapBase: number;
    /** Bytes that the transaction held at the last collection of garbage, and when the next may be, by performance.now(). */
    heapHeld: number;
    /** JavaScript heap in use after it. */
    heapAfter: number;
    heapAgainAt: number;
}
/** Place of an access mode in MODES. */
export type ModeIndex = 0 | 1 | 2 | 3;
/** By index: 0 user mode, 1 system mode with sharing, 2 system mode without, 3 fields as in user mode but without sharing. */
export const MODES: readonly [ExecutionMode, ExecutionMode, ExecutionMode, ExecutionMode] = [
    USER_MODE,
    { fields: 'system', records: 'with' },
    SYSTEM_MODE,
    { fields: 'user', records: 'without' }
];

/** The one module-level state of the local org: a process runs one execution at a time, and compiled code needs it fast. */
export const cell: HotCell = {
    execution: undefined,
    statics: [],
    ticks: 0,
    depth: 0,
    sharing: 0,
    mode: 0,
    readOnly: undefined,
    showing: new Set(),
    nextIdentity: 1,
    heapBase: 0,
    heapHeld: 0,
    heapAfter: 0,
    heapAgainAt: 0
};

/** The running execution. @throws Error where none runs, which is a fault of the caller */
export const execution = (): Execution => {
    if (!cell.execution) throw new Error('no Apex is running');
    return cell.execution;
};

/** Access mode of the Apex code that called this library member (Database.query without AccessLevel …). */
export const callerMode = (): ExecutionMode => MODES[cell.mode];

/** Statements between two slow checks. */
export const TICK_CHUNK = 20_000;
/** Share of the JavaScript heap that Apex may fill before the process is in danger. */
const HEAP_SHARE = 0.85;
const parent = process.ppid;

/** Charges the statements since the last check to the transaction. Called before limits are read or replaced. */
export const flushTicks = (): void => {
    const used = TICK_CHUNK - cell.ticks;
    cell.ticks = TICK_CHUNK;
    if (used > 0) cell.execution?.tx.limits.spend('statements', used);
};

/**
 * Every TICK_CHUNK statements: CPU limit, wall clock, memory, and whether the process that asked still lives.
 * @throws LimitExceeded
 */
export const slowTick = (): void => {
    flushTicks();
    if (process.ppid !== parent) process.exit(1);
    if (cell.execution && performance.now() > cell.execution.deadline)
        throw new LimitExceeded('Apex CPU time limit exceeded');
    if (cell.execution) checkHeap(cell.execution.tx.limits.max('heap'));
    const heap = getHeapStatistics();
    if (heap.used_heap_size > heap.heap_size_limit * HEAP_SHARE)
        throw new LimitExceeded(`Apex heap size too large: ${heap.used_heap_size}`);
};

/** @throws LimitExceeded where the transaction surely holds more than the limit */
const checkHeap = (limit: number): void => {
    const size = heapSize(limit);
    if (size > limit) throw new LimitExceeded(`Apex heap size too large: ${size}`);
};

/** Runs a body as the current execution; nested transactions have their own statics. */
export const withExecution = <T>(next: Execution, statics: unknown[], body: () => T): T => {
    if (cell.execution === next) return body();
    if (cell.execution) flushTicks();
    const before = { ...cell };
    Object.assign(cell, {
        execution: next,
        statics,
        ticks: TICK_CHUNK,
        depth: 0,
        sharing: 0,
        mode: 0,
        readOnly: undefined,
        heapBase: before.execution ? before.heapBase : heapBase(),
        heapHeld: before.execution ? before.heapHeld : 0
    });
    try {
        const result = body();
        flushTicks();
        return result;
    } finally {
        const { nextIdentity, heapAfter, heapAgainAt } = cell;
        Object.assign(cell, before, { nextIdentity, heapAfter, heapAgainAt });
    }
};
