/* eslint-disable @typescript-eslint/no-unsafe-member-access -- answers are JSON */
/** An org in memory for the tests of api/: a private object with a hidden field, an app, two people of one persona. */
import assert from 'node:assert/strict';
import { groupFiles } from '../metadata/index.ts';
import { openOrg } from '../org/index.ts';
import type { Org } from '../org/types.ts';
import { bodyText } from './http.ts';
import { handle } from './index.ts';

export const V = '/services/data/v67.0';
const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

export const xml = (type: string, body: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<${type} ${NAMESPACE}>${body}</${type}>`;
const field = (name: string, body: string): string =>
    xml('CustomField', `<fullName>${name}</fullName><label>${name.replace('__c', '')}</label>${body}`);

export const VISIT = 'force-app/main/objects/Visit__c';
const grant = (name: string, editable: boolean): string =>
    `<fieldPermissions><editable>${editable}</editable><field>Visit__c.${name}</field><readable>true</readable></fieldPermissions>`;
const objectGrant = (name: string): string =>
    `<objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>${name}</object><viewAllRecords>false</viewAllRecords></objectPermissions>`;

const FILES: Readonly<Record<string, string>> = {
    [`${VISIT}/Visit__c.object-meta.xml`]: xml(
        'CustomObject',
        '<deploymentStatus>Deployed</deploymentStatus><enableSearch>true</enableSearch><label>Visit</label><nameField><label>Visit</label><type>Text</type></nameField><pluralLabel>Visits</pluralLabel><sharingModel>Private</sharingModel>'
    ),
    [`${VISIT}/fields/Key__c.field-meta.xml`]: field(
        'Key__c',
        '<type>Text</type><length>40</length><externalId>true</externalId><unique>true</unique>'
    ),
    [`${VISIT}/fields/Cost__c.field-meta.xml`]: field(
        'Cost__c',
        '<type>Currency</type><precision>12</precision><scale>2</scale>'
    ),
    [`${VISIT}/fields/Day__c.field-meta.xml`]: field('Day__c', '<type>Date</type>'),
    [`${VISIT}/fields/Secret__c.field-meta.xml`]: field('Secret__c', '<type>Text</type><length>40</length>'),
    [`${VISIT}/fields/Account__c.field-meta.xml`]: field(
        'Account__c',
        '<type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Visits</relationshipName><deleteConstraint>SetNull</deleteConstraint>'
    ),
    [`${VISIT}/fields/Kind__c.field-meta.xml`]: field(
        'Kind__c',
        '<type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted><value><fullName>Call</fullName><default>true</default><label>A call</label></value><value><fullName>Trip</fullName><default>false</default><label>A trip</label></value></valueSetDefinition></valueSet>'
    ),
    [`${VISIT}/listViews/Trips.listView-meta.xml`]: xml(
        'ListView',
        '<fullName>Trips</fullName><columns>NAME</columns><columns>Cost__c</columns><filterScope>Everything</filterScope><filters><field>Kind__c</field><operation>equals</operation><value>Trip</value></filters><label>Trips</label>'
    ),
    'force-app/main/objects/Account/fields/Key__c.field-meta.xml': field(
        'Key__c',
        '<type>Text</type><length>40</length><externalId>true</externalId><unique>true</unique>'
    ),
    'force-app/main/permissionsets/Visitor.permissionset-meta.xml': xml(
        'PermissionSet',
        `<description>Visits.</description><fieldPermissions><editable>true</editable><field>Account.Key__c</field><readable>true</readable></fieldPermissions>${grant('Account__c', true)}${grant('Cost__c', true)}${grant('Day__c', true)}${grant('Key__c', true)}${grant('Kind__c', true)}<hasActivationRequired>false</hasActivationRequired><label>Visitor</label>${objectGrant('Account')}${objectGrant('Visit__c')}<userPermissions><enabled>true</enabled><name>ApiEnabled</name></userPermissions>`
    ),
    'force-app/main/permissionsets/Auditor.permissionset-meta.xml': xml(
        'PermissionSet',
        `<description>Reads the secrets.</description>${grant('Secret__c', true)}<hasActivationRequired>false</hasActivationRequired><label>Auditor</label>`
    )
};

export interface Answer {
    readonly status: number;
    // Answers are checked value by value; a type for each would only repeat the assertions.
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    readonly body: any;
    readonly headers: Readonly<Record<string, string>>;
}
export interface TestOrg {
    readonly org: Org;
    readonly ann: string;
    readonly ben: string;
    as(
        userId: string | undefined,
        method: string,
        url: string,
        body?: unknown,
        headers?: Record<string, string>
    ): Answer;
    /** As the administrator. */
    call(method: string, url: string, body?: unknown, headers?: Record<string, string>): Answer;
    /** A call of a page. */
    page(userId: string, method: string, url: string, body?: unknown, headers?: Record<string, string>): Answer;
}

const user = (name: string, profileId: string): Record<string, unknown> => ({
    Username: `${name}@test.local`,
    LastName: name,
    Email: `${name}@test.local`,
    Alias: name,
    ProfileId: profileId,
    TimeZoneSidKey: 'Europe/London',
    LocaleSidKey: 'en_US',
    LanguageLocaleKey: 'en_US',
    EmailEncodingKey: 'UTF-8'
});

/** JSON, or the text where it is none. */
const parsed = (text: string): unknown => {
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return text;
    }
};

/**
 * Opens the org. The administrator and Ann's and Ben's sets are assigned over the API, as a client would.
 * @param more files of the project beside the org's own
 */
export const openTestOrg = (more: Readonly<Record<string, string>> = {}): TestOrg => {
    const org = openOrg({ file: ':memory:' });
    const files = new Map(Object.entries({ ...FILES, ...more }).map(([path, text]) => [path, Buffer.from(text)]));
    const { components, problems } = groupFiles(files, 'project');
    assert.deepEqual(problems, []);
    assert.deepEqual(org.deploy(components, { checkOnly: false, remove: [] }).problems, []);
    const request = (
        login: 'token' | 'page',
        userId: string | undefined,
        method: string,
        url: string,
        body?: unknown,
        headers: Record<string, string> = {}
    ): Answer => {
        const [path = '', query = ''] = url.split('?');
        const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
        const response = handle(org, {
            method,
            path,
            query,
            headers,
            body: text,
            ...(userId === undefined ? {} : { userId, login })
        });
        const answered = bodyText(response);
        return {
            status: response.status,
            headers: response.headers,
            body: answered === '' ? undefined : parsed(answered)
        };
    };
    const call: TestOrg['call'] = (method, url, body, headers) =>
        request('token', org.administratorId, method, url, body, headers);
    const idOf = (soql: string): string =>
        String(call('GET', `${V}/query?q=${encodeURIComponent(soql)}`).body.records[0].Id);
    const profileId = idOf(`SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'`);
    const assign = (userId: string, set: string): void => {
        const PermissionSetId = idOf(`SELECT Id FROM PermissionSet WHERE Name = '${set}'`);
        assert.equal(
            call('POST', `${V}/sobjects/PermissionSetAssignment`, { AssigneeId: userId, PermissionSetId }).status,
            201
        );
    };
    const person = (name: string): string => {
        const created = call('POST', `${V}/sobjects/User`, user(name, profileId));
        assert.equal(created.status, 201, JSON.stringify(created.body));
        assign(String(created.body.id), 'Visitor');
        return String(created.body.id);
    };
    for (const set of ['Visitor', 'Auditor']) assign(org.administratorId, set);
    return {
        org,
        ann: person('ann'),
        ben: person('ben'),
        call,
        as: (userId, ...rest) => request('token', userId, ...rest),
        page: (userId, ...rest) => request('page', userId, ...rest)
    };
};
