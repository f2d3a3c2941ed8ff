import { SObject } from '../../model/index.ts';
import type { FieldDef, Id, ObjectDef, SaveError, Scalar } from '../../model/index.ts';
import type { ExecutionMode } from '../../security/types.ts';
import type { SqliteStorage } from '../storage/storage.ts';
import type { SaveRequest, Transaction, Triggers } from '../types.ts';

/** A record inside the pipeline: formula fields are computed when read, from the values it has at that moment. */
export class PipelineRecord extends SObject {
    override filledIn = true;
    resolve: ((record: SObject, field: FieldDef) => Scalar) | undefined;

    override get(field: FieldDef | string): Scalar | undefined {
        const value = super.get(field);
        if (value !== undefined || this.resolve === undefined) return value;
        const definition = typeof field === 'string' ? this.type.field(field) : field;
        return definition?.formula ? this.resolve(this, definition) : undefined;
    }
}

/** One record of a statement on its way. */
export interface Row {
    /** What the caller gave; never written to before the whole statement is done. */
    readonly input: SObject;
    readonly index: number;
    /** Working copy: what triggers see and what is written. New at each attempt. */
    record: PipelineRecord;
    old: PipelineRecord | undefined;
    /** Fields that the caller means to write. */
    given: ReadonlySet<FieldDef>;
    /** Values that passed system validation already. */
    checked: Map<FieldDef, Scalar>;
    /** Fields that the write changed. */
    changed: readonly FieldDef[];
    errors: SaveError[];
    id: Id | undefined;
    created: boolean;
}

/** What one statement carries through all of its stages. */
export interface Work {
    readonly storage: SqliteStorage;
    readonly tx: Transaction;
    readonly triggers: Triggers | undefined;
    readonly mode: ExecutionMode;
    /** `system`: the pipeline's own saves (roll-ups, totals), which nobody needs rights for. */
    readonly source: SaveRequest['source'] | 'system';
    readonly allOrNone: boolean;
    readonly allowsDuplicates?: boolean;
    readonly truncates?: boolean;
}

export const newRow = (input: SObject, index: number): Row => ({
    input,
    index,
    record: new PipelineRecord(input.type),
    old: undefined,
    given: new Set(),
    checked: new Map(),
    changed: [],
    errors: [],
    id: undefined,
    created: false
});

export const makeRecord = (object: ObjectDef): PipelineRecord => new PipelineRecord(object);

export const fail = (row: Row, statusCode: string, message: string, fields: readonly string[] = []): void => {
    row.errors.push({ statusCode, message, fields });
};

export const sound = (rows: readonly Row[]): Row[] => rows.filter((row) => row.errors.length === 0);
