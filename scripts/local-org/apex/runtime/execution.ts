import type { ExecutionMode } from '../../security/types.ts';
import { SYSTEM_MODE, USER_MODE } from '../../security/types.ts';
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
    mode: 0 | 1 | 2;
    /** Records that may not be written now (Trigger.old; Trigger.new in after triggers). */
    readOnly: WeakSet<object> | undefined;
}
/** By index: 0 user mode, 1 system mode with sharing, 2 system mode without. */
export const MODES: readonly [ExecutionMode, ExecutionMode, ExecutionMode] = [
    USER_MODE,
    { fields: 'system', records: 'with' },
    SYSTEM_MODE
];

/** The one module-level state of the local org: a process runs one execution at a time, and compiled code needs it fast. */
export const cell: HotCell = {
    execution: undefined,
    statics: [],
    ticks: 0,
    depth: 0,
    sharing: 0,
    mode: 0,
    readOnly: undefined
};

/** The running execution. @throws Error where none runs, which is a fault of the caller */
export const execution = (): Execution => {
    if (!cell.execution) throw new Error('no Apex is running');
    return cell.execution;
};

/** Access mode of the Apex code that called this library member (Database.query without AccessLevel …). */
export const callerMode = (): ExecutionMode => MODES[cell.mode];
