import { DatetimeValue, SObject } from '../../model/index.ts';
import type { FieldDef, ObjectDef, Scalar, Schema } from '../../model/index.ts';
import { takeIds } from '../storage/sequences.ts';
import { tableFor } from '../storage/tables.ts';
import type { StorageGeneration } from '../storage/types.ts';
import { textOf } from '../storage/values.ts';
import { sound } from './row.ts';
import type { Row, Work } from './row.ts';

const HISTORIES = Symbol('histories');

interface History {
    readonly object: ObjectDef;
    readonly parent: FieldDef;
    readonly tracked: readonly FieldDef[];
}

const historyFor = (schema: Schema, object: ObjectDef): History | undefined => {
    const history = schema.objects.find(
        (candidate) =>
            candidate.kind === 'history' &&
            candidate.fields.some((field) => field.type === 'masterDetail' && field.referenceTo[0] === object.name)
    );
    const parent = history?.fields.find((field) => field.type === 'masterDetail');
    const tracked = object.fields.filter((field) => field.trackHistory && !field.formula);
    return history && parent && tracked.length > 0 ? { object: history, parent, tracked } : undefined;
};

const historyOf = (generation: StorageGeneration, object: ObjectDef): History | undefined => {
    let known = generation.cells.get(HISTORIES) as Map<ObjectDef, History | undefined> | undefined;
    if (!known) generation.cells.set(HISTORIES, (known = new Map()));
    if (!known.has(object)) known.set(object, historyFor(generation.schema, object));
    return known.get(object);
};

/** Of long text and several values only that they changed is kept. Source: Salesforce Help, "Field History Tracking". */
const keepsValues = (field: FieldDef): boolean => !['longText', 'richText', 'multiPicklist'].includes(field.type);
const shown = (field: FieldDef, value: Scalar | undefined): string | null =>
    keepsValues(field) ? textOf(value ?? null).slice(0, 255) || null : null;

/** Lookups have two rows, of the Id and of the name; only the Id is kept here. */
const dataTypeOf = (field: FieldDef): string => (field.type === 'lookup' ? 'EntityId' : 'Text');

/**
 * Writes a row for each tracked field that changed, and one for a new record. Never in tests, as on the platform.
 * Source: Object Reference, "StandardObjectNameHistory"; Salesforce Help, "Field History Tracking".
 */
export const writeHistory = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const { storage, tx } = work;
    const history = historyOf(storage.generation, object);
    if (!history || storage.transactionNow.isTest) return;
    const table = tableFor(storage.generation, history.object);
    const entries: [Row, FieldDef | undefined][] = sound(rows).flatMap((row): [Row, FieldDef | undefined][] =>
        row.old
            ? history.tracked.filter((field) => row.changed.includes(field)).map((field) => [row, field])
            : [[row, undefined]]
    );
    const ids = entries.length > 0 ? takeIds(storage.connection, history.object, entries.length) : [];
    const now = new DatetimeValue(Math.floor(tx.now.ms / 1000) * 1000);
    entries.forEach(([row, field], index) => {
        const record = new SObject(history.object);
        record.id = ids[index];
        record.set(history.parent, row.id ?? null);
        record.set('CreatedById', tx.user.userId);
        record.set('CreatedDate', now);
        record.set('Field', field?.name ?? 'created');
        record.set('DataType', field ? dataTypeOf(field) : 'Text');
        record.set('OldValue', field ? shown(field, row.old?.get(field)) : null);
        record.set('NewValue', field ? shown(field, row.record.get(field)) : null);
        table.insert(record);
    });
};
