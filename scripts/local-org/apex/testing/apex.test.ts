import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { compileApex } from '../compiler/compile.ts';
import { openTestOrg } from '../library/orgFixture.ts';
import type { TestResult } from '../types.ts';
import { runTests } from './run.ts';

const org = openTestOrg();
after(() => org.database.close());

/** Compiles classes and runs their tests; results by `Class.method`. */
const run = (classes: Readonly<Record<string, string>>): Record<string, string> => {
    const sources = Object.entries(classes).map(([name, text]) => ({
        name,
        kind: 'class' as const,
        file: `${name}.cls`,
        text,
        apiVersion: 67
    }));
    const { program, problems } = compileApex({ sources, model: org.model, database: org.database });
    assert.deepEqual(problems, []);
    if (!program) return assert.fail('no program');
    org.database.records.attach(program);
    const results: TestResult[] = [];
    runTests(program, org.database, { only: [], userId: org.userId, onResult: (result) => results.push(result) });
    return Object.fromEntries(
        results.map(({ className, method, outcome, message }) => [
            `${className}.${method}`,
            message === undefined ? outcome : `${outcome}: ${message}`
        ])
    );
};
const allPass = (classes: Readonly<Record<string, string>>): void => {
    const results = run(classes);
    assert.ok(Object.keys(results).length > 0);
    assert.deepEqual([...new Set(Object.values(results))], ['passed'], JSON.stringify(results, null, 1));
};

test('values and collections', () =>
    allPass({
        Values_Test: `@IsTest private class Values_Test {
            private class Rank implements Comparable {
                Integer value;
                Rank(Integer value) { this.value = value; }
                public Integer compareTo(Object other) { return value - ((Rank) other).value; }
            }
            private class Backwards implements Comparator<String> {
                public Integer compare(String one, String two) { return two.compareTo(one); }
            }
            private class Numbers implements Iterable<Integer>, Iterator<Integer> {
                Integer at = 0;
                public Iterator<Integer> iterator() { return this; }
                public Boolean hasNext() { return at < 3; }
                public Integer next() { return ++at; }
            }
            @IsTest static void texts() {
                Assert.areEqual('a-b', String.join(new List<String>{ 'a', 'b' }, '-'));
                Assert.areEqual('1 of 2', String.format('{0} of {1}', new List<Object>{ 1, 2 }));
                Assert.areEqual(2, 'a,b'.split(',').size());
                Assert.areEqual('abc', 'ABC'.toLowerCase());
                Assert.isTrue(String.isBlank('  '));
                Assert.areEqual('12.50', String.valueOf(12.50));
            }
            @IsTest static void sorting() {
                List<Rank> ranks = new List<Rank>{ new Rank(3), new Rank(1), new Rank(2) };
                ranks.sort();
                Assert.areEqual(1, ranks[0].value);
                List<String> texts = new List<String>{ 'a', 'c', 'b' };
                texts.sort(new Backwards());
                Assert.areEqual(new List<String>{ 'c', 'b', 'a' }, texts);
            }
            @IsTest static void collections() {
                List<Integer> walked = new List<Integer>();
                for (Integer item : new Numbers()) walked.add(item);
                Assert.areEqual(3, walked.size());
                List<Decimal> decimals = new List<Decimal>();
                decimals.addAll(new List<Decimal>{ 1, 2.5 });
                Map<String, List<Integer>> byName = new Map<String, List<Integer>>();
                byName.put('a', walked);
                Assert.areEqual(3, byName.get('a')[2]);
                Assert.areEqual(new Set<String>{ 'a' }, byName.keySet());
                Map<Decimal, String> prices = new Map<Decimal, String>{ 1 => 'one' };
                Assert.areEqual('one', prices.get(1.0));
                Iterator<String> keys = byName.keySet().iterator();
                Assert.isTrue(keys.hasNext());
                Assert.areEqual('a', keys.next());
            }
            @IsTest static void numbersAndDates() {
                Assert.areEqual(3, Math.max(1, 3));
                Assert.areEqual(2.35, Decimal.valueOf('2.345').setScale(2, RoundingMode.HALF_UP));
                Date day = Date.newInstance(2026, 1, 31);
                Assert.areEqual(Date.newInstance(2026, 2, 28), day.addMonths(1));
                Assert.areEqual(28, day.daysBetween(day.addMonths(1)));
                Assert.areEqual('2026-01-31', String.valueOf(day));
                Assert.areEqual(2147483648L, Long.valueOf('2147483648'));
            }
            @IsTest static void refusals() {
                try {
                    Integer.valueOf('abc');
                    Assert.fail('must refuse');
                } catch (TypeException cause) {
                    Assert.areEqual('Invalid integer: abc', cause.getMessage());
                    Assert.isTrue(cause.getLineNumber() > 1, cause.getStackTraceString());
                }
                try {
                    Object first = new List<String>()[0];
                    Assert.fail('must refuse');
                } catch (ListException cause) {
                    Assert.areEqual('List index out of bounds: 0', cause.getMessage());
                }
                try {
                    throw new AuraHandledException('for the page');
                } catch (AuraHandledException cause) {
                    Assert.areEqual('Script-thrown exception', cause.getMessage());
                }
            }
            @IsTest static void types() {
                Type listType = Type.forName('List<String>');
                Object made = listType.newInstance();
                Assert.isTrue(made instanceof List<String>);
                Assert.isNull(Type.forName('Nothing_Of_That_Name'));
                Assert.areEqual('Rank', Rank.class.getName().substringAfterLast('.'));
                Assert.isInstanceOfType(new Numbers(), Iterable<Integer>.class);
            }
        }`
    }));

