/** Published events as subscribers outside of the org read them, in the order of their replay ids. */
import { makeRecord } from './row.ts';
import type { ObjectDef, SObject } from '../../model/index.ts';
import { createStore } from '../storage/store.ts';
import type { SqliteStorage } from '../storage/storage.ts';
import { fromSql } from '../storage/values.ts';
import type { AsyncJob, KeyValueStore } from '../types.ts';

/** A published event at rest: raw values by field name. */
type Stored = Readonly<Record<string, string | number | null>>;

/** How many deliveries of an event are kept; the platform keeps three days. */
const KEPT = 200;
/** Digits of a replay id in a key: keys of one object sort as their ids do. */
const DIGITS = 12;

const prefixOf = (objectName: string): string => `event-log/${objectName}/`;
const replayIdOf = (event: Stored | undefined): number => Number(event?.ReplayId ?? 0);
const storeOf = (storage: SqliteStorage): KeyValueStore => createStore(() => storage.connection);

/** Keeps the events of one delivery. Kept twice, they stand there once. */
export const keepEvents = (storage: SqliteStorage, { className, state }: AsyncJob): void => {
    const store = storeOf(storage);
    const last = replayIdOf((JSON.parse(state) as Stored[]).at(-1));
    store.set(prefixOf(className) + String(last).padStart(DIGITS, '0'), Buffer.from(state));
    const keys = store.keys(prefixOf(className));
    for (const key of keys.slice(0, Math.max(0, keys.length - KEPT))) store.delete(key);
};

/** The replay id of the newest event of an object; 0 where there was none. */
export const newestReplayId = (storage: SqliteStorage, object: ObjectDef): number =>
    Number(storeOf(storage).keys(prefixOf(object.name)).at(-1)?.slice(prefixOf(object.name).length) ?? 0);

/** Events of an object after a replay id, oldest first. */
export const eventsAfter = (storage: SqliteStorage, object: ObjectDef, replayId: number): SObject[] => {
    const store = storeOf(storage);
    const after = prefixOf(object.name) + String(Math.max(0, replayId)).padStart(DIGITS, '0');
    return store
        .keys(prefixOf(object.name))
        .filter((key) => key > after)
        .flatMap((key) => JSON.parse(Buffer.from(store.get(key) ?? '[]').toString('utf8')) as Stored[])
        .filter((event) => replayIdOf(event) > replayId)
        .map((values) => eventRecord(object, values));
};

/** A published event as a record. */
export const eventRecord = (object: ObjectDef, values: Stored): SObject => {
    const record = makeRecord(object);
    for (const field of object.fields)
        if (field.type !== 'id') record.set(field, fromSql(field, values[field.name] ?? null));
    return record;
};
