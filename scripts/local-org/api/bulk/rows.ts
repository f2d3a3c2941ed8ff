/** Rows of a CSV, saved: 200 in a transaction, each on its own. */
import { SObject } from '../../model/index.ts';
import type { FieldDef, Id, ObjectDef, SaveError } from '../../model/index.ts';
import { USER_MODE } from '../../security/types.ts';
import type { Transaction } from '../../database/types.ts';
import type { Org } from '../../org/types.ts';
import { RecordReader } from '../records.ts';
import { insertFault, updateFault, upsertFault } from '../rowFaults.ts';
import { rowSource, xsdType } from './columns.ts';
import type { Column } from './columns.ts';
import type { IngestOperation } from './jobs.ts';

/** Rows that are saved together. Source: Bulk API 2.0 Developer Guide, "General Guidelines": chunks of 200 for triggers. */
export const ROWS_A_STEP = 200;

export interface RowResult {
    readonly id: Id | undefined;
    readonly created: boolean;
    /** Empty where the row was saved. */
    readonly errors: readonly SaveError[];
}
export interface SavedAs {
    readonly operation: IngestOperation;
    readonly object: ObjectDef;
    readonly columns: readonly Column[];
    readonly externalId?: FieldDef;
}

/** `REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --`. */
export const errorText = (errors: readonly SaveError[]): string =>
    errors
        .map(({ statusCode, message, fields }) => {
            const names = fields.length > 0 ? `${fields.join(',')} ` : '';
            return `${statusCode}:${message}:${names}--`;
        })
        .join(';');

/** A value that is not of its field's type, in the words of the Bulk APIs. */
const bulkError = (error: SaveError, { columns }: SavedAs, row: readonly string[]): SaveError => {
    if (error.statusCode !== 'JSON_PARSER_ERROR') return error;
    const at = columns.findIndex(({ field }) => field.name === error.fields[0]);
    const column = columns[at];
    if (!column) return error;
    const message = `Failed to deserialize field at col ${at}. Due to, '${row[at] ?? ''}' is not a valid value for the type ${xsdType(column.field)}`;
    return { statusCode: 'INVALID_FIELD', message, fields: error.fields };
};

const keyFault = ({ operation, externalId }: SavedAs, record: SObject): SaveError | undefined => {
    if (operation === 'insert') return insertFault(record);
    if (operation === 'upsert') return externalId ? upsertFault(externalId, record) : undefined;
    return updateFault(record);
};

const widthFault = (columns: readonly Column[], row: readonly string[]): SaveError | undefined =>
    row.length === columns.length
        ? undefined
        : {
              statusCode: 'INVALID_FIELD',
              message: `The row has ${row.length} values, the header ${columns.length}`,
              fields: []
          };

/**
 * Reads and saves rows in one transaction.
 * @returns a result a row
 * @throws LimitExceeded, NotSupported, ApexFailure: nothing of these rows was saved
 */
export const saveRows = (
    org: Org,
    tx: Transaction,
    how: SavedAs,
    rows: readonly (readonly string[])[]
): RowResult[] => {
    const reader = new RecordReader(tx);
    const isDelete = how.operation === 'delete' || how.operation === 'hardDelete';
    const drafts = rows.map((row) => {
        const width = widthFault(how.columns, row);
        if (width) return { record: new SObject(how.object), errors: [width] };
        const draft = reader.read(how.object, rowSource(how.columns, row));
        return draft;
    });
    reader.resolve(org);
    const results: RowResult[] = [];
    const valid: number[] = [];
    drafts.forEach(({ record, errors }, index) => {
        const fault = errors.length === 0 ? keyFault(how, record) : undefined;
        const all = fault ? [fault] : errors.map((error) => bulkError(error, how, rows[index] ?? []));
        results.push({ id: how.operation === 'insert' ? undefined : record.id, created: false, errors: all });
        if (all.length === 0) valid.push(index);
    });
    const records = valid.map((index) => {
        const record = drafts[index]?.record ?? new SObject(how.object);
        if (!isDelete) return record;
        const gone = new SObject(how.object);
        if (record.id !== undefined) gone.id = record.id;
        return gone;
    });
    if (records.length === 0) return results;
    const saved = org.database.records.save(tx, {
        operation: isDelete
            ? 'delete'
            : how.operation === 'insert' || how.operation === 'update'
              ? how.operation
              : 'upsert',
        records,
        allOrNone: false,
        mode: USER_MODE,
        source: 'api',
        ...(how.externalId && how.externalId.type !== 'id' ? { externalId: how.externalId } : {})
    });
    // Source: Bulk API 2.0 Developer Guide, "hardDelete": deleted records do not go to the recycle bin.
    if (how.operation === 'hardDelete')
        org.database.records.empty(
            tx,
            saved.flatMap((result) => (result.success && result.id !== undefined ? [result.id] : []))
        );
    valid.forEach((index, position) => {
        const result = saved[position];
        if (!result) return;
        results[index] = {
            id: result.id ?? results[index]?.id,
            created: result.success && (how.operation === 'insert' || result.created),
            errors: result.success ? [] : result.errors
        };
    });
    return results;
};
