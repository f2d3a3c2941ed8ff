/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-argument -- answers are JSON */
/** The real `sf` CLI deploys, retrieves, deletes and tests, against an org of its own that begins empty. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { homeOf, startLocalOrg, type RunningOrg } from './localOrg.ts';
import { openSfCli, type SfAnswer, type SfCli } from './sfCli.ts';

const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const xml = (type: string, body: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<${type} ${NAMESPACE}>\n${body}\n</${type}>\n`;
const classMeta = xml('ApexClass', '    <apiVersion>67.0</apiVersion>\n    <status>Active</status>');

const SIZE = 'objects/Gadget__c/fields/Size__c.field-meta.xml';
const SET = 'permissionsets/Gadgets.permissionset-meta.xml';
const SERVICE = 'classes/GadgetService.cls';
const SERVICE_TEST = 'classes/GadgetServiceTest.cls';
const GADGETS: Readonly<Record<string, string>> = {
    'objects/Gadget__c/Gadget__c.object-meta.xml': xml(
        'CustomObject',
        `    <deploymentStatus>Deployed</deploymentStatus>
    <label>Gadget</label>
    <nameField>
        <label>Gadget</label>
        <type>Text</type>
    </nameField>
    <pluralLabel>Gadgets</pluralLabel>
    <sharingModel>ReadWrite</sharingModel>`
    ),
    [SIZE]: xml(
        'CustomField',
        `    <fullName>Size__c</fullName>
    <label>Size</label>
    <precision>6</precision>
    <scale>0</scale>
    <type>Number</type>`
    ),
    'labels/CustomLabels.labels-meta.xml': xml(
        'CustomLabels',
        `    <labels>
        <fullName>Gadget_Greeting</fullName>
        <language>en_US</language>
        <protected>false</protected>
        <shortDescription>Greeting</shortDescription>
        <value>Hello</value>
    </labels>`
    ),
    [SET]: xml(
        'PermissionSet',
        `    <fieldPermissions>
        <editable>true</editable>
        <field>Gadget__c.Size__c</field>
        <readable>true</readable>
    </fieldPermissions>
    <hasActivationRequired>false</hasActivationRequired>
    <label>Gadgets</label>
    <objectPermissions>
        <allowCreate>true</allowCreate>
        <allowDelete>false</allowDelete>
        <allowEdit>true</allowEdit>
        <allowRead>true</allowRead>
        <modifyAllRecords>false</modifyAllRecords>
        <object>Gadget__c</object>
        <viewAllRecords>false</viewAllRecords>
    </objectPermissions>`
    ),
    [SERVICE]: `public with sharing class GadgetService {
    public static String greet(Integer size) {
        if (size > 10) {
            return 'big';
        }
        return Label.Gadget_Greeting;
    }
}
`,
    'classes/GadgetService.cls-meta.xml': classMeta,
    [SERVICE_TEST]: `@IsTest
private class GadgetServiceTest {
    @IsTest
    static void greets() {
        Assert.areEqual('Hello', GadgetService.greet(1));
    }
}
`,
    'classes/GadgetServiceTest.cls-meta.xml': classMeta
};

/** A project without anything in it; always the same one, for an org belongs to its project. */
const folder = path.join(homeOf('sf'), 'empty');
let org: RunningOrg;
let sf: SfCli;

before(async () => {
    mkdirSync(path.join(folder, 'force-app'), { recursive: true });
    writeFileSync(
        path.join(folder, 'sfdx-project.json'),
        JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '67.0' })
    );
    org = await startLocalOrg({ name: 'sf', fresh: true, project: folder });
    const { instanceUrl, accessToken } = await org.login();
    sf = openSfCli();
    const token = { env: { SF_ACCESS_TOKEN: accessToken } };
    ok(
        await sf.runWith(
            token,
            'org',
            'login',
            'access-token',
            '-r',
            instanceUrl,
            '--no-prompt',
            '-s',
            '-a',
            'gadgets',
            '--json'
        )
    );
    sf.write(GADGETS);
});
after(async () => {
    await org?.stop();
    sf?.remove();
});

const ok = ({ code, json, out, err }: SfAnswer): SfAnswer['json'] => {
    assert.equal(code, 0, `${out}\n${err}`);
    return json.result;
};
/** What a deployment says of its files: `Created ApexClass GadgetService`. */
const states = (result: SfAnswer['json']): string[] => [
    ...new Set<string>(
        result.files.map(({ state, type, fullName }: Record<string, string>) => `${state} ${type} ${fullName}`)
    )
];

test('a project is deployed, checked and told of', async () => {
    const checked = ok(await sf.run('project', 'deploy', 'start', '-d', 'force-app', '--dry-run', '--json'));
    assert.deepEqual([checked.status, checked.checkOnly], ['Succeeded', true]);
    const result = ok(await sf.run('project', 'deploy', 'start', '-d', 'force-app', '--json'));
    assert.deepEqual(states(result).sort(), [
        'Created ApexClass GadgetService',
        'Created ApexClass GadgetServiceTest',
        'Created CustomField Gadget__c.Size__c',
        'Created CustomLabel Gadget_Greeting',
        'Created CustomObject Gadget__c',
        'Created PermissionSet Gadgets'
    ]);
    const report = ok(await sf.run('project', 'deploy', 'report', '--job-id', result.id, '--json'));
    assert.deepEqual([report.status, report.numberComponentsDeployed], ['Succeeded', 6]);
});

