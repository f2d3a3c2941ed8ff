/** Anonymous Apex, as the command line and the Tooling API run it: one transaction, and nothing stays of code that fails. */
import type { AnonymousResult } from '../apex/types.ts';
import type { Transaction } from '../database/types.ts';
import { LimitExceeded } from '../model/index.ts';
import type { Org } from '../org/types.ts';

/** Ends the transaction of code that failed. */
class AnonymousFailed extends Error {
    readonly result: AnonymousResult;
    /** For the debug log. */
    readonly apexFailure: AnonymousResult['exception'];
    constructor(result: AnonymousResult) {
        super('anonymous Apex failed');
        this.result = result;
        this.apexFailure = result.exception;
    }
}

/**
 * Compiles and runs a block of Apex.
 * @param inTransaction opens the transaction, as the user who runs the code, and undoes it where its body throws
 * @returns what the code did; a compile problem, an exception and an exceeded limit are results
 */
export const runAnonymous = (
    org: Org,
    text: string,
    inTransaction: (body: (tx: Transaction) => AnonymousResult) => AnonymousResult
): AnonymousResult => {
    const source = { name: 'AnonymousBlock', kind: 'anonymous', file: 'anonymous.apex', text, apiVersion: 67 } as const;
    try {
        return inTransaction((tx) => {
            const result = org.current.code.anonymous(tx, source);
            if (!result.success) throw new AnonymousFailed(result);
            return result;
        });
    } catch (error) {
        if (error instanceof AnonymousFailed) return error.result;
        if (!(error instanceof LimitExceeded)) throw error;
        const exception = { message: `System.LimitException: ${error.message}`, stack: '' };
        return { compiled: true, success: false, exception, log: '' };
    }
};
