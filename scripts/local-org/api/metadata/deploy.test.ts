/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument -- answers are JSON */
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { openOrg } from '../../org/index.ts';
import type { Org } from '../../org/types.ts';
import { bodyText } from '../http.ts';
import { handle, runNextStep } from '../index.ts';
import { WIDGETS, manifest, xml, zip } from './testPackages.ts';

const V = '/services/data/v67.0';
const BOUNDARY = 'a-boundary';
let org: Org = openOrg({ file: ':memory:' });
after(() => org.close());

/** An org is expensive: only after a test that changed it there is a new one. */
beforeEach(() => {
    if (org.deployed().length === 0) return;
    org.close();
    org = openOrg({ file: ':memory:' });
});

interface Answer {
    readonly status: number;
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    readonly body: any;
}
const send = (
    method: string,
    path: string,
    body: string | Uint8Array = '',
    headers: Record<string, string> = {}
): Answer => {
    const [at = '', query = ''] = path.split('?');
    const login = { userId: org.administratorId, login: 'token' as const };
    const response = handle(org, { method, path: at, query, headers, body, ...login });
    const text = bodyText(response);
    return { status: response.status, body: text.startsWith('<') || text === '' ? text : JSON.parse(text) };
};
const form = (archive: Uint8Array, deployOptions: Record<string, unknown>): Uint8Array =>
    Buffer.concat([
        Buffer.from(
            `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="package.xml"\r\nContent-Type: application/zip\r\n\r\n`
        ),
        archive,
        Buffer.from(
            `\r\n--${BOUNDARY}\r\nContent-Disposition: form-data; name="entity_content"\r\nContent-Type: application/json\r\n\r\n${JSON.stringify({ deployOptions })}\r\n--${BOUNDARY}--\r\n`
        )
    ]);

/** Deploys by REST and waits until it is done. */
const deploy = (files: Record<string, string> | Uint8Array, options: Record<string, unknown> = {}): Answer['body'] => {
    const archive = files instanceof Uint8Array ? files : zip(files);
    const asked = send('POST', `${V}/metadata/deployRequest`, form(archive, { rollbackOnError: true, ...options }), {
        'content-type': `multipart/form-data; boundary=${BOUNDARY}`
    });
    assert.equal(asked.status, 201, JSON.stringify(asked.body));
    assert.equal(asked.body.deployResult.status, 'Pending');
    while (runNextStep(org));
    return send('GET', `${V}/metadata/deployRequest/${asked.body.id}?includeDetails=true`).body.deployResult;
};
const only = (...paths: string[]): Record<string, string> =>
    Object.fromEntries(paths.map((path) => [path, WIDGETS[path] ?? '']));
const replaced = (path: string, from: string, to: string): Record<string, string> => {
    const text = WIDGETS[path] ?? '';
    assert.ok(text.includes(from), `${path} has no ${from}`);
    return { ...WIDGETS, [path]: text.replace(from, to) };
};
/** With a test that reaches every line. */
const COVERED = replaced(
    'classes/WidgetServiceTest.cls',
    'WidgetService.greet(1));',
    "WidgetService.greet(1));\n        Assert.areEqual('big', WidgetService.greet(11));"
);
const fields = (): string[] =>
    (org.current.model.schema.object('Widget__c')?.fields ?? []).filter(({ custom }) => custom).map(({ name }) => name);

/** The failures as `file:line:column type name: problem`. */
const failures = (result: Answer['body']): string[] =>
    result.details.componentFailures.map(
        (one: Record<string, unknown>) =>
            `${String(one.fileName)}:${String(one.lineNumber)}:${String(one.columnNumber)} ${String(one.componentType)} ${String(one.fullName)}: ${String(one.problem)}`
    );

