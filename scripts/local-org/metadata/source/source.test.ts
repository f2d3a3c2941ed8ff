import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { baseComponents, readProject } from '../index.ts';
import { objectXml, withFolder, xml } from '../testProject.ts';
import { readForceIgnore } from './forceignore.ts';
import { placeFile } from './placement.ts';

const PROJECT = JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }] });
const META = xml('ApexClass', '<apiVersion>67.0</apiVersion>\n<status>Active</status>');

test('files are grouped to components by feature folders', () => {
    const read = withFolder(
        {
            'sfdx-project.json': PROJECT,
            '.forceignore': '# sources\n**/*.ts\n**/__tests__/**\n**/tsconfig.json\n',
            'force-app/tsconfig.json': '{}',
            'force-app/.hidden': '',
            'force-app/main/a/objects/Thing__c/Thing__c.object-meta.xml': objectXml('Thing'),
            'force-app/main/b/objects/Thing__c/fields/X__c.field-meta.xml': xml('CustomField', ''),
            'force-app/main/a/classes/One.cls': 'public class One {}',
            'force-app/main/a/classes/One.cls-meta.xml': META,
            'force-app/main/a/lwc/panel/panel.js': '',
            'force-app/main/a/lwc/panel/panel.ts': '',
            'force-app/main/a/lwc/panel/panel.js-meta.xml': xml(
                'LightningComponentBundle',
                '<apiVersion>67.0</apiVersion>'
            ),
            'force-app/main/a/lwc/panel/__tests__/panel.test.ts': ''
        },
        readProject
    );
    assert.deepEqual(read.problems, []);
    assert.deepEqual(
        read.components.map((component) => [
            component.type,
            component.fullName,
            component.files.size,
            component.origin
        ]),
        [
            ['ApexClass', 'One', 2, 'project'],
            ['CustomObject', 'Thing__c', 2, 'project'],
            ['LightningComponentBundle', 'panel', 2, 'project']
        ]
    );
});

test('the hash follows paths and bytes', () => {
    const hashOf = (name: string, text: string): string =>
        withFolder({ 'sfdx-project.json': PROJECT, [`force-app/labels/${name}`]: text }, readProject).components[0]
            ?.hash ?? '';
    const one = hashOf('CustomLabels.labels-meta.xml', 'a');
    assert.equal(one, hashOf('CustomLabels.labels-meta.xml', 'a'));
    assert.notEqual(one, hashOf('CustomLabels.labels-meta.xml', 'b'));
    assert.notEqual(one, hashOf('CustomLabels.labels', 'a'));
});

test('nothing is silently ignored', () => {
    const read = withFolder(
        {
            'sfdx-project.json': PROJECT,
            'force-app/main/a/classes/One.cls': 'public class One {}',
            'force-app/main/a/lwc/panel/panel.html': '',
            'force-app/main/a/notes.txt': '',
            'force-app/main/a/objects/Thing__c/fieldz/X__c.field-meta.xml': ''
        },
        readProject
    );
    assert.deepEqual(
        read.problems.map((problem) => [problem.file, problem.line, problem.message]),
        [
            ['force-app/main/a/classes/One.cls', 1, 'ApexClass One: One.cls-meta.xml is missing'],
            [
                'force-app/main/a/lwc/panel/panel.html',
                1,
                'LightningComponentBundle panel: panel.js-meta.xml is missing'
            ],
            [
                'force-app/main/a/lwc/panel/panel.html',
                1,
                'LightningComponentBundle panel: panel.js is missing (npm run build emits it)'
            ],
            [
                'force-app/main/a/notes.txt',
                1,
                'not a file of a metadata type that the local org knows, or in a folder of another type'
            ],
            [
                'force-app/main/a/objects/Thing__c/fieldz/X__c.field-meta.xml',
                1,
                'not a file of a metadata type that the local org knows, or in a folder of another type'
            ]
        ]
    );
});

