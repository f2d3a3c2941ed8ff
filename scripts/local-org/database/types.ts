/** SQLite; the only module that writes SQL. Everything is synchronous and takes the transaction first. */
import type {
    DatetimeValue,
    FieldDef,
    Id,
    ObjectDef,
    Problem,
    SaveError,
    Schema,
    SObject,
    Scalar
} from '../model/index.ts';
import type { Formula } from '../formula/types.ts';
import type { CustomMetadataRecord, DuplicateRuleDef, GrantDef, LabelDef, SharingRuleDef } from '../metadata/types.ts';
import type { AccessModel, ExecutionMode, UserContext } from '../security/types.ts';

export type LimitKind =
    | 'queries'
    | 'queryRows'
    | 'dmlStatements'
    | 'dmlRows'
    | 'sosl'
    | 'callouts'
    | 'futures'
    | 'queueables'
    | 'emails'
    | 'publishes'
    | 'statements'
    | 'heap'
    | 'depth';
export type LimitScope = 'request' | 'async' | 'test';
/** Counters of one transaction. `spend` throws LimitExceeded with the platform's words. */
export interface Limits {
    readonly scope: LimitScope;
    spend(kind: LimitKind, amount: number): void;
    used(kind: LimitKind): number;
    max(kind: LimitKind): number;
    /** A fresh set, as Test.startTest gives; the old one is kept by the caller. */
    fresh(scope: LimitScope): Limits;
    /** For the retry of partial saves: counters go back to a state taken before. */
    snapshot(): Readonly<Record<LimitKind, number>>;
    restore(state: Readonly<Record<LimitKind, number>>): void;
}
export interface Savepoint {
    readonly name: string;
}
export interface AsyncJob {
    /** Given by the queue when it hands the job out; QueueableContext.getJobId answers it. */
    readonly id?: Id;
    readonly kind: 'future' | 'queueable' | 'finalizer' | 'batch' | 'schedulable' | 'event' | 'callback';
    readonly className: string;
    readonly method?: string;
    /** Serialised at enqueue. */
    readonly state: string;
    readonly userId: Id;
    readonly notBefore?: DatetimeValue;
}
export interface SystemRows {
    /** Writes a row, or changes the one of that Id; without an Id it is new. @returns its Id */
    write(object: string, id: Id | undefined, values: Readonly<Record<string, Scalar>>): Id;
    /** The first row with this value in a text field or as its Id. */
    find(object: string, field: string, value: string): SObject | undefined;
    drop(object: string, id: Id): void;
}
export interface Transaction {
    readonly schema: Schema;
    readonly now: DatetimeValue;
    /** The running user; changes inside `runAs`. */
    readonly user: UserContext;
    /** Replaced by Test.startTest and Test.stopTest. */
    limits: Limits;
    savepoint(): Savepoint;
    /** @param published events that are published immediately stay, as Apex' own rollback leaves them */
    rollbackTo(point: Savepoint, published?: 'keep'): void;
    release(point: Savepoint): void;
    runAs<T>(userId: Id, body: () => T): T;
    /** Runs as its own transaction after commit, where the organisation's queue runs; inside a test, at Test.stopTest. */
    afterCommit(job: AsyncJob): Id;
    /** Rows that the platform itself keeps (jobs, schedules), past triggers, rules and rights. */
    readonly systemRows: SystemRows;
    /** Anything a layer keeps for the length of the transaction (statics of Apex classes, caches of access). */
    readonly cells: Map<symbol, unknown>;
    /** Rows that this transaction has locked so far: what it saved, their masters, what it read FOR UPDATE. */
    readonly locked: ReadonlySet<Id>;
}
/**
 * Rows that open transactions hold. Transactions here run one after the other, so nobody holds a row unless told to: a person at the
 * command line, a test, an API that plays batches running side by side. A save of a held row, or of one that locks it, fails with
 * UNABLE_TO_LOCK_ROW; so does FOR UPDATE. Kept in memory: a restart of the engine releases all.
 */
