import { SObject } from '../../model/index.ts';
import { SYSTEM_MODE } from '../../security/types.ts';
import { ApexList, saveRecords } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { SaveRow } from './databaseResults.ts';
import { listOf, need, raise, refused } from './support.ts';

/** Publishing is a save of event records: the save pipeline delivers them to their triggers. @throws TypeException for other records */
const publish = (events: readonly unknown[]): SaveRow[] => {
    const records = events.map((event) => {
        const record = need(event) as SObject;
        return record.type.kind === 'platformEvent'
            ? record
            : raise('System.TypeException', `${record.type.name} is not a platform event`);
    });
    return saveRecords('insert', records, { allOrNone: false, mode: SYSTEM_MODE }).map((result) => new SaveRow(result));
};

const eventBus: LibraryType = {
    name: 'System.EventBus',
    kind: 'class',
    members: {
        'static Database.SaveResult publish(SObject event)': (event: SObject) => publish([event])[0] ?? null,
        'static List<Database.SaveResult> publish(List<SObject> events)': (events: ApexList) =>
            listOf('Database.SaveResult', publish(need(events).items)),
        'static String getOperationId(Object result)': refused('EventBus.getOperationId')
    }
};

/** EventBus. Source: Apex Reference Guide, EventBus Namespace. */
export const eventTypes: readonly LibraryType[] = [eventBus];
