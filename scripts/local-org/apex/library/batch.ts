import { type DatetimeValue, type Id } from '../../model/index.ts';
import { ApexList, execution, invoke, isA, isApexObject } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { noteBatchFailure } from './batchFailures.ts';
import { BatchContext } from './jobContexts.ts';
import { noteEnded, noteJob, notePart, noteQueued } from './jobRows.ts';
import { startAfter } from './jobStart.ts';
import { freeze, thaw } from './state.ts';
import { ApexIterator, itemsOf, raise, typeOf } from './support.ts';

/** `Database.QueryLocator`: what a batch walks through. */
export class QueryLocator {
    readonly text: string;
    readonly rows: ApexList;
    constructor(text: string, rows: ApexList) {
        this.text = text;
        this.rows = rows;
    }
}

/** One piece of a batch's work; the instance itself is kept once, in the organisation's store. */
type BatchState =
    | { readonly phase: 'start'; readonly scope: number; readonly instance: string }
    | { readonly phase: 'execute'; readonly jobId: string; readonly rows: string }
    | { readonly phase: 'finish'; readonly jobId: string };

const keyOf = (jobId: string): string => `apex/batch/${jobId}`;
const keep = (jobId: string, instance: string): void =>
    execution().database.store.set(keyOf(jobId), new TextEncoder().encode(instance));
const kept = (jobId: string): string => {
    const bytes = execution().database.store.get(keyOf(jobId));
    if (!bytes) throw new Error(`batch ${jobId} lost its instance`);
    return new TextDecoder().decode(bytes);
};
const queue = (className: string, state: BatchState, notBefore?: DatetimeValue): Id => {
    const { tx } = execution();
    return tx.afterCommit({
        kind: 'batch',
        className,
        state: JSON.stringify(state),
        userId: tx.user.userId,
        notBefore
    });
};

/**
 * `Database.executeBatch`: the job starts after commit.
 * @throws TypeException for scopes out of range and for what is no batch
 */
export const enqueueBatch = (batchable: unknown, scope: number): Id => {
    const name = checkBatch(batchable, scope);
    const id = queue(name, { phase: 'start', scope, instance: freeze(batchable) }, startAfter());
    return noteQueued(execution().tx, id, 'BatchApex', name);
};
/** @returns the name of the class. @throws TypeException for scopes out of range and for what is no batch */
export const checkBatch = (batchable: unknown, scope: number): string => {
    if (!isApexObject(batchable) || !isA(batchable, 'Database.Batchable')) {
        return raise('System.TypeException', 'The class must implement Database.Batchable');
    }
    if (scope < 1) raise('System.TypeException', `Batch size must be at least 1: ${scope}`);
    return batchable.$class.name;
};

/** Source: Apex Reference Guide, Database.executeBatch: of a QueryLocator a chunk has at most 2,000 records, of an Iterable any number. */
const MOST_OF_LOCATOR = 2000;
/** The scope that `start` returned, in chunks. */
const chunksOf = (scope: unknown, wanted: number): ApexList[] => {
    const isLocator = scope instanceof QueryLocator;
    const rows = isLocator ? scope.rows : scope;
    const size = isLocator ? Math.min(wanted, MOST_OF_LOCATOR) : wanted;
    const items = itemsOf(rows);
    const element = rows instanceof ApexList ? rows.element : typeOf('Object');
    const chunks: ApexList[] = [];
    for (let from = 0; from < items.length; from += size)
        chunks.push(new ApexList(element, items.slice(from, from + size)));
    return chunks;
};

const start = (jobId: string, className: string, state: BatchState & { phase: 'start' }, instance: unknown): void => {
    const { tx } = execution();
    noteJob(tx, jobId, { Status: 'Preparing' });
    const scope = invoke(instance, 'start', new BatchContext(jobId));
    const chunks = chunksOf(scope, state.scope);
    if (execution().test && chunks.length > 1) {
        raise(
            'System.UnexpectedException',
            'No more than one executeBatch can be called from within a test method. Please make sure the iterable returned from your start method matches the batch size, resulting in one executeBatch invocation.'
        );
    }
    noteJob(tx, jobId, { Status: 'Processing', TotalJobItems: chunks.length });
    keep(jobId, freeze(instance));
    for (const chunk of chunks) queue(className, { phase: 'execute', jobId, rows: freeze(chunk) });
    queue(className, { phase: 'finish', jobId });
};
/**
 * Runs one piece of a batch inside the current execution.
 * @param jobId of the queue's row: the batch's own Id when it starts
 */