test('a component of two package folders is read once, the second place is named', () => {
    const md = xml('CustomMetadata', '<label>One</label>');
    const read = withFolder(
        {
            'sfdx-project.json': '{"packageDirectories":[{"path":"a"},{"path":"b"}]}',
            'a/customMetadata/Rule.One.md-meta.xml': md,
            'b/customMetadata/Rule.One.md-meta.xml': md,
            'a/labels/CustomLabels.labels-meta.xml': xml('CustomLabels', ''),
            'b/labels/CustomLabels.labels-meta.xml': xml('CustomLabels', '')
        },
        readProject
    );
    assert.deepEqual(
        read.components.map(({ type, files }) => [type, files.size]),
        [
            ['CustomLabels', 2],
            ['CustomMetadata', 1]
        ]
    );
    assert.deepEqual(
        read.problems.map(({ file, message }) => [file, message]),
        [
            [
                'b/customMetadata/Rule.One.md-meta.xml',
                'Duplicate CustomMetadata: Rule.One is in a/customMetadata/Rule.One.md-meta.xml too'
            ]
        ]
    );
});

test('a project in Metadata API format needs its package.xml only', () => {
    const read = withFolder(
        {
            'src/package.xml': xml('Package', '<version>60.0</version>'),
            'src/classes/One.cls': 'public class One {}',
            'src/classes/One.cls-meta.xml': META,
            'src/objects/Thing__c.object': objectXml('Thing'),
            'src/customMetadata/Rule.One.md': xml('CustomMetadata', '<label>One</label>'),
            'src/customMetadata/README.md': '',
            'README.md': ''
        },
        readProject
    );
    assert.deepEqual(read.problems, []);
    assert.deepEqual(
        read.components.map(({ type, fullName }) => `${type} ${fullName}`),
        ['ApexClass One', 'CustomMetadata Rule.One', 'CustomObject Thing__c']
    );
});

test('a folder that is no project says so', () => {
    const message = (files: Record<string, string>): string | undefined =>
        withFolder(files, readProject).problems[0]?.message;
    assert.match(message({ 'x.txt': '' }) ?? '', /not a Salesforce project/);
    assert.match(message({ 'sfdx-project.json': '{' }) ?? '', /not valid JSON/);
    assert.match(
        message({ 'sfdx-project.json': '{"packageDirectories":[{"path":"gone"}]}' }) ?? '',
        /gone does not exist/
    );
    assert.equal(
        message({ 'sfdx-project.json': PROJECT, 'force-app/.eslintrc.json': '{}' }),
        'no metadata in force-app'
    );
});

test('source and Metadata API formats have the same place', () => {
    assert.deepEqual(placeFile('f/main/x/permissionsets/A.permissionset-meta.xml'), {
        type: 'PermissionSet',
        fullName: 'A'
    });
    assert.deepEqual(placeFile('permissionsets/A.permissionset'), { type: 'PermissionSet', fullName: 'A' });
    assert.deepEqual(placeFile('objects/A__c.object'), { type: 'CustomObject', fullName: 'A__c' });
    assert.deepEqual(placeFile('x/layouts/A__c-A %28new%29.layout-meta.xml'), {
        type: 'Layout',
        fullName: 'A__c-A (new)'
    });
    assert.deepEqual(placeFile('x/labels/Errors.labels-meta.xml'), { type: 'CustomLabels', fullName: 'CustomLabels' });
    assert.equal(placeFile('x/objects/A__c/B__c.object-meta.xml'), undefined);
    assert.equal(placeFile('x/layouts/A.permissionset-meta.xml'), undefined);
});

test('.forceignore patterns', () => {
    const ignored = readForceIgnore('**/*.ts\n/top/only.txt\nbuild/\n!**/keep.ts');
    assert.equal(ignored('a/b.ts'), true);
    assert.equal(ignored('a/keep.ts'), false);
    assert.equal(ignored('top/only.txt'), true);
    assert.equal(ignored('x/top/only.txt'), false);
    assert.equal(ignored('a/build/x.cls'), true);
    assert.equal(ignored('a/.DS_Store'), true);
    assert.equal(ignored('a/b.tsx'), false);
});

