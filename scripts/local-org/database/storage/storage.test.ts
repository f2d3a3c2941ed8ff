import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { DateValue, DatetimeValue, Decimal, makeId } from '../../model/index.ts';
import type { FieldDef, Id } from '../../model/index.ts';
import { createDatabase } from '../index.ts';
import { ADMIN, modelOf, NUMBER, OBJECTS, TestOrg, TEXT } from '../save/testOrg.ts';
import type { ObjectSource } from '../save/testOrg.ts';
import { createLimits } from './limits.ts';
import { fromSql, toSql, textOf } from './values.ts';

const withPlan = (change: (fields: Record<string, string>) => void): Record<string, ObjectSource> => {
    const fields: Record<string, string> = { ...OBJECTS.Plan__c?.fields };
    change(fields);
    return { ...OBJECTS, Plan__c: { sharing: 'Private', fields } };
};

test('a removed field is hidden with its data and comes back with it', () => {
    const org = new TestOrg();
    const plan = org.make('Plan__c', { Name: 'P', Mail__c: 'a@b.co', Key__c: 'k' });
    const without = modelOf(withPlan((fields) => delete fields.Mail__c));
    const hidden = org.database.migrate(without.schema);
    assert.deepEqual(hidden, { steps: ['hid field Plan__c.Mail__c, its data kept'], refused: [] });
    org.use(without);
    org.make('Plan__c', { Name: 'Q' });
    const full = modelOf();
    assert.deepEqual(org.database.migrate(full.schema).steps, ['showed field Plan__c.Mail__c again, with its data']);
    org.use(full);
    assert.equal(org.value('Plan__c', plan, 'Mail__c'), 'a@b.co');
    assert.deepEqual(
        org.database.migrate(full.schema),
        { steps: [], refused: [] },
        'the same schema again changes nothing'
    );
});

test('a removed object is hidden, and a hidden unique key refuses nobody', () => {
    const org = new TestOrg();
    const plan = org.make('Plan__c', { Name: 'P' });
    const item = org.make('Item__c', { Plan__c: plan, Title__c: 'x' });
    const none = modelOf({});
    const { steps } = org.database.migrate(none.schema);
    for (const name of ['Plan__c', 'Item__c', 'Note__c', 'Plan__Share'])
        assert.ok(steps.includes(`hid object ${name}, its data kept`), name);
    org.use(none);
    const full = modelOf();
    org.database.migrate(full.schema);
    org.use(full);
    assert.equal(org.value('Item__c', item, 'Plan__c'), plan);
});
test('a changed type converts where every value fits', () => {
    const org = new TestOrg();
    const plan = org.make('Plan__c', { Name: 'P', Key__c: '42', Value__c: Decimal.parse('12.5') ?? null });
    const changed = modelOf(
        withPlan((fields) => {
            fields.Key__c = NUMBER(8, 0);
            fields.Value__c = TEXT(20);
        })
    );
    assert.deepEqual(org.database.migrate(changed.schema), {
        steps: [
            'converted field Plan__c.Key__c from text to number',
            'converted field Plan__c.Value__c from number to text'
        ],
        refused: []
    });
    org.use(changed);
    assert.equal(textOf(org.value('Plan__c', plan, 'Key__c')), '42');
    assert.equal(org.value('Plan__c', plan, 'Value__c'), '12.5');
});

test('a text of Ids becomes a lookup to what they are of, and of nothing else', () => {
    const org = new TestOrg();
    const account = org.make('Account', { Name: 'A' });
    const plan = org.make('Plan__c', { Key__c: account });
    const lookupTo = (object: string) =>
        modelOf(
            withPlan(
                (fields) =>
                    (fields.Key__c = `<label>Key</label><type>Lookup</type><referenceTo>${object}</referenceTo><relationshipName>KeyPlans</relationshipName>`)
            )
        );
    assert.match(org.database.migrate(lookupTo('Contact').schema).refused[0]?.message ?? '', /1 of 1 rows do not fit/);
    const changed = lookupTo('Account');
    assert.deepEqual(org.database.migrate(changed.schema).refused, []);
    org.use(changed);
    assert.equal(org.value('Plan__c', plan, 'Key__c'), account);
});

