/* eslint-disable @typescript-eslint/no-unsafe-member-access -- answers are JSON */
/**
 * The partner and enterprise APIs, asked as their clients ask: the envelopes are those of jsforce 3.10 (`conn.soap`), of the Data Loader's
 * WSC and of zeep 4.2, which reads every answer by the real partner WSDL and was run against this org.
 */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { V, openTestOrg, xml } from '../testOrg.ts';
import type { TestOrg } from '../testOrg.ts';

let org: TestOrg;
before(() => {
    const call = '<label>Call</label><optionsCreateFeedItem>false</optionsCreateFeedItem><type>LogACall</type>';
    org = openTestOrg({ 'force-app/main/quickActions/Call.quickAction-meta.xml': xml('QuickAction', call) });
});

const ADDRESS = '/services/Soap/u/60.0/00Dgw0000000001';
const envelope = (body: string, header = ''): string =>
    `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:urn="urn:partner.soap.sforce.com" xmlns:sf="urn:sobject.partner.soap.sforce.com"><soapenv:Header>${header}</soapenv:Header><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;

/** What stands in the body of the answer. */
const soap = (body: string, header = '', address = ADDRESS, userId?: string): { status: number; text: string } => {
    const headers = { 'content-type': 'text/xml', soapaction: '""' };
    const call = envelope(body, header);
    const answer = userId ? org.as(userId, 'POST', address, call, headers) : org.call('POST', address, call, headers);
    const text = /<soapenv:Body>(.*)<\/soapenv:Body>/s.exec(String(answer.body))?.[1] ?? String(answer.body);
    return { status: answer.status, text };
};
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '');
const ids = (text: string): string[] => all(text, /<id>(\w{18})<\/id>/g);

const visit = (values: string): string => `<urn:sObjects><sf:type>Visit__c</sf:type>${values}</urn:sObjects>`;

test('records are made, changed, upserted and deleted; what is empty changes nothing, fieldsToNull does', () => {
    const made = soap(
        `<urn:create>${visit('<sf:Name>One &amp; only</sf:Name><sf:Key__c>s1</sf:Key__c><sf:Cost__c>12</sf:Cost__c><sf:Day__c>2026-03-01</sf:Day__c>')}${visit('<sf:Name>Two</sf:Name><sf:Kind__c>Nap</sf:Kind__c>')}</urn:create>`
    );
    assert.equal(made.status, 200);
    const [id = ''] = ids(made.text);
    assert.match(
        made.text,
        /^<createResponse><result><id>a\w{17}<\/id><success>true<\/success><\/result><result><errors><fields>Kind__c<\/fields><message>[^<]*restricted picklist[^<]*<\/message><statusCode>INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST<\/statusCode><\/errors><id xsi:nil="true"\/><success>false<\/success><\/result><\/createResponse>$/
    );
    const changed = soap(
        `<urn:update>${visit(`<sf:fieldsToNull>Day__c</sf:fieldsToNull><sf:Id>${id}</sf:Id><sf:Cost__c></sf:Cost__c><sf:Name xsi:nil="true"/>`)}</urn:update>`
    );
    assert.deepEqual(ids(changed.text), [id]);
    const read = soap(
        `<urn:retrieve><urn:fieldList>Id, Name,Cost__c,Day__c</urn:fieldList><urn:sObjectType>Visit__c</urn:sObjectType><urn:ids>${id}</urn:ids><urn:ids>${id.slice(0, 12)}zzz</urn:ids></urn:retrieve>`
    );
    assert.equal(
        read.text,
        `<retrieveResponse><result xsi:type="sf:sObject"><sf:type>Visit__c</sf:type><sf:Id>${id}</sf:Id><sf:Id>${id}</sf:Id><sf:Name>One &amp; only</sf:Name><sf:Cost__c>12.0</sf:Cost__c><sf:Day__c xsi:nil="true"/></result><result xsi:nil="true"/></retrieveResponse>`
    );
    const upserted = soap(
        `<urn:upsert><urn:externalIDFieldName>Key__c</urn:externalIDFieldName>${visit('<sf:Key__c>s1</sf:Key__c><sf:Name>Renamed</sf:Name>')}${visit('<sf:Key__c>s2</sf:Key__c><sf:Name>New</sf:Name>')}</urn:upsert>`
    );
    assert.deepEqual(all(upserted.text, /<created>(\w+)<\/created>/g), ['false', 'true']);
    const gone = soap(`<urn:delete><urn:ids>${id}</urn:ids><urn:ids>nothing</urn:ids></urn:delete>`);
    assert.deepEqual(all(gone.text, /<success>(\w+)<\/success>/g), ['true', 'false']);
    assert.match(gone.text, /<statusCode>MALFORMED_ID<\/statusCode>/);
    const back = soap(`<urn:undelete><urn:ids>${id}</urn:ids></urn:undelete>`);
    assert.match(back.text, /<success>true<\/success>/);
    soap(`<urn:delete><urn:ids>${id}</urn:ids></urn:delete>`);
    const empty = `<urn:emptyRecycleBin><urn:ids>${id}</urn:ids></urn:emptyRecycleBin>`;
    assert.match(soap(empty).text, /<success>true<\/success>/);
    assert.match(soap(empty).text, /<statusCode>INVALID_ID_FIELD<\/statusCode>/);
});

test('all or none takes everything back; 201 records are too many; a parent is named by its key', () => {
    const header = '<urn:AllOrNoneHeader><urn:allOrNone>true</urn:allOrNone></urn:AllOrNoneHeader>';
    const refused = soap(
        `<urn:create>${visit('<sf:Name>Never</sf:Name>')}${visit('<sf:Kind__c>Nap</sf:Kind__c>')}</urn:create>`,
        header
    );
    assert.deepEqual(all(refused.text, /<statusCode>(\w+)</g), [
        'ALL_OR_NONE_OPERATION_ROLLED_BACK',
        'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'
    ]);
    const counted = soap(
        `<urn:query><urn:queryString>SELECT COUNT() FROM Visit__c WHERE Name = 'Never'</urn:queryString></urn:query>`
    );
    assert.match(counted.text, /<done>true<\/done><queryLocator xsi:nil="true"\/><size>0<\/size>/);
    const many = soap(`<urn:create>${visit('<sf:Name>x</sf:Name>').repeat(201)}</urn:create>`);
    assert.equal(many.status, 500);
    assert.match(many.text, /<faultcode>sf:EXCEEDED_ID_LIMIT<\/faultcode>/);
    soap(
        '<urn:create><urn:sObjects><sf:type>Account</sf:type><sf:Name>Parent</sf:Name><sf:Key__c>p</sf:Key__c></urn:sObjects></urn:create>'
    );
    soap(
        `<urn:create>${visit('<sf:Name>Child</sf:Name><sf:Account__r><sf:type>Account</sf:type><sf:Key__c>p</sf:Key__c></sf:Account__r>')}</urn:create>`
    );
    const query = `<urn:query><urn:queryString>SELECT Name, Account__r.Name, CreatedDate FROM Visit__c WHERE Name = 'Child'</urn:queryString></urn:query>`;
    assert.match(
        soap(query).text,
        /<records xsi:type="sf:sObject"><sf:type>Visit__c<\/sf:type><sf:Id xsi:nil="true"\/><sf:Name>Child<\/sf:Name><sf:Account__r xsi:type="sf:sObject"><sf:type>Account<\/sf:type><sf:Id xsi:nil="true"\/><sf:Name>Parent<\/sf:Name><\/sf:Account__r><sf:CreatedDate>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z<\/sf:CreatedDate><\/records>/
    );
    const children = `<urn:query><urn:queryString>SELECT Id, (SELECT Name FROM Visits__r) FROM Account WHERE Key__c = 'p'</urn:queryString></urn:query>`;
    assert.match(
        soap(children).text,
        /<sf:Visits__r xsi:type="QueryResult"><done>true<\/done><queryLocator xsi:nil="true"\/><records xsi:type="sf:sObject">.*<\/records><size>1<\/size><\/sf:Visits__r>/
    );
    const groups = `<urn:query><urn:queryString>SELECT Kind__c, COUNT(Id) n, SUM(Cost__c) s FROM Visit__c WHERE Name = 'Child' GROUP BY Kind__c</urn:queryString></urn:query>`;
    assert.match(
        soap(groups).text,
        /<sf:type>AggregateResult<\/sf:type><sf:Id xsi:nil="true"\/><sf:Kind__c xsi:type="xsd:string">Call<\/sf:Kind__c><sf:n xsi:type="xsd:int">1<\/sf:n><sf:s xsi:nil="true"\/>/
    );
});

test('a query is read in pages of its own size, and by nobody else', () => {
    const names = Array.from({ length: 150 }, (_, at) => visit(`<sf:Name>p${at}</sf:Name>`)).join('');
    for (let at = 0; at < 2; at++) soap(`<urn:create>${names}</urn:create>`);
    const header = '<urn:QueryOptions><urn:batchSize>200</urn:batchSize></urn:QueryOptions>';
    const query = (more: string): string =>
        `<urn:query><urn:queryString>SELECT Id FROM Visit__c WHERE Name LIKE 'p%'${more}</urn:queryString></urn:query>`;
    const first = soap(query(''), header);
    assert.match(first.text, /<done>false<\/done>.*<size>300<\/size>/);
    const [locator = ''] = all(first.text, /<queryLocator>([^<]+)</g);
    const more = `<urn:queryMore><urn:queryLocator>${locator}</urn:queryLocator></urn:queryMore>`;
    const second = soap(more, header);
    assert.match(second.text, /<done>true<\/done>/);
    assert.equal(all(second.text, /(<records )/g).length, 100);
    assert.match(soap(more, header, ADDRESS, org.ann).text, /<faultcode>sf:INVALID_QUERY_LOCATOR</);
});

test('faults are those of the WSDL: a query names its row and column', () => {
    // jsforce 3.10 `conn.soap.merge` names its argument so.
    assert.match(
        soap('<merge xmlns="urn:partner.soap.sforce.com"><mergeRequests/></merge>').text,
        /<faultcode>soapenv:Client<\/faultcode><faultstring>Element \{urn:partner\.soap\.sforce\.com\}mergeRequests invalid at this location</
    );
    const query = '<urn:query><urn:queryString>SELECT Nope__c FROM Visit__c</urn:queryString></urn:query>';
    const { status, text } = soap(query);
    assert.equal(status, 500);
    assert.match(
        text,
        /<faultcode>sf:INVALID_FIELD<\/faultcode>.*<detail><sf:InvalidFieldFault xsi:type="sf:InvalidFieldFault"><sf:exceptionCode>INVALID_FIELD<\/sf:exceptionCode>.*<sf:row>1<\/sf:row><sf:column>8<\/sf:column><\/sf:InvalidFieldFault><\/detail>/s
    );
    assert.match(
        soap('<urn:describeSObject><urn:sObjectType>Nope</urn:sObjectType></urn:describeSObject>').text,
        /InvalidSObjectFault/
    );
    assert.match(
        soap('<urn:sendEmail/>').text,
        /NOT_SUPPORTED: not supported by the local org: the SOAP API call sendEmail/
    );
    // Ann may not see the field.
    assert.match(
        soap(
            '<urn:query><urn:queryString>SELECT Secret__c FROM Visit__c</urn:queryString></urn:query>',
            '',
            ADDRESS,
            org.ann
        ).text,
        /No such column 'Secret__c'/
    );
});

test('objects are described with their members in the order of the WSDL', () => {
    const { text } = soap(
        '<urn:describeSObjects><urn:sObjectType>Visit__c</urn:sObjectType><urn:sObjectType>Account</urn:sObjectType></urn:describeSObjects>'
    );
    const [first = ''] = text.split('</result><result>');
    const members = all(
        first.replace(/<(fields|childRelationships|recordTypeInfos|supportedScopes)>.*?<\/\1>/gs, ''),
        /<(\w+)>/g
    );
    assert.deepEqual(members.slice(2), [...members.slice(2)].sort());
    assert.match(first, /<keyPrefix>a\w\w<\/keyPrefix>/);
    const [field = ''] = /<fields>(?:(?!<\/fields>).)*<name>Kind__c<\/name>.*?<\/fields>/s.exec(first) ?? [];
    assert.match(
        field,
        /<picklistValues><active>true<\/active><defaultValue>true<\/defaultValue><label>A call<\/label>/
    );
    assert.match(
        soap('<urn:describeGlobal/>').text,
        /<encoding>UTF-8<\/encoding><maxBatchSize>200<\/maxBatchSize><sobjects>/
    );
});

test('records merge, leads convert; the enterprise API names the object in the type of the element', () => {
    const enterprise = '/services/Soap/c/60.0';
    const made = soap(
        '<create xmlns="urn:enterprise.soap.sforce.com"><sObjects xsi:type="ns1:Account" xmlns:ns1="urn:sobject.enterprise.soap.sforce.com"><ns1:Name>Winner</ns1:Name></sObjects><sObjects xsi:type="ns1:Account"><Name>Loser</Name></sObjects></create>',
        '',
        enterprise
    );
    const [winner = '', loser = ''] = ids(made.text);
    const read = soap(
        `<query><queryString>SELECT Id, Name FROM Account WHERE Id = '${winner}'</queryString></query>`,
        '',
        enterprise
    );
    assert.match(
        read.text,
        /<records xsi:type="sf:Account"><sf:Id>001\w{15}<\/sf:Id><sf:Name>Winner<\/sf:Name><\/records>/
    );
    const merged = soap(
        `<urn:merge><urn:request><urn:masterRecord><sf:type>Account</sf:type><sf:Id>${winner}</sf:Id><sf:Name>Both</sf:Name></urn:masterRecord><urn:recordToMergeIds>${loser}</urn:recordToMergeIds></urn:request></urn:merge>`
    );
    assert.match(
        merged.text,
        new RegExp(`<id>${winner}</id><mergedRecordIds>${loser}</mergedRecordIds><success>true</success>`)
    );
    const lead = ids(
        soap(
            '<urn:create><urn:sObjects><sf:type>Lead</sf:type><sf:LastName>Lee</sf:LastName><sf:Company>Lee</sf:Company></urn:sObjects></urn:create>'
        ).text
    )[0];
    const converted = soap(
        `<urn:convertLead><urn:leadConverts><urn:convertedStatus>Closed - Converted</urn:convertedStatus><urn:doNotCreateOpportunity>true</urn:doNotCreateOpportunity><urn:leadId>${lead}</urn:leadId></urn:leadConverts></urn:convertLead>`
    );
    assert.match(
        converted.text,
        /<accountId>001\w{15}<\/accountId><contactId>003\w{15}<\/contactId>.*<opportunityId xsi:nil="true"\/><success>true<\/success>/
    );
    assert.equal(org.call('GET', `${V}/sobjects/Lead/${lead}`).body.IsConverted, true);
});

test('what pages are made of is described: layouts, tabs, list views, actions, names', () => {
    const layout = soap('<urn:describeLayout><urn:sObjectType>Visit__c</urn:sObjectType></urn:describeLayout>').text;
    assert.match(layout, /^<describeLayoutResponse><result><layouts><buttonLayoutSection>/);
    assert.match(layout, /<value>Cost__c<\/value>/);
    assert.match(layout, /<recordTypeMappings>.*<name>Master<\/name>/);
    const lists = soap(
        '<urn:describeSoqlListViews><urn:request><urn:listViewParams><urn:developerNameOrId>Trips</urn:developerNameOrId><urn:sobjectType>Visit__c</urn:sobjectType></urn:listViewParams></urn:request></urn:describeSoqlListViews>'
    ).text;
    assert.match(lists, /<query>SELECT Name, Cost__c, Id FROM Visit__c WHERE/);
    const rows = soap(
        '<urn:executeListView><urn:request><urn:developerNameOrId>Trips</urn:developerNameOrId><urn:sobjectType>Visit__c</urn:sobjectType><urn:limit>5</urn:limit></urn:request></urn:executeListView>'
    ).text;
    assert.match(rows, /<developerName>Trips<\/developerName>/);
    const tabs = soap('<urn:describeTabs/>').text;
    assert.match(tabs, /<label>Sales<\/label>.*<selected>true<\/selected>/);
    assert.match(soap('<urn:describeAllTabs/>').text, /^<describeAllTabsResponse/);
    const nouns = soap(
        '<urn:describeNouns><urn:nouns>Visit__c</urn:nouns><urn:includeFields>true</urn:includeFields></urn:describeNouns>'
    ).text;
    assert.match(nouns, /<number>Plural<\/number><possessive>None<\/possessive><value>Visits<\/value>/);
    assert.match(
        soap(
            '<urn:describePrimaryCompactLayouts><urn:sObjectTypes>Visit__c</urn:sObjectTypes></urn:describePrimaryCompactLayouts>'
        ).text,
        /<name>SYSTEM<\/name><objectType>Visit__c<\/objectType>/
    );
    assert.match(
        soap('<urn:describeTheme><urn:sobjectType>Visit__c</urn:sobjectType></urn:describeTheme>').text,
        /<name>Visit__c<\/name>/
    );
    const unknown = soap('<urn:describeLayout><urn:sObjectType>Nothing__c</urn:sObjectType></urn:describeLayout>');
    assert.match(unknown.text, /INVALID_TYPE: sObject type 'Nothing__c' is not supported/);
    assert.match(
        soap('<urn:describeLayout><urn:object>Visit__c</urn:object></urn:describeLayout>').text,
        /invalid at this location/
    );
});

test('a quick action is performed: the record that it made is told, a refusal is told as such', () => {
    const perform = (name: string): string =>
        soap(
            `<urn:performQuickActions><urn:quickActions><urn:quickActionName>${name}</urn:quickActionName><urn:records><sf:type>Task</sf:type><sf:Subject>Rang</sf:Subject></urn:records></urn:quickActions></urn:performQuickActions>`
        ).text;
    const made = perform('Call');
    const [id = ''] = all(made, /<created>true<\/created><ids>(\w{18})<\/ids><success>true<\/success>/g);
    assert.equal(org.call('GET', `${V}/sobjects/Task/${id}`).body.Subject, 'Rang', made);
    assert.match(perform('None'), /<created>false<\/created><errors>.*NOT_FOUND.*<\/errors><success>false<\/success>/);
});
