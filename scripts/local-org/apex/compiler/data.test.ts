import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ADMIN, compiled, evaluate, failureIn } from './test-fixture.ts';

test('records: fields, unqueried fields, parents, checkboxes, Ids', () => {
    const body = `
        Account customer = new Account(Name = 'Acme');
        insert customer;
        Plan__c plan = new Plan__c(Name = 'P', Account__c = customer.Id, Value__c = 12);
        plan.Value__c += 0.5;
        insert plan;
        Plan__c read = [SELECT Value__c, Double__c, Account__r.Name, Done__c FROM Plan__c WHERE Id = :plan.Id];
        Account parent = [SELECT Id, (SELECT Name FROM Plans__r) FROM Account LIMIT 1];
        Plan__c empty = new Plan__c();
        return new List<Object>{ read.Value__c, read.Double__c, read.Account__r.Name, read.Done__c, parent.Plans__r[0].Name, parent.Plans__r.size(),
            empty.Account__r?.Name, empty.Done__c, [SELECT COUNT() FROM Plan__c], plan.Id == read.Id, Plan__c.Value__c.getDescribe().getName(), Label.Greeting };`;
    assert.deepEqual(evaluate(body), [
        12.5,
        25,
        'Acme',
        false,
        'P',
        1,
        null,
        false,
        1,
        true,
        'Value__c',
        'It\'s "here"'
    ]);
    assert.equal(
        failureIn("insert new Account(Name = 'A'); Account a = [SELECT Id FROM Account]; String b = a.Name;"),
        'System.SObjectException: SObject row was retrieved via SOQL without querying the requested field: Account.Name'
    );
    assert.equal(
        failureIn('Account a = [SELECT Id FROM Account];'),
        'System.QueryException: List has no rows for assignment to SObject'
    );
    assert.equal(
        evaluate(
            "Account a = [SELECT Id FROM Account WHERE Name = 'x']?.clone() ?? new Account(Name = 'none'); return a.Name;".replace(
                '?.clone()',
                ''
            )
        ),
        'none'
    );
});

test('a failed save says what and where', () => {
    assert.equal(
        failureIn("insert new List<Account>{ new Account(Name = 'A'), new Account() };"),
        'System.DmlException: Insert failed. First exception on row 1; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [Name]: [Name]'
    );
    const body = `
        try { insert new List<Account>{ new Account(Name = 'A'), new Account() }; } catch (DmlException e) {
            return new List<Object>{ e.getNumDml(), e.getDmlIndex(0), e.getDmlMessage(0), [SELECT COUNT() FROM Account] };
        }
        return null;`;
    assert.deepEqual(evaluate(body), [1, 1, 'Required fields are missing: [Name]', 0]);
});

test('upsert by an external Id, aggregates, loops in batches, savepoints', () => {
    const body = `
        List<Plan__c> plans = new List<Plan__c>();
        for (Integer i = 0; i < 250; i++) plans.add(new Plan__c(Name = 'P' + i, Key__c = 'k' + i, Value__c = i));
        upsert plans Key__c;
        upsert new Plan__c(Key__c = 'K0', Name = 'changed') Key__c;
        List<Object> result = new List<Object>{ [SELECT COUNT() FROM Plan__c], [SELECT Name FROM Plan__c WHERE Key__c = 'k0'].Name };
        for (AggregateResult row : [SELECT Done__c done, SUM(Value__c) total FROM Plan__c GROUP BY Done__c]) result.add(row.get('total'));
        for (List<Plan__c> some : [SELECT Id FROM Plan__c]) result.add(some.size());
        Savepoint point = Database.setSavepoint();
        delete plans;
        result.add([SELECT COUNT() FROM Plan__c]);
        Database.rollback(point);
        result.add([SELECT COUNT() FROM Plan__c]);
        String name = 'P7';
        result.add(Database.query('SELECT Id FROM Plan__c WHERE Name = :name').size());
        return result;`;
    assert.deepEqual(evaluate(body), [250, 'changed', 31125, 200, 50, 0, 250, 1]);
});

