/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-argument -- answers are JSON */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openOrg } from '../../org/index.ts';
import { deployPackage } from '../../org/deploy/run.ts';
import { bodyText } from '../http.ts';
import { handle } from '../index.ts';
import { WIDGETS, zip } from '../metadata/testPackages.ts';

const V = '/services/data/v67.0/tooling';
const org = openOrg({ file: ':memory:' });
after(() => org.close());
const deployed = deployPackage(org, zip(WIDGETS), { checkOnly: false, rollbackOnError: true }, '');
assert.deepEqual(deployed.failures, []);

interface Answer {
    readonly status: number;
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    readonly body: any;
}
const send = (method: string, path: string, body: unknown = ''): Answer => {
    const [at = '', query = ''] = path.split('?');
    const response = handle(org, {
        method,
        path: at,
        query,
        headers: {},
        body: typeof body === 'string' ? body : JSON.stringify(body),
        userId: org.administratorId,
        login: 'token'
    });
    const text = bodyText(response);
    return { status: response.status, body: text.startsWith('<') || text === '' ? text : JSON.parse(text) };
};
const rows = (soql: string): Answer['body'][] => {
    const { status, body } = send('GET', `${V}/query?q=${encodeURIComponent(soql)}`);
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual([body.totalSize, body.done, body.queryLocator], [body.records.length, true, null]);
    return body.records;
};

test('tests run at once, with the coverage of each class', () => {
    const { status, body } = send('POST', `${V}/runTestsSynchronous`, {
        tests: [{ className: 'WidgetServiceTest' }],
        testLevel: 'RunSpecifiedTests'
    });
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual([body.numTestsRun, body.numFailures, body.failures], [1, 0, []]);
    assert.deepEqual([body.successes[0].name, body.successes[0].methodName], ['WidgetServiceTest', 'greets']);
    assert.match(body.successes[0].id, /^01p/);
    assert.equal(body.codeCoverage[0].numLocationsNotCovered, 1);
});

test('tests run in the background; their rows tell what came out', () => {
    const { status, body: id } = send('POST', `${V}/runTestsAsynchronous`, {
        tests: [{ className: 'WidgetServiceTest', testMethods: ['greets'] }]
    });
    assert.equal(status, 200);
    assert.match(id, /^707\w{15}$/);
    const [run] = rows(
        `SELECT AsyncApexJobId, Status, ClassesCompleted, ClassesEnqueued, MethodsEnqueued, StartTime, EndTime, TestTime, TestSetupTime, UserId FROM ApexTestRunResult WHERE AsyncApexJobId = '${id}'`
    );
    assert.deepEqual([run.Status, run.ClassesCompleted, run.MethodsEnqueued], ['Completed', 1, 1]);
    assert.match(run.StartTime, /^\d{4}-\d\d-\d\dT[\d:.]{12}\+0000$/);
    const [item] = rows(
        `SELECT Id, Status, ApexClassId, TestRunResultId, ParentJobId FROM ApexTestQueueItem WHERE ParentJobId = '${id}'`
    );
    assert.equal(item.Status, 'Completed');
    const [result] = rows(
        `SELECT Id, QueueItemId, StackTrace, Message, RunTime, TestTimestamp, AsyncApexJobId, MethodName, Outcome, ApexLogId, IsTestSetup, ApexClass.Id, ApexClass.Name, ApexClass.NamespacePrefix FROM ApexTestResult WHERE QueueItemId IN ('${item.Id}')`
    );
    assert.deepEqual(
        [result.Outcome, result.MethodName, result.ApexClass.Name, result.ApexClass.attributes.type],
        ['Pass', 'greets', 'WidgetServiceTest', 'ApexClass']
    );
    const [covered] = rows(
        `SELECT ApexTestClassId, ApexClassOrTrigger.Id, ApexClassOrTrigger.Name, TestMethodName, NumLinesCovered, NumLinesUncovered, Coverage FROM ApexCodeCoverage WHERE ApexTestClassId IN ('${item.ApexClassId}')`
    );
    assert.deepEqual(
        [covered.ApexClassOrTrigger.Name, covered.TestMethodName, covered.Coverage],
        ['WidgetService', 'greets', { coveredLines: [3, 6], uncoveredLines: [4] }]
    );
    const [aggregate] = rows(
        `SELECT ApexClassOrTrigger.Id, ApexClassOrTrigger.Name, NumLinesCovered, NumLinesUncovered, Coverage FROM ApexCodeCoverageAggregate WHERE ApexClassorTriggerId IN ('${covered.ApexClassOrTrigger.Id}')`
    );
    assert.deepEqual([aggregate.NumLinesCovered, aggregate.NumLinesUncovered], [2, 1]);
    assert.equal(rows('SELECT PercentCovered FROM ApexOrgWideCoverage')[0].PercentCovered, 66);
});