export interface LockLedger {
    /** @throws PlatformError UNABLE_TO_LOCK_ROW where somebody else holds one; then none is held */
    hold(ids: Iterable<Id>, holder: string): void;
    /** All rows of a holder, or of everybody. */
    release(holder?: string): void;
    /** Row → who holds it. */
    held(): ReadonlyMap<Id, string>;
}
/** What the database needs from the current generation of the org. Swapped as a whole after a deploy. */
export interface DatabaseModel {
    readonly schema: Schema;
    readonly access: AccessModel;
    readonly labels: ReadonlyMap<string, LabelDef>;
    readonly customMetadata: readonly CustomMetadataRecord[];
    readonly customPermissions: Iterable<string>;
    readonly grants?: readonly GrantDef[];
    readonly sharingRules?: readonly SharingRuleDef[];
    readonly duplicateRules?: readonly DuplicateRuleDef[];
}
export interface MigrationResult {
    readonly steps: readonly string[];
    readonly refused: readonly Problem[];
}
export interface Database {
    /** @param file a path, `:memory:`, or an image made by `image()` */
    open(file: string | Uint8Array): void;
    close(): void;
    /** Schema and all rows as bytes, for a test process. */
    image(): Uint8Array;
    /** BEGIN IMMEDIATE … COMMIT, or nothing. Nested calls are an error. */
    transaction<T>(userId: Id, scope: LimitScope, body: (tx: Transaction) => T): T;
    /** Brings the tables to the schema: adds, converts, hides, never drops. Runs inside a deploy transaction of its own. */
    migrate(to: Schema): MigrationResult;
    use(model: DatabaseModel): void;
    readonly records: Records;
    readonly soql: SoqlEngine;
    readonly queue: AsyncQueue;
    readonly locks: LockLedger;
    /** Small named texts of the org itself (key prefixes, generation, deployed components), outside of any object. */
    readonly store: KeyValueStore;
    /** Rows of setup objects that mirror metadata (Profile, PermissionSet, ApexClass, RecordType …): inserted, updated, deactivated by natural key, Ids kept. `mirrored` tells which rows a mirror wrote: only these may go. */
    mirror(
        tx: Transaction,
        object: string,
        key: string,
        rows: readonly Readonly<Record<string, Scalar>>[],
        mirrored?: (id: Id) => boolean
    ): void;
    /** Platform events that were published, for subscribers outside of the org. */
    readonly events: EventLog;
    /** The next number of a sequence, above `least`; that of an object's key prefix numbers its Ids. */
    nextNumber(sequence: string, least: number): number;
}
export interface EventLog {
    /** Keeps the events that a waiting job delivers. */
    keep(job: AsyncJob): void;
    /** The replay id of the newest event of an object; 0 where there was none. */
    newest(object: ObjectDef): number;
    /** Events of an object after a replay id, oldest first. */
    after(object: ObjectDef, replayId: number): readonly SObject[];
}
export interface KeyValueStore {
    get(key: string): Uint8Array | undefined;
    set(key: string, value: Uint8Array): void;
    delete(key: string): void;
    keys(prefix: string): readonly string[];
    /** The next number, from 1, of a named sequence; a rollback gives it back. */
    nextNumber(name: string): number;
}

// ── SOQL: our own tree, no parser types in it; the Apex compiler and dynamic SOQL produce the same one.
export type SoqlValue =
    | { readonly kind: 'literal'; readonly value: Scalar }
    | { readonly kind: 'dateLiteral'; readonly name: string; readonly n?: number }
    | { readonly kind: 'bind'; readonly index: number }
    | { readonly kind: 'list'; readonly values: readonly SoqlValue[] }
    | { readonly kind: 'subquery'; readonly query: SoqlQuery }
    | { readonly kind: 'currency'; readonly code: string; readonly value: Scalar };
export type SoqlOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'IN' | 'NOT IN' | 'INCLUDES' | 'EXCLUDES';
export type SoqlExpression =
    | { readonly kind: 'path'; readonly path: readonly string[]; readonly at: number }
    | {
          readonly kind: 'function';
          readonly name: string;
          readonly arguments: readonly SoqlExpression[];
          readonly at: number;
      };
export type SoqlCondition =
    | { readonly kind: 'and' | 'or'; readonly conditions: readonly SoqlCondition[] }
    | { readonly kind: 'not'; readonly condition: SoqlCondition }
    | {
          readonly kind: 'compare';
          readonly left: SoqlExpression;
          readonly operator: SoqlOperator;
          readonly right: SoqlValue;
      };
export type SoqlSelection =
    | { readonly kind: 'expression'; readonly expression: SoqlExpression; readonly alias?: string }
    | { readonly kind: 'children'; readonly query: SoqlQuery }
    | {
          readonly kind: 'typeof';
          readonly relationship: string;
          readonly when: readonly { readonly object: string; readonly fields: readonly SoqlExpression[] }[];
          readonly otherwise: readonly SoqlExpression[];
      }
    | { readonly kind: 'fields'; readonly which: 'ALL' | 'STANDARD' | 'CUSTOM' };
