import type { FormulaContext } from '../../formula/types.ts';
import { DatetimeValue, NotSupported } from '../../model/index.ts';
import type { FieldDef, Id, ObjectDef, Scalar, Schema, SObject } from '../../model/index.ts';
import type { AccessFacts, RecordFilter, UserContext } from '../../security/types.ts';
import type { DatabaseModel, LimitScope, MigrationResult, Transaction } from '../types.ts';
import { imageOf, openConnection } from './connection.ts';
import { filterToSql } from './filters.ts';
import { Generation } from './generation.ts';
import { hasGrantRows } from './grant-rows.ts';
import { createFormulaContext, readGlobals } from './globals.ts';
import type { GlobalRecords } from './globals.ts';
import { Locks } from './locks.ts';
import { migrateTables } from './migrate.ts';
import { columnOf, foldedColumnOf, quoted, tableOf } from './names.ts';
import { idList, tableFor } from './tables.ts';
import { enqueueJob } from './store.ts';
import { dropSystemRow, findSystemRow, writeSystemRow } from './systemRows.ts';
import { SqliteTransaction } from './transaction.ts';
import type { Connection, SqlText, Storage } from './types.ts';
import { toComparableSql } from './values.ts';
import { prepareViewed } from './viewed.ts';

/** Objects whose rows decide what a user may do: a change to one makes every cached right void. */
const ACCESS_OBJECTS: ReadonlySet<string> = new Set([
    'user',
    'userrole',
    'profile',
    'permissionset',
    'permissionsetassignment',
    'permissionsetgroup',
    'permissionsetgroupcomponent',
    'mutingpermissionset',
    'objectpermissions',
    'fieldpermissions',
    'setupentityaccess',
    'group',
    'groupmember'
]);

/** Enough of a model to run SQL while tables change: nobody's rights, no labels. */
const bareModel = (schema: Schema): DatabaseModel => ({
    schema,
    access: {
        load: () => {
            throw new Error('No user acts during a migration');
        }
    },
    labels: new Map(),
    customMetadata: [],
    customPermissions: []
});

const NO_RIGHTS = { read: false, create: false, edit: false, delete: false, viewAll: false, modifyAll: false };

/** Who acts in an org that has no user yet: its first rows are written in system mode, and nothing else is possible. */
const nobody = (userId: Id): UserContext => ({
    userId,
    username: '',
    name: '',
    profileId: '',
    roleId: undefined,
    timeZone: 'GMT',
    locale: 'en_US',
    isActive: false,
    access: {
        key: 'nobody',
        object: () => NO_RIGHTS,
        field: () => ({ read: false, edit: false }),
        permission: () => false,
        apexClass: () => false,
        tab: () => false,
        app: () => false,
        customMetadata: () => false,
        recordType: () => false,
        defaultRecordType: () => undefined,
        layout: () => undefined,
        reaches: () => false,
        visible: () => 'none'
    }
});

/** The open database of one org. */
export class SqliteStorage implements Storage {
    readonly locks = new Locks();
    private readonly writeCounts = new Map<string, number>();
    private opened: Connection | undefined;
    private current: Generation | undefined;
    private running: SqliteTransaction | undefined;
    private readonly hooks: ((connection: Connection) => void)[] = [];
    private scope: LimitScope = 'request';
    private readonly commitHooks: ((tx: Transaction) => void)[] = [];
    private readonly users = new Map<Id, UserContext>();
    private readonly globals = new Map<Id, GlobalRecords>();
    private readonly contexts = new Map<string, FormulaContext>();
    /** Whether this transaction wrote rows that rights depend on: only then does a rollback make cached rights void. */
    private rightsChanged = false;

