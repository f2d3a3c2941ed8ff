import { randomUUID } from 'node:crypto';
import { execution } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { constantOf, QUIDDITY } from './enums.ts';

const QUIDDITIES: Readonly<Record<string, string>> = {
    auraEnabled: 'AURA',
    invocable: 'INVOCABLE_ACTION',
    rest: 'REST',
    test: 'RUNTEST_SYNC',
    anonymous: 'ANONYMOUS',
    trigger: 'SYNCHRONOUS',
    queueable: 'QUEUEABLE',
    finalizer: 'TRANSACTION_FINALIZER_QUEUEABLE',
    future: 'FUTURE',
    batch: 'BATCH_APEX',
    schedulable: 'SCHEDULED'
};
class ApexRequest {
    readonly id: string;
    constructor(id: string) {
        this.id = id;
    }
}
const REQUEST = Symbol('request of this execution');
const currentRequest = (): ApexRequest => {
    const { cells } = execution();
    let current = cells.get(REQUEST) as ApexRequest | undefined;
    if (!current) cells.set(REQUEST, (current = new ApexRequest(`local-${randomUUID().slice(0, 18)}`)));
    return current;
};
/** The Id of the running request: one for each transaction. */
export const requestId = (): string => currentRequest().id;

const request: LibraryType = {
    name: 'System.Request',
    kind: 'class',
    is: (value) => value instanceof ApexRequest,
    members: {
        'static System.Request getCurrent()': currentRequest,
        'String getRequestId()': (self: ApexRequest) => self.id,
        'System.Quiddity getQuiddity()': () => constantOf(QUIDDITY, QUIDDITIES[execution().entry] ?? 'UNDEFINED')
    }
};

/** Request. Source: Apex Reference Guide, Request Class. */
export const requestTypes: readonly LibraryType[] = [request];