export const runBatch = (jobId: string, className: string, text: string): void => {
    const state = JSON.parse(text) as BatchState;
    const instance = thaw(state.phase === 'start' ? state.instance : kept(state.jobId));
    const scope = state.phase === 'execute' ? thaw(state.rows) : undefined;
    try {
        runPiece(jobId, className, state, instance, scope);
    } catch (error) {
        const phase = state.phase === 'start' ? 'START' : state.phase === 'execute' ? 'EXECUTE' : 'FINISH';
        const raises = isA(instance, 'Database.RaisesPlatformEvents');
        noteBatchFailure(error, state.phase === 'start' ? jobId : state.jobId, phase, raises, scope);
        throw error;
    }
    return undefined;
};
const runPiece = (jobId: string, className: string, state: BatchState, instance: unknown, rows: unknown): void => {
    if (state.phase === 'start') return start(jobId, className, state, instance);
    if (state.phase === 'execute') {
        invoke(instance, 'execute', new BatchContext(state.jobId, jobId), rows);
        if (isA(instance, 'Database.Stateful')) keep(state.jobId, freeze(instance));
        notePart(execution().tx, state.jobId);
    } else {
        noteEnded(execution().tx, state.jobId);
        invoke(instance, 'finish', new BatchContext(state.jobId));
        execution().database.store.delete(keyOf(state.jobId));
    }
    return undefined;
};

const queryLocator: LibraryType = {
    name: 'Database.QueryLocator',
    kind: 'class',
    is: (value) => value instanceof QueryLocator,
    members: {
        'String getQuery()': (self: QueryLocator) => self.text,
        'Database.QueryLocatorIterator iterator()': (self: QueryLocator) => new ApexIterator(self.rows.items)
    }
};
const queryLocatorIterator: LibraryType = {
    name: 'Database.QueryLocatorIterator',
    kind: 'class',
    implements: ['System.Iterator<SObject>'],
    members: {
        'Boolean hasNext()': (self: ApexIterator) => self.hasNext,
        'SObject next()': (self: ApexIterator) => self.next()
    }
};
const batchable: LibraryType = {
    name: 'Database.Batchable',
    typeParameters: ['T'],
    kind: 'interface',
    members: {
        'Object start(Database.BatchableContext context)': (self: unknown, context: unknown) =>
            invoke(self, 'start', context),
        'void execute(Database.BatchableContext context, List<T> scope)': (
            self: unknown,
            context: unknown,
            scope: unknown
        ) => invoke(self, 'execute', context, scope),
        'void finish(Database.BatchableContext context)': (self: unknown, context: unknown) =>
            invoke(self, 'finish', context)
    },
    abstractMembers: [
        'Object start(Database.BatchableContext context)',
        'void execute(Database.BatchableContext context, List<T> scope)',
        'void finish(Database.BatchableContext context)'
    ]
};
const batchableContext: LibraryType = {
    name: 'Database.BatchableContext',
    kind: 'interface',
    is: (value) => value instanceof BatchContext,
    members: {
        'Id getJobId()': (self: unknown) => (self instanceof BatchContext ? self.jobId : invoke(self, 'getJobId')),
        'Id getChildJobId()': (self: unknown) =>
            self instanceof BatchContext ? self.childId : invoke(self, 'getChildJobId')
    },
    abstractMembers: ['Id getJobId()', 'Id getChildJobId()']
};
const marker = (name: string): LibraryType => ({ name, kind: 'interface', members: {} });

/** Batch Apex. Source: Apex Developer Guide, "Using Batch Apex". */
export const batchTypes: readonly LibraryType[] = [
    queryLocator,
    queryLocatorIterator,
    batchable,
    batchableContext,
    marker('Database.Stateful'),
    marker('Database.AllowsCallouts'),
    marker('Database.RaisesPlatformEvents')
];
