import { SObject, type FieldDef, type Id } from '../../model/index.ts';
import type { Operation, SaveResult, Savepoint, SoqlQuery } from '../../database/types.ts';
import type { ExecutionMode } from '../../security/types.ts';
import {
    AggregateRow,
    ApexList,
    ApexMap,
    callerMode,
    execution,
    parseQuery,
    rowsOf,
    runQuery,
    saveRecords,
    SObjectFieldToken
} from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { accessLevel, modeOf, type AccessLevel } from './accessLevel.ts';
import { Cursor, opened, PaginationCursor } from './cursors.ts';
import { leadConversions, merges } from './databaseMerge.ts';
import { replication } from './replication.ts';
import { bindScope, bindsFromMap } from './binds.ts';
import { EmptiedRow, DeleteRow, DmlOptions, SaveRow, UndeleteRow, UpsertRow } from './databaseResults.ts';
import { enqueueBatch, QueryLocator } from './batch.ts';
import { UNCOMMITTED_WORK } from './http.ts';
import { idOf, listOf, need, raise, refused, typeOf } from './support.ts';

type Members = LibraryType['members'];
type RowClass = new (result: SaveResult) => unknown;

/** Records of a statement: Ids stand for records to delete. */
const recordsOf = (value: unknown): SObject[] => {
    const items = value instanceof ApexList ? value.items : [need(value)];
    return items.map((item) => {
        if (item instanceof SObject) return item;
        const id = idOf(item);
        const object = execution().schema.objectOf(id);
        if (!object) return raise('System.TypeException', `Invalid id: ${id}`);
        const record = new SObject(object);
        record.id = id;
        return record;
    });
};
interface Options {
    readonly allOrNone?: boolean | null;
    readonly level?: AccessLevel | null;
    readonly externalId?: FieldDef;
    readonly allowsDuplicates?: boolean;
    readonly truncates?: boolean;
    readonly immediate?: boolean;
}
const save = (
    operation: Operation,
    rowClass: RowClass,
    typeName: string,
    value: unknown,
    options: Options
): unknown => {
    const results = saveRecords(operation, recordsOf(value), {
        allOrNone: options.allOrNone ?? true,
        mode: modeOf(options.level),
        externalId: options.externalId,
        ...(options.allowsDuplicates === true ? { allowsDuplicates: true } : {}),
        ...(options.truncates === true ? { truncates: true } : {}),
        ...(options.immediate === true ? { immediate: true } : {})
    }).map((result) => new rowClass(result));
    return value instanceof ApexList ? listOf(typeName, results) : (results[0] ?? null);
};

/** The overloads of one statement: a record or a list, then allOrNone or options, then the access level. */
const statements = (
    operation: Operation,
    typeName: string,
    rowClass: RowClass,
    what: readonly [string, string]
): Members => {
    const run = (value: unknown, options: Options): unknown => save(operation, rowClass, typeName, value, options);
    const members: Record<string, (...args: never[]) => unknown> = {};
    for (const [parameter, result] of [
        [`${what[0]} record`, typeName],
        [`List<${what[0]}> records`, `List<${typeName}>`],
        ...(what[1]
            ? [
                  [`${what[1]} id`, typeName],
                  [`List<${what[1]}> ids`, `List<${typeName}>`]
              ]
            : [])
    ]) {
        const name = `static ${result} ${operation}`;
        members[`${name}(${parameter})`] = (value: unknown) => run(value, {});
        members[`${name}(${parameter}, Boolean allOrNone)`] = (value: unknown, allOrNone: boolean | null) =>
            run(value, { allOrNone });
        members[`${name}(${parameter}, AccessLevel accessLevel)`] = (value: unknown, level: AccessLevel | null) =>
            run(value, { level });
        members[`${name}(${parameter}, Boolean allOrNone, AccessLevel accessLevel)`] = (
            value: unknown,
            allOrNone: boolean | null,
            level: AccessLevel | null
        ) => run(value, { allOrNone, level });
        if (operation !== 'insert' && operation !== 'update') continue;
        const withOptions = (value: unknown, options: DmlOptions, level?: AccessLevel | null): unknown => {
            return run(value, {
                allOrNone: need(options).optAllOrNone ?? false,
                level,
                allowsDuplicates: options.duplicateRuleHeader.allowSave === true,
                truncates: options.allowFieldTruncation === true
            });
        };
        members[`${name}(${parameter}, Database.DMLOptions options)`] = withOptions;
        members[`${name}(${parameter}, Database.DMLOptions options, AccessLevel accessLevel)`] = withOptions;
    }
    return members;
};
const upsertBy = (
    value: unknown,
    field: SObjectFieldToken | null,
    allOrNone: boolean | null,
    level?: AccessLevel | null
): unknown =>
    save('upsert', UpsertRow, 'Database.UpsertResult', value, { allOrNone, level, externalId: need(field).field });