test('JSON of classes, and asynchronous state', () =>
    allPass({
        Json_Test: `@IsTest private class Json_Test {
            public enum Colour { RED, GREEN }
            public class Line {
                public String name;
                public Decimal price;
                public Double weight;
                public Colour colour;
                public Date day { get; set; }
                public List<Line> parts;
                public transient String secret = 'x';
            }
            @IsTest static void roundTrip() {
                Line line = new Line();
                line.name = 'A';
                line.price = 1.50;
                line.weight = 2;
                line.colour = Colour.GREEN;
                line.day = Date.newInstance(2026, 1, 2);
                String text = JSON.serialize(line);
                Assert.areEqual('{"weight":2.0,"price":1.50,"parts":null,"name":"A","day":"2026-01-02","colour":"GREEN"}', text);
                Line again = (Line) JSON.deserialize(text, Line.class);
                Assert.areEqual(Colour.GREEN, again.colour);
                Assert.areEqual(2.0, again.weight);
                Assert.areEqual(line.day, again.day);
                Assert.isNull(again.secret);
            }
            @IsTest static void lists() {
                List<Line> lines = (List<Line>) JSON.deserialize('[{"name":"A","parts":[{"name":"B"}]}]', List<Line>.class);
                Assert.areEqual('B', lines[0].parts[0].name);
                Map<String, Object> plain = (Map<String, Object>) JSON.deserializeUntyped('{"a":[1,2.5]}');
                List<Object> items = (List<Object>) plain.get('a');
                Assert.areEqual(1, (Integer) items[0]);
                Assert.areEqual(2.5, (Decimal) items[1]);
            }
            @IsTest static void strict() {
                try {
                    JSON.deserializeStrict('{"nope":1}', Line.class);
                    Assert.fail('must refuse');
                } catch (JSONException cause) {
                    Assert.isTrue(cause.getMessage().contains('nope'), cause.getMessage());
                }
            }
        }`,
        Job: `public class Job implements Queueable, Schedulable, Database.Batchable<SObject>, Database.Stateful {
            public String name;
            public Integer chunks = 0;
            public Job(String name) { this.name = name; }
            public void execute(QueueableContext context) {
                Assert.isNotNull(context.getJobId());
                Assert.isTrue(System.isQueueable());
                insert as system new Account(Name = name);
            }
            public void execute(SchedulableContext context) { insert as system new Account(Name = name); }
            public Database.QueryLocator start(Database.BatchableContext context) {
                return Database.getQueryLocator('SELECT Id, Name FROM Account', AccessLevel.SYSTEM_MODE);
            }
            public void execute(Database.BatchableContext context, List<Account> scope) {
                chunks++;
                for (Account record : scope) record.Name = record.Name + '!';
                update as system scope;
            }
            public void finish(Database.BatchableContext context) {
                insert as system new Account(Name = 'chunks ' + chunks);
            }
        }`,
        Job_Test: `@IsTest private class Job_Test {
            private static Set<String> names() {
                Set<String> names = new Set<String>();
                for (Account record : [SELECT Name FROM Account WITH SYSTEM_MODE]) names.add(record.Name);
                return names;
            }
            @TestSetup static void setup() { insert as system new Account(Name = 'A'); }
            @IsTest static void queueable() {
                Test.startTest();
                System.enqueueJob(new Job('queued'));
                Assert.areEqual(1, Limits.getQueueableJobs());
                Assert.areEqual(new Set<String>{ 'A' }, names());
                Test.stopTest();
                Assert.areEqual(new Set<String>{ 'A', 'queued' }, names());
            }
            @IsTest static void batch() {
                Test.startTest();
                Database.executeBatch(new Job('batch'));
                Test.stopTest();
                Assert.areEqual(new Set<String>{ 'A!', 'chunks 1' }, names());
            }
            @IsTest static void schedule() {
                Test.startTest();
                System.schedule('nightly', '0 0 2 * * ?', new Job('scheduled'));
                Test.stopTest();
                Assert.areEqual(new Set<String>{ 'A', 'scheduled' }, names());
            }
        }`
    }));

