/** Firing one trigger: its context variables, what it may write, and what its exceptions mean. */
import { PlatformError } from '../../model/index.ts';
import type { ObjectDef, SObject } from '../../model/index.ts';
import { noteFor, traceOf } from '../../database/trace.ts';
import type { TriggerEvent } from '../../database/types.ts';
import { ApexList, ApexMap } from '../runtime/collections.ts';
import { ApexException } from '../runtime/exceptions.ts';
import { cell, execution } from '../runtime/execution.ts';
import { catchable, normalised } from '../runtime/stack.ts';
import { messageOf } from '../runtime/text.ts';
import type { ApexType, TriggerFrame } from '../runtime/types.ts';
import { stackOf } from './failures.ts';
import type { Program } from './program.ts';

export interface LoadedTrigger {
    readonly name: string;
    readonly object: ObjectDef;
    readonly events: ReadonlySet<string>;
    readonly main: () => void;
}

const idMap = (program: Program, type: ApexType, records: readonly SObject[] | undefined): ApexMap | null => {
    if (!records || records.some(({ id }) => id === undefined)) return null;
    return new ApexMap(
        program.table.id,
        type,
        records.map((record) => [record.id, record] as const)
    );
};

/** `before insert` → `BeforeInsert`. */
const momentOf = (event: TriggerEvent): string =>
    event.replace(/(^|\s)(\w)/g, (_, __, letter: string) => letter.toUpperCase());

/** @throws PlatformError CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY for an exception the trigger did not catch; LimitExceeded, NotSupported */
export const fireTrigger = (
    program: Program,
    trigger: LoadedTrigger,
    event: TriggerEvent,
    type: ApexType,
    news?: readonly SObject[],
    olds?: readonly SObject[]
): void => {
    const current = execution();
    const before = { frame: current.trigger, readOnly: cell.readOnly, sharing: cell.sharing };
    const frame: TriggerFrame = {
        object: trigger.object,
        event,
        news: news ? new ApexList(type, [...news]) : null,
        olds: olds ? new ApexList(type, [...olds]) : null,
        newMap: event === 'before insert' ? null : idMap(program, type, news),
        oldMap: idMap(program, type, olds),
        size: (news ?? olds ?? []).length
    };
    const locked =
        event === 'before insert' || event === 'before update' ? (olds ?? []) : [...(olds ?? []), ...(news ?? [])];
    current.trigger = frame;
    cell.readOnly = new WeakSet(locked);
    cell.sharing = 0;
    const unit = `${trigger.name} on ${trigger.object.name} trigger event ${momentOf(event)}|__sfdc_trigger/${trigger.name}`;
    const note = noteFor(current.tx, 'ApexCode', 'ERROR');
    note?.(`CODE_UNIT_STARTED|[EXTERNAL]|${traceOf(current.tx)?.idOf('ApexTrigger', trigger.name) ?? ''}|${unit}`);
    try {
        trigger.main();
    } catch (error) {
        throw triggerFault(program, trigger, event, error);
    } finally {
        note?.(`CODE_UNIT_FINISHED|${unit}`);
        current.trigger = before.frame;
        cell.readOnly = before.readOnly;
        cell.sharing = before.sharing;
    }
};

const triggerFault = (program: Program, trigger: LoadedTrigger, event: TriggerEvent, raw: unknown): unknown => {
    const error = normalised(raw);
    const found = catchable(error);
    if (!(found instanceof ApexException)) return error;
    const message = `${trigger.name}: execution of ${momentOf(event)}\n\ncaused by: ${found.apexType}: ${messageOf(found)}\n\n${ownFrames(stackOf(program, found), trigger.name)}`;
    return new PlatformError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message);
};
/** The frames down to the trigger's statements: what saved the record is not its business. */
const ownFrames = (stack: string, trigger: string): string => {
    const frames = stack.split('\n');
    const last = frames.findIndex((frame) => frame.startsWith(`Trigger.${trigger}:`));
    return frames.slice(0, last < 0 ? frames.length : last + 1).join('\n');
};
