/** Queries, saves, custom metadata and settings in compiled code. */
import { SObject } from '../../model/index.ts';
import type { ObjectDef } from '../../model/index.ts';
import type { Operation, SoqlQuery } from '../../database/types.ts';
import { allCustomMetadata, customMetadataInstance } from '../library/customMetadata.ts';
import { quietQuery } from '../library/quietQuery.ts';
import { ApexList, ApexMap } from './collections.ts';
import { saveRecords } from './dml.ts';
import { soslLiteral } from '../library/searchBinds.ts';
import { exception, nullPointer } from './exceptions.ts';
import { execution, MODES } from './execution.ts';
import type { ModeIndex } from './execution.ts';
import { rowsOf, runQuery } from './soql.ts';
import { toText } from './text.ts';
import type { ApexType } from './types.ts';

type Mode = ModeIndex;
const recordsOf = (value: unknown): (SObject | null)[] => {
    if (value === null) return nullPointer();
    return value instanceof ApexList ? (value.items as (SObject | null)[]) : [value as SObject];
};

/** The record that an Id stands for, of the master's type. */
const withId = (master: SObject | null, id: string): SObject => {
    const record = new SObject((master ?? nullPointer()).type);
    record.id = id;
    return record;
};

const objectOf = (type: ApexType): ObjectDef => {
    if (!type.object) throw new Error('a record needs an object');
    return type.object;
};
/** All rows of a custom setting; reading them costs no query, as on the platform. */
const settingRows = (object: ObjectDef): readonly SObject[] =>
    quietQuery(`SELECT ${object.fields.map(({ name }) => name).join(', ')} FROM ${object.name}`);

export const dataHelpers = {
    $soql: (row: ApexType, query: SoqlQuery, binds: readonly unknown[], mode: Mode): ApexList =>
        new ApexList(row, [...rowsOf(runQuery(query, binds, MODES[mode]))]),
    $count: (query: SoqlQuery, binds: readonly unknown[], mode: Mode): number =>
        runQuery(query, binds, MODES[mode]).totalSize,
    /** The single row that a query must give. */
    $one: (rows: ApexList | null): unknown => {
        if (rows === null) return null;
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
    /** The text of a search with the values of its binds written as literals. */
    $sosl: (texts: readonly string[], values: readonly unknown[]): string =>
        texts.map((text, index) => text + (index < values.length ? soslLiteral(values[index]) : '')).join(''),
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
        const given: unknown[] = others instanceof ApexList ? others.items : [others];
        const losers = given.map((loser) => (typeof loser === 'string' ? withId(master, loser) : (loser as SObject)));
        saveRecords('merge', [master, ...losers], { allOrNone: true, mode: MODES[mode] });
    },
    $mdt: (type: ApexType, name: string | null): SObject | null => customMetadataInstance(objectOf(type), name),
    $mdtall: (type: ApexType): ApexMap => allCustomMetadata(objectOf(type)),
    $setting: (method: string, type: ApexType, key?: string | null): unknown => {
        return objectOf(type).settings === 'list'
            ? listSetting(method, type, key ?? null)
            : hierarchySetting(method, type, key);
    }
};

const settingName = (): ApexType => {
    const type = execution().program.typeNamed('String');
    if (!type) throw new Error('no type String');
    return type;
};

/** A list custom setting: rows by name. Source: Apex Reference Guide, "Custom Settings Methods", list custom settings. */
const listSetting = (method: string, type: ApexType, name: string | null): unknown => {
    const rows = settingRows(objectOf(type));
    const nameOf = (row: SObject): string => toText(row.get('Name') ?? null);
    if (method !== 'getall') return rows.find((row) => nameOf(row) === name)?.clone() ?? null;
    return new ApexMap(
        settingName(),
        type,
        rows.map((row) => [nameOf(row), row.clone()] as const)
    );
};

/** A hierarchy custom setting: the user's row over the profile's over the organisation's, field by field. */
const hierarchySetting = (method: string, type: ApexType, key: string | null | undefined): SObject | null => {
    const object = objectOf(type);
    const { tx } = execution();
    const rows = settingRows(object);
    const of = (owner: string | undefined): SObject | undefined =>
        owner === undefined ? undefined : rows.find((row) => row.get('SetupOwnerId') === owner);
    const organisation = rows.find((row) => (row.get('SetupOwnerId') as string | null)?.startsWith('00D'));
    if (method === 'getvalues') return of(key ?? tx.user.userId)?.clone() ?? null;
    const empty = (owner: string): SObject => {
        const record = new SObject(object);
        record.set('SetupOwnerId', owner);
        return record;
    };
    // Without a row the platform gives a new record of the level that was asked for, ready to be saved.
    if (method === 'getorgrow') return organisation?.clone() ?? null;
    if (method === 'getorgdefaults')
        return organisation?.clone() ?? empty(quietQuery('SELECT Id FROM Organization')[0]?.id ?? '');
    const levels = [
        organisation,
        of(tx.user.profileId),
        key === undefined || key === null ? of(tx.user.userId) : of(key)
    ];
    if (levels.every((level) => level === undefined)) return empty(key ?? tx.user.userId);
    const merged = new SObject(object);
    for (const level of levels) {
        for (const [field, value] of level?.populated() ?? []) if (value !== null) merged.set(field, value);
    }
    return merged;
};