const upserts = (parameter: string, result: string): Members => {
    const name = `static ${result} upsert(${parameter}, Schema.SObjectField externalId`;
    return {
        [`${name})`]: (value: unknown, field: SObjectFieldToken) => upsertBy(value, field, true),
        [`${name}, AccessLevel accessLevel)`]: (value: unknown, field: SObjectFieldToken, level: AccessLevel | null) =>
            upsertBy(value, field, true, level),
        [`${name}, Boolean allOrNone)`]: upsertBy,
        [`${name}, Boolean allOrNone, AccessLevel accessLevel)`]: upsertBy
    };
};

/** Runs dynamic SOQL; the list's element is the object queried. */
const query = (text: string | null, binds: (soql: SoqlQuery) => readonly unknown[], mode: ExecutionMode): ApexList => {
    const soql = parseQuery(need(text));
    const result = runQuery(soql, binds(soql), mode);
    if (soql.countOnly) raise('System.QueryException', 'COUNT() is not allowed here: use Database.countQuery');
    const rows = rowsOf(result);
    const object = execution().schema.object(soql.from);
    const isAggregate = result.aggregates !== undefined || rows[0] instanceof AggregateRow;
    const element = isAggregate || !object ? typeOf('AggregateResult') : execution().program.sobject(object);
    return new ApexList(element, [...rows]);
};
const count = (text: string | null, binds: (soql: SoqlQuery) => readonly unknown[], mode: ExecutionMode): number => {
    const soql = parseQuery(need(text));
    if (!soql.countOnly) raise('System.QueryException', 'countQuery needs a query of the form SELECT COUNT() FROM …');
    return runQuery(soql, binds(soql), mode).totalSize;
};
/** Queries a locator's Ids now; the rows are read chunk by chunk. */
const locator = (
    text: string | null,
    binds: (soql: SoqlQuery) => readonly unknown[],
    mode: ExecutionMode
): QueryLocator => new QueryLocator(need(text), query(text, binds, mode));
const withMap = (map: ApexMap | null): ((soql: SoqlQuery) => readonly unknown[]) => bindsFromMap(need(map));

/** `getCursor`, `getCursorWithBinds` and their kin. */
const cursorQueries = (name: string, Made: typeof Cursor): Members => ({
    [`static Database.${name} get${name}(String soql)`]: (text: string) =>
        opened(new Made(query(text, bindScope, callerMode()))),
    [`static Database.${name} get${name}(String soql, AccessLevel accessLevel)`]: (text: string, level: AccessLevel) =>
        opened(new Made(query(text, bindScope, modeOf(level)))),
    [`static Database.${name} get${name}WithBinds(String soql, Map<String, Object> binds, AccessLevel accessLevel)`]: (
        text: string,
        map: ApexMap,
        level: AccessLevel
    ) => opened(new Made(query(text, withMap(map), modeOf(level))))
});
/**
 * Writes or removes records of big objects. Errors are told in the results, never thrown, but for work that is not committed: these count as
 * callouts. Source: Big Objects Implementation Guide, "Populate a Custom Big Object with Apex".
 */