test('a suite names classes; what is no test is refused', () => {
    const suite = send('POST', `${V}/sobjects/ApexTestSuite`, { TestSuiteName: 'All' });
    assert.equal(suite.status, 201);
    const [testClass] = rows(`SELECT Id FROM ApexClass WHERE Name = 'WidgetServiceTest'`);
    const member = { ApexTestSuiteId: suite.body.id, ApexClassId: testClass.Id };
    assert.equal(send('POST', `${V}/sobjects/TestSuiteMembership`, member).status, 201);
    assert.equal(rows('SELECT ApexClassId FROM TestSuiteMembership')[0].ApexClassId, testClass.Id);
    assert.equal(send('POST', `${V}/runTestsSynchronous`, { suiteNames: 'All' }).body.numTestsRun, 1);
    assert.equal(send('POST', `${V}/runTestsSynchronous`, { testLevel: 'RunLocalTests' }).body.numTestsRun, 1);
    const refused: [unknown, RegExp][] = [
        [
            { tests: [{ className: 'WidgetService' }] },
            /WidgetService\. Provide the name of an Apex class that has test methods/
        ],
        [
            { tests: [{ className: 'WidgetServiceTest', testMethods: ['none'] }] },
            /test method's value is invalid: none/
        ],
        [{ suiteNames: 'Nothing' }, /test suite's value is invalid/],
        [{}, /Specify the tests to run/],
        [[{ classId: '01p000000000000AAA' }], /class ID's value is invalid/]
    ];
    for (const [body, message] of refused) {
        const answer = send('POST', `${V}/runTestsAsynchronous`, body);
        assert.equal(answer.status, 400);
        assert.match(answer.body[0].message, message);
    }
});

test('the schema is told in rows: filtered, ordered, with parents', () => {
    const fields = rows(
        `SELECT QualifiedApiName, DataType, EntityDefinition.QualifiedApiName FROM FieldDefinition WHERE EntityDefinitionId = 'Widget__c' AND QualifiedApiName LIKE '%\\_\\_c' ORDER BY QualifiedApiName DESC`.replaceAll(
            '\\',
            ''
        )
    );
    assert.deepEqual(
        fields.map(({ QualifiedApiName, DataType, EntityDefinition }) => [
            QualifiedApiName,
            DataType,
            EntityDefinition.QualifiedApiName
        ]),
        [
            ['Size__c', 'Number(6, 0)', 'Widget__c'],
            ['Kind__c', 'Text(40)', 'Widget__c']
        ]
    );
    assert.equal(
        rows(`SELECT Id, KeyPrefix FROM EntityDefinition WHERE QualifiedApiName IN ('Account', 'Contact') LIMIT 1`)
            .length,
        1
    );
    const [rule] = rows(`SELECT ValidationName FROM ValidationRule WHERE EntityDefinition.DeveloperName = 'Widget'`);
    assert.equal(rule.ValidationName, 'Positive');
    assert.deepEqual(rows('SELECT Id FROM ApexLog'), []);
});

test('a table asks for its columns', () => {
    const soql = 'SELECT Id, ApexClass.Name FROM ApexTestResult';
    const { body } = send('GET', `${V}/query?q=${encodeURIComponent(soql)}&columns=true`);
    assert.deepEqual(
        body.columnMetadata.map(({ columnName, joinColumns }: { columnName: string; joinColumns: unknown[] }) => [
            columnName,
            joinColumns.length
        ]),
        [
            ['Id', 0],
            ['ApexClass', 1]
        ]
    );
    assert.equal(body.idSelected, true);
});

test('a row is read by its Id, at the address of this API; Ids are those that lists tell', () => {
    const [service] = rows(`SELECT Id FROM ApexClass WHERE Name = 'WidgetService'`);
    const read = send('GET', `${V}/sobjects/ApexClass/${service.Id}`).body;
    assert.deepEqual([read.Name, read.attributes.url], ['WidgetService', `${V}/sobjects/ApexClass/${service.Id}`]);
    const [field] = rows(`SELECT Id, TableEnumOrId FROM CustomField WHERE DeveloperName = 'Size'`);
    const [object] = rows(`SELECT Id FROM CustomObject WHERE DeveloperName = 'Widget'`);
    assert.match(field.Id, /^00N\w{15}$/);
    assert.equal(field.TableEnumOrId, object.Id);
    assert.equal(send('GET', `${V}/sobjects/CustomField/${field.Id.slice(0, 15)}`).body.DeveloperName, 'Size');
    assert.equal(send('GET', `${V}/sobjects/CustomField/00N000000000000AAA`).status, 404);
    const [industry] = rows(`SELECT Id, MasterLabel, Metadata FROM StandardValueSet WHERE MasterLabel = 'Industry'`);
    assert.equal(industry.Metadata.standardValue[2].valueName, 'Banking');
});

test('what the Tooling API lacks is refused by name', () => {
    assert.equal(send('DELETE', `${V}/sobjects/RecordType/012000000000001AAA`).body[0].errorCode, 'NOT_SUPPORTED');
    for (const name of ['ScratchOrgInfo', 'SandboxProcess', 'PackageLicense']) {
        const { status, body } = send('GET', `${V}/query?q=${encodeURIComponent(`SELECT Id FROM ${name}`)}`);
        assert.deepEqual([status, body[0].errorCode], [400, 'INVALID_TYPE']);
    }
    assert.equal(send('GET', `${V}/sobjects/SourceMember/describe`).status, 404);
    assert.equal(send('GET', `${V}/sobjects/ApexClass/describe`).status, 200);
    assert.deepEqual(send('POST', `${V}/sobjects/ApexPageMember`, { Body: 'x' }).body[0].errorCode, 'NOT_SUPPORTED');
    const wrong = send('GET', `${V}/query?q=${encodeURIComponent('SELECT Nothing FROM EntityDefinition')}`);
    assert.deepEqual([wrong.status, wrong.body[0].errorCode], [400, 'INVALID_FIELD']);
});

test('anonymous Apex tells what it did, by SOAP with its log', () => {
    const run = (code: string): string =>
        String(
            send(
                'POST',
                '/services/Soap/s/67.0/00D000000000001',
                `<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Header><DebuggingHeader><debugLevel>DEBUGONLY</debugLevel></DebuggingHeader></env:Header><env:Body><executeAnonymous><apexcode>${code}</apexcode></executeAnonymous></env:Body></env:Envelope>`
            ).body
        );
    const good = run('\nSystem.debug(&apos;a &lt; b&apos;);');
    assert.match(good, /<success>true<\/success>/);
    assert.match(good, /\|USER_DEBUG\|\[2\]\|DEBUG\|a &lt; b\n/);
    assert.match(run('\n\nInteger i = ;'), /<line>3<\/line>.*<compiled>false<\/compiled>|<compiled>false<\/compiled>/);
    const thrown = run('String s;\ns.length();');
    assert.match(thrown, /<exceptionMessage>System\.NullPointerException: /);
    assert.match(thrown, /<line>2<\/line>/);
    assert.match(thrown, /FATAL_ERROR\|System\.NullPointerException/);
    const rest = send('GET', `${V}/executeAnonymous?anonymousBody=${encodeURIComponent('System.debug(1);')}`);
    assert.deepEqual(rest.body, {
        line: -1,
        column: -1,
        compiled: true,
        success: true,
        compileProblem: null,
        exceptionStackTrace: null,
        exceptionMessage: null
    });
});

test('tooling queries group with subtotals, join with other objects and read child rows', () => {
    const totals = rows(
        `SELECT EntityDefinition.QualifiedApiName object, DataType, COUNT(Id) n, GROUPING(DataType) summed FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Widget__c' AND DataType IN ('Auto Number', 'Checkbox', 'Name') GROUP BY ROLLUP(EntityDefinition.QualifiedApiName, DataType)`
    );
    const last = totals.at(-1);
    const details = totals.filter(({ summed }) => summed === 0);
    assert.deepEqual([last.object, last.DataType, last.summed], [null, null, 1]);
    assert.equal(
        last.n,
        details.reduce((sum: number, { n }) => sum + Number(n), 0),
        'the grand total comes last'
    );
    assert.equal(totals.length, details.length + 2, 'one subtotal of the object, one of all');
    const [entity] = rows(
        `SELECT QualifiedApiName, (SELECT QualifiedApiName FROM Fields WHERE DataType = 'Checkbox' ORDER BY QualifiedApiName) FROM EntityDefinition WHERE QualifiedApiName = 'Widget__c'`
    );
    assert.ok(
        entity.Fields.records.some(({ QualifiedApiName: name }: { QualifiedApiName: string }) => name === 'IsDeleted')
    );
    const named = rows(`SELECT Name FROM ApexClass WHERE Id IN (SELECT ApexClassId FROM ApexTestQueueItem)`);
    assert.deepEqual(named, rows(`SELECT Name FROM ApexClass WHERE Name = 'WidgetServiceTest'`));
    const wrong: [string, string][] = [
        [`SELECT Id, (SELECT Id FROM Nothings) FROM EntityDefinition LIMIT 1`, 'INVALID_FIELD'],
        [`SELECT Id FROM ApexClass WHERE Name = :name`, 'MALFORMED_QUERY'],
        [`SELECT Id, Metadata FROM CustomField`, 'MALFORMED_QUERY'],
        [`SELECT GROUPING(Id) g, COUNT(Id) n FROM ValidationRule GROUP BY ROLLUP(Active)`, 'MALFORMED_QUERY']
    ];
    for (const [soql, code] of wrong)
        assert.equal(send('GET', `${V}/query?q=${encodeURIComponent(soql)}`).body[0].errorCode, code, soql);
});