test('a type or length that does not fit is refused with the count and the first three rows, and nothing changes', () => {
    const org = new TestOrg();
    const ids = ['abc', 'abcdef', 'x', 'abcdefg', 'abcdefgh'].map((Key__c) => org.make('Plan__c', { Key__c }));
    const result = org.database.migrate(
        modelOf(
            withPlan((fields) => {
                fields.Key__c = TEXT(2);
                fields.Added__c = TEXT(10);
            })
        ).schema
    );
    assert.deepEqual(
        result.refused.map(({ file, message }) => [file, message]),
        [
            [
                'objects/Plan__c/fields/Key__c.field-meta.xml',
                `Plan__c.Key__c cannot change from text(80) to text(2): 4 of 5 rows do not fit, first ${ids[0]} ("abc"), ${ids[1]} ("abcdef"), ${ids[3]} ("abcdefg")`
            ]
        ]
    );
    assert.deepEqual(org.database.migrate(modelOf().schema), { steps: [], refused: [] });
    assert.equal(org.value('Plan__c', ids[1] as Id, 'Key__c'), 'abcdef');
});

test('a field that becomes unique over values that are not is refused', () => {
    const org = new TestOrg();
    org.make('Plan__c', { Mail__c: 'a@b.co' });
    org.make('Plan__c', { Mail__c: 'A@b.co' });
    const result = org.database.migrate(
        modelOf(withPlan((fields) => (fields.Mail__c = '<label>Mail</label><type>Email</type><unique>true</unique>')))
            .schema
    );
    assert.match(
        result.refused[0]?.message ?? '',
        /Mail__c cannot become unique: 1 values occur more than once, first "a@b.co" \(2 rows\)/
    );
});

test('a new roll-up is computed for the rows that are there, a new checkbox has its default', () => {
    const fields = { ...OBJECTS.Plan__c?.fields };
    delete fields.Days__c;
    const org = new TestOrg(modelOf({ ...OBJECTS, Plan__c: { sharing: 'Private', fields } }));
    const plan = org.make('Plan__c', { Name: 'P' });
    org.make('Item__c', { Plan__c: plan, Title__c: 'x', Days__c: 3 });
    const full = modelOf(
        withPlan((all) => (all.Flag__c = '<label>Flag</label><type>Checkbox</type><defaultValue>true</defaultValue>'))
    );
    assert.ok(org.database.migrate(full.schema).steps.includes('computed roll-ups of Plan__c over Item__c'));
    org.use(full);
    assert.equal(textOf(org.value('Plan__c', plan, 'Days__c')), '3.0');
    assert.equal(org.value('Plan__c', plan, 'Flag__c'), true);
});

test('an image opens in memory with its rows, and the two are independent', () => {
    const org = new TestOrg();
    org.make('Plan__c', { Name: 'P' });
    const copy = new TestOrg(org.model, org.database.image());
    copy.make('Plan__c', { Name: 'Q' });
    assert.deepEqual([org.count('Plan__c'), copy.count('Plan__c')], [1, 2]);
});

test('a file belongs to one process at a time and keeps what was committed', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'gangway-'));
    try {
        const file = path.join(folder, 'org.db');
        const first = createDatabase();
        first.open(file);
        first.store.set('greeting', Buffer.from('hello'));
        const second = createDatabase();
        assert.throws(
            () => second.open(file),
            /in use by another process: .*org\.db\. Stop the other local org, or set LOCAL_ORG_HOME/
        );
        first.close();
        second.open(file);
        assert.equal(Buffer.from(second.store.get('greeting') ?? []).toString(), 'hello');
        assert.deepEqual(second.store.keys('gr'), ['greeting']);
        second.close();
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
});

test('a transaction that throws leaves nothing behind; savepoints roll back part of it; two never nest', () => {
    const org = new TestOrg();
    const plan = () => [org.record('Plan__c', { Name: 'P' })];
    assert.throws(() =>
        org.run((tx) => {
            org.save(tx, 'insert', plan());
            throw new Error('no');
        })
    );
    org.run((tx) => {
        org.save(tx, 'insert', plan());
        const point = tx.savepoint();
        org.save(tx, 'insert', plan());
        tx.rollbackTo(point);
        assert.throws(() => org.database.transaction(ADMIN, 'request', () => undefined), /running already/);
    });
    assert.equal(org.count('Plan__c'), 1);
});

test('jobs wait for the commit, keep their order, and keep the error of a failure', () => {
    const org = new TestOrg();
    const job = (className: string) => ({ kind: 'queueable' as const, className, state: '{}', userId: ADMIN });
    assert.throws(() =>
        org.run((tx) => {
            tx.afterCommit(job('Lost'));
            throw new Error('no');
        })
    );
    org.run((tx) => {
        tx.afterCommit(job('A'));
        tx.afterCommit({ ...job('Later'), notBefore: new DatetimeValue(Date.now() + 60_000) });
        tx.afterCommit(job('B'));
    });
    const { queue } = org.database;
    const names: string[] = [];
    for (let next = queue.next(); next; next = queue.next()) {
        names.push(next.job.className);
        queue.done(next.id, next.job.className === 'A' ? 'failed' : undefined);
    }
    assert.deepEqual(names, ['A', 'B']);
});