test('the base is complete enough to stand alone', () => {
    const base = baseComponents();
    assert.ok(base.every((component) => component.origin === 'base'));
    assert.ok(
        base.some((component) => component.type === 'Profile' && component.fullName === 'Minimum Access - Salesforce')
    );
});

test('a project of CumulusCI has tokens of a namespace replaced, and what is deployed around it', () => {
    const files = {
        'sfdx-project.json': PROJECT,
        'force-app/classes/A.cls': "public class A { String b = '%%%NAMESPACE%%%C__c%%%NAMESPACE_DOT%%%'; }",
        'force-app/classes/A.cls-meta.xml': META,
        'force-app/objects/___NAMESPACE___D__c/___NAMESPACE___D__c.object-meta.xml': objectXml('D'),
        'unpackaged/pre/types/objects/Account.object': objectXml('Account'),
        'unpackaged/config/objects/Lead.object': objectXml('Lead')
    };
    const { components } = withFolder({ ...files, 'cumulusci.yml': '' }, (folder) => readProject(folder, true));
    assert.deepEqual(components.map(({ fullName }) => fullName).sort(), ['A', 'Account', 'Admin', 'D__c']);
    const text = components.find(({ fullName }) => fullName === 'A')?.files.get('force-app/classes/A.cls');
    assert.equal(Buffer.from(text ?? []).toString(), "public class A { String b = 'C__c'; }");
    const plain = withFolder(files, (folder) => readProject(folder, true)).components;
    assert.ok(plain.some(({ files: own }) => [...own.keys()].some((file) => file.includes('___NAMESPACE___'))));
});

test('components say which package they need that is not in the project', () => {
    const directories = [
        { path: 'core', package: 'Core', default: true, dependencies: [{ package: 'Logger@1.0.0-2' }] },
        { path: 'plugin', package: 'Plugin', dependencies: [{ package: 'Core' }, { package: 'Elsewhere@2.0' }] },
        { path: 'extra', package: 'Extra', dependencies: [{ package: 'Core@1.0' }] }
    ];
    const { components } = withFolder(
        {
            'sfdx-project.json': JSON.stringify({ packageDirectories: directories }),
            ...Object.fromEntries(
                directories.flatMap(({ path, package: name }) => [
                    [`${path}/classes/${name}.cls`, `public class ${name} {}`],
                    [`${path}/classes/${name}.cls-meta.xml`, META]
                ])
            )
        },
        readProject
    );
    assert.deepEqual(
        components.map(({ fullName, absentPackage }) => [fullName, absentPackage]),
        [
            ['Core', undefined],
            ['Extra', undefined],
            ['Plugin', 'Elsewhere']
        ]
    );
});

test('a folder that is no project names the projects below it', () => {
    const problem = withFolder(
        { 'packages/one/sfdx-project.json': PROJECT },
        (folder) => readProject(folder).problems[0]
    );
    assert.equal(
        problem?.message,
        'no sfdx-project.json in this folder: not a Salesforce project; below it are: packages/one'
    );
});

