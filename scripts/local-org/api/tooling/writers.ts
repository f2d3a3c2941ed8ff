/** Which objects of the Tooling API can be made, changed and deleted over it, and how. */
import type { Transaction } from '../../database/types.ts';
import { PlatformError } from '../../model/index.ts';
import type { Id } from '../../model/index.ts';
import type { JsonObject } from '../http.ts';
import type { Call } from '../types.ts';
import { debugLogWriters } from './debugLogs.ts';
import { addToSuite, createSuite } from './suites.ts';
import { abortRun, allRuns } from './testRuns.ts';

/** What can be done with one object; what is absent, the local org lacks. */
export interface Writer {
    create?(call: Call, tx: Transaction, values: JsonObject): Id;
    update?(call: Call, tx: Transaction, id: string, values: JsonObject): void;
    remove?(call: Call, tx: Transaction, id: string): void;
}

const textIn = (values: JsonObject, name: string): string => {
    const value = values[name];
    return typeof value === 'string' ? value : '';
};

/** `Status: Aborted` on a queue item ends its run. */
const abort = (call: Call, id: string, status: unknown): void => {
    if (status !== 'Aborted')
        throw new PlatformError('FIELD_INTEGRITY_EXCEPTION', 'Status can only be changed to Aborted', ['Status']);
    for (const run of allRuns(call.org))
        if (run.items.some((item) => item.id.slice(0, 15) === id.slice(0, 15))) abortRun(call.org, run);
};

const WRITERS: Readonly<Record<string, Writer>> = {
    ...debugLogWriters,
    ApexTestQueueItem: { update: (call, _tx, id, values) => abort(call, id, values.Status) },
    ApexTestSuite: { create: (call, _tx, values) => createSuite(call.org, textIn(values, 'TestSuiteName')) },
    TestSuiteMembership: {
        create: (call, _tx, values) =>
            addToSuite(call.org, textIn(values, 'ApexTestSuiteId'), textIn(values, 'ApexClassId'))
    }
};

/** How an object is written, by its name in any case; nothing can be done with one that is not there. */
export const writerOf = (name: string): Writer =>
    Object.entries(WRITERS).find(([known]) => known.toLowerCase() === name.toLowerCase())?.[1] ?? {};