    get connection(): Connection {
        if (!this.opened) throw new Error('The database is not open');
        return this.opened;
    }
    get generation(): Generation {
        if (!this.current) throw new Error('No model is in use: deploy first');
        return this.current;
    }
    /** The transaction that runs. @throws Error where none does */
    get transactionNow(): SqliteTransaction {
        if (!this.running) throw new Error('No transaction is running');
        return this.running;
    }
    /** The user of the running transaction, without loading rights: mirrors write the first user. */
    get runningUserId(): Id {
        if (!this.running) throw new Error('No transaction is running');
        return this.running.userId;
    }
    /** Whether the running transaction is a test's, which never commits. */
    get runsTest(): boolean {
        return this.scope === 'test';
    }
    open(file: string | Uint8Array): void {
        if (this.opened) throw new Error('The database is open already');
        const connection = openConnection(file);
        connection.function('formula', { varargs: true }, (slot: unknown, ...raw: unknown[]) =>
            this.generation.evaluateSlot(Number(slot), raw, this.runningContext())
        );
        connection.function('running_user', () => this.runningUserId);
        prepareViewed(connection);
        this.opened = connection;
        for (const hook of this.hooks) hook(connection);
    }
    close(): void {
        if (!this.opened) return;
        // Statistics for whoever opens the file next: one in memory ends here.
        if (!this.opened.memory) this.opened.pragma('optimize');
        this.opened.close();
        this.opened = undefined;
        this.current = undefined;
        this.forgetRights();
    }
    image(): Uint8Array {
        return imageOf(this.connection);
    }
    onOpen(hook: (connection: Connection) => void): void {
        this.hooks.push(hook);
        if (this.opened) hook(this.opened);
    }
    /** Runs at the end of each transaction that commits; not in tests, which never do. */
    onCommit(hook: (tx: Transaction) => void): void {
        this.commitHooks.push(hook);
    }
    use(model: DatabaseModel): void {
        if (this.running) throw new Error('The model cannot change inside a transaction');
        this.current = new Generation(model, this.connection);
        this.forgetRights();
    }
    /** @throws Error inside a transaction */
    migrate(schema: Schema): MigrationResult {
        if (this.running) throw new Error('A migration is a transaction of its own');
        const { connection } = this;
        const before = this.current;
        connection.exec('BEGIN IMMEDIATE');
        try {
            const result = migrateTables(connection, schema, () => {
                this.current = new Generation(bareModel(schema), connection);
                return this.current;
            });
            connection.exec(result.refused.length > 0 ? 'ROLLBACK' : 'COMMIT');
            if (result.refused.length === 0 && result.steps.length > 0) connection.pragma('optimize');
            return result;
        } catch (error) {
            if (connection.inTransaction) connection.exec('ROLLBACK');
            throw error;
        } finally {
            this.current = before;
        }
    }
    transaction<T>(userId: Id, scope: LimitScope, body: (tx: Transaction) => T): T {
        if (this.running) throw new Error('A transaction is running already');
        const { connection, generation } = this;
        connection.exec('BEGIN IMMEDIATE');
        this.contexts.clear();
        this.rightsChanged = false;
        this.scope = scope;
        try {
            this.running = new SqliteTransaction(
                {
                    connection,
                    schema: generation.schema,
                    systemRows: {
                        write: (object, id, values) => writeSystemRow(this, object, id, values),
                        find: (object, field, value) => findSystemRow(this, object, field, value),
                        drop: (object, id) => dropSystemRow(this, object, id)
                    },
                    userContext: (id) => this.userContext(id),
                    rolledBack: () => {
                        if (this.rightsChanged) this.forgetRights();
                    }
                },
                userId,
                scope
            );
            const result = body(this.running);
            if (scope !== 'test') for (const hook of this.commitHooks) hook(this.running);
            connection.exec('COMMIT');
            return result;
        } catch (error) {
            if (connection.inTransaction) connection.exec('ROLLBACK');
            if (scope !== 'test') for (const job of this.running?.published ?? []) enqueueJob(connection, job);
            this.forgetRights();
            throw error;
        } finally {
            this.running = undefined;
        }
    }
    filterSql(object: ObjectDef, alias: string, filter: RecordFilter): SqlText {
        return filterToSql(this.generation.schema, object, alias, filter);
    }
    rows(object: ObjectDef, ids: readonly Id[], deleted?: 'include' | 'only'): ReadonlyMap<Id, SObject> {
        const condition = deleted === 'include' ? '' : ` AND "IsDeleted" = ${deleted === 'only' ? 1 : 0}`;
        const found = tableFor(this.generation, object).find(`"Id" IN (SELECT value FROM json_each(?))${condition}`, [
            idList(ids)
        ]);
        return new Map(found.map((record) => [record.id as Id, record]));
    }
    rowsWhere(object: ObjectDef, field: FieldDef, values: readonly Scalar[]): readonly SObject[] {
        const column = foldedColumnOf(field) ?? columnOf(field) ?? quoted(field.name);
        const list = idList(values.map((value) => toComparableSql(field, value)));
        return tableFor(this.generation, object).find(
            `${column} IN (SELECT value FROM json_each(?)) AND "IsDeleted" = 0`,
            [list]
        );
    }
    formulaContext(tx: Transaction, isNew: boolean): FormulaContext {
        const key = `${tx.user.userId} ${isNew}`;
        let context = this.contexts.get(key);
        if (!context) {
            const records = this.globals.get(tx.user.userId) as GlobalRecords;
            this.contexts.set(key, (context = createFormulaContext(this.generation, records, tx, isNew)));
        }
        return context;
    }
    userContext(userId: Id): UserContext {
        let user = this.users.get(userId);
        if (!user) {
            user = this.hasUsers() ? this.generation.model.access.load(userId, this.accessFacts()) : nobody(userId);
            this.users.set(userId, user);
            this.globals.set(userId, readGlobals(this.generation, user));
        }
        return user;
    }
    /** How often rows of an object were written in this process: equal numbers mean that nothing changed in between. */
    writes(object: ObjectDef): number {
        return this.writeCounts.get(object.name) ?? 0;
    }
    /** To be told by save/ and mirror after each write. */
    wrote(object: ObjectDef): void {
        this.writeCounts.set(object.name, this.writes(object) + 1);
        // Custom settings are read with a user's rights, for formulas.
        if (object.kind !== 'customSetting' && !ACCESS_OBJECTS.has(object.name.toLowerCase())) return;
        this.rightsChanged = true;
        this.forgetRights();
    }

    private hasUsers(): boolean {
        const users = this.generation.schema.object('User');
        if (!users) return false;
        return (
            this.generation
                .statement(`SELECT 1 FROM ${tableOf(users)} LIMIT 1`)
                .raw(true)
                .get() !== undefined
        );
    }
    private forgetRights(): void {
        this.users.clear();
        this.globals.clear();
        this.contexts.clear();
    }
    /** What security/ may ask about people and permission sets. */
    accessFacts(): AccessFacts {
        const { schema } = this.generation;
        return {
            schema,
            rows: (name, fieldName, values) => {
                const object = schema.object(name);
                const field = object?.field(fieldName);
                return object && field && values.length > 0 ? this.rowsWhere(object, field, values) : [];
            },
            hasGrantRows: (setId) => hasGrantRows(this, setId),
            now: () => Date.now()
        };
    }
    private runningContext(): FormulaContext {
        if (this.running) return this.formulaContext(this.running, false);
        // Roll-ups over formulas, computed by a migration: they may not use globals or the clock.
        return {
            now: new DatetimeValue(Date.now()),
            timeZone: 'GMT',
            isNew: false,
            global: (name) => {
                throw new NotSupported(`the formula global ${name} in a roll-up`);
            },
            lookUp: () => null,
            currencyRate: () => undefined
        };
    }
}
