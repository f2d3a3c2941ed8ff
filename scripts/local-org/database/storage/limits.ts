import { LimitExceeded } from '../../model/index.ts';
import type { LimitKind, Limits, LimitScope } from '../types.ts';

interface Limit {
    readonly request: number;
    readonly async: number;
    readonly message: (used: number) => string;
}

/**
 * Source: Apex Developer Guide, "Execution Governors and Limits". Two have no counterpart here: `statements` stands for CPU time
 * (10 s and 60 s, taken as one microsecond a statement), `depth` for nested trigger invocations.
 */
const LIMITS: Readonly<Record<LimitKind, Limit>> = {
    queries: { request: 100, async: 200, message: (used) => `Too many SOQL queries: ${used}` },
    queryRows: { request: 50_000, async: 50_000, message: (used) => `Too many query rows: ${used}` },
    dmlStatements: { request: 150, async: 150, message: (used) => `Too many DML statements: ${used}` },
    dmlRows: { request: 10_000, async: 10_000, message: (used) => `Too many DML rows: ${used}` },
    sosl: { request: 20, async: 20, message: (used) => `Too many SOSL queries: ${used}` },
    callouts: { request: 100, async: 100, message: (used) => `Too many callouts: ${used}` },
    futures: { request: 50, async: 50, message: (used) => `Too many future calls: ${used}` },
    queueables: { request: 50, async: 1, message: (used) => `Too many queueable jobs added to the queue: ${used}` },
    // Source: Platform Events Developer Guide, "Publish Immediately": calls of their own limit, no DML statements.
    publishes: { request: 150, async: 150, message: (used) => `Too many publish immediate DML statements: ${used}` },
    emails: { request: 10, async: 10, message: (used) => `Too many Email Invocations: ${used}` },
    statements: { request: 10_000_000, async: 60_000_000, message: () => 'Apex CPU time limit exceeded' },
    heap: { request: 6_000_000, async: 12_000_000, message: (used) => `Apex heap size too large: ${used}` },
    depth: { request: 16, async: 16, message: () => 'Maximum trigger depth exceeded' }
};
const KINDS = Object.keys(LIMITS) as LimitKind[];

const maximum = (kind: LimitKind, scope: LimitScope): number =>
    scope === 'async' ? LIMITS[kind].async : LIMITS[kind].request;

/** A fresh set of counters. `spend` throws LimitExceeded in the platform's words; a negative amount gives back (depth). */
export const createLimits = (scope: LimitScope): Limits => {
    const used = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<LimitKind, number>;
    return {
        scope,
        spend(kind, amount) {
            const total = (used[kind] += amount);
            if (amount > 0 && total > maximum(kind, scope)) throw new LimitExceeded(LIMITS[kind].message(total));
        },
        used: (kind) => used[kind],
        max: (kind) => maximum(kind, scope),
        fresh: (other) => createLimits(other),
        snapshot: () => ({ ...used }),
        restore(state) {
            Object.assign(used, state);
        }
    };
};
