import { SObject } from '../../model/index.ts';
import { SYSTEM_MODE, type ExecutionMode } from '../../security/types.ts';
import { ApexList, execution, saveRecords } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { modeOf, type AccessLevel } from './accessLevel.ts';
import { operationId, SaveRow } from './databaseResults.ts';
import { exceptionConstructors } from './exceptions.ts';
import { noteCallback, publishCallbackTypes } from './publishCallbacks.ts';
import { listOf, need, raise } from './support.ts';

/** Publishing is a save of event records: the save pipeline delivers them to their triggers. @throws TypeException for other records */
const publish = (events: readonly unknown[], mode: ExecutionMode = SYSTEM_MODE): SaveRow[] => {
    const records = events.map((event) => {
        const record = need(event) as SObject;
        return record.type.kind === 'platformEvent'
            ? record
            : raise('System.TypeException', `${record.type.name} is not a platform event`);
    });
    return saveRecords('insert', records, { allOrNone: false, mode }).map((result) => new SaveRow(result));
};

const publishTelling = (events: readonly unknown[], callback: unknown): SaveRow[] => {
    const rows = publish(events);
    noteCallback(callback, rows);
    return rows;
};

const eventBus: LibraryType = {
    name: 'System.EventBus',
    kind: 'class',
    members: {
        'static Database.SaveResult publish(SObject event)': (event: SObject) => publish([event])[0] ?? null,
        'static List<Database.SaveResult> publish(List<SObject> events)': (events: ApexList) =>
            listOf('Database.SaveResult', publish(need(events).items)),
        'static Database.SaveResult publish(SObject event, Object callback)': (event: SObject, callback: unknown) =>
            publishTelling([event], callback)[0] ?? null,
        'static List<Database.SaveResult> publish(List<SObject> events, Object callback)': (
            events: ApexList,
            callback: unknown
        ) => listOf('Database.SaveResult', publishTelling(need(events).items, callback)),
        'static Database.SaveResult publishWithAccessLevel(SObject event, AccessLevel accessLevel)': (
            event: SObject,
            level: AccessLevel | null
        ) => publish([event], modeOf(need(level)))[0] ?? null,
        'static List<Database.SaveResult> publishWithAccessLevel(List<SObject> events, AccessLevel accessLevel)': (
            events: ApexList,
            level: AccessLevel | null
        ) => listOf('Database.SaveResult', publish(need(events).items, modeOf(need(level)))),
        'static String getOperationId(Database.SaveResult result)': (row: SaveRow | null) =>
            operationId(need(row)) ?? null
    }
};

const CHECKPOINT = Symbol('resume checkpoint of this trigger');
const triggerContext: LibraryType = {
    name: 'EventBus.TriggerContext',
    kind: 'class',
    is: (value) => value === CONTEXT,
    members: {
        'static EventBus.TriggerContext currentContext()': () => CONTEXT,
        'String getResumeCheckpoint()': () => execution().cells.get(CHECKPOINT) ?? null,
        'void setResumeCheckpoint(String replayId)': (_self: unknown, replayId: string | null) => {
            execution().cells.set(CHECKPOINT, need(replayId));
        },
        'Integer retries': () => 0,
        'String lastError': () => null
    }
};
const CONTEXT = Object.freeze({ apexText: () => 'EventBus.TriggerContext' });
const retryable: LibraryType = {
    name: 'EventBus.RetryableException',
    kind: 'exception',
    extends: 'System.Exception',
    members: exceptionConstructors('EventBus.RetryableException')
};

/** EventBus. Source: Apex Reference Guide, EventBus Namespace. */
export const eventTypes: readonly LibraryType[] = [eventBus, triggerContext, retryable, ...publishCallbackTypes];