test('a project of its own namespace is read without its prefix, and with its replacements', () => {
    const project = JSON.stringify({
        packageDirectories: [{ path: 'force-app' }],
        namespace: 'acme',
        replacements: [{ glob: '**/*.cls', stringToReplace: '@WHO@', replaceWithFile: 'who.txt' }]
    });
    const files = {
        'sfdx-project.json': project,
        'who.txt': 'Ada',
        'force-app/classes/A.cls': "public class A { acme__Box__c box; String who = '@WHO@ myacme__x'; }",
        'force-app/classes/A.cls-meta.xml': META
    };
    const textIn = (given: Readonly<Record<string, string>>): string => {
        const { components } = withFolder(given, (folder) => readProject(folder, true));
        const bytes = components.find(({ fullName }) => fullName === 'A')?.files.get('force-app/classes/A.cls');
        return Buffer.from(bytes ?? []).toString();
    };
    assert.equal(textIn(files), "public class A { Box__c box; String who = 'Ada myacme__x'; }");
    const own = "public class A { acme.A a = (acme.A) Type.forName('acme.A').newInstance(); Object o = my.acme.A; ";
    const apart = "Type b = Type.forName( 'acme', 'A'); acme.Other c; }";
    assert.equal(
        textIn({ ...files, 'force-app/classes/A.cls': own + apart }),
        "public class A { A a = (A) Type.forName('A').newInstance(); Object o = my.acme.A; " +
            "Type b = Type.forName( '', 'A'); acme.Other c; }"
    );
    const record = 'force-app/customMetadata/T.A.md-meta.xml';
    const named = withFolder({ ...files, [record]: '<value>acme.A</value>' }, (folder) => readProject(folder, true));
    const bytes = named.components.find(({ type }) => type === 'CustomMetadata')?.files.get(record);
    assert.equal(Buffer.from(bytes ?? []).toString(), '<value>A</value>');
    // Without `namespaced: True` a development org of CumulusCI has no namespace: then the prefix is a fault of the code.
    assert.match(textIn({ ...files, 'cumulusci.yml': '' }), /acme__Box__c box/);
    const namespaced = 'orgs:\n  scratch:\n    dev:\n      days: 30\n      namespaced: True\n';
    assert.match(textIn({ ...files, 'cumulusci.yml': namespaced }), /\{ Box__c box/);
});

test('links are followed, each file once', () => {
    const files = {
        'sfdx-project.json': '{"packageDirectories":[{"path":"force-app"}]}',
        'shared/A.cls': 'public class A {}',
        'shared/A.cls-meta.xml': META,
        'force-app/README.md': ''
    };
    withFolder(files, (folder) => {
        symlinkSync(path.join(folder, 'shared'), path.join(folder, 'force-app', 'classes'));
        symlinkSync(path.join(folder, 'force-app'), path.join(folder, 'shared', 'again'));
        symlinkSync(path.join(folder, 'shared'), path.join(folder, 'force-app', 'more'));
        symlinkSync(path.join(folder, 'nowhere'), path.join(folder, 'force-app', 'lost'));
        const { components, problems } = readProject(folder);
        assert.deepEqual(
            components.map(({ fullName }) => fullName),
            ['A']
        );
        assert.deepEqual(problems, []);
    });
});

test('the administrator has what the scripts of a project assign, and what CumulusCI grants', () => {
    const set = xml('PermissionSet', '<label>Set</label>');
    const files = {
        'sfdx-project.json': PROJECT,
        'bin/set-up.sh': 'sf project deploy start\nsf org assign permset -n One,Two\n',
        'README.md': 'sf org assign permset --name Three --on-behalf-of someone@example.com\n',
        'package.json': '{ "scripts": { "up": "sfdx force:user:permset:assign -n Four" } }',
        'CONTRIBUTING.md': '1. `sf org assign permset --name Five`\n',
        '.github/workflows/test.yml': 'run: sf org assign permset -n Six\n',
        ...Object.fromEntries(
            ['One', 'Two', 'Three', 'Four', 'Five', 'Six'].map((name) => [
                `force-app/permissionsets/${name}.permissionset-meta.xml`,
                set
            ])
        )
    };
    const given = (more: Readonly<Record<string, string>>): string[] =>
        withFolder({ ...files, ...more }, (folder) => readProject(folder, true)).components.flatMap(
            ({ type, fullName, setUp }) => (setUp === undefined ? [] : [`${type} ${fullName} ${setUp}`])
        );
    assert.deepEqual(
        given({}).sort(),
        ['Five', 'Four', 'One', 'Six', 'Two'].map((name) => `PermissionSet ${name} assigned`)
    );
    const flow =
        'flows:\n  up:\n    steps:\n      1:\n        task: assign_permission_sets\n        options:\n          api_names: Three\n';
    const withFlow = given({ 'cumulusci.yml': flow });
    assert.ok(withFlow.includes('PermissionSet Three assigned'));
    assert.ok(withFlow.includes('Profile Admin grantsAll'));
});