const TRIGGER = {
    'PlanTrigger trigger': `trigger PlanTrigger on Plan__c (before insert, before update, after insert, after update, before delete) {
        if (Trigger.isDelete) { Trigger.old[0].addError('kept'); return; }
        for (Plan__c plan : Trigger.new) {
            if (Trigger.isBefore && plan.Name == 'bad') plan.Value__c.addError('too bad');
            if (Trigger.isBefore && plan.Name == 'broken') { String none; none.length(); }
            if (Trigger.isBefore) plan.Value__c = (plan.Value__c == null ? 0 : plan.Value__c) + 1;
            if (Trigger.isAfter && plan.Name == 'late') plan.Value__c = 5;
        }
        Recorder.log.add(Trigger.operationType + ' ' + Trigger.size + ' ' + (Trigger.oldMap == null ? '-' : '' + Trigger.oldMap.size()));
    }`,
    Recorder: 'public class Recorder { public static List<String> log = new List<String>(); }'
};
test('triggers see and change records; what they throw fails the save', () => {
    const body = `
        Plan__c plan = new Plan__c(Name = 'a');
        insert plan;
        update plan;
        Recorder.log.add('' + [SELECT Value__c FROM Plan__c].Value__c);
        return Recorder.log;`;
    assert.deepEqual(evaluate(body, '', TRIGGER), [
        'BEFORE_INSERT 1 -',
        'AFTER_INSERT 1 -',
        'BEFORE_UPDATE 1 1',
        'AFTER_UPDATE 1 1',
        '2.00'
    ]);
    assert.equal(
        failureIn("insert new Plan__c(Name = 'bad');", '', TRIGGER),
        'System.DmlException: Insert failed. First exception on row 0; first error: FIELD_CUSTOM_VALIDATION_EXCEPTION, too bad: [Value__c]'
    );
    assert.match(
        failureIn("Plan__c p = new Plan__c(Name = 'x'); insert p; delete p;", '', TRIGGER),
        /^System\.DmlException: Delete failed\. First exception on row 0 with id \w{18}; first error: FIELD_CUSTOM_VALIDATION_EXCEPTION, kept: \[\]$/
    );
    const late = failureIn("insert new Plan__c(Name = 'late');", '', TRIGGER);
    assert.match(
        late,
        /CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, PlanTrigger: execution of AfterInsert\n\ncaused by: System\.FinalException: Record is read-only\n\nTrigger\.PlanTrigger: line 7, column 1: \[\]$/
    );
    assert.match(
        failureIn("insert new Plan__c(Name = 'broken');", '', TRIGGER),
        /execution of BeforeInsert\n\ncaused by: System\.NullPointerException: Attempt to de-reference a null object\n\nTrigger\.PlanTrigger: line 5/
    );
});

test('statics belong to the transaction', () => {
    const { program, database } = compiled({
        Foo: 'public class Foo { static Integer count = 0; @AuraEnabled public static Integer run() { return ++count; } }'
    });
    const run = (): unknown =>
        database.transaction(ADMIN, 'request', (tx) => [
            program.call(tx, 'Foo', 'run', {}, 'test'),
            program.call(tx, 'Foo', 'run', {}, 'test')
        ]);
    assert.deepEqual(
        [run(), run()],
        [
            [1, 2],
            [1, 2]
        ]
    );
    database.close();
});

test('entry points convert by declared types', () => {
    const { program, database } = compiled({
        Foo: `public class Foo {
            public class Part { @AuraEnabled public Date day; @AuraEnabled public Decimal amount { get; set; } public String secret = 'no'; @AuraEnabled public List<Id> ids; }
            @AuraEnabled(cacheable=true) public static Part echo(Part part, Map<String, Integer> counts, Plan__c plan, Datetime at) {
                part.amount = part.amount + counts.get('a') + plan.Value__c; part.day = part.day.addDays(1); return part; }
            @AuraEnabled public static void refuse() { throw new AuraHandledException('for the page'); }
            @AuraEnabled public static void fail() { Foo.deeper(); }
            static void deeper() {
                throw new IllegalArgumentException('oh'); }
            @AuraEnabled(cacheable=true) public static void save() { insert new Account(Name = 'x'); }
            static void hidden() {}
            public class Request { @InvocableVariable(required=true) public Integer n; }
            public class Response { @InvocableVariable public Integer twice; }
            @InvocableMethod public static List<Response> twice(List<Request> requests) {
                List<Response> result = new List<Response>();
                for (Request r : requests) { Response s = new Response(); s.twice = r.n * 2; result.add(s); }
                return result; } }`
    });
    const call = (method: string, args: object, entry: 'auraEnabled' | 'invocable' = 'auraEnabled'): unknown =>
        database.transaction(ADMIN, 'request', (tx) =>
            program.call(tx, 'Foo', method, args as Record<string, unknown>, entry)
        );
    const args = {
        part: { day: '2026-02-28', amount: 1.5, unknown: 1, ids: ['001000000000001'] },
        counts: { a: 2 },
        plan: { Value__c: 3 },
        at: '2026-01-01T00:00:00.000Z'
    };
    assert.deepEqual(call('echo', args), { day: '2026-03-01', amount: 6.5, ids: ['001000000000001AAA'] });
    assert.throws(() => call('save', {}), { name: 'LimitExceeded', message: 'Too many DML statements: 1' });
    assert.deepEqual(call('', { inputs: [{ n: 1 }, { n: 4 }] }, 'invocable'), [{ twice: 2 }, { twice: 8 }]);
    assert.throws(() => call('hidden', {}), {
        name: 'PlatformError',
        message: "No auraEnabled method 'hidden' in the Apex class 'Foo'."
    });
    assert.throws(
        () => call('refuse', {}),
        (error: { fault: object }) =>
            assert.deepEqual(
                { ...error.fault, stack: '' },
                { exceptionType: 'System.AuraHandledException', message: 'for the page', stack: '', handled: true }
            ) === undefined
    );
    assert.throws(
        () => call('fail', {}),
        (error: { fault: { stack: string } }) =>
            assert.equal(error.fault.stack, 'Class.Foo.deeper: line 8, column 1\nClass.Foo.fail: line 6, column 1') ===
            undefined
    );
    assert.equal(program.isCacheable('Foo', 'echo'), true);
    assert.equal(program.isCacheable('Foo', 'fail'), false);
    database.close();
});
