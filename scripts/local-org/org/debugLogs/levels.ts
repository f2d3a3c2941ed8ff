/** Debug levels and trace flags: who is logged, and in what detail. Source: Tooling API, "DebugLevel", "TraceFlag". */
import { PlatformError, makeId } from '../../model/index.ts';
import type { Id } from '../../model/index.ts';
import type { Database } from '../../database/types.ts';

/** Detail of a log, the least first. */
export const LEVELS = ['NONE', 'ERROR', 'WARN', 'INFO', 'DEBUG', 'FINE', 'FINER', 'FINEST'] as const;
export type Level = (typeof LEVELS)[number];
/** Categories as fields of DebugLevel name them, with their names in a log's first line, in its order. */
export const CATEGORIES = {
    ApexCode: 'APEX_CODE',
    ApexProfiling: 'APEX_PROFILING',
    Callout: 'CALLOUT',
    Database: 'DB',
    Nba: 'NBA',
    System: 'SYSTEM',
    Validation: 'VALIDATION',
    Visualforce: 'VISUALFORCE',
    Wave: 'WAVE',
    Workflow: 'WORKFLOW'
} as const;
export type Category = keyof typeof CATEGORIES;
export type CategoryLevels = Readonly<Record<Category, Level>>;

export const isAtLeast = (level: Level, least: Level): boolean => LEVELS.indexOf(level) >= LEVELS.indexOf(least);

export interface DebugLevel extends CategoryLevels {
    readonly Id: Id;
    readonly DeveloperName: string;
    readonly MasterLabel: string;
    readonly Language: string;
}
export interface TraceFlag {
    readonly Id: Id;
    readonly TracedEntityId: Id;
    readonly LogType: string;
    readonly DebugLevelId: Id;
    /** Milliseconds since 1970. */
    readonly StartDate: number;
    readonly ExpirationDate: number;
    readonly CreatedDate: number;
    readonly CreatedById: Id;
}

type Store = Pick<Database, 'store'>;
const DEBUG_LEVEL = { type: 'debug-level', prefix: '7dl' };
const TRACE_FLAG = { type: 'trace-flag', prefix: '7tf' };
interface Kind {
    readonly type: string;
    readonly prefix: string;
}

const all = <T>({ store }: Store, { type }: Kind): T[] =>
    store.keys(`${type}/`).flatMap((key) => {
        const bytes = store.get(key);
        return bytes ? [JSON.parse(Buffer.from(bytes).toString('utf8')) as T] : [];
    });
const write = <T extends { readonly Id: Id }>({ store }: Store, { type }: Kind, row: T): T => {
    store.set(`${type}/${row.Id}`, Buffer.from(JSON.stringify(row)));
    return row;
};
const newId = ({ store }: Store, { type, prefix }: Kind): Id => makeId(prefix, store.nextNumber(type));

const DAY_MS = 24 * 3_600_000;

export const debugLevels = (database: Store): DebugLevel[] => all<DebugLevel>(database, DEBUG_LEVEL);
export const traceFlags = (database: Store): TraceFlag[] => all<TraceFlag>(database, TRACE_FLAG);

const sameId = (left: string, right: string): boolean => left.slice(0, 15) === right.slice(0, 15);

type Values = Readonly<Record<string, unknown>>;
/** A value by its name in any case, as the API takes them. */
const valueOf = (values: Values, name: string): unknown =>
    Object.entries(values).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];

