/**
 * What the other halves of database/ (query/, save/) may know about the tables.
 *
 * Naming. One STRICT table per object, named as the object (`"Onboarding_Plan__c"`); one column per stored field, named as the
 * field (`"Name"`, `"AccountId"`, `"Stage__c"`). SQLite's identifiers ignore case, as the platform's names do. Always write them
 * through `tableOf` and `columnOf`, which quote. Tables of the org itself begin with `_org_`.
 *
 * Every table, whatever its object declares, has the columns `Id` (TEXT, exact) and `IsDeleted` (INTEGER 0/1, 1 = recycle bin).
 *
 * | field type                                    | column          | raw value                                                |
 * | id, lookup, masterDetail                      | TEXT            | 18 characters, compared exactly                          |
 * | text, longText, picklist, multiPicklist, email, phone, url, autoNumber up to 255 | TEXT + twin `"Name$f"` | the text; the twin holds `fold(text)` |
 * | the same above 255, longText, richText        | TEXT, no twin   | use the SQL function `fold(column)` if ever compared     |
 * | boolean                                       | INTEGER         | 0 or 1, never NULL                                       |
 * | integer                                       | INTEGER         |                                                          |
 * | number, currency, percent                     | REAL            | all decimal places, at most 15 digits                    |
 * | date                                          | TEXT            | `YYYY-MM-DD`: sorts and compares as text                 |
 * | datetime                                      | INTEGER         | UTC milliseconds                                         |
 * | time                                          | INTEGER         | milliseconds of the day                                  |
 * | formula fields of any type                    | none            | computed: see FormulaCall                                |
 * | roll-up summaries                             | REAL/TEXT/INTEGER by their type | stored; save/ keeps them current         |
 *
 * Comparison, LIKE, ORDER BY, GROUP BY and uniqueness of text use the twin with a folded operand; Ids the column itself.
 * Custom metadata types are ordinary tables, filled when a model comes into use; nobody else writes them.
 */
import type BetterSqlite3 from 'better-sqlite3';
import type { FormulaContext, FieldPath } from '../../formula/types.ts';
import type { FieldDef, Id, ObjectDef, Schema, Scalar, SObject } from '../../model/index.ts';
import type { RecordFilter, UserContext } from '../../security/types.ts';
import type { DatabaseModel, Transaction } from '../types.ts';
import type { Locks } from './locks.ts';

export type SqlValue = null | number | bigint | string | Uint8Array;
export type Statement = BetterSqlite3.Statement<unknown[]>;
export type Connection = BetterSqlite3.Database;

/** A piece of SQL with `?` placeholders and their values in order of appearance. */
export interface SqlText {
    readonly text: string;
    readonly values: readonly SqlValue[];
}

/**
 * A formula field as SQL: `formula(<slot>, <input 1>, <input 2> …)`, inputs in the order of `inputs`, each the raw column at the
 * end of its path (join the parents; an input that is itself a formula field is a nested `formula(…)` call). The result is the raw
 * value of the field's type by the table above; text comes unfolded, so compare `fold(formula(…))`.
 * `now`, time zone and `$` globals come from the transaction that runs.
 */
export interface FormulaCall {
    readonly slot: number;
    readonly inputs: readonly FieldPath[];
    readonly volatile: boolean;
}

/** Everything derived from one deployed model; a new one after each deploy, so no prepared statement outlives its schema. */
export interface StorageGeneration {
    readonly model: DatabaseModel;
    readonly schema: Schema;
    /** Prepared once per generation and text. Never leave one iterating: any other write on the connection would throw. */
    statement(sql: string): Statement;
    /** @throws NotSupported where the formula does not compile in this org (deploy refuses those first) */
    formula(field: FieldDef): FormulaCall;
    /** For plan caches of query/ and save/: dies with the generation. */
    readonly cells: Map<symbol, unknown>;
}

/** The open database. `createSoqlEngine(storage)` and `createRecords(storage)` get this one object. */
export interface Storage {
    /** The one connection. Has the SQL functions `fold(text)` and `formula(slot, …)`. @throws Error where nothing is open */
    readonly connection: Connection;
    /** @throws Error before `use(model)` */
    readonly generation: StorageGeneration;
    /** Who holds which rows. */
    readonly locks: Locks;
    /** Runs now if a connection is open, and on every later open: for SQL functions of another layer. */
    onOpen(hook: (connection: Connection) => void): void;
    /**
     * A record filter as a condition on the table with this alias; the only place that turns sharing into SQL.
     * 'all' and 'none' are the caller's (no condition, no rows).
     */
    filterSql(object: ObjectDef, alias: string, filter: RecordFilter): SqlText;
    /** Stored fields of these records, deleted ones only where asked, in system mode; not counted by limits. */
    rows(object: ObjectDef, ids: readonly Id[], deleted?: 'include' | 'only'): ReadonlyMap<Id, SObject>;
    /** Stored fields of the rows whose field has one of these values (exact; text by its folded twin). */
    rowsWhere(object: ObjectDef, field: FieldDef, values: readonly Scalar[]): readonly SObject[];
    /** Globals, time and zone for formulas of the running transaction. */
    formulaContext(tx: Transaction, isNew: boolean): FormulaContext;
    /** Rights of any user, cached until a row changes that rights depend on. */
    userContext(userId: Id): UserContext;
}
