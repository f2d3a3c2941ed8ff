/**
 * Work that a request starts and later requests ask after: bulk jobs, deploys, test runs. It runs a step at a time between requests,
 * and goes on after a restart: what waits is kept in the org's own store, and so is whatever a worker must remember.
 */
import type { Org } from '../org/types.ts';
import { logUnexpected } from './errors.ts';

/** One kind of work. */
export interface BackgroundWorker {
    /** Names the kind: `bulk`, `deploy`, `testRun`. */
    readonly kind: string;
    /**
     * Does the next part of a piece of work: well under a second, in transactions of its own. What it did must be kept in the same
     * transaction as the fact that it did it, so that a killed engine repeats or continues a step and never half-tells it.
     * Faults of the work itself are its result; what is thrown is a fault of the local org, and the work is abandoned.
     * @returns whether more is left to do
     */
    step(org: Org, id: string): boolean;
    /** The work cannot go on: a step threw, or ended the engine again and again. The reason may be shown to clients. */
    abandon(org: Org, id: string, reason: string): void;
}

interface Waiting {
    readonly kind: string;
    readonly id: string;
    /** Steps begun since the last that ended. */
    readonly attempts: number;
}

const PREFIX = 'background/';
const SEQUENCE = 'background';
/** A step that ended the engine this often is not begun again, so that it cannot end it at every start. */
const MOST_ATTEMPTS = 3;
/** Keys sort as their numbers do. */
const DIGITS = 12;

const keep = (org: Org, key: string, waiting: Waiting): void =>
    org.database.store.set(key, Buffer.from(JSON.stringify(waiting)));

/** Lets a piece of work begin; inside a transaction, once that commits. */
export const startWork = (org: Org, kind: string, id: string): void => {
    const number = String(org.database.store.nextNumber(SEQUENCE)).padStart(DIGITS, '0');
    keep(org, PREFIX + number, { kind, id, attempts: 0 });
};

const read = (org: Org, key: string): Waiting | undefined => {
    const bytes = org.database.store.get(key);
    return bytes ? (JSON.parse(Buffer.from(bytes).toString('utf8')) as Waiting) : undefined;
};

/**
 * Takes turns between all that waits.
 * @returns a function that does one step and tells whether there was one to do; it never throws
 */
export const createBackground = (workers: readonly BackgroundWorker[]): ((org: Org) => boolean) => {
    let last = '';

    const give = (org: Org, worker: BackgroundWorker | undefined, { kind, id }: Waiting, reason: string): void => {
        try {
            worker?.abandon(org, id, reason);
        } catch (error) {
            logUnexpected(error);
        }
        if (!worker) logUnexpected(new Error(`Nobody does work of the kind ${kind}: ${id} is given up`));
    };

    return (org) => {
        const { store } = org.database;
        const keys = store.keys(PREFIX);
        const key = keys.find((one) => one > last) ?? keys[0];
        const waiting = key === undefined ? undefined : read(org, key);
        if (key === undefined || !waiting) return false;
        last = key;
        const worker = workers.find(({ kind }) => kind === waiting.kind);
        if (!worker || waiting.attempts >= MOST_ATTEMPTS) {
            store.delete(key);
            give(org, worker, waiting, 'The engine of the local org ended each time this was tried');
            return true;
        }
        keep(org, key, { ...waiting, attempts: waiting.attempts + 1 });
        try {
            if (worker.step(org, waiting.id)) keep(org, key, waiting);
            else store.delete(key);
        } catch (error) {
            store.delete(key);
            const reason = `An unexpected error occurred. Please include this ErrorId if you report it: ${logUnexpected(error)}`;
            give(org, worker, waiting, reason);
        }
        return true;
    };
};
