import { DateValue, DatetimeValue, dayIn } from '../../../model/index.ts';
import type { Id, Scalar } from '../../../model/index.ts';
import type { Derive } from './index.ts';

const MINUTE = 60_000;

/** Source: Object Reference, "Task" and "Event": closed by its status; an event's end and length follow from each other; the account of what it is about. */
export const deriveActivity: Derive = (work, record, before) => {
    const object = record.type;
    const set = (name: string, value: Scalar): void => {
        if (object.field(name)) record.set(name, value);
    };
    if (object.name === 'Task') {
        const status = object.field('Status')?.picklist?.values.find((value) => value.value === record.get('Status'));
        const closed = status?.facts.IsClosed === true;
        set('IsClosed', closed);
        const priority = object
            .field('Priority')
            ?.picklist?.values.find((value) => value.value === record.get('Priority'));
        set('IsHighPriority', priority?.facts.IsHighPriority === true);
        if (closed !== (before?.get('IsClosed') === true)) set('CompletedDateTime', closed ? work.tx.now : null);
    } else {
        const start =
            record.get('StartDateTime') ?? record.get('ActivityDateTime') ?? record.get('RecurrenceStartDateTime');
        const end = record.get('EndDateTime');
        const minutes = record.get('DurationInMinutes');
        if (start instanceof DatetimeValue) {
            set('StartDateTime', start);
            set('ActivityDateTime', start);
            set('ActivityDate', dayIn(start, work.tx.user.timeZone));
            if (end instanceof DatetimeValue && end !== before?.get('EndDateTime'))
                set('DurationInMinutes', Math.round((end.ms - start.ms) / MINUTE));
            else if (typeof minutes === 'number') set('EndDateTime', new DatetimeValue(start.ms + minutes * MINUTE));
        }
        const last = record.get('EndDateTime');
        if (last instanceof DatetimeValue) set('EndDate', dayIn(last, work.tx.user.timeZone));
        else if (record.get('ActivityDate') instanceof DateValue) set('EndDate', record.get('ActivityDate') ?? null);
    }
    set('AccountId', accountOf(work, record.get('WhatId')) ?? accountOf(work, record.get('WhoId')) ?? null);
};

const accountOf = (work: Parameters<Derive>[0], id: Scalar | undefined): Id | undefined => {
    const target = typeof id === 'string' ? work.storage.generation.schema.objectOf(id) : undefined;
    if (!target || typeof id !== 'string') return undefined;
    if (target.name === 'Account') return id;
    const account = target.field('AccountId') && work.storage.rows(target, [id]).get(id)?.get('AccountId');
    return typeof account === 'string' ? account : undefined;
};

/** Source: Object Reference, "EventRelation": a record that the event is about, the person it is with, or somebody who is invited. */
export const deriveEventRelation: Derive = (work, record, _before, given) => {
    const id = record.get('RelationId');
    const target = typeof id === 'string' ? work.storage.generation.schema.objectOf(id)?.name : undefined;
    const isPerson = target === 'User' || target === 'Contact' || target === 'Lead';
    const set = (name: string, value: boolean): void => {
        if (!given(name)) record.set(name, value);
    };
    set('IsWhat', target !== undefined && !isPerson);
    set('IsInvitee', isPerson && record.get('IsParent') !== true);
    record.set('AccountId', accountOf(work, id) ?? null);
};