test('a package is deployed, each component told by its name', () => {
    const result = deploy(WIDGETS);
    assert.equal(result.status, 'Succeeded', JSON.stringify(failures(result)));
    assert.deepEqual([result.done, result.success, result.numberComponentsTotal], [true, true, 8]);
    const told = result.details.componentSuccesses.map(
        ({ componentType, fullName, fileName, created }: Record<string, string>) =>
            `${componentType} ${fullName} ${fileName} ${created}`
    );
    assert.deepEqual([...told].sort(), [
        ' package.xml package.xml false',
        'ApexClass WidgetService classes/WidgetService.cls true',
        'ApexClass WidgetServiceTest classes/WidgetServiceTest.cls true',
        'CustomField Widget__c.Kind__c objects/Widget__c.object true',
        'CustomField Widget__c.Size__c objects/Widget__c.object true',
        'CustomLabel Widget_Greeting labels/CustomLabels.labels true',
        'CustomObject Widget__c objects/Widget__c.object true',
        'PermissionSet Widgets permissionsets/Widgets.permissionset true',
        'ValidationRule Widget__c.Positive objects/Widget__c.object true'
    ]);
    assert.deepEqual([...fields()].sort(), ['Kind__c', 'Size__c']);
    const again = deploy(WIDGETS);
    assert.equal(again.status, 'Succeeded');
    assert.ok(
        again.details.componentSuccesses.every(
            ({ changed, fullName }: { changed: boolean; fullName: string }) => !changed || fullName === 'package.xml'
        )
    );
});

test('a part of an object or of the labels leaves the rest as it is', () => {
    deploy(WIDGETS);
    const field = xml(
        'CustomObject',
        '    <fields>\n        <fullName>Weight__c</fullName>\n        <label>Weight</label>\n        <precision>6</precision>\n        <scale>2</scale>\n        <type>Number</type>\n    </fields>'
    );
    const label = (WIDGETS['labels/CustomLabels.labels'] ?? '').replaceAll('Greeting', 'Farewell');
    const result = deploy({
        'package.xml': manifest({ CustomField: ['Widget__c.Weight__c'], CustomLabel: ['Widget_Farewell'] }),
        'objects/Widget__c.object': field,
        'labels/CustomLabels.labels': label
    });
    assert.equal(result.status, 'Succeeded', JSON.stringify(failures(result)));
    assert.deepEqual([...fields()].sort(), ['Kind__c', 'Size__c', 'Weight__c']);
    assert.deepEqual([...org.current.model.labels.keys()].sort(), ['Widget_Farewell', 'Widget_Greeting']);
    assert.deepEqual(
        result.details.componentSuccesses.map(({ fullName, created }: Record<string, unknown>) => [fullName, created]),
        [
            ['Widget__c.Weight__c', true],
            ['Widget_Farewell', true],
            ['package.xml', false]
        ]
    );
});

const FAULTS: readonly [name: string, path: string, from: string, to: string, failure: string][] = [
    [
        'a field that does not exist',
        'permissionsets/Widgets.permissionset',
        'Widget__c.Size__c',
        'Widget__c.Colour__c',
        'permissionsets/Widgets.permissionset:3:5 PermissionSet Widgets: In field: field - no CustomField named Widget__c.Colour__c found'
    ],
    [
        'a label that does not exist',
        'classes/WidgetService.cls',
        'Label.Widget_Greeting',
        'Label.Widget_Nothing',
        'classes/WidgetService.cls:6:16 ApexClass WidgetService: Variable does not exist: Widget_Nothing'
    ],
    [
        'a wrong value',
        'objects/Widget__c.object',
        '<type>Number</type>',
        '<type>Nummer</type>',
        "objects/Widget__c.object:9:9 CustomField Widget__c.Size__c: Error parsing file: 'Nummer' is not a valid value for the enum 'FieldType'"
    ],
    [
        'an unknown element',
        'objects/Widget__c.object',
        '<length>40</length>',
        '<lenght>40</lenght>',
        'objects/Widget__c.object:14:9 CustomField Widget__c.Kind__c: Error parsing file: Element {http://soap.sforce.com/2006/04/metadata}lenght invalid at this location in type CustomField'
    ],
    [
        'broken Apex',
        'classes/WidgetService.cls',
        "return 'big';",
        "return 'big'",
        'classes/WidgetService.cls:5:9 ApexClass WidgetService: '
    ],
    [
        'a formula with an unknown field',
        'objects/Widget__c.object',
        'Size__c &lt; 0',
        'Sice__c &lt; 0',
        'objects/Widget__c.object:27:9 ValidationRule Widget__c.Positive: '
    ],
    [
        'XML that is not well-formed',
        'labels/CustomLabels.labels',
        '</value>',
        '</walue>',
        'labels/CustomLabels.labels:8:'
    ]
];