test('records, describes, limits, users', () =>
    allPass({
        Records_Test: `@IsTest private class Records_Test {
            @TestSetup static void setup() {
                insert as system new List<Account>{ new Account(Name = 'A', Industry = 'Energy'), new Account(Name = 'B') };
            }
            @IsTest static void maps() {
                Map<Id, Account> byId = new Map<Id, Account>([SELECT Id, Name FROM Account WITH SYSTEM_MODE]);
                Assert.areEqual(2, byId.size());
                for (Account record : byId.values()) Assert.areEqual(record, byId.get(record.Id));
                Assert.areEqual(Account.SObjectType, byId.values().getSObjectType());
            }
            @IsTest static void dynamicFields() {
                Account record = [SELECT Id, Name FROM Account WHERE Name = 'A' WITH SYSTEM_MODE];
                Assert.areEqual('A', record.get('Name'));
                record.put(Account.Industry, 'Banking');
                Assert.areEqual('Banking', record.Industry);
                Assert.isTrue(record.isSet('Industry'));
                try {
                    Object phone = record.get('Phone');
                    Assert.fail('must refuse');
                } catch (SObjectException cause) {
                    Assert.isTrue(cause.getMessage().contains('Account.Phone'), cause.getMessage());
                }
                Account copy = record.clone(false, true);
                Assert.isNull(copy.Id);
                Assert.isTrue(copy.isClone());
            }
            @IsTest static void saving() {
                List<Database.SaveResult> results = Database.insert(
                    new List<Account>{ new Account(Name = 'C'), new Account() }, false, AccessLevel.SYSTEM_MODE
                );
                Assert.isTrue(results[0].isSuccess());
                Assert.areEqual(StatusCode.REQUIRED_FIELD_MISSING, results[1].getErrors()[0].getStatusCode());
                try {
                    insert as system new Account();
                    Assert.fail('must refuse');
                } catch (DmlException cause) {
                    Assert.areEqual(1, cause.getNumDml());
                    Assert.areEqual(StatusCode.REQUIRED_FIELD_MISSING, cause.getDmlType(0));
                }
                Savepoint before = Database.setSavepoint();
                delete as system [SELECT Id FROM Account WITH SYSTEM_MODE];
                Database.rollback(before);
                Assert.areEqual(3, Database.countQuery('SELECT COUNT() FROM Account', AccessLevel.SYSTEM_MODE));
            }
            @IsTest static void aggregates() {
                AggregateResult row = [SELECT COUNT(Id) howMany, MAX(Name) highest FROM Account WITH SYSTEM_MODE];
                Assert.areEqual(2, row.get('howMany'));
                Assert.areEqual('B', (String) row.get('highest'));
            }
            @IsTest static void describes() {
                Schema.DescribeFieldResult field = Opportunity.StageName.getDescribe();
                Assert.areEqual(Schema.DisplayType.PICKLIST, field.getType());
                Assert.isTrue(Schema.SObjectType.Account.isAccessible());
                Assert.areEqual('Name', Schema.SObjectType.Account.fields.Name.getName());
                Assert.areEqual(Account.SObjectType, Schema.getGlobalDescribe().get('account'));
            }
            @IsTest static void limitsAreFreshInsideOfTheTest() {
                insert as system new Account(Name = 'D');
                Integer before = Limits.getDmlStatements();
                Test.startTest();
                Assert.areEqual(0, Limits.getDmlStatements());
                insert as system new Account(Name = 'E');
                Test.stopTest();
                Assert.areEqual(before, Limits.getDmlStatements());
            }
            private static Integer counter = 0;
            @IsTest static void staticsOne() { Assert.areEqual(1, ++counter); }
            @IsTest static void staticsTwo() { Assert.areEqual(1, ++counter); }
            @IsTest static void runAs() {
                User bob = [SELECT Id FROM User WHERE FirstName = 'Bob' WITH SYSTEM_MODE];
                System.runAs(bob) {
                    Assert.areEqual((String) bob.Id, UserInfo.getUserId());
                    Assert.isFalse(Schema.SObjectType.Account.isAccessible());
                }
                Assert.areEqual('Ada', UserInfo.getFirstName());
            }
            @IsTest static void mocks() {
                Test.setMock(HttpCalloutMock.class, new Mock());
                HttpRequest request = new HttpRequest();
                request.setEndpoint('https://example.test/a');
                request.setMethod('GET');
                Test.startTest();
                HttpResponse response = new Http().send(request);
                Test.stopTest();
                Assert.areEqual(201, response.getStatusCode());
                Assert.areEqual('GET https://example.test/a', response.getBody());
            }
            private class Mock implements HttpCalloutMock {
                public HttpResponse respond(HttpRequest request) {
                    HttpResponse response = new HttpResponse();
                    response.setStatusCode(201);
                    response.setBody(request.getMethod() + ' ' + request.getEndpoint());
                    return response;
                }
            }
        }`
    }));

