import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Decimal, NotSupported, PlatformError } from '../../model/index.ts';
import { ADMIN, OBJECTS, TestOrg, modelOf } from './testOrg.ts';
import { textOf } from '../storage/values.ts';

const codes = (results: readonly { errors: readonly { statusCode: string }[] }[]): string[] =>
    results.map((result) => result.errors.map((error) => error.statusCode).join('+'));

test('an inserted record gets an Id, defaults and stamps, and is read back', () => {
    const org = new TestOrg();
    const id = org.make('Plan__c', { Name: 'Acme', Value__c: 12 });
    assert.match(id, /^a0.gw0/);
    assert.equal(org.value('Plan__c', id, 'Status__c'), 'Open');
    assert.equal(textOf(org.value('Plan__c', id, 'Value__c')), '12.00');
    assert.equal(textOf(org.value('Plan__c', id, 'Item_Count__c')), '0');
    assert.equal(org.value('Plan__c', id, 'OwnerId'), ADMIN);
    assert.equal(org.value('Plan__c', id, 'CreatedById'), ADMIN);
    org.run((tx) => {
        const [result] = org.save(tx, 'update', [org.record('Plan__c', { Id: id, Name: 'Ünïcode' })]);
        assert.deepEqual(result, { id, success: true, created: false, errors: [] });
    });
    assert.equal(org.value('Plan__c', id, 'Name'), 'Ünïcode');
});

test('an empty text name becomes the Id, an auto number counts', () => {
    const org = new TestOrg();
    const plan = org.make('Plan__c', {});
    assert.equal(org.value('Plan__c', plan, 'Name'), plan.slice(0, 15));
    const item = org.make('Item__c', { Plan__c: plan, Title__c: 'One' });
    org.make('Note__c', { Item__c: item });
    assert.equal(org.value('Note__c', org.make('Note__c', { Item__c: item }), 'Name'), 'N-0002');
});

test('the stages run in the platform order, system validation before the triggers and again after them', () => {
    const org = new TestOrg();
    const plan = org.make('Plan__c', { Name: 'P' });
    const seen: unknown[] = [];
    org.triggers
        .on('Item__c', 'before insert', (_tx, news) => {
            seen.push(['before', news.map((item) => item.id)]);
            for (const item of news) item.set('Title__c', 'from the trigger');
        })
        .on('Item__c', 'after insert', (tx, news) => {
            const query = org.database.soql.parse('SELECT COUNT() FROM Item__c');
            const found = org.database.soql.query(tx, query, [], { fields: 'system', records: 'without' }).totalSize;
            seen.push(['after', found, news[0]?.id !== undefined, news[0]?.get('CreatedById')]);
        })
        .on('Plan__c', 'after update', (_tx, news, olds) => {
            seen.push(['roll-up', textOf(olds[0]?.get('Item_Count__c')), textOf(news[0]?.get('Item_Count__c'))]);
        });
    org.run((tx) => {
        const long = org.record('Item__c', { Plan__c: plan, Days__c: Decimal.of(123456) });
        assert.deepEqual(codes(org.save(tx, 'insert', [long])), ['NUMBER_OUTSIDE_VALID_RANGE']);
        assert.deepEqual(seen, [], 'a value that system validation refuses never reaches a trigger');
        assert.deepEqual(codes(org.save(tx, 'insert', [org.record('Item__c', { Plan__c: plan })])), ['']);
    });
    assert.deepEqual(seen, [
        ['before', [undefined]],
        ['after', 1, true, ADMIN],
        ['roll-up', '0', '1']
    ]);
});

test('triggers and roll-ups run once for 200 rows, and a chunk sees the one before', () => {
    const org = new TestOrg();
    const plan = org.make('Plan__c', { Name: 'P' });
    const sizes: number[] = [];
    org.triggers
        .on('Item__c', 'before insert')
        .on('Item__c', 'after insert')
        .on('Plan__c', 'before update', (_tx, news) => sizes.push(Number(textOf(news[0]?.get('Item_Count__c')))));
    org.run((tx) => {
        const items = Array.from({ length: 450 }, (_, index) =>
            org.record('Item__c', { Plan__c: plan, Title__c: `T${index}`, Days__c: 1 })
        );
        assert.ok(org.save(tx, 'insert', items).every((result) => result.success));
        assert.equal(tx.limits.used('dmlStatements'), 1);
        assert.equal(tx.limits.used('dmlRows'), 450);
    });
    assert.deepEqual(
        org.triggers.fired.filter((event) => event.startsWith('Item__c before')),
        ['Item__c before insert 200', 'Item__c before insert 200', 'Item__c before insert 50']
    );
    assert.deepEqual(sizes, [200, 400, 450]);
    assert.equal(textOf(org.value('Plan__c', plan, 'Days__c')), '450.0');
});

