import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { readArchive } from '../../metadata/index.ts';
import { openOrg } from '../../org/index.ts';
import { deployPackage } from '../../org/deploy/run.ts';
import { SYSTEM_MODE } from '../../security/types.ts';
import { bodyText } from '../http.ts';
import { handle } from '../index.ts';
import { WIDGETS, zip } from './testPackages.ts';

const org = openOrg({ file: ':memory:' });
after(() => org.close());
const options = { checkOnly: false, rollbackOnError: true };
assert.deepEqual(deployPackage(org, zip(WIDGETS), options, '').failures, []);

const call = (body: string): string =>
    bodyText(
        handle(org, {
            method: 'POST',
            path: '/services/Soap/m/67.0',
            query: '',
            headers: {},
            body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>${body}</e:Body></e:Envelope>`,
            userId: org.administratorId,
            login: 'token'
        })
    );
const retrieve = (
    types: Readonly<Record<string, readonly string[]>>
): { files: Map<string, string>; status: string } => {
    const asked = Object.entries(types).map(
        ([name, members]) =>
            `<types>${members.map((member) => `<members>${member}</members>`).join('')}<name>${name}</name></types>`
    );
    const started = call(
        `<retrieve><request><apiVersion>67.0</apiVersion><unpackaged>${asked.join('')}<version>67.0</version></unpackaged></request></retrieve>`
    );
    const id = /<id>(09S\w{15})<\/id>/.exec(started)?.[1] ?? '';
    const status = call(`<checkRetrieveStatus><asyncProcessId>${id}</asyncProcessId></checkRetrieveStatus>`);
    const bytes = Buffer.from(/<zipFile>(.*?)<\/zipFile>/.exec(status)?.[1] ?? '', 'base64');
    const files = [...readArchive(bytes)].map(([path, content]) => [path, Buffer.from(content).toString()] as const);
    return { files: new Map(files), status };
};

test('what is retrieved is what was deployed', () => {
    const { files } = retrieve({
        ApexClass: ['*'],
        CustomLabels: ['CustomLabels'],
        CustomObject: ['Widget__c'],
        PermissionSet: ['Widgets']
    });
    for (const [path, text] of Object.entries(WIDGETS)) {
        if (path === 'package.xml') continue;
        // Elements of an object are told in the order of their names: properties of the object come before its parts.
        const sorted = (value: string): string[] => value.split('\n').sort();
        assert.deepEqual(sorted(files.get(`unpackaged/${path}`) ?? ''), sorted(text), path);
    }
    assert.match(files.get('unpackaged/package.xml') ?? '', /<members>Widget__c\.Size__c<\/members>/);
    const again = Object.fromEntries([...files].map(([path, text]) => [path.replace('unpackaged/', ''), text]));
    const { status, failures } = deployPackage(org, zip(again), options, '');
    assert.deepEqual([status, failures], ['Succeeded', []]);
});

test('a part is retrieved alone; what is not there is told', () => {
    const { files, status } = retrieve({ CustomField: ['Widget__c.Size__c'], ApexClass: ['Nothing'] });
    const object = files.get('unpackaged/objects/Widget__c.object') ?? '';
    assert.match(object, /<fullName>Size__c<\/fullName>/);
    assert.doesNotMatch(object, /Kind__c|pluralLabel/);
    assert.match(
        status,
        /Entity of type &apos;ApexClass&apos; named|Entity of type 'ApexClass' named 'Nothing' cannot be found/
    );
});

/** The lines of a list: `fileName fullName id created modified`. */
const list = (...queries: string[]): string[] => {
    const asked = queries.map((query) => `<queries>${query}</queries>`).join('');
    const answer = call(`<listMetadata>${asked}</listMetadata>`);
    return [...answer.matchAll(/<result>(.*?)<\/result>/g)].map(([, line = '']) => {
        const text = (name: string): string => new RegExp(`<${name}>(.*?)</${name}>`).exec(line)?.[1] ?? '';
        return ['fileName', 'fullName', 'id', 'createdDate', 'lastModifiedDate'].map(text).join(' ');
    });
};
const idIn = (soql: string): string =>
    org.database.transaction(org.administratorId, 'request', (tx) => {
        const [row] = org.database.soql.query(tx, org.database.soql.parse(soql), [], SYSTEM_MODE).rows;
        return row?.id ?? '';
    });

test('members are listed with the Ids that queries know, and with their own moments', () => {
    const [first = ''] = list('<type>CustomField</type>');
    assert.match(first, /^objects\/Widget__c\.object Widget__c\.(Size|Kind)__c 00N\w{15} \d{4}-\S+Z \d{4}-\S+Z$/);
    const service = list('<type>ApexClass</type>').find((line) => line.includes('WidgetService ')) ?? '';
    assert.ok(service.includes(idIn(`SELECT Id FROM ApexClass WHERE Name = 'WidgetService'`)), service);
    const set = list('<type>PermissionSet</type>')[0] ?? '';
    assert.ok(set.includes(idIn(`SELECT Id FROM PermissionSet WHERE Name = 'Widgets'`)), set);
    const changed = { ...WIDGETS, 'classes/WidgetService.cls': `${WIDGETS['classes/WidgetService.cls'] ?? ''}\n` };
    assert.deepEqual(deployPackage(org, zip(changed), options, '').failures, []);
    const [created, modified] = (list('<type>ApexClass</type>').find((line) => line.includes('WidgetService ')) ?? '')
        .split(' ')
        .slice(3);
    assert.ok(created !== undefined && modified !== undefined && created < modified, `${created} ${modified}`);
    assert.equal(service.split(' ')[3], created);
    const [, test1 = ''] = list('<type>ApexClass</type>');
    assert.equal(test1.split(' ')[3], test1.split(' ')[4], 'what a deployment leaves as it is has not changed');
    assert.deepEqual(list('<type>CustomField</type>')[0], first);
});

test('what the org has without a deployment is listed and retrieved too', () => {
    const profile = list('<type>Profile</type>').find((line) => line.includes(' Admin ')) ?? '';
    assert.ok(profile.includes(idIn(`SELECT Id FROM Profile WHERE Name = 'System Administrator'`)), profile);
    assert.match(profile, /^profiles\/Admin\.profile /);
    assert.ok(list('<type>CustomObject</type>').some((line) => line.startsWith('objects/Account.object Account ')));
    assert.deepEqual(
        list('<type>CustomLabels</type>', '<type>CustomLabel</type>').map((line) => line.split(' ').slice(0, 2)),
        [
            ['labels/CustomLabels.labels', 'CustomLabels'],
            ['labels/CustomLabels.labels', 'Widget_Greeting']
        ]
    );
    const { files, status } = retrieve({
        CustomObject: ['Account'],
        Layout: ['Account-Account Layout'],
        Profile: ['Admin'],
        StandardValueSet: ['Industry']
    });
    assert.doesNotMatch(status, /cannot be found/);
    assert.match(files.get('unpackaged/objects/Account.object') ?? '', /<sharingModel>ReadWrite<\/sharingModel>/);
    assert.match(files.get('unpackaged/profiles/Admin.profile') ?? '', /<name>ModifyAllData<\/name>/);
    assert.match(
        files.get('unpackaged/standardValueSets/Industry.standardValueSet') ?? '',
        /<fullName>Banking<\/fullName>/
    );
    // What is retrieved can be deployed as it is, and takes no right away.
    const again = Object.fromEntries([...files].map(([path, text]) => [path.replace('unpackaged/', ''), text]));
    const { failures } = deployPackage(org, zip(again), options, '');
    assert.deepEqual(failures, []);
    const admin = org.current.model.grants.find(({ name }) => name === 'Admin');
    assert.equal(admin?.objects.get('Account')?.viewAll, true);
});

test('of what stands in folders the folder is asked for; types are described', () => {
    assert.deepEqual(list('<type>Report</type>'), []);
    assert.match(call('<listMetadata><queries><type>Nonsense</type></queries></listMetadata>'), /sf:INVALID_TYPE/);
    assert.match(
        call(`<listMetadata>${'<queries><type>ApexClass</type></queries>'.repeat(4)}</listMetadata>`),
        /EXCEEDED_ID_LIMIT/
    );
    const described = call('<describeMetadata/>');
    assert.match(described, /<directoryName>classes<\/directoryName>/);
    assert.match(described, /<inFolder>true<\/inFolder><metaFile>false<\/metaFile><suffix>report<\/suffix>/);
    assert.doesNotMatch(described, /ReportFolder/);
});

test('old clients ask how far a retrieve has come; packages are asked for in vain', () => {
    const start = (request: string): string =>
        /<id>(09S\w{15})<\/id>/.exec(call(`<retrieve><request>${request}</request></retrieve>`))?.[1] ?? '';
    const manifest = '<types><members>*</members><name>CustomLabels</name></types><version>60.0</version>';
    const id = start(`<unpackaged>${manifest}</unpackaged>`);
    const asked = call(`<checkStatus><asyncProcessId>${id}</asyncProcessId></checkStatus>`);
    assert.match(asked, new RegExp(`<result><done>true</done><id>${id}</id><state>Completed</state></result>`));
    const none = start('<packageNames>Nothing</packageNames>');
    const status = call(`<checkRetrieveStatus><asyncProcessId>${none}</asyncProcessId></checkRetrieveStatus>`);
    assert.match(
        status,
        /<errorMessage>INVALID_CROSS_REFERENCE_KEY: No package named 'Nothing' found<.*<status>Failed</
    );
    assert.match(
        call('<checkStatus><asyncProcessId>0Af000000000000</asyncProcessId></checkStatus>'),
        /invalid cross reference id/
    );
});