test('failures: assertions cannot be caught, limits and refusals end the test', () => {
    const results = run({
        Failing_Test: `@IsTest private class Failing_Test {
            @IsTest static void swallowed() {
                try {
                    Assert.areEqual(1, 2, 'numbers');
                } catch (Exception cause) {
                    System.debug(cause);
                }
            }
            @IsTest static void queries() {
                try {
                    for (Integer index = 0; index < 101; index++) Integer count = [SELECT COUNT() FROM Account WITH SYSTEM_MODE];
                } catch (Exception cause) {
                    System.debug(cause);
                }
            }
            @IsTest static void refused() { Approval.lock(UserInfo.getUserId()); }
            @IsTest static void endless() { while (true) { Integer one = 1; } }
            private class Bad implements Queueable {
                public void execute(QueueableContext context) { throw new IllegalArgumentException('bad job'); }
            }
            @IsTest static void jobs() {
                Test.startTest();
                System.enqueueJob(new Bad());
                Test.stopTest();
            }
            @IsTest static void fine() { Assert.isTrue(true); }
        }`
    });
    assert.deepEqual(results, {
        'Failing_Test.swallowed': 'failed: System.AssertException: Assertion Failed: numbers: Expected: 1, Actual: 2',
        'Failing_Test.queries': 'failed: System.LimitException: Too many SOQL queries: 101',
        'Failing_Test.refused': 'refused: not supported by the local org: Approval.lock',
        'Failing_Test.endless': 'failed: System.LimitException: Apex CPU time limit exceeded',
        'Failing_Test.jobs': 'failed: System.IllegalArgumentException: bad job',
        'Failing_Test.fine': 'passed'
    });
});