test('all or none: one refused row takes the whole statement back and says why on each row', () => {
    const org = new TestOrg();
    org.run((tx) => {
        const results = org.save(tx, 'insert', [
            org.record('Plan__c', { Name: 'good' }),
            org.record('Plan__c', { Status__c: 'Nowhere' })
        ]);
        assert.deepEqual(codes(results), [
            'ALL_OR_NONE_OPERATION_ROLLED_BACK',
            'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'
        ]);
        assert.equal(results[1]?.errors[0]?.message, 'Status__c: bad value for restricted picklist field: Nowhere');
    });
    assert.equal(org.count('Plan__c'), 0);
});

test('partial success: failing rows are set aside, the others run again with triggers, counters go back', () => {
    const org = new TestOrg();
    let queries = 0;
    org.triggers.on('Plan__c', 'before insert', (tx, news) => {
        tx.limits.spend('queries', 1);
        queries++;
        for (const plan of news) if (plan.get('Name') === 'refused') plan.addError('not this one');
    });
    org.run((tx) => {
        const records = ['a', 'refused', 'b'].map((Name) => org.record('Plan__c', { Name }));
        const results = org.save(tx, 'insert', records, { allOrNone: false });
        assert.deepEqual(codes(results), ['', 'FIELD_CUSTOM_VALIDATION_EXCEPTION', '']);
        assert.equal(results[1]?.errors[0]?.message, 'not this one');
        assert.ok(records[0]?.id !== undefined && records[1]?.id === undefined);
        assert.equal(tx.limits.used('queries'), 1);
    });
    assert.equal(queries, 2);
    assert.deepEqual(org.triggers.fired, ['Plan__c before insert 3', 'Plan__c before insert 2']);
    assert.equal(org.count('Plan__c'), 2);
});

test('partial success gives up after three attempts', () => {
    const org = new TestOrg();
    let attempt = 0;
    org.triggers.on('Plan__c', 'before insert', (_tx, news) => {
        attempt++;
        news[0]?.addError('one less');
    });
    org.run((tx) => {
        const results = org.save(
            tx,
            'insert',
            ['a', 'b', 'c', 'd', 'e'].map((Name) => org.record('Plan__c', { Name })),
            { allOrNone: false }
        );
        assert.match(results[4]?.errors[0]?.message ?? '', /^Too many batch retries/);
    });
    assert.equal(attempt, 3);
    assert.equal(org.count('Plan__c'), 0);
});

test('a limit that is exceeded is thrown past everything and leaves nothing behind', () => {
    const org = new TestOrg();
    assert.throws(
        () =>
            org.run((tx) => {
                for (let count = 0; count < 151; count++)
                    org.save(tx, 'insert', [org.record('Plan__c', { Name: 'P' })]);
            }),
        { name: 'LimitExceeded', message: 'Too many DML statements: 151' }
    );
    assert.equal(org.count('Plan__c'), 0);
    assert.throws(
        () =>
            org.run((tx) =>
                org.save(
                    tx,
                    'insert',
                    Array.from({ length: 10_001 }, () => org.record('Plan__c', {}))
                )
            ),
        {
            message: 'Too many DML rows: 10001'
        }
    );
});

test('a trigger that saves its own records ends at depth 16', () => {
    const org = new TestOrg();
    const plan = org.make('Plan__c', { Name: 'P' });
    org.triggers.on('Plan__c', 'after update', (tx, news) => {
        org.save(tx, 'update', [org.record('Plan__c', { Id: news[0]?.id ?? '', Name: 'again' })]);
    });
    assert.throws(() => org.run((tx) => org.save(tx, 'update', [org.record('Plan__c', { Id: plan, Name: 'x' })])), {
        name: 'LimitExceeded',
        message: 'Maximum trigger depth exceeded'
    });
    assert.equal(org.triggers.fired.length, 16);
});

