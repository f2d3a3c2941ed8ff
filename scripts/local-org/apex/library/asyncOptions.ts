import { createHash } from 'node:crypto';
import { execution } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { Data, dataType } from './dataTypes.ts';
import { need, raise } from './support.ts';

/** Source: Apex Reference Guide, QueueableDuplicateSignature.Builder: bytes that a signature may hold. */
const MAX_SIGNATURE = 2048;

/** QueueableDuplicateSignature. */
export class Signature {
    readonly hash: string;
    constructor(hash: string) {
        this.hash = hash;
    }
    static of(parts: readonly string[]): Signature {
        return new Signature(createHash('sha256').update(JSON.stringify(parts)).digest('hex'));
    }
    apexText(): string {
        return this.hash;
    }
}
class SignatureBuilder {
    readonly parts: string[] = [];
    get size(): number {
        return this.parts.reduce((sum, part) => sum + Buffer.byteLength(part) - 1, 0);
    }
    add(kind: string, value: unknown): this {
        this.parts.push(`${kind}${String(need(value))}`);
        if (this.size > MAX_SIGNATURE)
            raise('System.IllegalArgumentException', `The signature is longer than ${MAX_SIGNATURE} bytes`);
        return this;
    }
}
const NAME = 'System.QueueableDuplicateSignature';
const signature: LibraryType = {
    name: NAME,
    kind: 'class',
    is: (value) => value instanceof Signature,
    members: {
        [`static ${NAME}.Builder Builder()`]: () => new SignatureBuilder(),
        'String toString()': (self: Signature) => self.hash
    }
};
const builder: LibraryType = {
    name: `${NAME}.Builder`,
    kind: 'class',
    is: (value) => value instanceof SignatureBuilder,
    members: {
        'new()': () => new SignatureBuilder(),
        [`${NAME}.Builder addId(Id value)`]: (self: SignatureBuilder, value: string | null) => self.add('d', value),
        [`${NAME}.Builder addInteger(Integer value)`]: (self: SignatureBuilder, value: number | null) =>
            self.add('i', value),
        [`${NAME}.Builder addString(String value)`]: (self: SignatureBuilder, value: string | null) =>
            self.add('s', value),
        [`${NAME} build()`]: (self: SignatureBuilder) => Signature.of(self.parts),
        'Integer getMaxSize()': () => MAX_SIGNATURE,
        'Integer getRemainingSize()': (self: SignatureBuilder) => MAX_SIGNATURE - self.size,
        'Integer getSize()': (self: SignatureBuilder) => self.size
    }
};

/** How a queueable was queued; kept with it. */
export interface QueueableFacts {
    /** 1 for a job that no queueable queued. */
    readonly depth: number;
    readonly maxDepth: number | null;
    readonly delay: number | null;
    readonly signature: string | null;
}
const FACTS = Symbol('how the running queueable was queued');
/** Of the running queueable; undefined outside of one. */
export const runningFacts = (): QueueableFacts | undefined =>
    execution().cells.get(FACTS) as QueueableFacts | undefined;
export const setRunningFacts = (facts: QueueableFacts): void => void execution().cells.set(FACTS, facts);

const inQueueable = (): QueueableFacts =>
    runningFacts() ?? raise('System.AsyncException', 'AsyncInfo is only available in queueable jobs');

/** Facts of a job that is queued now. @throws AsyncException where the stack of jobs is as deep as it may be */
export const factsOf = (options: Data | null): QueueableFacts => {
    const running = runningFacts();
    const depth = (running?.depth ?? 0) + 1;
    const maxDepth = (options?.get('maximumQueueableStackDepth') ?? running?.maxDepth ?? null) as number | null;
    if (maxDepth !== null && depth > maxDepth) raise('System.AsyncException', 'Maximum stack depth has been reached.');
    return {
        depth,
        maxDepth,
        delay: (options?.get('minimumQueueableDelayInMinutes') ?? null) as number | null,
        signature: (options?.get('duplicateSignature') as Signature | null | undefined)?.hash ?? null
    };
};
const signatureKey = (hash: string): string => `apex/signature/${hash}`;
/** Remembers the signature of a job that waits. @throws DuplicateMessageException where one of it waits already */
export const claimSignature = ({ signature: hash }: QueueableFacts): void => {
    if (hash === null) return;
    const { store } = execution().database;
    if (store.get(signatureKey(hash)))
        raise('System.DuplicateMessageException', 'Attempt to enqueue job with duplicate queueable signature');
    store.set(signatureKey(hash), new Uint8Array([1]));
};
/** A job that begins no longer stands in the way of others. */
export const releaseSignature = ({ signature: hash }: QueueableFacts): void => {
    if (hash !== null) execution().database.store.delete(signatureKey(hash));
};

const info: LibraryType = {
    name: 'System.AsyncInfo',
    kind: 'class',
    members: {
        'static Integer getCurrentQueueableStackDepth()': () => inQueueable().depth,
        'static Integer getMaximumQueueableStackDepth()': () => inQueueable().maxDepth,
        'static Integer getMinimumQueueableDelayInMinutes()': () => inQueueable().delay,
        'static Boolean hasMaxStackDepth()': () => inQueueable().maxDepth !== null
    }
};

/** AsyncOptions, AsyncInfo and duplicate signatures. Source: Apex Reference Guide, System Namespace. */
export const asyncOptionTypes: readonly LibraryType[] = [
    dataType('System.AsyncOptions', {
        duplicateSignature: NAME,
        maximumQueueableStackDepth: 'Integer',
        minimumQueueableDelayInMinutes: 'Integer'
    }),
    info,
    signature,
    builder
];