export interface SoqlQuery {
    /** Object name, or the child relationship name inside a child query. */
    readonly from: string;
    readonly alias?: string;
    readonly select: readonly SoqlSelection[];
    /** `SELECT COUNT() FROM …`. */
    readonly countOnly: boolean;
    readonly where?: SoqlCondition;
    readonly groupBy: readonly SoqlExpression[];
    readonly groupByRollup: boolean;
    readonly having?: SoqlCondition;
    readonly orderBy: readonly {
        readonly expression: SoqlExpression;
        readonly descending: boolean;
        readonly nulls?: 'FIRST' | 'LAST';
    }[];
    readonly limit?: SoqlValue;
    readonly offset?: SoqlValue;
    readonly allRows: boolean;
    readonly forUpdate: boolean;
    /** `FOR VIEW` or `FOR REFERENCE`: the user is said to have looked at the rows. */
    readonly viewed?: 'view' | 'reference';
    /** From a `WITH USER_MODE` / `WITH SYSTEM_MODE` clause; `enforced` is `WITH SECURITY_ENFORCED`, which only Apex below API 67 may say. */
    readonly mode?: 'user' | 'system' | 'enforced';
    /** From a `USING SCOPE` clause, lower case: `mine`, `everything` … */
    readonly scope?: string;
    /** Source text of each bind expression, by index: `:accountIds` → `accountIds`. The caller evaluates them. */
    readonly binds: readonly string[];
    readonly text: string;
}
export interface QueryColumn {
    readonly path: string;
    readonly field?: FieldDef;
    readonly alias?: string;
    readonly aggregate: boolean;
    /** Of a child query: `path` is then the child relationship's name. */
    readonly children?: readonly QueryColumn[];
}
export interface QueryResult {
    readonly rows: readonly SObject[];
    /** For aggregate queries: one map a row, keyed by alias or exprN; `rows` is then empty. */
    readonly aggregates?: readonly ReadonlyMap<string, Scalar>[];
    readonly totalSize: number;
    readonly columns: readonly QueryColumn[];
}
export interface SoqlEngine {
    /** @throws PlatformError MALFORMED_QUERY */
    /** @param old for Apex, where classes below API 67 may say `WITH SECURITY_ENFORCED` */
    parse(text: string, old?: 'allowEnforced'): SoqlQuery;
    /** Static check of names, operators, groupings: `message` in the platform's words; used by the Apex compiler, deploy and REST. */
    check(
        query: SoqlQuery,
        schema: Schema
    ): readonly { readonly statusCode: string; readonly message: string; readonly at: number }[];
    /**
     * Runs a query. User mode: a hidden object or field is refused as nonexistent; sharing filters rows.
     * @param binds values by bind index: Scalar, array of Scalar, SObject, or array of SObject (their Ids)
     * @throws PlatformError
     */
    query(tx: Transaction, query: SoqlQuery, binds: readonly unknown[], mode: ExecutionMode): QueryResult;
    /** A simple search for FIND: records of these objects whose name (and e-mail, phone) fields hold all words as prefixes. */
    search(
        tx: Transaction,
        words: string,
        objects: readonly { readonly object: ObjectDef; readonly fields: readonly string[]; readonly limit: number }[],
        mode: ExecutionMode
    ): readonly SObject[];
}

// ── Saving
export type Operation = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'merge';
export interface SaveRequest {
    readonly operation: Operation;
    /** For merge: the winner, with the fields to set on it, then the one or two records that go into it. */
    readonly records: readonly SObject[];
    readonly allOrNone: boolean;
    readonly mode: ExecutionMode;
    /** For upsert; Id where absent. */
    readonly externalId?: FieldDef;
    readonly source: 'apex' | 'api' | 'page';
    /** Saves duplicates that a rule only warns of: DMLOptions' and the API's DuplicateRuleHeader. */
    readonly allowsDuplicates?: boolean;
    /** Cuts text that is too long instead of refusing it: DMLOptions.allowFieldTruncation. */
    readonly truncates?: boolean;
    /** Database.insertImmediate and deleteImmediate, which are for big objects. */
    readonly immediate?: boolean;
}
export interface SaveResult {
    readonly id?: Id;
    readonly success: boolean;
    readonly created: boolean;
    readonly errors: readonly SaveError[];
    /** Of a merge's winner: the records that went into it, and the children that were theirs. */
    readonly merged?: { readonly recordIds: readonly Id[]; readonly movedIds: readonly Id[] };
}
export type TriggerEvent =
    | 'before insert'
    | 'before update'
    | 'before delete'
    | 'after insert'
    | 'after update'
    | 'after delete'
    | 'after undelete';