/** A wrong text in a file, and what the deployment says of it. Lines of a field count in the object that it is sent in. */
interface Fault {
    readonly file: string;
    readonly from: string;
    readonly to: string;
    readonly place: readonly [type: string, line: number];
    readonly problem: RegExp;
}
const FAULTS: Readonly<Record<string, readonly Fault[]>> = {
    'a field that does not exist': [
        {
            file: SET,
            from: 'Gadget__c.Size__c',
            to: 'Gadget__c.Colour__c',
            place: ['PermissionSet', 3],
            problem: /^In field: field - no CustomField named Gadget__c\.Colour__c found/
        }
    ],
    'a wrong value and an unknown tag': [
        {
            file: SIZE,
            from: '<type>Number',
            to: '<type>Nummer',
            place: ['CustomField', 16],
            problem: /'Nummer' is not a valid value for the enum 'FieldType'/
        },
        {
            file: SIZE,
            from: '<scale>0</scale>',
            to: '<scala>0</scala>',
            place: ['CustomField', 15],
            problem: /scala invalid at this location in type CustomField/
        }
    ],
    'broken Apex and an unknown label': [
        { file: SERVICE, from: "return 'big';", to: 'return 10;', place: ['ApexClass', 4], problem: /Integer/ },
        {
            file: SERVICE_TEST,
            from: "'Hello'",
            to: 'Label.Gadget_Nothing',
            place: ['ApexClass', 5],
            problem: /Gadget_Nothing/
        }
    ]
};

for (const [name, faults] of Object.entries(FAULTS)) {
    test(`${name}: refused with file, line and message`, async () => {
        const texts: Record<string, string> = {};
        for (const { file, from, to } of faults) texts[file] = (texts[file] ?? GADGETS[file] ?? '').replace(from, to);
        sf.write(texts);
        const { code, json } = await sf.run('project', 'deploy', 'start', '-d', 'force-app', '--json');
        for (const file of Object.keys(texts)) sf.write({ [file]: GADGETS[file] ?? '' });
        assert.equal(code, 1);
        const failures: Record<string, string | number>[] = json.result.files.filter(
            ({ state }: { state: string }) => state === 'Failed'
        );
        for (const { file, place, problem } of faults) {
            const failure = failures.find(({ error }) => problem.test(String(error)));
            const told = JSON.stringify(failures, undefined, 2);
            assert.ok(failure && String(failure.filePath).endsWith(path.normalize(file)), told);
            assert.deepEqual([failure.type, failure.lineNumber], place, told);
        }
    });
}

test('tests run, at once and in the background, with coverage', async () => {
    const atOnce = ok(
        await sf.run('apex', 'run', 'test', '-n', 'GadgetServiceTest', '--synchronous', '--code-coverage', '--json')
    );
    assert.deepEqual([atOnce.summary.outcome, atOnce.summary.testsRan], ['Passed', 1]);
    const later = ok(
        await sf.run(
            'apex',
            'run',
            'test',
            '-t',
            'GadgetServiceTest.greets',
            '--code-coverage',
            '--wait',
            '2',
            '--json'
        )
    );
    assert.deepEqual([later.summary.outcome, later.summary.orgWideCoverage], ['Passed', '66%']);
    const [covered] = later.coverage.coverage;
    assert.deepEqual(
        [covered.name, covered.coveredPercent, Object.entries(covered.lines)],
        [
            'GadgetService',
            67,
            [
                ['3', 1],
                ['4', 0],
                ['6', 1]
            ]
        ]
    );
});

test('Apex runs with its log, permission sets are assigned, a page is opened', async () => {
    const file = path.join(sf.projectDir, 'hello.apex');
    writeFileSync(file, 'System.debug(GadgetService.greet(11));\n');
    const [ran, assigned, opened] = await Promise.all([
        sf.run('apex', 'run', '-f', file, '--json'),
        sf.run('org', 'assign', 'permset', '-n', 'Gadgets', '--json'),
        sf.run('org', 'open', '--url-only', '--json')
    ]);
    assert.match(ok(ran).logs, /\|USER_DEBUG\|\[1\]\|DEBUG\|big/);
    assert.equal(ok(assigned).successes.length, 1);
    assert.match(ok(opened).url, /^http:\/\/127\.0\.0\.1:\d+\//);
});

test('what is deployed is retrieved and deleted', async () => {
    ok(
        await sf.run(
            'project',
            'retrieve',
            'start',
            '-m',
            'ApexClass:GadgetService',
            'CustomObject:Gadget__c',
            '--json'
        )
    );
    const root = path.join(sf.projectDir, 'force-app', 'main', 'default');
    assert.equal(readFileSync(path.join(root, SERVICE), 'utf8'), GADGETS[SERVICE]);
    assert.match(readFileSync(path.join(root, SIZE), 'utf8'), /<precision>6<\/precision>/);
    const deleted = ok(
        await sf.run('project', 'delete', 'source', '-m', 'ApexClass:GadgetServiceTest', '--no-prompt', '--json')
    );
    assert.deepEqual(states({ files: deleted.deletedSource ?? deleted.files }), [
        'Deleted ApexClass GadgetServiceTest'
    ]);
});

test('this package itself is deployed into an empty org', async () => {
    const to = ['--target-org', 'gadgets', '--json'];
    const deploy = ['project', 'deploy', 'start', '-d', 'force-app', ...to];
    const result = ok(await sf.runWith({ cwd: PROJECT_ROOT }, ...deploy));
    assert.equal(result.status, 'Succeeded');
    assert.ok(result.numberComponentsDeployed > 200);
});