const saveImmediate = (
    operation: 'insert' | 'delete',
    rowClass: RowClass,
    typeName: string,
    value: unknown,
    level: AccessLevel | null | undefined
): unknown => {
    if (execution().tx.limits.used('dmlStatements') > 0) raise('System.CalloutException', UNCOMMITTED_WORK);
    return save(operation, rowClass, typeName, value, { allOrNone: false, level, immediate: true });
};
const immediateSaves = (operation: 'insert' | 'delete', typeName: string, rowClass: RowClass): Members => {
    const run = (value: unknown, level?: AccessLevel | null): unknown =>
        saveImmediate(operation, rowClass, typeName, value, level);
    const name = `${operation}Immediate`;
    return Object.fromEntries(
        ['', ', AccessLevel accessLevel'].flatMap((level) => [
            [`static ${typeName} ${name}(SObject record${level})`, run],
            [`static List<${typeName}> ${name}(List<SObject> records${level})`, run]
        ])
    );
};

/** Of external objects, which the local org lacks. */
const externalSaves: Members = Object.fromEntries(
    (
        [
            ['insertAsync', 'Database.SaveResult'],
            ['updateAsync', 'Database.SaveResult'],
            ['deleteAsync', 'Database.DeleteResult'],
            ['updateImmediate', 'Database.SaveResult']
        ] as const
    ).flatMap(([name, result]) =>
        ['', ', AccessLevel accessLevel'].flatMap((level) => [
            [`static ${result} ${name}(SObject record${level})`, refused(`Database.${name}`)],
            [`static List<${result}> ${name}(List<SObject> records${level})`, refused(`Database.${name}`)]
        ])
    )
) as Members;

const queries: Members = {
    'static List<SObject> query(String soql)': (text: string) => query(text, bindScope, callerMode()),
    'static List<SObject> query(String soql, AccessLevel accessLevel)': (text: string, level: AccessLevel) =>
        query(text, bindScope, modeOf(level)),
    'static List<SObject> queryWithBinds(String soql, Map<String, Object> binds, AccessLevel accessLevel)': (
        text: string,
        map: ApexMap,
        level: AccessLevel
    ) => query(text, withMap(map), modeOf(level)),
    'static Integer countQuery(String soql)': (text: string) => count(text, bindScope, callerMode()),
    'static Integer countQuery(String soql, AccessLevel accessLevel)': (text: string, level: AccessLevel) =>
        count(text, bindScope, modeOf(level)),
    'static Integer countQueryWithBinds(String soql, Map<String, Object> binds, AccessLevel accessLevel)': (
        text: string,
        map: ApexMap,
        level: AccessLevel
    ) => count(text, withMap(map), modeOf(level)),
    'static Database.QueryLocator getQueryLocator(String soql)': (text: string) =>
        locator(text, bindScope, callerMode()),
    'static Database.QueryLocator getQueryLocator(String soql, AccessLevel accessLevel)': (
        text: string,
        level: AccessLevel
    ) => locator(text, bindScope, modeOf(level)),
    'static Database.QueryLocator getQueryLocator(List<SObject> records)': (rows: ApexList) =>
        new QueryLocator('', need(rows)),
    'static Database.QueryLocator getQueryLocatorWithBinds(String soql, Map<String, Object> binds, AccessLevel accessLevel)':
        (text: string, map: ApexMap, level: AccessLevel) => locator(text, withMap(map), modeOf(level)),
    'static Database.QueryLocator getQueryLocator(List<SObject> records, AccessLevel accessLevel)': (rows: ApexList) =>
        new QueryLocator('', need(rows)),
    ...cursorQueries('Cursor', Cursor),
    ...cursorQueries('PaginationCursor', PaginationCursor)
};

