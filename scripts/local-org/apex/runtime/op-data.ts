/** Queries, saves, custom metadata and settings in compiled code. */
import { NotSupported, SObject } from '../../model/index.ts';
import type { Operation, SoqlQuery } from '../../database/types.ts';
import { SYSTEM_MODE } from '../../security/types.ts';
import { ApexList, ApexMap } from './collections.ts';
import { saveRecords } from './dml.ts';
import { exception, nullPointer } from './exceptions.ts';
import { execution, MODES } from './execution.ts';
import { parseQuery, rowsOf, runQuery } from './soql.ts';
import type { ApexType } from './types.ts';

type Mode = 0 | 1 | 2;
const recordsOf = (value: unknown): (SObject | null)[] => {
    if (value === null) return nullPointer();
    return value instanceof ApexList ? (value.items as (SObject | null)[]) : [value as SObject];
};

/** One read of all rows of a custom metadata type or setting; the database knows how many there are. */
const allRows = (type: ApexType): readonly SObject[] => {
    const object = type.object;
    if (!object) throw new Error('a record needs an object');
    const fields = object.fields.map(({ name }) => name).join(', ');
    const { database, tx } = execution();
    return database.soql.query(tx, parseQuery(`SELECT ${fields} FROM ${object.name}`), [], SYSTEM_MODE).rows;
};
/** Reading custom metadata through its type costs no query: the rows are kept for the transaction. */
const metadataCells = Symbol('rows of custom metadata types');
const metadataRows = (type: ApexType): ReadonlyMap<string, SObject> => {
    const { cells } = execution();
    let cache = cells.get(metadataCells) as Map<ApexType, ReadonlyMap<string, SObject>> | undefined;
    if (!cache) cells.set(metadataCells, (cache = new Map()));
    let rows = cache.get(type);
    if (!rows) {
        const queries = execution().tx.limits.snapshot();
        rows = new Map(allRows(type).map((row) => [String(row.get('DeveloperName')), row]));
        execution().tx.limits.restore(queries);
        cache.set(type, rows);
    }
    return rows;
};

export const dataHelpers = {
    $soql: (row: ApexType, query: SoqlQuery, binds: readonly unknown[], mode: Mode): ApexList =>
        new ApexList(row, [...rowsOf(runQuery(query, binds, MODES[mode]))]),
    $count: (query: SoqlQuery, binds: readonly unknown[], mode: Mode): number =>
        runQuery(query, binds, MODES[mode]).totalSize,
    /** The single row that a query must give. */
    $one: (rows: ApexList): unknown => {
        if (rows.size === 1) return rows.items[0];
        throw exception(
            'QueryException',
            rows.size === 0
                ? 'List has no rows for assignment to SObject'
                : 'List has more than 1 row for assignment to SObject'
        );
    },
    $oneOrNull: (rows: ApexList): unknown => {
        if (rows.size > 1) throw exception('QueryException', 'List has more than 1 row for assignment to SObject');
        return rows.items[0] ?? null;
    },
    /** `for (List<Account> batch : [SELECT …])`: 200 at a time. */
    *$batches(rows: ApexList): IterableIterator<ApexList> {
        for (let from = 0; from < rows.size; from += 200)
            yield new ApexList(rows.element, rows.items.slice(from, from + 200));
    },
    $dml: (operation: Operation, value: unknown, mode: Mode, externalId?: string): void => {
        const records = recordsOf(value);
        const first = records[0];
        if (!first && records.length === 0) return;
        const field = externalId === undefined ? undefined : first?.type.field(externalId);
        saveRecords(operation, records, {
            allOrNone: true,
            mode: MODES[mode],
            ...(field ? { externalId: field } : {})
        });
    },
    $merge: (master: SObject | null, others: unknown, mode: Mode): void => {
        saveRecords('merge', [master, ...recordsOf(others)], { allOrNone: true, mode: MODES[mode] });
    },
    $mdt: (type: ApexType, name: string | null): SObject | null => {
        if (name === null) return null;
        const rows = metadataRows(type);
        const found =
            rows.get(name) ??
            [...rows.values()].find(
                (row) => row.id === name || String(row.get('DeveloperName')).toLowerCase() === name.toLowerCase()
            );
        return found?.clone() ?? null;
    },
    $mdtall: (type: ApexType): ApexMap => {
        const text = execution().program.typeNamed('String');
        if (!text) throw new Error('no String type');
        return new ApexMap(
            text,
            type,
            [...metadataRows(type)].map(([name, row]) => [name, row.clone()] as const)
        );
    },
    $setting: (method: string, type: ApexType, key?: string | null): unknown => {
        if (method === 'getall') throw new NotSupported(`${type.name}.getAll() of list custom settings`);
        return hierarchySetting(method, type, key);
    }
};

/** A hierarchy custom setting: the user's row over the profile's over the organisation's, field by field. */
const hierarchySetting = (method: string, type: ApexType, key: string | null | undefined): SObject | null => {
    if (!type.object) throw new Error('a record needs an object');
    const { tx } = execution();
    const rows = allRows(type);
    const of = (owner: string | undefined): SObject | undefined =>
        owner === undefined ? undefined : rows.find((row) => row.get('SetupOwnerId') === owner);
    const organisation = rows.find((row) => String(row.get('SetupOwnerId') ?? '').startsWith('00D'));
    if (method === 'getvalues') return of(key ?? tx.user.userId)?.clone() ?? null;
    if (method === 'getorgdefaults') return organisation?.clone() ?? new SObject(type.object);
    const levels = [
        organisation,
        of(tx.user.profileId),
        key === undefined || key === null ? of(tx.user.userId) : of(key)
    ];
    const merged = new SObject(type.object);
    for (const level of levels) {
        for (const [field, value] of level?.populated() ?? []) if (value !== null) merged.set(field, value);
    }
    return merged;
};