for (const [name, path, from, to, expected] of FAULTS) {
    test(`${name} fails with its place, and nothing is changed`, () => {
        const before = org.current.number;
        const result = deploy(replaced(path, from, to));
        assert.deepEqual([result.status, result.success, result.done], ['Failed', false, true]);
        const found = failures(result);
        assert.ok(
            found.some((failure) => failure.startsWith(expected)),
            `expected ${expected}\n${found.join('\n')}`
        );
        assert.equal(org.current.number, before);
        assert.equal(org.deployed().length, 0);
    });
}

test('a check changes nothing', () => {
    const result = deploy(WIDGETS, { checkOnly: true });
    assert.deepEqual([result.status, result.checkOnly], ['Succeeded', true]);
    assert.equal(org.deployed().length, 0);
});

test('without rollback what has no fault stays', () => {
    const result = deploy(replaced('classes/WidgetServiceTest.cls', "'Hello'", 'hello'), { rollbackOnError: false });
    assert.equal(result.status, 'SucceededPartial');
    assert.equal(failures(result).length, 1);
    const names = org.deployed().map(({ fullName }) => fullName);
    assert.ok(names.includes('WidgetService') && !names.includes('WidgetServiceTest'));
});

test('what the manifest names and what the archive holds must agree', () => {
    const { 'classes/WidgetService.cls-meta.xml': meta = '', ...rest } = WIDGETS;
    assert.match(failures(deploy(rest)).join(), /WidgetService\.cls-meta\.xml is missing/);
    const extra = deploy({ ...WIDGETS, 'classes/Extra.cls': 'class Extra {}', 'classes/Extra.cls-meta.xml': meta });
    assert.match(failures(extra).join('\n'), /ApexClass Extra: Not in package\.xml/);
    const named = deploy({ ...only('classes/WidgetService.cls'), 'package.xml': manifest({ ApexClass: ['Gone'] }) });
    assert.match(
        failures(named).join('\n'),
        /package\.xml:3:\d+ ApexClass Gone: An object 'Gone' of type ApexClass was named in package\.xml, but was not found in zipped directory/
    );
    assert.match(failures(deploy({ 'a.txt': '' })).join(), /No package\.xml found/);
});

test('members are taken away before and after; those that are not there are a warning', () => {
    deploy(WIDGETS);
    const result = deploy({
        'package.xml': manifest({}),
        'destructiveChangesPost.xml': manifest({
            ApexClass: ['WidgetService', 'WidgetServiceTest', 'Nothing'],
            CustomField: ['Widget__c.Kind__c'],
            CustomLabel: ['Widget_Greeting']
        })
    });
    assert.equal(result.status, 'Succeeded', JSON.stringify(failures(result)));
    assert.deepEqual(fields(), ['Size__c']);
    assert.equal(org.current.model.labels.size, 0);
    const warned = result.details.componentSuccesses.filter(({ problem }: { problem?: string }) => problem);
    assert.deepEqual(
        warned.map(({ problem, problemType }: Record<string, string>) => [problem, problemType]),
        [['No ApexClass named: Nothing found', 'Warning']]
    );
    const used = deploy({
        'package.xml': manifest({}),
        'destructiveChanges.xml': manifest({ CustomField: ['Widget__c.Size__c'] })
    });
    assert.equal(used.status, 'Failed');
    assert.match(failures(used).join('\n'), /Size__c/);
    assert.deepEqual(fields(), ['Size__c']);
});

