import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openOrg } from '../../org/index.ts';
import { deployPackage } from '../../org/deploy/run.ts';
import { bodyText } from '../http.ts';
import { handle } from '../index.ts';
import { WIDGETS, zip } from './testPackages.ts';

const org = openOrg({ file: ':memory:' });
after(() => org.close());
assert.deepEqual(deployPackage(org, zip(WIDGETS), { checkOnly: false, rollbackOnError: true }, '').failures, []);

/** What the envelope of an answer holds. */
const call = (body: string): string => {
    const envelope = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><e:Body>${body}</e:Body></e:Envelope>`;
    const request = { method: 'POST', path: '/services/Soap/m/67.0', query: '', headers: {}, body: envelope };
    const answer = bodyText(handle(org, { ...request, userId: org.administratorId, login: 'token' }));
    return /<soapenv:Body>(.*)<\/soapenv:Body>/s.exec(answer)?.[1] ?? answer;
};
const save = (operation: string, type: string, fullName: string, rest: string): string =>
    call(
        `<${operation}><metadata xsi:type="${type}"><fullName>${fullName}</fullName>${rest}</metadata></${operation}>`
    );
const read = (type: string, ...names: string[]): string =>
    call(
        `<readMetadata><type>${type}</type>${names.map((name) => `<fullNames>${name}</fullNames>`).join('')}</readMetadata>`
    );
const field = (name: string) => org.current.model.schema.object('Widget__c')?.field(name);

test('a component is read by its name; one that is not there is nil, in its place', () => {
    const found = read('CustomField', 'Widget__c.Nothing__c', 'Widget__c.Size__c');
    assert.match(
        found,
        /<result><records xsi:nil="true"\/><records xsi:type="CustomField"><fullName>Widget__c\.Size__c</
    );
    assert.match(found, /<precision>6<\/precision>/);
    const whole = read('CustomObject', 'Widget__c');
    assert.match(whole, /<fields><fullName>Kind__c<\/fullName>/);
    assert.match(whole, /<errorConditionFormula>Size__c &lt; 0<\/errorConditionFormula>/);
});

test('a field is created once, changed and taken away; the rest of its object stays', () => {
    const text = '<label>Colour</label><length>20</length><type>Text</type>';
    assert.match(save('createMetadata', 'CustomField', 'Widget__c.Colour__c', text), /<success>true<\/success>/);
    assert.equal(field('Colour__c')?.length, 20);
    const twice = save('createMetadata', 'CustomField', 'Widget__c.Colour__c', text);
    assert.match(twice, /<statusCode>DUPLICATE_DEVELOPER_NAME<\/statusCode>.*<success>false<\/success>/);
    const longer = save('updateMetadata', 'CustomField', 'Widget__c.Colour__c', text.replace('20', '30'));
    assert.match(longer, /<success>true<\/success>/);
    assert.equal(field('Colour__c')?.length, 30);
    assert.ok(field('Size__c') && field('Kind__c'));
    const gone = call(
        '<deleteMetadata><type>CustomField</type><fullNames>Widget__c.Colour__c</fullNames></deleteMetadata>'
    );
    assert.match(gone, /<success>true<\/success>/);
    assert.equal(field('Colour__c'), undefined);
    assert.match(
        save('updateMetadata', 'CustomField', 'Widget__c.Colour__c', text),
        /no CustomField named Widget__c\.Colour__c found.*INVALID_CROSS_REFERENCE_KEY/
    );
});

test('an upsert says whether it created; a fault changes nothing', () => {
    const box = '<defaultValue>false</defaultValue><label>Heavy</label><type>Checkbox</type>';
    assert.match(save('upsertMetadata', 'CustomField', 'Widget__c.Heavy__c', box), /<created>true<\/created>/);
    assert.match(save('upsertMetadata', 'CustomField', 'Widget__c.Heavy__c', box), /<created>false<\/created>/);
    const before = org.current.number;
    const wrong = save('upsertMetadata', 'CustomField', 'Widget__c.Bad__c', '<label>Bad</label><type>Txet</type>');
    assert.match(wrong, /'Txet' is not a valid value for the enum 'FieldType'.*<success>false<\/success>/);
    assert.equal(org.current.number, before);
});

test('too many components, and types that are more than a document, are refused', () => {
    const names = Array.from({ length: 11 }, (_, at) => `Widget__c.F${at}__c`);
    assert.match(read('CustomField', ...names), /sf:EXCEEDED_ID_LIMIT.*cannot submit more than 10 records/);
    assert.match(read('ApexClass', 'WidgetService'), /sf:INVALID_TYPE/);
    assert.match(save('createMetadata', 'ApexClass', 'Nothing', ''), /sf:INVALID_TYPE/);
});

test('a component gets a new name; what has records keeps its own', () => {
    const rename = (type: string, from: string, to: string): string =>
        call(
            `<renameMetadata><type>${type}</type><oldFullName>${from}</oldFullName><newFullName>${to}</newFullName></renameMetadata>`
        );
    assert.match(rename('PermissionSet', 'Widgets', 'Gadgets'), /<fullName>Gadgets<\/fullName><success>true</);
    const sets = org.current.model.grants.filter(({ name }) => /^(?:Wi|Ga)dgets$/.test(name)).map(({ name }) => name);
    assert.deepEqual(sets, ['Gadgets']);
    assert.match(rename('PermissionSet', 'Widgets', 'Other'), /no PermissionSet named Widgets found/);
    assert.match(rename('ValidationRule', 'Widget__c.Positive', 'Widget__c.NotNegative'), /<success>true</);
    assert.deepEqual(
        org.current.model.schema.object('Widget__c')?.rules.map(({ name }) => name),
        ['NotNegative']
    );
    assert.match(rename('CustomField', 'Widget__c.Size__c', 'Widget__c.Volume__c'), /not supported by the local org/);
});

test('a type of metadata tells its fields, nested ones and the values of enumerations', () => {
    const told = (type: string): string =>
        call(`<describeValueType><type>{http://soap.sforce.com/2006/04/metadata}${type}</type></describeValueType>`);
    const field = told('CustomField');
    assert.match(field, /<apiCreatable>true<\/apiCreatable>/);
    assert.match(field, /<name>deleteConstraint<\/name><picklistValues>.*?<value>Cascade<\/value>/);
    assert.match(field, /<name>length<\/name><soapType>int<\/soapType>/);
    assert.match(field, /<name>restricted<\/name><soapType>boolean<\/soapType>/, 'of the nested value set');
    assert.match(told('ApexClass'), /<apiCreatable>false<\/apiCreatable>/);
    assert.match(told('Nothing'), /INVALID_TYPE/);
});