const missing = (names: readonly string[]): PlatformError =>
    new PlatformError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${names.join(', ')}]`, names);

const textIn = (values: Values, name: string, otherwise: string | undefined): string => {
    const value = valueOf(values, name);
    if (typeof value === 'string' && value !== '') return value;
    if (value !== undefined || otherwise === undefined) throw missing([name]);
    return otherwise;
};

const levelIn = (values: Values, name: Category, otherwise: Level): Level => {
    const value = valueOf(values, name);
    if (value === undefined || value === null) return otherwise;
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const level = LEVELS.find((one) => one === text.toUpperCase());
    if (level === undefined)
        throw new PlatformError(
            'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
            `${name}: bad value for restricted picklist field: ${text}`,
            [name]
        );
    return level;
};

/** Fields that a client may write. @throws PlatformError INVALID_FIELD */
const checkFields = (values: Values, object: string, fields: readonly string[]): void => {
    const known = new Set(fields.map((name) => name.toLowerCase()));
    for (const name of Object.keys(values))
        if (!known.has(name.toLowerCase()) && !['attributes', 'id'].includes(name.toLowerCase()))
            throw new PlatformError('INVALID_FIELD', `No such column '${name}' on sobject of type ${object}`, [name]);
};

/**
 * Makes or changes a debug level.
 * @param id of the one to change
 * @throws PlatformError NOT_FOUND, REQUIRED_FIELD_MISSING, DUPLICATE_DEVELOPER_NAME, INVALID_FIELD
 */
export const saveDebugLevel = (database: Store, values: Values, id?: string): DebugLevel => {
    const levels = debugLevels(database);
    const before = id === undefined ? undefined : levels.find(({ Id }) => sameId(Id, id));
    if (id !== undefined && !before) throw new PlatformError('NOT_FOUND', 'The requested resource does not exist');
    const categories = Object.keys(CATEGORIES) as Category[];
    checkFields(values, 'DebugLevel', ['DeveloperName', 'MasterLabel', 'Language', ...categories]);
    const name = textIn(values, 'DeveloperName', before?.DeveloperName);
    if (levels.some((one) => one !== before && one.DeveloperName.toLowerCase() === name.toLowerCase()))
        throw new PlatformError(
            'DUPLICATE_DEVELOPER_NAME',
            `The name "${name}" for this debug level is already in use, please specify a different name.`,
            ['DeveloperName']
        );
    return write(database, DEBUG_LEVEL, {
        Id: before?.Id ?? newId(database, DEBUG_LEVEL),
        DeveloperName: name,
        MasterLabel: textIn(values, 'MasterLabel', before?.MasterLabel),
        Language: textIn(values, 'Language', before?.Language ?? 'en_US'),
        ...(Object.fromEntries(
            categories.map((category) => [category, levelIn(values, category, before?.[category] ?? 'NONE')])
        ) as CategoryLevels)
    });
};

/** Clients send milliseconds, ISO 8601 and the dates of HTTP; all are taken. */
const momentIn = (values: Values, name: string, otherwise: number): number => {
    const value = valueOf(values, name);
    if (value === undefined || value === null || value === '') return otherwise;
    const moment = typeof value === 'number' ? value : Date.parse(typeof value === 'string' ? value : '');
    if (Number.isNaN(moment))
        throw new PlatformError('JSON_PARSER_ERROR', `Cannot deserialize instance of datetime from ${name}`, [name]);
    return moment;
};

/** Users are traced, and classes and triggers, whose flags only set levels. */
const LOG_TYPES = ['DEVELOPER_LOG', 'USER_DEBUG', 'CLASS_TRACING', 'PROFILING'];

/**
 * Makes or changes a trace flag.
 * @param by who does so
 * @throws PlatformError NOT_FOUND, REQUIRED_FIELD_MISSING, INVALID_CROSS_REFERENCE_KEY, FIELD_INTEGRITY_EXCEPTION
 */
export const saveTraceFlag = (database: Store, values: Values, by: Id, now: number, id?: string): TraceFlag => {
    const flags = traceFlags(database);
    const before = id === undefined ? undefined : flags.find(({ Id }) => sameId(Id, id));
    if (id !== undefined && !before) throw new PlatformError('NOT_FOUND', 'The requested resource does not exist');
    const categories = Object.keys(CATEGORIES);
    const dates = ['StartDate', 'ExpirationDate'];
    checkFields(values, 'TraceFlag', ['TracedEntityId', 'LogType', 'DebugLevelId', ...dates, ...categories]);
    const entity = textIn(values, 'TracedEntityId', before?.TracedEntityId);
    const type = textIn(values, 'LogType', before?.LogType).toUpperCase();
    const level = debugLevels(database).find(({ Id }) =>
        sameId(Id, textIn(values, 'DebugLevelId', before?.DebugLevelId))
    );
    if (!level) throw new PlatformError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', ['DebugLevelId']);
    if (!LOG_TYPES.includes(type))
        throw new PlatformError(
            'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
            `Log Type: bad value for restricted picklist field: ${type}`,
            ['LogType']
        );
    const start = momentIn(values, 'StartDate', before?.StartDate ?? now);
    const end = momentIn(values, 'ExpirationDate', before?.ExpirationDate ?? start + DAY_MS);
    if (end <= start || end - start > DAY_MS)
        throw new PlatformError(
            'FIELD_INTEGRITY_EXCEPTION',
            'Expiration Date must be after the start date and within 24 hours of it: Expiration Date',
            ['ExpirationDate']
        );
    const overlaps = flags.some(
        (one) =>
            one !== before &&
            one.LogType === type &&
            sameId(one.TracedEntityId, entity) &&
            one.StartDate < end &&
            start < one.ExpirationDate
    );
    if (overlaps)
        throw new PlatformError(
            'FIELD_INTEGRITY_EXCEPTION',
            "This entity is already being traced by a trace flag with a start and expiration date that overlap this trace flag's start and expiration date.: Traced Entity ID",
            ['TracedEntityId']
        );
    return write(database, TRACE_FLAG, {
        Id: before?.Id ?? newId(database, TRACE_FLAG),
        TracedEntityId: entity,
        LogType: type,
        DebugLevelId: level.Id,
        StartDate: start,
        ExpirationDate: end,
        CreatedDate: before?.CreatedDate ?? now,
        CreatedById: before?.CreatedById ?? by
    });
};

/** Deletes a trace flag, or a debug level with the flags that use it. @throws PlatformError NOT_FOUND */
export const dropLevelOrFlag = (database: Store, id: string): void => {
    const { store } = database;
    const flags = traceFlags(database);
    const flag = flags.find(({ Id }) => sameId(Id, id));
    const level = debugLevels(database).find(({ Id }) => sameId(Id, id));
    if (!flag && !level) throw new PlatformError('NOT_FOUND', 'The requested resource does not exist');
    const gone = flag ? [flag] : flags.filter(({ DebugLevelId }) => DebugLevelId === level?.Id);
    for (const { Id } of gone) store.delete(`${TRACE_FLAG.type}/${Id}`);
    if (!flag && level) store.delete(`${DEBUG_LEVEL.type}/${level.Id}`);
};

/** The levels in which a user's transactions are logged now; undefined where they are not. */
export const tracedLevels = (database: Store, userId: Id, now: number): CategoryLevels | undefined => {
    const flag = traceFlags(database).find(
        ({ TracedEntityId, StartDate, ExpirationDate }) =>
            sameId(TracedEntityId, userId) && StartDate <= now && now < ExpirationDate
    );
    return flag && debugLevels(database).find(({ Id }) => Id === flag.DebugLevelId);
};
