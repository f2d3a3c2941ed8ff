import { DatetimeValue, PlatformError } from '../../model/index.ts';
import type { Id, Schema } from '../../model/index.ts';
import type { UserContext } from '../../security/types.ts';
import type { AsyncJob, Limits, LimitScope, Savepoint, SystemRows, Transaction } from '../types.ts';
import { readClock } from './clock.ts';
import { createLimits } from './limits.ts';
import { enqueueJob } from './store.ts';
import type { Connection } from './types.ts';

/** The cell that begins empty in each `runAs` block and comes back after it: which kinds of objects were saved (mixed DML). */
export const RUN_STATE = Symbol('run state');

/** What a transaction needs of the storage that opened it. */
export interface TransactionHost {
    readonly connection: Connection;
    readonly schema: Schema;
    readonly systemRows: SystemRows;
    userContext(userId: Id): UserContext;
    /** Rows that rights depend on may have changed back. */
    rolledBack(): void;
}

/** One running transaction: savepoints, the running user, counters. */
export class SqliteTransaction implements Transaction {
    readonly schema: Schema;
    readonly cells = new Map<symbol, unknown>();
    readonly locked = new Set<Id>();
    limits: Limits;
    private readonly host: TransactionHost;
    private readonly points: (Savepoint & { readonly published: number })[] = [];
    /** Events that no rollback takes back. */
    readonly published: AsyncJob[] = [];
    private readonly users: Id[];
    private count = 0;

    /** Is it a test's? Its limits change with Test.startTest and its jobs', this does not. */
    readonly isTest: boolean;

    constructor(host: TransactionHost, userId: Id, scope: LimitScope) {
        this.isTest = scope === 'test';
        this.host = host;
        this.schema = host.schema;
        this.users = [userId];
        this.limits = createLimits(scope);
    }
    /** The time goes on within a transaction, as `System.now()` does. */
    get now(): DatetimeValue {
        return new DatetimeValue(readClock());
    }
    get systemRows(): SystemRows {
        return this.host.systemRows;
    }
    get userId(): Id {
        return this.users[this.users.length - 1] as Id;
    }
    get user(): UserContext {
        return this.host.userContext(this.userId);
    }
    savepoint(): Savepoint {
        const point = { name: `s${++this.count}`, published: this.published.length };
        this.host.connection.exec(`SAVEPOINT ${point.name}`);
        this.points.push(point);
        return point;
    }
    rollbackTo(point: Savepoint, published?: 'keep'): void {
        const index = this.indexOf(point);
        this.host.connection.exec(`ROLLBACK TO ${point.name}`);
        this.points.length = index + 1;
        const since = this.points[index]?.published ?? 0;
        if (published) for (const job of this.published.slice(since)) enqueueJob(this.host.connection, job);
        else this.published.length = since;
        this.host.rolledBack();
    }
    release(point: Savepoint): void {
        const index = this.indexOf(point);
        this.host.connection.exec(`RELEASE ${point.name}`);
        this.points.length = index;
    }
    runAs<T>(userId: Id, body: () => T): T {
        this.host.userContext(userId);
        const state = this.cells.get(RUN_STATE);
        this.cells.delete(RUN_STATE);
        this.users.push(userId);
        try {
            return body();
        } finally {
            this.users.pop();
            this.cells.set(RUN_STATE, state);
        }
    }
    afterCommit(job: AsyncJob): Id {
        return enqueueJob(this.host.connection, job);
    }

    private indexOf(point: Savepoint): number {
        const index = this.points.findIndex(({ name }) => name === point.name);
        if (index < 0) throw new PlatformError('INVALID_OPERATION', 'The savepoint no longer exists');
        return index;
    }
}