/** `Database.setSavepoint`: costs a DML statement, as on the platform. */
class SavepointHandle {
    readonly point: Savepoint;
    released = false;
    constructor(point: Savepoint) {
        this.point = point;
    }
}
const rollback = (handle: SavepointHandle | null): null => {
    const { point, released } = need(handle);
    if (released) raise('System.InvalidParameterValueException', 'Invalid Savepoint');
    const { tx } = execution();
    tx.limits.spend('dmlStatements', 1);
    tx.rollbackTo(point, 'keep');
    return null;
};
const savepoints: Members = {
    'static System.Savepoint setSavepoint()': () => {
        const { tx } = execution();
        tx.limits.spend('dmlStatements', 1);
        return new SavepointHandle(tx.savepoint());
    },
    'static void rollback(System.Savepoint savepoint)': rollback,
    'static void releaseSavepoint(System.Savepoint savepoint)': (handle: SavepointHandle | null) => {
        if (need(handle).released) raise('System.InvalidParameterValueException', 'Invalid Savepoint');
        need(handle).released = true;
        execution().tx.release(need(handle).point);
    }
};
const savepoint: LibraryType = {
    name: 'System.Savepoint',
    kind: 'class',
    is: (value) => value instanceof SavepointHandle,
    members: {}
};

/** Removes deleted records for good. Source: Apex Reference Guide, Database.emptyRecycleBin. */
const emptyRecycleBin = (records: ApexList | null): ApexList => {
    const { database: store, tx } = execution();
    const ids = need(records).items.map((item) => (item instanceof SObject ? need(item.id ?? null) : idOf(item)));
    tx.limits.spend('dmlStatements', 1);
    tx.limits.spend('dmlRows', ids.length);
    const rows = store.records.empty(tx, ids).map((success, index) => {
        const id = ids[index] ?? '';
        const errors = success
            ? []
            : [{ statusCode: 'INVALID_ID_FIELD', message: 'entity is not in the recycle bin', fields: [] }];
        return new EmptiedRow({ id, success, created: false, errors });
    });
    return listOf('Database.EmptyRecycleBinResult', rows);
};

const database: LibraryType = {
    name: 'System.Database',
    kind: 'class',
    members: {
        ...statements('insert', 'Database.SaveResult', SaveRow, ['SObject', '']),
        ...statements('update', 'Database.SaveResult', SaveRow, ['SObject', '']),
        ...statements('upsert', 'Database.UpsertResult', UpsertRow, ['SObject', '']),
        ...upserts('SObject record', 'Database.UpsertResult'),
        ...upserts('List<SObject> records', 'List<Database.UpsertResult>'),
        ...statements('delete', 'Database.DeleteResult', DeleteRow, ['SObject', 'Id']),
        ...statements('undelete', 'Database.UndeleteResult', UndeleteRow, ['SObject', 'Id']),
        ...queries,
        ...savepoints,
        'static Id executeBatch(Object batchable)': (batchable: unknown): Id => enqueueBatch(batchable, 200),
        'static Id executeBatch(Object batchable, Integer scope)': (batchable: unknown, scope: number): Id =>
            enqueueBatch(batchable, need(scope)),
        ...merges,
        ...leadConversions,
        ...replication,
        ...externalSaves,
        ...immediateSaves('insert', 'Database.SaveResult', SaveRow),
        ...immediateSaves('delete', 'Database.DeleteResult', DeleteRow),
        'static List<Database.EmptyRecycleBinResult> emptyRecycleBin(List<SObject> records)': emptyRecycleBin,
        'static List<Database.EmptyRecycleBinResult> emptyRecycleBin(List<Id> ids)': emptyRecycleBin,
        'static Database.EmptyRecycleBinResult emptyRecycleBin(SObject record)': (record: SObject) =>
            emptyRecycleBin(new ApexList(typeOf('SObject'), [record])).items[0] ?? null
    }
};

/** The Database class, AccessLevel, Savepoint. Source: Apex Reference Guide, Database Class. */
export const databaseTypes: readonly LibraryType[] = [database, accessLevel, savepoint];
