/** A small org for the tests of this folder: hand-made schema and tables, no save pipeline, a user whose rights a test may take away. */
import BetterSqlite3 from 'better-sqlite3';
import { DateValue, DatetimeValue, Decimal, fold, makeId, TimeValue } from '../../model/index.ts';
import type { ChildRelation, FieldDef, FieldType, ObjectDef, Scalar, Schema } from '../../model/index.ts';
import type { ExecutionMode, RecordFilter, UserContext } from '../../security/types.ts';
import {
    columnOf,
    foldedColumnOf,
    isStored,
    sqlTypeOf,
    type SqlValue,
    tableOf,
    toSql,
    type Storage
} from '../storage/index.ts';
import type { LimitKind, QueryResult, SoqlEngine, Transaction } from '../types.ts';
import { createSoqlEngine } from './index.ts';

type FieldOptions = Partial<Omit<FieldDef, 'object' | 'name' | 'type'>>;
const EDITABLE = { create: true, update: true, filter: true, sort: true, group: true };

const field = (object: string, name: string, type: FieldType, options: FieldOptions = {}): FieldDef => ({
    object,
    name,
    label: name,
    type,
    custom: name.endsWith('__c'),
    required: false,
    externalId: false,
    referenceTo: [],
    nameField: name === 'Name',
    can: type === 'longText' ? { ...EDITABLE, filter: false, sort: false, group: false } : EDITABLE,
    ...options
});
const relationOf = (name: string): string =>
    name.endsWith('__c') ? name.replace(/__c$/, '__r') : name.replace(/Id$/, '');

const picklist = (...values: string[]): FieldOptions => ({
    picklist: {
        restricted: false,
        values: values.map((text) => {
            const [value = '', label = value] = text.split('=');
            return { value, label, active: true, isDefault: false, facts: {} };
        })
    }
});
const lookup = (relationshipName: string, ...referenceTo: string[]): FieldOptions => ({
    referenceTo,
    relationshipName
});
const formula = (text: string): FieldOptions => ({
    formula: { text, type: 'text', blanksAsZero: false },
    can: { ...EDITABLE, group: false }
});

const FIELDS: Readonly<Record<string, readonly [string, FieldType, FieldOptions?][]>> = {
    User: [
        ['Name', 'text'],
        ['Email', 'email'],
        ['IsActive', 'boolean'],
        ['ManagerId', 'lookup', lookup('ManagedUsers', 'User')],
        ['Department', 'text']
    ],
    Group: [
        ['Name', 'text'],
        ['Email', 'email']
    ],
    Account: [
        ['Name', 'text'],
        ['OwnerId', 'lookup', lookup('OwnedAccounts', 'User')],
        ['ParentId', 'lookup', lookup('ChildAccounts', 'Account')],
        ['Industry', 'picklist', picklist('Tech=Technology', 'Retail', 'Banking')],
        ['AnnualRevenue', 'currency', { scale: 2 }],
        ['NumberOfEmployees', 'integer'],
        ['Description', 'longText', { length: 32000 }],
        ['CreatedDate', 'datetime'],
        ['Key__c', 'text', { unique: 'caseSensitive', externalId: true }]
    ],
    Contact: [
        ['Name', 'text'],
        ['LastName', 'text'],
        ['Email', 'email'],
        ['AccountId', 'lookup', lookup('Contacts', 'Account')]
    ],
    Opportunity: [
        ['Name', 'text'],
        ['AccountId', 'lookup', lookup('Opportunities', 'Account')],
        ['OwnerId', 'lookup', lookup('OwnedOpportunities', 'User')],
        ['Amount', 'currency', { scale: 2 }],
        ['CloseDate', 'date'],
        ['StageName', 'picklist', picklist('Open', 'Won', 'Lost')],
        ['IsWon', 'boolean'],
        ['CreatedDate', 'datetime']
    ],
    Plan__c: [
        ['Name', 'text'],
        ['OwnerId', 'lookup', lookup('Plans', 'User', 'Group')],
        ['Account__c', 'lookup', lookup('Plans__r', 'Account')],
        ['Roles__c', 'multiPicklist', picklist('AE', 'CSM', 'IT')],
        ['Start__c', 'time'],
        ['Title__c', 'text', formula('Account__r.Name & Name')],
        ['Active__c', 'boolean'],
        ['Notes__c', 'longText', { length: 32000 }]
    ],
    Item__c: [
        ['Name', 'text'],
        ['Plan__c', 'masterDetail', lookup('Items__r', 'Plan__c')],
        ['Due__c', 'date'],
        ['Done__c', 'boolean']
    ],
    Task: [
        ['Subject', 'text', { nameField: true }],
        ['WhatId', 'lookup', lookup('Tasks', 'Account', 'Opportunity', 'Plan__c')]
    ],
    UserRecordAccess: [
        ['UserId', 'lookup', lookup('', 'User')],
        ['RecordId', 'id'],
        ['HasReadAccess', 'boolean'],
        ['HasEditAccess', 'boolean'],
        ['MaxAccessLevel', 'text']
    ],
    Setting__mdt: [
        ['DeveloperName', 'text'],
        ['Value__c', 'text']
    ]
};
const PREFIXES: Readonly<Record<string, string>> = {
    User: '005',
    Group: '00G',
    Account: '001',
    Contact: '003',
    Opportunity: '006',
    Plan__c: 'a00',
    Item__c: 'a01',
    Task: '00T',
    Setting__mdt: 'm00'
};