test('mirrored rows keep their Ids, also after they were gone', () => {
    const org = new TestOrg();
    const names = (list: string[]) =>
        org.run((tx) => {
            org.database.mirror(
                tx,
                'PermissionSet',
                'Name',
                list.map((Name) => ({ Name, Label: Name }))
            );
            const query = org.database.soql.parse('SELECT Id, Name FROM PermissionSet ORDER BY Name');
            return org.database.soql
                .query(tx, query, [], { fields: 'system', records: 'without' })
                .rows.map((row) => `${textOf(row.get('Name'))} ${row.id}`);
        });
    const both = names(['One', 'Two']);
    assert.equal(names(['Two']).length, 1);
    assert.deepEqual(
        names(['one', 'Two']).map((row) => row.toLowerCase()),
        both.map((row) => row.toLowerCase())
    );
});

test('custom metadata records are rows of an ordinary table', () => {
    const model = modelOf(OBJECTS, {
        'force-app/main/objects/Rule__mdt/Rule__mdt.object-meta.xml':
            '<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><label>Rule</label><pluralLabel>Rules</pluralLabel><visibility>Public</visibility></CustomObject>',
        'force-app/main/objects/Rule__mdt/fields/Limit__c.field-meta.xml': `<CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>Limit__c</fullName>${NUMBER(6, 1)}</CustomField>`,
        'force-app/main/customMetadata/Rule.First.md-meta.xml':
            '<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><label>First rule</label><protected>false</protected><values><field>Limit__c</field><value xsi:type="xsd:double">2.5</value></values></CustomMetadata>'
    });
    const org = new TestOrg(model);
    org.run((tx) => {
        const query = org.database.soql.parse(
            "SELECT MasterLabel, Limit__c FROM Rule__mdt WHERE DeveloperName = 'first'"
        );
        const [row] = org.database.soql.query(tx, query, [], { fields: 'system', records: 'without' }).rows;
        assert.deepEqual([row?.get('MasterLabel'), textOf(row?.get('Limit__c'))], ['First rule', '2.5']);
        assert.equal(
            org.save(tx, 'update', [org.record('Rule__mdt', { Id: row?.id ?? null, MasterLabel: 'x' })])[0]?.errors[0]
                ?.statusCode,
            'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY'
        );
    });
});

test('limits count, refuse in the platform words, and go back', () => {
    const limits = createLimits('request');
    limits.spend('queries', 100);
    assert.throws(() => limits.spend('queries', 1), { name: 'LimitExceeded', message: 'Too many SOQL queries: 101' });
    assert.equal(limits.max('queries'), 100);
    assert.equal(createLimits('async').max('queries'), 200);
    const state = limits.snapshot();
    limits.spend('dmlRows', 5);
    limits.restore(state);
    assert.equal(limits.used('dmlRows'), 0);
    assert.throws(() => limits.spend('queryRows', 50_001), { message: 'Too many query rows: 50001' });
});

test('values go to their columns and back', () => {
    const org = new TestOrg();
    const field = (name: string, more: Partial<FieldDef>): FieldDef => ({ ...org.field('Plan__c', name), ...more });
    const money = field('Value__c', { type: 'currency', scale: 2 });
    assert.equal(toSql(money, Decimal.parse('0.125') ?? null), 0.125);
    assert.equal(toSql(money, Decimal.parse('12345.678901234567') ?? null), 12345.6789012346);
    assert.equal(textOf(fromSql(money, 0.1)), '0.10');
    assert.equal(textOf(fromSql(money, 0.1 + 0.2)), '0.30');
    assert.equal(textOf(fromSql(money, 0.125)), '0.125');
    assert.equal(toSql(field('Key__c', { type: 'date' }), DateValue.of(2026, 2, 3)), '2026-02-03');
    assert.equal(toSql(field('Key__c', { type: 'boolean' }), null), 0);
    assert.equal(toSql(org.field('Plan__c', 'Key__c'), ''), null);
    assert.throws(
        () => toSql(money, Decimal.parse('12345678901234567.89') ?? null),
        /not supported by the local org: numbers of more than 15 digits/
    );
    assert.equal(makeId('a00', 62).length, 18);
});