test('tests run before anything is changed; a failing one ends the deployment', () => {
    const wrong = replaced('classes/WidgetServiceTest.cls', "'Hello'", "'Bye'");
    const failed = deploy(wrong, { testLevel: 'RunLocalTests' });
    assert.deepEqual([failed.status, failed.numberTestErrors, failed.runTestsEnabled], ['Failed', 1, true]);
    const [failure] = failed.details.runTestResult.failures;
    assert.deepEqual([failure.name, failure.methodName], ['WidgetServiceTest', 'greets']);
    assert.match(failure.message, /^System\.AssertException: Assertion Failed: Expected: Bye, Actual: Hello/);
    assert.match(failure.stackTrace, /^Class\.WidgetServiceTest\.greets: line 5, column \d+/);
    // Components had no fault: they are told, although none of them stays.
    assert.deepEqual([failed.numberComponentsTotal, failed.numberComponentsDeployed], [8, 8]);
    assert.equal(failed.details.componentSuccesses.length, 9);
    assert.equal(failed.details.componentFailures.length, 0);
    assert.equal(org.deployed().length, 0);

    const passed = deploy(COVERED, { testLevel: 'RunSpecifiedTests', runTests: ['WidgetServiceTest'] });
    assert.deepEqual([passed.status, passed.numberTestsCompleted, passed.numberTestErrors], ['Succeeded', 1, 0]);
    const [coverage] = passed.details.runTestResult.codeCoverage;
    assert.deepEqual([coverage.name, coverage.numLocations, coverage.numLocationsNotCovered], ['WidgetService', 3, 0]);
    assert.equal(org.deployed().length, 5);
    const nothing = deploy(WIDGETS, { testLevel: 'RunSpecifiedTests', runTests: ['Nobody'] });
    assert.equal(nothing.status, 'Failed');
    assert.match(nothing.errorMessage, /Nobody/);
});

test('tests that reach too little of the code end a deployment, each with its warning', () => {
    const warnings = (result: Answer['body']): unknown =>
        result.details.runTestResult.codeCoverageWarnings.map(({ name, message }: Record<string, unknown>) => [
            name,
            message
        ]);
    const specified = deploy(WIDGETS, { testLevel: 'RunSpecifiedTests', runTests: ['WidgetServiceTest'] });
    assert.deepEqual([specified.status, specified.numberTestErrors], ['Failed', 0]);
    assert.deepEqual(warnings(specified), [
        ['WidgetService', 'Test coverage of selected Apex Class is 66.666%, at least 75% test coverage is required']
    ]);
    const trigger = 'trigger WidgetTrigger on Widget__c (before insert) {\n    WidgetService.greet(1);\n}\n';
    const local = deploy(
        {
            ...COVERED,
            'package.xml': (WIDGETS['package.xml'] ?? '').replace(
                '<version>',
                '<types><members>WidgetTrigger</members><name>ApexTrigger</name></types><version>'
            ),
            'triggers/WidgetTrigger.trigger': trigger,
            'triggers/WidgetTrigger.trigger-meta.xml': xml(
                'ApexTrigger',
                '    <apiVersion>67.0</apiVersion>\n    <status>Active</status>'
            )
        },
        { testLevel: 'RunLocalTests' }
    );
    assert.deepEqual(
        [local.status, warnings(local)],
        [
            'Failed',
            [['WidgetTrigger', 'Test coverage of selected Apex Trigger is 0%, at least 1% test coverage is required']]
        ]
    );
    assert.equal(org.deployed().length, 0);
    // What brings no code is not asked for coverage.
    deploy(WIDGETS);
    const label = only('labels/CustomLabels.labels');
    const labels = { ...label, 'package.xml': manifest({ CustomLabel: ['Widget_Greeting'] }) };
    assert.equal(deploy(labels, { testLevel: 'RunLocalTests' }).status, 'Succeeded');
});

test('of a deployment that fails on one component the others are told as well', () => {
    const result = deploy(replaced('classes/WidgetServiceTest.cls', "'Hello'", 'hello'));
    assert.deepEqual(
        [result.status, result.numberComponentErrors, result.numberComponentsDeployed, result.numberComponentsTotal],
        ['Failed', 1, 7, 8]
    );
    assert.ok(
        result.details.componentSuccesses.every(
            ({ fullName }: { fullName: string }) => fullName !== 'WidgetServiceTest'
        )
    );
});