/** The schema of the tests. */
export const createSchema = (): Schema => {
    const relations = new Map<string, ChildRelation[]>();
    const fields = new Map<string, FieldDef[]>();
    for (const [object, list] of Object.entries(FIELDS)) {
        const all = [
            field(object, 'Id', 'id'),
            field(object, 'IsDeleted', 'boolean'),
            ...list.map(([name, type, options]) => field(object, name, type, options))
        ];
        fields.set(object, all);
        for (const { name, referenceTo, relationshipName } of all) {
            for (const target of referenceTo) {
                if (!relations.has(target)) relations.set(target, []);
                relations.get(target)?.push({ name: relationshipName ?? '', child: object, field: name });
            }
        }
    }
    const byName = <T>(list: readonly T[], nameOf: (item: T) => string) => {
        const map = new Map(list.map((item) => [fold(nameOf(item)), item]));
        return (name: string): T | undefined => map.get(fold(name));
    };
    const objects = [...fields].map(([name, list]): ObjectDef => {
        const childRelations = relations.get(name) ?? [];
        return {
            name,
            label: name,
            pluralLabel: name,
            keyPrefix: PREFIXES[name] ?? '',
            kind: name.endsWith('__mdt') ? 'customMetadata' : name.endsWith('__c') ? 'custom' : 'standard',
            fields: list,
            field: byName(list, (item) => item.name),
            parent: byName(
                list.filter((item) => item.referenceTo.length > 0),
                (item) => relationOf(item.name)
            ),
            child: byName(childRelations, (item) => item.name),
            childRelations,
            nameField: list.find((item) => item.nameField),
            rules: [],
            recordTypes: [],
            sharing: 'private',
            features: { activities: false, history: false, reports: false, search: true },
            readOnly: false
        };
    });
    const object = byName(objects, (item) => item.name);
    return {
        generation: 1,
        object,
        objectOf: (id) => objects.find((item) => item.keyPrefix === id.slice(0, 3)),
        objects
    };
};

export interface Fixture {
    readonly schema: Schema;
    readonly engine: SoqlEngine;
    readonly connection: BetterSqlite3.Database;
    /** Lower-case names of objects and `object.field`s that the user may not see. */
    readonly hidden: Set<string>;
    /** Sharing of objects, by lower-case name; 'all' where absent. */
    readonly filters: Map<string, RecordFilter | 'none'>;
    readonly spent: Map<LimitKind, number>;
    readonly user: { timeZone: string; locale: string; key: string };
    now: DatetimeValue;
    /** @returns the new row's Id */
    insert(object: string, values: Readonly<Record<string, Scalar>>): string;
    query(soql: string, binds?: readonly unknown[], mode?: ExecutionMode): QueryResult;
    /** Values of one field (or path) of all rows. */
    values(soql: string, binds?: readonly unknown[], mode?: ExecutionMode): unknown[];
    readonly tx: Transaction;
}

const SYSTEM: ExecutionMode = { fields: 'system', records: 'without' };

