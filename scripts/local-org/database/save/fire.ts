import { PlatformError } from '../../model/index.ts';
import type { FieldDef, ObjectDef, SObject } from '../../model/index.ts';
import type { TriggerEvent } from '../types.ts';
import { FormulaReader } from './formulas.ts';
import { sound } from './row.ts';
import type { PipelineRecord, Row, Work } from './row.ts';

/** Source: Apex Developer Guide, "Trigger Context Variables": which lists an event has. */
const hasNews = (event: TriggerEvent): boolean => !event.endsWith('delete') || event === 'after undelete';
const hasOlds = (event: TriggerEvent): boolean =>
    event.endsWith('update') || event === 'before delete' || event === 'after delete';

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
    try {
        triggers.fire(tx, event, object, lists.news, lists.olds);
    } catch (error) {
        if (!(error instanceof PlatformError)) throw error;
        const { statusCode, message, fields } = error;
        for (const row of passed) row.errors.push({ statusCode, message, fields });
    } finally {
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