test('a validation with tests can be deployed quickly, another cannot', () => {
    const validated = deploy(COVERED, { checkOnly: true, testLevel: 'RunLocalTests' });
    assert.equal(validated.status, 'Succeeded');
    assert.equal(org.deployed().length, 0);
    const quick = send(
        'POST',
        `${V}/metadata/deployRequest`,
        JSON.stringify({ validatedDeployRequestId: validated.id }),
        {
            'content-type': 'application/json'
        }
    );
    assert.equal(quick.status, 201, JSON.stringify(quick.body));
    while (runNextStep(org));
    assert.equal(org.deployed().length, 5);
    const plain = deploy(WIDGETS, { checkOnly: true });
    const refused = send(
        'POST',
        `${V}/metadata/deployRequest`,
        JSON.stringify({ validatedDeployRequestId: plain.id }),
        {
            'content-type': 'application/json'
        }
    );
    assert.deepEqual([refused.status, refused.body[0].errorCode], [400, 'INVALID_ID_FIELD']);
});

test('a waiting deployment can be cancelled', () => {
    const asked = send('POST', `${V}/metadata/deployRequest`, form(zip(WIDGETS), {}), {
        'content-type': `multipart/form-data; boundary=${BOUNDARY}`
    });
    const cancelled = send(
        'PATCH',
        `${V}/metadata/deployRequest/${asked.body.id}`,
        JSON.stringify({ deployResult: { status: 'Canceling' } })
    );
    assert.deepEqual([cancelled.status, cancelled.body.deployResult.status], [202, 'Canceled']);
    while (runNextStep(org));
    assert.equal(org.deployed().length, 0);
});

test('archives and forms that are none are refused', () => {
    assert.match(failures(deploy(Buffer.from('no zip at all'))).join(), /INVALID_ZIP_FILE/);
    const path = `${V}/metadata/deployRequest`;
    const type = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
    for (const body of ['', `--${BOUNDARY}`, `--${BOUNDARY}\r\n\r\n`, `--${BOUNDARY}--`])
        assert.equal(send('POST', path, body, type).status, 400);
    assert.equal(send('POST', path, '', { 'content-type': 'multipart/form-data' }).status, 400);
    assert.equal(send('GET', `${path}/0Af000000000000AAA`).status, 400);
});

test('SOAP deploys the same, and faults in its own form', () => {
    const call = (body: string): Answer =>
        send(
            'POST',
            '/services/Soap/m/67.0',
            `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`
        );
    const { body } = call(
        `<deploy><ZipFile>${Buffer.from(zip(WIDGETS)).toString('base64')}</ZipFile><DeployOptions><rollbackOnError>true</rollbackOnError></DeployOptions></deploy>`
    );
    const id = /<id>(0Af\w{15})<\/id>/.exec(String(body))?.[1] ?? '';
    while (runNextStep(org));
    const status = String(
        call(
            `<checkDeployStatus><asyncProcessId>${id}</asyncProcessId><includeDetails>true</includeDetails></checkDeployStatus>`
        ).body
    );
    assert.match(status, /<status>Succeeded<\/status>/);
    assert.match(status, /<componentSuccesses><componentType>ApexClass<\/componentType><fullName>WidgetService</);
    const fault = call('<describeNothing/>');
    assert.equal(fault.status, 500);
    assert.match(String(fault.body), /<faultcode>sf:NOT_SUPPORTED<\/faultcode>/);
    assert.match(String(call('<deploy><ZipFile>&&&</ZipFile></deploy>').body), /<faultcode>soapenv:Client</);
    assert.match(String(call('<deploy/>').body), /<faultcode>sf:INVALID_VALUE</);
});

test('who may not change the org may not deploy', () => {
    const anonymous = handle(org, {
        method: 'POST',
        path: '/services/Soap/m/67.0',
        query: '',
        headers: {},
        body: '<a/>'
    });
    assert.equal(anonymous.status, 500);
});
