import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { readArchive } from '../../metadata/index.ts';
import { openOrg } from '../../org/index.ts';
import { deployPackage } from '../../org/deploy/run.ts';
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

test('metadata is listed and described', () => {
    const listed = call('<listMetadata><queries><type>CustomField</type></queries></listMetadata>');
    assert.match(listed, /<fileName>objects\/Widget__c\.object<\/fileName><fullName>Widget__c\.Kind__c<\/fullName>/);
    assert.match(call('<describeMetadata/>'), /<directoryName>classes<\/directoryName>/);
});
