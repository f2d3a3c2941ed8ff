import assert from 'node:assert/strict';
import { test } from 'node:test';
import { baseComponents, compileMetadata } from '../../metadata/index.ts';
import { Decimal, isQueryable, makeId, NotSupported, SObject } from '../../model/index.ts';
import type { ExecutionMode } from '../../security/types.ts';
import { createAccessModel } from '../../security/index.ts';
import { createDatabase } from '../index.ts';
import type { Transaction } from '../types.ts';

const USER: ExecutionMode = { fields: 'user', records: 'with' };
const ADMIN = makeId('005', 1);

const { model, problems } = compileMetadata(baseComponents(), 1, new Map());
assert.ok(model, JSON.stringify(problems));
const { schema } = model;
const database = createDatabase();
database.open(':memory:');
assert.deepEqual(database.migrate(schema).refused, []);
database.use({
    schema,
    access: createAccessModel(model),
    labels: model.labels,
    customMetadata: [],
    customPermissions: []
});
database.transaction(ADMIN, 'request', (tx) => {
    const names = model.grants.filter(({ kind }) => kind === 'profile').map(({ label }) => label);
    database.mirror(
        tx,
        'Profile',
        'Name',
        names.map((Name) => ({ Name }))
    );
});
const profiles = (tx: Transaction): Map<string, string> =>
    new Map(
        database.soql
            .query(tx, database.soql.parse('SELECT Name FROM Profile'), [], { fields: 'system', records: 'without' })
            .rows.map((row) => [row.get('Name') as string, row.id ?? ''])
    );
const person = (name: string, ProfileId: string | undefined): Record<string, string | boolean | null> => ({
    Username: `${name}@x.test`,
    LastName: name,
    Name: name,
    Email: `${name}@x.test`,
    Alias: name,
    IsActive: true,
    ProfileId: ProfileId ?? null,
    TimeZoneSidKey: 'Europe/Berlin',
    LocaleSidKey: 'en_US'
});
// The first user acts before there is a row of it, and so cannot be asked for time zone and rights yet: the Ids are read as they were given out.
const profileIds = database.transaction(ADMIN, 'request', (tx) => {
    database.mirror(tx, 'User', 'Username', [person('admin', undefined)]);
    return profiles(tx);
});
database.transaction(ADMIN, 'request', (tx) => {
    database.mirror(tx, 'User', 'Username', [
        person('admin', profileIds.get('System Administrator')),
        person('least', profileIds.get('Minimum Access - Salesforce'))
    ]);
});

test('every field of every object can be selected, filtered, sorted and grouped as it says', () => {
    const queries = schema.objects
        // These are asked in ways of their own, or not at all.
        .filter((object) => !['UserRecordAccess', 'ContentDocumentLink'].includes(object.name) && isQueryable(object))
        .flatMap((object) => [
            `SELECT FIELDS(ALL) FROM ${object.name} LIMIT 1`,
            ...object.fields.flatMap((field) => [
                ...(field.can.filter ? [`SELECT Id FROM ${object.name} WHERE ${field.name} != null`] : []),
                ...(field.can.sort && field.type !== 'multiPicklist'
                    ? [`SELECT Id FROM ${object.name} ORDER BY ${field.name} LIMIT 1`]
                    : []),
                ...(field.can.group && field.type !== 'id'
                    ? [`SELECT ${field.name}, COUNT(Id) FROM ${object.name} GROUP BY ${field.name} LIMIT 2000`]
                    : [])
            ]),
            ...object.childRelations.map(({ name }) => `SELECT (SELECT Id FROM ${name}) FROM ${object.name} LIMIT 1`)
        ]);
    assert.ok(queries.length > 500);
    for (const soql of queries) {
        database.transaction(ADMIN, 'request', (tx) => {
            assert.doesNotThrow(() => database.soql.query(tx, database.soql.parse(soql), [], USER), soql);
        });
    }
});
test('records that were saved are found, by those who may', () => {
    const account = schema.object('Account');
    assert.ok(account);
    const results = database.transaction(ADMIN, 'request', (tx) => {
        const records = ['Äpfel', 'Birnen'].map((name, index) => {
            const record = new SObject(account);
            record.set('Name', name);
            record.set('AnnualRevenue', Decimal.of(index));
            return record;
        });
        return database.records.save(tx, { operation: 'insert', records, allOrNone: true, mode: USER, source: 'apex' });
    });
    assert.deepEqual(
        results.map(({ errors }) => errors),
        [[], []]
    );
    const soql = "SELECT Name, Owner.Name, AnnualRevenue FROM Account WHERE Name LIKE 'äp%' AND CreatedDate = TODAY";
    database.transaction(ADMIN, 'request', (tx) => {
        const [row] = database.soql.query(tx, database.soql.parse(soql), [], USER).rows;
        assert.deepEqual(
            [row?.id, row?.get('Name'), row?.parent('Owner')?.get('Name')],
            [results[0]?.id, 'Äpfel', 'admin']
        );
    });
    database.transaction(makeId('005', 2), 'request', (tx) => {
        assert.throws(
            () => database.soql.query(tx, database.soql.parse(soql), [], USER),
            /sObject type 'Account' is not supported/
        );
        assert.equal(
            database.soql.query(tx, database.soql.parse(soql), [], { fields: 'system', records: 'without' }).totalSize,
            1
        );
    });
});
test('private records are found by their owner alone', () => {
    const task = schema.object('Task');
    assert.ok(task);
    const count = (tx: Transaction): number =>
        database.soql.query(tx, database.soql.parse("SELECT Id FROM Task WHERE Subject = 'secret'"), [], {
            fields: 'system',
            records: 'with'
        }).totalSize;
    const record = new SObject(task);
    record.set('Subject', 'Secret');
    database.transaction(ADMIN, 'request', (tx) => {
        const [saved] = database.records.save(tx, {
            operation: 'insert',
            records: [record],
            allOrNone: true,
            mode: USER,
            source: 'apex'
        });
        assert.deepEqual(saved?.errors, []);
    });
    assert.equal(database.transaction(ADMIN, 'request', count), 1);
    assert.equal(database.transaction(makeId('005', 2), 'request', count), 0);
});
test('the 101st query is one too many, and says so', () => {
    database.transaction(ADMIN, 'request', (tx) => {
        const query = database.soql.parse('SELECT COUNT() FROM Account');
        for (let index = 0; index < 100; index++) database.soql.query(tx, query, [], USER);
        assert.throws(() => database.soql.query(tx, query, [], USER), /Too many SOQL queries: 101/);
    });
});
test('what is not supported never reaches the platform errors', () => {
    assert.throws(
        () =>
            database.transaction(ADMIN, 'request', (tx) =>
                database.soql.query(
                    tx,
                    database.soql.parse('SELECT Industry, COUNT(Id) FROM Account GROUP BY CUBE(Industry)'),
                    [],
                    USER
                )
            ),
        (error: unknown) => error instanceof NotSupported && /CUBE/.test(error.feature)
    );
});
