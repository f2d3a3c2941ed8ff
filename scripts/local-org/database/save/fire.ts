import { PlatformError } from '../../model/index.ts';
import type { FieldDef, Id, ObjectDef, SObject } from '../../model/index.ts';
import type { TriggerEvent } from '../types.ts';
import { FormulaReader } from './formulas.ts';
import { fail, sound } from './row.ts';
import type { PipelineRecord, Row, Work } from './row.ts';

/** Source: Apex Developer Guide, "Trigger Context Variables": which lists an event has. */
const hasNews = (event: TriggerEvent): boolean => !event.endsWith('delete') || event === 'after undelete';
const hasOlds = (event: TriggerEvent): boolean =>
    event.endsWith('update') || event === 'before delete' || event === 'after delete';

const IN_TRIGGER = Symbol('records in their before trigger');

const inTrigger = (work: Work): Map<Id, string> => {
    let records = work.tx.cells.get(IN_TRIGGER) as Map<Id, string> | undefined;
    if (!records) work.tx.cells.set(IN_TRIGGER, (records = new Map()));
    return records;
};

/** Records in their own before-update or before-delete trigger. @returns what lets them go again */
const holdRecords = (work: Work, event: TriggerEvent, object: ObjectDef, rows: readonly Row[]): (() => void) => {
    if (event !== 'before update' && event !== 'before delete') return () => undefined;
    const records = inTrigger(work);
    const name = work.triggers?.nameOf?.(object, event) ?? object.name;
    const mine = rows.flatMap(({ id }) => (id === undefined || records.has(id) ? [] : [id]));
    for (const id of mine) records.set(id, name);
    return () => {
        for (const id of mine) records.delete(id);
    };
};

/** A before trigger cannot save its own records: it assigns to them. Source: SOAP API status code SELF_REFERENCE_FROM_TRIGGER. */
export const refuseSelfReference = (work: Work, rows: readonly Row[], verb: 'update' | 'delete'): void => {
    const records = inTrigger(work);
    if (records.size === 0 || work.source === 'system') return;
    for (const row of rows) {
        const trigger = row.id === undefined ? undefined : records.get(row.id);
        if (trigger !== undefined)
            fail(
                row,
                'SELF_REFERENCE_FROM_TRIGGER',
                `Object (id = ${row.id}) is currently in trigger ${trigger}, therefore it cannot recursively ${verb} itself`
            );
    }
};

/**
 * Fires a trigger event for the rows without errors and moves what `addError` left onto them.
 * An exception the trigger did not catch fails all of its rows, where apex/ says so by a PlatformError.
 * @returns whether there was a trigger
 */
export const fire = (work: Work, event: TriggerEvent, object: ObjectDef, rows: readonly Row[]): boolean => {
    const { triggers, tx } = work;
    const passed = sound(rows);
    if (passed.length === 0 || !triggers?.has(object, event)) return false;
    const reader = new FormulaReader(work.storage, tx, event === 'before insert' || event === 'after insert');
    const resolve = (record: SObject, field: FieldDef) => reader.field(record, field);
    const lists: { news?: PipelineRecord[]; olds?: PipelineRecord[] } = {};
    if (hasNews(event)) lists.news = passed.map((row) => row.record);
    if (hasOlds(event)) lists.olds = passed.map((row) => row.old as PipelineRecord);
    for (const record of [...(lists.news ?? []), ...(lists.olds ?? [])]) record.resolve = resolve;
    const { limits } = tx;
    limits.spend('depth', 1);
    const held = holdRecords(work, event, object, passed);
    try {
        triggers.fire(tx, event, object, lists.news, lists.olds);
    } catch (error) {
        if (!(error instanceof PlatformError)) throw error;
        const { statusCode, message, fields } = error;
        for (const row of passed) row.errors.push({ statusCode, message, fields });
    } finally {
        held();
        limits.spend('depth', -1);
    }
    passed.forEach((row, index) => {
        const target = (lists.news ?? lists.olds)?.[index];
        if (!target || target.errors.length === 0) return;
        row.errors.push(...target.errors);
        target.clearErrors();
    });
    return true;
};