/** Declared here, implemented by apex/. */
export interface Triggers {
    has(object: ObjectDef, event: TriggerEvent): boolean;
    /** The first trigger of an event, for messages. */
    nameOf?(object: ObjectDef, event: TriggerEvent): string | undefined;
    /** Faults are left on the records by `addError`; exceptions propagate. `news` are writable in before events. */
    fire(
        tx: Transaction,
        event: TriggerEvent,
        object: ObjectDef,
        news?: readonly SObject[],
        olds?: readonly SObject[]
    ): void;
}
/** One lead to convert. Source: SOAP API Developer Guide, "LeadConvert". */
export interface LeadConversion {
    readonly leadId: Id;
    readonly convertedStatus: string;
    readonly accountId?: Id;
    readonly contactId?: Id;
    readonly opportunityId?: Id;
    readonly opportunityName?: string;
    readonly doNotCreateOpportunity: boolean;
    readonly ownerId?: Id;
    /** Records whose fields go before what the lead says, in a new record and in one that is named. */
    readonly accountRecord?: SObject;
    readonly contactRecord?: SObject;
    readonly opportunityRecord?: SObject;
}
export interface LeadConversionResult {
    readonly leadId: Id;
    readonly success: boolean;
    readonly errors: readonly SaveError[];
    readonly accountId?: Id | undefined;
    readonly contactId?: Id | undefined;
    readonly opportunityId?: Id | undefined;
}
/** What one way of matching of a duplicate rule finds for a record. */
export interface FoundDuplicates {
    readonly rule: DuplicateRuleDef;
    readonly match: DuplicateRuleDef['matches'][number];
    readonly found: readonly SObject[];
}
export interface Records {
    /**
     * The save pipeline, 200 rows a chunk; each chunk is really written, so that later SOQL sees it.
     * With `allOrNone`, the first failure rolls the whole statement back and every result tells why.
     * Sets Ids on inserted records. Never throws for a row's fault; throws LimitExceeded and NotSupported.
     */
    save(tx: Transaction, request: SaveRequest): readonly SaveResult[];
    /** Converts leads; costs one DML statement. With `allOrNone`, one failure takes everything back. */
    convertLeads(
        tx: Transaction,
        leads: readonly LeadConversion[],
        options: Pick<SaveRequest, 'allOrNone' | 'mode' | 'source'>
    ): readonly LeadConversionResult[];
    /** What the duplicate rules of an object find for each of its records, without saving them. */
    findDuplicates(
        tx: Transaction,
        object: ObjectDef,
        records: readonly SObject[]
    ): readonly (readonly FoundDuplicates[])[];
    /** Test.setCreatedDate: the only way to change it. @throws PlatformError INVALID_CROSS_REFERENCE_KEY */
    setCreatedDate(tx: Transaction, id: Id, created: DatetimeValue): void;
    /** Delivers the events of a queued job of kind `event` to their triggers, in the job's own transaction. */
    deliver(tx: Transaction, job: AsyncJob): void;
    attach(triggers: Triggers): void;
    /** Defaults of a new record for this user: literal and formula defaults, owner. */
    defaults(tx: Transaction, object: ObjectDef): SObject;
    /** A formula over a record in memory; parents are read by their Ids. */
    evaluate(tx: Transaction, formula: Formula, record: SObject): Scalar;
    /** The same, over values that the caller read itself: one for each of the formula's inputs. */
    evaluateWith(tx: Transaction, formula: Formula, inputs: readonly Scalar[]): Scalar;
    /** Takes deleted records out of the recycle bin for good. @returns for each Id whether it was in there */
    empty(tx: Transaction, ids: readonly Id[]): readonly boolean[];
}
/** Rows in the database; Test.stopTest drains the same queue. */
export interface AsyncQueue {
    /** @param kind only a job of this kind: Test.getEventBus().deliver() delivers events and runs nothing else */
    next(kind?: AsyncJob['kind']): { readonly id: Id; readonly job: AsyncJob } | undefined;
    done(id: Id, error?: string): void;
}
/*
 * Exported by database/index.ts: createDatabase(): Database
 *   storage/  tables, migration, Ids, raw statements        query/  SOQL → SQL        save/  the pipeline
 */
