import { DateValue, DatetimeValue, type ObjectDef, type SObject } from '../../model/index.ts';
import { execution } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { withProperties } from './dataTypes.ts';
import { quietQuery } from './quietQuery.ts';
import { listOf, need, now, raise } from './support.ts';

const DAY = 86_400_000;
/** Source: SOAP API Developer Guide, getDeleted: how long deleted records are known. */
const KEPT_DAYS = 15;

const objectNamed = (name: string | null): ObjectDef =>
    execution().schema.object(need(name)) ??
    raise('System.InvalidParameterValueException', `Invalid sobject type: ${name}`);
const literal = (moment: DatetimeValue): string => new Date(moment.ms).toISOString();
const changed = (
    object: ObjectDef,
    start: DatetimeValue | null,
    end: DatetimeValue | null,
    deleted: boolean
): readonly SObject[] => {
    if (need(start).ms >= need(end).ms)
        raise('System.InvalidParameterValueException', 'startDate must be before endDate');
    const where = `SystemModstamp >= ${literal(need(start))} AND SystemModstamp <= ${literal(need(end))}`;
    return quietQuery(
        `SELECT Id, SystemModstamp FROM ${object.name} WHERE ${where} AND IsDeleted = ${deleted} ALL ROWS`
    );
};
const day = (ms: number): DateValue => new DateValue(Math.floor(ms / DAY));

interface Deleted {
    readonly rows: readonly SObject[];
    readonly end: DatetimeValue;
}
/** `Database.getDeleted` and `getUpdated`. */
export const replication: LibraryType['members'] = {
    'static Database.GetDeletedResult getDeleted(String object, Datetime start, Datetime end)': (
        name: string,
        start: DatetimeValue,
        end: DatetimeValue
    ): Deleted => ({ rows: changed(objectNamed(name), start, end, true), end }),
    'static Database.GetUpdatedResult getUpdated(String object, Datetime start, Datetime end)': (
        name: string,
        start: DatetimeValue,
        end: DatetimeValue
    ): Deleted => ({ rows: changed(objectNamed(name), start, end, false), end })
};
const deletedResult: LibraryType = {
    name: 'Database.GetDeletedResult',
    kind: 'class',
    members: withProperties({
        'List<Database.DeletedRecord> getDeletedRecords()': ({ rows }: Deleted) =>
            listOf('Database.DeletedRecord', rows),
        'Date getEarliestDateAvailable()': () => day(now().ms - KEPT_DAYS * DAY),
        'Date getLatestDateCovered()': ({ end }: Deleted) => day(end.ms)
    })
};
const deletedRecord: LibraryType = {
    name: 'Database.DeletedRecord',
    kind: 'class',
    members: withProperties({
        'Date getDeletedDate()': (row: SObject) => {
            const moment = row.get('SystemModstamp');
            return moment instanceof DatetimeValue ? day(moment.ms) : null;
        },
        'Id getId()': (row: SObject) => row.id ?? null
    })
};
const updatedResult: LibraryType = {
    name: 'Database.GetUpdatedResult',
    kind: 'class',
    members: withProperties({
        'List<Id> getIds()': ({ rows }: Deleted) =>
            listOf(
                'Id',
                rows.map((row) => row.id ?? null)
            ),
        'Date getLatestDateCovered()': ({ end }: Deleted) => day(end.ms)
    })
};

/** What replication reads. Source: Apex Reference Guide, GetDeletedResult and GetUpdatedResult Class. */
export const replicationTypes: readonly LibraryType[] = [deletedResult, deletedRecord, updatedResult];
