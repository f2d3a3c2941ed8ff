/** Which objects of the Tooling API can be made, changed and deleted over it, and how. */
import { PlatformError } from '../../model/index.ts';
import type { Id } from '../../model/index.ts';
import type { JsonObject } from '../http.ts';
import type { Call } from '../types.ts';
import { apexWriters } from './apexWrites.ts';
import { containerWriters } from './containers.ts';
import { debugLogWriters } from './debugLogs.ts';
import { metadataWriters } from './metadataWrites.ts';
import { addToSuite, createSuite } from './suites.ts';
import { abortRun, allRuns } from './testRuns.ts';

/** What can be done with one object; what is absent, the local org lacks. Each opens the transactions that it needs. */
export interface Writer {
    create?(call: Call, values: JsonObject): Id;
    update?(call: Call, id: string, values: JsonObject): void;
    remove?(call: Call, id: string): void;
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
    ...apexWriters,
    ...containerWriters,
    ...debugLogWriters,
    ...metadataWriters,
    ApexTestQueueItem: { update: (call, id, values) => call.transaction(() => abort(call, id, values.Status)) },
    ApexTestSuite: {
        create: (call, values) => call.transaction(() => createSuite(call.org, textIn(values, 'TestSuiteName')))
    },
    TestSuiteMembership: {
        create: (call, values) =>
            call.transaction(() =>
                addToSuite(call.org, textIn(values, 'ApexTestSuiteId'), textIn(values, 'ApexClassId'))
            )
    }
};

/** How an object is written, by its name in any case; nothing can be done with one that is not there. */
export const writerOf = (name: string): Writer =>
    Object.entries(WRITERS).find(([known]) => known.toLowerCase() === name.toLowerCase())?.[1] ?? {};
