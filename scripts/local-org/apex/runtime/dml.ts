/** Saving from Apex: the DML statements and the Database methods both come here. */
import { isUncatchable, LimitExceeded, PlatformError } from '../../model/index.ts';
import type { FieldDef, SaveError, SObject } from '../../model/index.ts';
import type { Operation, SaveResult } from '../../database/types.ts';
import type { ExecutionMode } from '../../security/types.ts';
import { exception } from './exceptions.ts';
import type { ApexException } from './exceptions.ts';
import type { DmlRow } from './exceptions.ts';
import { execution } from './execution.ts';
import { resolveParents } from './foreignKeys.ts';
import { noteAtLine } from './lines.ts';

/** Whether a test set the org to its read-only mode, in `TestContext.cells`. */
export const READ_ONLY_MODE = Symbol('read-only mode of this test');
/** As during upgrades of the platform: saves are refused. */
export const isReadOnly = (): boolean => execution().test?.cells.get(READ_ONLY_MODE) === true;

const ROLLED_BACK = 'ALL_OR_NONE_OPERATION_ROLLED_BACK';

export interface SaveOptions {
    readonly allOrNone: boolean;
    readonly mode: ExecutionMode;
    /** For upsert; Id where absent. */
    readonly externalId?: FieldDef;
    /** Saves what a duplicate rule only warns of. */
    readonly allowsDuplicates?: boolean;
    /** Cuts text that is too long for its field. */
    readonly truncates?: boolean;
    /** Of big objects. */
    readonly immediate?: boolean;
}

/**
 * Saves through the pipeline and returns the result of each row; `Database.insert(records, false)` and its kin.
 * @throws ApexException System.DmlException where allOrNone was asked and a row failed; LimitExceeded, NotSupported
 */
export const saveRecords = (
    operation: Operation,
    records: readonly (SObject | null)[],
    options: SaveOptions
): readonly SaveResult[] => {
    // Source: Lightning Web Components Developer Guide: a cacheable method cannot mutate data; the platform says it so.
    if (execution().savesRefused) throw new LimitExceeded('Too many DML statements: 1');
    // Source: Apex Reference Guide, Test Class, setReadOnlyApplicationMode.
    if (isReadOnly()) throw exception('InvalidReadOnlyUserDmlException', 'Salesforce is in read-only mode');
    const rows = records.map((record) => record ?? nullRow(operation));
    // Records of big objects have no Id that could stand twice.
    if (options.immediate !== true) refuseTwice(operation, rows);
    const faults = rows.map((row) => (NAMES_PARENTS.has(operation) ? resolveParents(row) : undefined));
    if (faults.some((fault) => fault !== undefined)) return saveSound(operation, rows, faults, options);
    let results: readonly SaveResult[];
    const facts = (): string => `Op:${OPERATION_NAMES[operation]}|Type:${rows[0]?.type.name ?? ''}|Rows:${rows.length}`;
    const noteEnd = noteAtLine('Database', 'DML_BEGIN', facts);
    try {
        results = execution().database.records.save(execution().tx, {
            operation,
            records: rows,
            source: 'apex',
            ...options
        });
    } catch (error) {
        if (isUncatchable(error) || !(error instanceof PlatformError)) throw error;
        throw dmlException(operation, [{ index: 0, id: rows[0]?.id, object: rows[0]?.type, errors: [error] }]);
    } finally {
        noteEnd?.('DML_END');
    }
    const failed = results.flatMap((result, index) =>
        result.success ? [] : [{ index, id: rows[index]?.id, object: rows[index]?.type, errors: result.errors }]
    );
    // Rows that only went back because another failed are not among the exception's.
    const guilty = failed.filter(({ errors }) => errors.some(({ statusCode }) => statusCode !== ROLLED_BACK));
    if (options.allOrNone && failed.length > 0) throw dmlException(operation, guilty.length > 0 ? guilty : failed);
    return results;
};

/** As debug logs write them. */
const OPERATION_NAMES: Readonly<Record<Operation, string>> = {
    insert: 'Insert',
    update: 'Update',
    upsert: 'Upsert',
    delete: 'Delete',
    undelete: 'Undelete',
    merge: 'Merge'
};

const NAMES_PARENTS: ReadonlySet<Operation> = new Set(['insert', 'update', 'upsert']);
/** Saves the rows whose parents were found; the others keep their fault. @throws ApexException System.DmlException where all or none was asked */
const saveSound = (
    operation: Operation,
    rows: readonly SObject[],
    faults: readonly (SaveError | undefined)[],
    options: SaveOptions
): readonly SaveResult[] => {
    const failed = faults.flatMap((fault, index) =>
        fault ? [{ index, id: rows[index]?.id, object: rows[index]?.type, errors: [fault] }] : []
    );
    if (options.allOrNone) throw dmlException(operation, failed);
    const saved = saveRecords(
        operation,
        rows.filter((_row, index) => !faults[index]),
        options
    );
    const rest = saved[Symbol.iterator]();
    return faults.map((fault) =>
        fault ? { success: false, created: false, errors: [fault] } : (rest.next().value as SaveResult)
    );
};

/** Source: Apex Developer Guide, "System.ListException: Duplicate id in list". @throws ApexException System.ListException */
const refuseTwice = (operation: Operation, rows: readonly SObject[]): void => {
    if (operation === 'insert' || operation === 'merge' || rows.length < 2) return;
    const seen = new Set<string>();
    for (const { id } of rows) {
        if (id === undefined) continue;
        if (seen.has(id)) throw exception('ListException', `Duplicate id in list: ${id}`);
        seen.add(id);
    }
};

const nullRow = (operation: Operation): never => {
    throw exception(
        'NullPointerException',
        operation === 'insert' ? 'Attempt to insert a null sObject' : 'Argument cannot be null.'
    );
};

/**
 * The exception of a failed statement, in the platform's words:
 * `Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [Name]: [Name]`
 */
export const dmlException = (operation: Operation | 'convertLead', rows: readonly DmlRow[]): ApexException => {
    const first = firstFault(rows);
    const verb = operation.charAt(0).toUpperCase() + operation.slice(1);
    const id = first.row.id !== undefined && operation !== 'insert' ? ` with id ${first.row.id}` : '';
    const text = `${verb} failed. First exception on row ${first.row.index}${id}; first error: ${first.error.statusCode}, ${first.error.message}: [${first.error.fields.join(', ')}]`;
    const result = exception('DmlException', text);
    result.dmlRows = rows;
    return result;
};
const firstFault = (rows: readonly DmlRow[]): { row: DmlRow; error: SaveError } => {
    const row = rows[0];
    const error = row?.errors[0];
    if (!row || !error) throw new Error('a failed save without an error');
    return { row, error };
};
