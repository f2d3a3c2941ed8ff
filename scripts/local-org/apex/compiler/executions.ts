/** The execution of a transaction: made once, found again by nested entries such as triggers. */
import { traceOf } from '../../database/trace.ts';
import type { Transaction } from '../../database/types.ts';
import { cell, withExecution } from '../runtime/execution.ts';
import type { Execution, TestContext } from '../runtime/types.ts';
import type { Program } from './program.ts';

const executions = Symbol('Apex execution of this transaction');
interface Kept {
    readonly execution: Execution;
    readonly statics: unknown[];
}
/** Wall clock limits in ms: the platform ends a request after 10 minutes, a person at a desk sooner. */
const WALL = { request: 30_000, async: 120_000, test: 120_000 };

const freshTest = (): TestContext => ({
    started: false,
    stopped: false,
    outerLimits: undefined,
    mocks: new Map(),
    cells: new Map()
});

/**
 * Runs a body inside the transaction's execution.
 * @param own a job's own execution inside of the same transaction. In a test it shares the test's statics: what a job leaves in them,
 *   the test sees after Test.stopTest, and what the test put there, the job.
 */
export const inExecution = <T>(
    program: Program,
    tx: Transaction,
    entry: Execution['entry'],
    body: () => T,
    own = false
): T => {
    const outer = tx.cells.get(executions) as Kept | undefined;
    if (outer && !own) return withExecution(outer.execution, outer.statics, body);
    const test = outer?.execution.test ?? (entry === 'test' ? freshTest() : undefined);
    const kept = create(program, tx, entry, test, outer?.execution.test ? outer.statics : []);
    tx.cells.set(executions, kept);
    try {
        return withExecution(kept.execution, kept.statics, body);
    } finally {
        if (outer) tx.cells.set(executions, outer);
    }
};
const create = (
    program: Program,
    tx: Transaction,
    entry: Execution['entry'],
    test: TestContext | undefined,
    statics: unknown[]
): Kept => {
    const trace = traceOf(tx);
    const execution: Execution = {
        tx,
        get schema() {
            return tx.schema;
        },
        program,
        database: program.input.database,
        get userId() {
            return tx.user.userId;
        },
        test,
        entry,
        log: trace?.lines ?? [],
        cells: new Map(),
        trigger: undefined,
        savesRefused: false,
        startedAt: trace?.startedAt ?? performance.now(),
        deadline: performance.now() + WALL[tx.limits.scope]
    };
    return { execution, statics };
};
/** What the Apex of a transaction wrote to the debug log; undefined where none ran in it. */
export const debugLinesOf = (tx: Transaction): readonly string[] | undefined =>
    (tx.cells.get(executions) as Kept | undefined)?.execution.log;

/** Is a transaction's Apex running now? */
export const isRunning = (): boolean => cell.execution !== undefined;