/** An empty database with the tables of the schema. */
export const createFixture = (most = 50_000): Fixture => {
    const schema = createSchema();
    const connection = new BetterSqlite3(':memory:');
    const hidden = new Set<string>();
    const filters = new Map<string, RecordFilter | 'none'>();
    const spent = new Map<LimitKind, number>();
    const user = { timeZone: 'GMT', locale: 'en_US', key: 'user' };
    const counts = new Map<string, number>();
    connection.function('fold', { deterministic: true }, (text: unknown) =>
        typeof text === 'string' ? fold(text) : text
    );
    connection.function('formula', { varargs: true }, (_slot: unknown, ...inputs: unknown[]) =>
        inputs.map((input) => (typeof input === 'string' ? input : '')).join('')
    );
    for (const object of schema.objects) {
        const columns = object.fields.filter((item) => isStored(item) && item.name !== 'Id');
        const twins = columns.map(foldedColumnOf).filter((twin) => twin !== undefined);
        connection.exec(
            `CREATE TABLE ${tableOf(object)} ("Id" TEXT PRIMARY KEY, ${[...columns.map((item) => `${columnOf(item)} ${sqlTypeOf(item)}`), ...twins.map((twin) => `${twin} TEXT`)].join(', ')}) STRICT`
        );
    }
    const statements = new Map<string, BetterSqlite3.Statement<unknown[]>>();
    const statement = (sql: string): BetterSqlite3.Statement<unknown[]> => {
        let known = statements.get(sql);
        if (!known) statements.set(sql, (known = connection.prepare(sql)));
        return known;
    };
    const path = (object: string, ...names: string[]): FieldDef[] => {
        const found: FieldDef[] = [];
        let at = schema.object(object);
        for (const name of names) {
            const next = at?.field(name);
            if (!next) throw new Error(`no field ${object}.${names.join('.')}`);
            found.push(next);
            at = schema.object(next.referenceTo[0] ?? '');
        }
        return found;
    };
    const titleInputs = [path('Plan__c', 'Account__c', 'Name'), path('Plan__c', 'Name')];
    const storage = {
        connection,
        generation: {
            schema,
            statement,
            formula: () => ({ slot: 0, inputs: titleInputs, volatile: false }),
            cells: new Map()
        },
        onOpen: (hook: (opened: BetterSqlite3.Database) => void) => hook(connection),
        filterSql: (_object: ObjectDef, alias: string, filter: RecordFilter) => ({
            text: `${alias}."OwnerId" IN (SELECT value FROM json_each(?))`,
            values: [JSON.stringify(filter.owners)]
        })
    } as unknown as Storage;
    const engine = createSoqlEngine(storage);
    const access = {
        get key() {
            return user.key;
        },
        object(object: ObjectDef) {
            const may = !hidden.has(fold(object.name));
            return { read: may, edit: may, delete: may };
        },
        field: (item: FieldDef) => ({ read: !hidden.has(fold(`${item.object}.${item.name}`)), edit: false }),
        permission: () => false,
        visible: (object: ObjectDef) => filters.get(fold(object.name)) ?? 'all'
    };
    const tx = {
        schema,
        get now() {
            return fixture.now;
        },
        user: {
            userId: makeId('005', 1),
            get timeZone() {
                return user.timeZone;
            },
            get locale() {
                return user.locale;
            },
            access
        } as unknown as UserContext,
        limits: {
            spend: (kind: LimitKind, amount: number) => void spent.set(kind, (spent.get(kind) ?? 0) + amount),
            used: (kind: LimitKind) => spent.get(kind) ?? 0,
            max: () => most
        }
    } as unknown as Transaction;
    const fixture: Fixture = {
        schema,
        engine,
        connection,
        hidden,
        filters,
        spent,
        user,
        tx,
        now: new DatetimeValue(Date.UTC(2026, 10, 18, 12)),
        insert(name, values) {
            const object = schema.object(name);
            if (!object) throw new Error(`no object ${name}`);
            const count = (counts.get(name) ?? 0) + 1;
            counts.set(name, count);
            const id = makeId(object.keyPrefix, count);
            const row = new Map<string, SqlValue>([['"Id"', id]]);
            for (const item of object.fields) {
                const column = columnOf(item);
                if (column === undefined || item.name === 'Id') continue;
                const raw = toSql(item, values[item.name] ?? null);
                row.set(column, raw);
                const twin = foldedColumnOf(item);
                if (twin !== undefined) row.set(twin, typeof raw === 'string' ? fold(raw) : null);
            }
            statement(
                `INSERT INTO ${tableOf(object)} (${[...row.keys()].join(', ')}) VALUES (${[...row.keys()].map(() => '?').join(', ')})`
            ).run(...row.values());
            return id;
        },
        query: (soql, binds = [], mode = SYSTEM) => engine.query(tx, engine.parse(soql), binds, mode),
        values(soql, binds, mode) {
            const result = fixture.query(soql, binds, mode);
            if (result.aggregates)
                return result.aggregates.map((row) =>
                    Object.fromEntries([...row].map(([key, value]) => [key, plain(value)]))
                );
            const names = (result.columns[0]?.path ?? 'Id').split('.');
            return result.rows.map((row) => {
                let record: typeof row | null | undefined = row;
                for (const name of names.slice(0, -1)) record = record?.parent(name);
                return plain(record?.get(names.at(-1) ?? 'Id') ?? null);
            });
        }
    };
    return fixture;
};

const plain = (value: Scalar): unknown =>
    value instanceof Decimal ||
    value instanceof DateValue ||
    value instanceof DatetimeValue ||
    value instanceof TimeValue
        ? value.toString()
        : value;