test('values are refused as the platform refuses them', () => {
    const org = new TestOrg();
    const plan = org.make('Plan__c', { Name: 'P' });
    const account = org.make('Account', { Name: 'A' });
    const refuse = (object: string, values: Parameters<TestOrg['record']>[1]) =>
        org.run((tx) =>
            org
                .save(tx, 'insert', [org.record(object, values)])[0]
                ?.errors.map(({ statusCode, message, fields }) => [statusCode, message, ...fields])
        );
    assert.deepEqual(refuse('Item__c', { Plan__c: plan }), [
        ['REQUIRED_FIELD_MISSING', 'Required fields are missing: [Title__c]', 'Title__c']
    ]);
    assert.deepEqual(refuse('Item__c', { Title__c: 'x' }), [
        ['REQUIRED_FIELD_MISSING', 'Required fields are missing: [Plan__c]', 'Plan__c']
    ]);
    assert.deepEqual(refuse('Plan__c', { Exact__c: 'x'.repeat(21) })?.[0]?.slice(0, 2), [
        'STRING_TOO_LONG',
        `Exact__c: data value too large: ${'x'.repeat(21)} (max length=20)`
    ]);
    assert.deepEqual(refuse('Plan__c', { Mail__c: 'nobody' }), [
        ['INVALID_EMAIL_ADDRESS', 'Mail__c: invalid email address: nobody', 'Mail__c']
    ]);
    assert.equal(refuse('Plan__c', { Account__c: plan })?.[0]?.[0], 'FIELD_INTEGRITY_EXCEPTION');
    assert.equal(refuse('Plan__c', { Account__c: '001gw0000000999' })?.[0]?.[0], 'INVALID_CROSS_REFERENCE_KEY');
    assert.equal(refuse('Plan__c', { Account__c: 'Acme' })?.[0]?.[0], 'MALFORMED_ID');
    assert.equal(refuse('Plan__c', { Value__c: 'x' })?.[0]?.[0], 'INVALID_TYPE_ON_FIELD_IN_RECORD');
    assert.equal(refuse('Plan__c', { Item_Count__c: 7 })?.[0]?.[0], 'INVALID_FIELD_FOR_INSERT_UPDATE');
    org.run((tx) => org.save(tx, 'delete', [org.record('Account', { Id: account })]));
    assert.equal(refuse('Plan__c', { Account__c: account })?.[0]?.[0], 'ENTITY_IS_DELETED');
    assert.equal(refuse('Opportunity', { Name: 'O' })?.[0]?.[1], 'Required fields are missing: [StageName, CloseDate]');
});

test('updates name what they cannot find', () => {
    const org = new TestOrg();
    const plan = org.make('Plan__c', { Name: 'P' });
    org.run((tx) => {
        const save = (values: Parameters<TestOrg['record']>[1]) =>
            codes(org.save(tx, 'update', [org.record('Plan__c', values)]))[0];
        assert.equal(save({ Name: 'x' }), 'MISSING_ARGUMENT');
        assert.equal(save({ Id: `${plan.slice(0, 12)}999AAA`, Name: 'x' }), 'INVALID_CROSS_REFERENCE_KEY');
        org.save(tx, 'delete', [org.record('Plan__c', { Id: plan })]);
        assert.equal(save({ Id: plan, Name: 'x' }), 'ENTITY_IS_DELETED');
    });
});

test('validation rules see the record as the triggers left it, and what it was', () => {
    const objects = {
        ...OBJECTS,
        Plan__c: {
            ...OBJECTS.Plan__c,
            sharing: 'Private',
            fields: OBJECTS.Plan__c?.fields ?? {},
            rules: {
                Positive:
                    '<errorConditionFormula>Value__c &lt; 0</errorConditionFormula><errorDisplayField>Value__c</errorDisplayField><errorMessage>The value is negative.</errorMessage>',
                Frozen: '<errorConditionFormula>NOT(ISNEW()) &amp;&amp; ISCHANGED(Key__c)</errorConditionFormula><errorMessage>The key is frozen.</errorMessage>'
            }
        }
    };
    const org = new TestOrg(modelOf(objects));
    const plan = org.make('Plan__c', { Key__c: 'k', Value__c: 1 });
    org.triggers.on('Plan__c', 'before update', (_tx, news) => news[0]?.set('Value__c', Decimal.of(-1)));
    org.run((tx) => {
        const [result] = org.save(tx, 'update', [org.record('Plan__c', { Id: plan, Key__c: 'other' })]);
        assert.deepEqual(
            result?.errors,
            [
                { statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'The key is frozen.', fields: [] },
                {
                    statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
                    message: 'The value is negative.',
                    fields: ['Value__c']
                }
            ].sort((left, right) => left.message.localeCompare(right.message))
        );
    });
});

test('an exception of a trigger that apex/ translates fails its rows; any other ends the statement', () => {
    const org = new TestOrg();
    org.triggers.on('Plan__c', 'before insert', () => {
        throw new PlatformError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'PlanTrigger: execution of BeforeInsert');
    });
    org.run((tx) =>
        assert.deepEqual(codes(org.save(tx, 'insert', [org.record('Plan__c', {})])), [
            'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY'
        ])
    );
    org.triggers.on('Plan__c', 'before insert').on('Plan__c', 'after insert', () => {
        throw new Error('bug');
    });
    org.run((tx) => {
        assert.throws(() => org.save(tx, 'insert', [org.record('Plan__c', {})]), { message: 'bug' });
        assert.deepEqual(codes(org.save(tx, 'insert', [org.record('Account', { Name: 'still usable' })])), ['']);
    });
    assert.deepEqual([org.count('Plan__c'), org.count('Account')], [0, 1]);
});

test('a platform event is published, and nothing else can be done with it', () => {
    const org = new TestOrg();
    assert.throws(
        () =>
            org.run((tx) =>
                org.database.records.deliver(tx, { kind: 'event', className: 'Gone__e', state: '[]', userId: ADMIN })
            ),
        NotSupported
    );
});
