/** Traps of the platform that Apex cannot show: deploys and pages. The README says which trap is shown where. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { handle } from '../api/index.ts';
import type { PageItem } from '../metadata/types.ts';
import { groupFiles } from '../metadata/index.ts';
import type { Org } from '../org/types.ts';
import { SYSTEM_MODE } from '../security/types.ts';
import { readConformanceCases } from './cases.ts';
import { openConformanceOrg } from './org.ts';

const NAMESPACE =
    'xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const xml = (type: string, body: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<${type} ${NAMESPACE}>${body}</${type}>`;

let org: Org;
before(() => {
    org = openConformanceOrg(readConformanceCases().metadata);
});
after(() => org.close());

const deploy = (files: Readonly<Record<string, string>>): string[] => {
    const bytes = new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]));
    const { components, problems } = groupFiles(bytes, 'project');
    return [...problems, ...org.deploy(components, { checkOnly: false, remove: [] }).problems].map(
        ({ message }) => message
    );
};
const rows = (soql: string, field: string): unknown[] =>
    org.database.transaction(org.administratorId, 'request', (tx) =>
        org.database.soql.query(tx, org.database.soql.parse(soql), [], SYSTEM_MODE).rows.map((row) => row.get(field))
    );

const object = (name: string, masters: readonly string[]): Record<string, string> => ({
    [`x/objects/${name}/${name}.object-meta.xml`]: xml(
        'CustomObject',
        `<deploymentStatus>Deployed</deploymentStatus>${masters
            .map(
                (master, index) =>
                    `<fields><fullName>M${index}__c</fullName><label>M${index}</label><referenceTo>${master}</referenceTo><relationshipLabel>R</relationshipLabel><relationshipName>${name.replace('__c', '')}${index}</relationshipName><relationshipOrder>${index}</relationshipOrder><type>MasterDetail</type></fields>`
            )
            .join(
                ''
            )}<label>N</label><nameField><label>Name</label><type>Text</type></nameField><pluralLabel>Ns</pluralLabel><sharingModel>ControlledByParent</sharingModel>`
    )
});

test('P1: both masters of a junction are never the same object, and a junction is nobody’s master', () => {
    assert.match(deploy(object('Pair__c', ['Crate__c', 'Crate__c'])).join(), /many-to-many self-relationship/);
    const junction = object('Both__c', ['Crate__c', 'Diary__c']);
    assert.match(deploy({ ...junction, ...object('Below__c', ['Both__c']) }).join(), /junction/i);
    assert.deepEqual(deploy(junction), []);
});

test('P31: deploying a record of a custom metadata type again overwrites what was tuned in the org', () => {
    const rate = (value: string): Record<string, string> => ({
        'x/customMetadata/Rate.Default_Rate.md-meta.xml': xml(
            'CustomMetadata',
            `<label>Default Rate</label><protected>false</protected><values><field>Value__c</field><value xmlns:xsd="http://www.w3.org/2001/XMLSchema" xsi:type="xsd:double">${value}</value></values>`
        )
    });
    const value = (): string =>
        String(rows(`SELECT Value__c FROM Rate__mdt WHERE DeveloperName = 'Default_Rate'`, 'Value__c')[0]);
    assert.deepEqual(deploy(rate('7.5')), []);
    assert.equal(Number(value()), 7.5);
    assert.deepEqual(deploy(rate('1.5')), []);
    assert.equal(Number(value()), 1.5);
});

test('P26: a page of a package shows where it is activated, and a standard object’s page stays the platform’s', () => {
    const page = xml(
        'FlexiPage',
        `<flexiPageRegions><itemInstances><componentInstance><componentName>force:detailPanel</componentName><identifier>only</identifier></componentInstance></itemInstances><name>main</name><type>Region</type></flexiPageRegions><masterLabel>Crate</masterLabel><sobjectType>Crate__c</sobjectType><template><name>flexipage:recordHomeTemplateDesktop</name></template><type>RecordPage</type>`
    );
    const app = (activation: string): string =>
        xml(
            'CustomApplication',
            `${activation}<formFactors>Large</formFactors><label>Crates</label><navType>Standard</navType><tabs>standard-home</tabs><uiType>Lightning</uiType>`
        );
    const set = xml(
        'PermissionSet',
        '<applicationVisibilities><application>Crates</application><visible>true</visible></applicationVisibilities><label>Crates</label>'
    );
    const override =
        '<actionOverrides><actionName>View</actionName><content>Crate_Page</content><formFactor>Large</formFactor><skipRecordTypeSelect>false</skipRecordTypeSelect><type>Flexipage</type><pageOrSobjectType>Crate__c</pageOrSobjectType></actionOverrides>';
    const files = (activation: string): Record<string, string> => ({
        'x/flexipages/Crate_Page.flexipage-meta.xml': page,
        'x/applications/Crates.app-meta.xml': app(activation),
        'x/permissionsets/Crates.permissionset-meta.xml': set
    });
    assert.deepEqual(deploy(files('')), []);
    const apex = `insert new Crate__c(Name = 'c');
        insert new PermissionSetAssignment(AssigneeId = UserInfo.getUserId(), PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Crates'].Id);`;
    for (const text of apex.split('\n')) {
        const result = org.database.transaction(org.administratorId, 'request', (tx) =>
            org.current.code.anonymous(tx, { name: 'a', kind: 'anonymous', file: 'a', text, apiVersion: 66 })
        );
        assert.equal(result.success, true, JSON.stringify(result));
    }
    const crate = String(rows('SELECT Id FROM Crate__c', 'Id')[0]);
    const identifiers = (): string[] => {
        const { status, body } = handle(org, {
            method: 'GET',
            path: `/local-org/page/record/${crate}`,
            query: 'app=Crates',
            headers: {},
            body: Buffer.alloc(0),
            userId: org.administratorId,
            login: 'page'
        });
        assert.equal(status, 200, String(body));
        const { regions } = JSON.parse(String(body)) as { regions: { items: PageItem[] }[] };
        return regions.flatMap(({ items }) => items.map(({ identifier }) => identifier));
    };
    assert.deepEqual(identifiers(), ['force_highlightsPanel', 'force_detailPanel', 'force_relatedListContainer']);
    assert.deepEqual(deploy(files(override)), []);
    assert.deepEqual(identifiers(), ['only']);
});
