/** Envelopes for the SOAP addresses. */
import { mutated } from '../mutate.ts';
import type { Door } from '../types.ts';
import { DEPTHS, nested, sendRequest } from './rest.ts';

const envelope = (namespace: string, body: string, header = ''): string =>
    `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:urn="${namespace}"><soapenv:Header>${header}</soapenv:Header><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
const METADATA = 'http://soap.sforce.com/2006/04/metadata';

/** Address → valid envelopes. */
const VALID: readonly (readonly [path: string, envelope: string])[] = [
    ['/services/Soap/u/67.0', envelope('urn:partner.soap.sforce.com', '<urn:getUserInfo/>')],
    ['/services/Soap/c/67.0', envelope('urn:enterprise.soap.sforce.com', '<urn:getServerTimestamp/>')],
    [
        '/services/Soap/u/67.0',
        envelope(
            'urn:partner.soap.sforce.com',
            '<urn:login><urn:username>a@b.c</urn:username><urn:password>x &amp; y</urn:password></urn:login>'
        )
    ],
    [
        '/services/Soap/m/67.0',
        envelope(
            METADATA,
            '<urn:checkDeployStatus><urn:asyncProcessId>0Af000000000001AAA</urn:asyncProcessId><urn:includeDetails>true</urn:includeDetails></urn:checkDeployStatus>'
        )
    ],
    [
        '/services/Soap/m/67.0',
        envelope(
            METADATA,
            '<urn:deploy><urn:ZipFile>UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==</urn:ZipFile><urn:DeployOptions><urn:checkOnly>true</urn:checkOnly><urn:testLevel>NoTestRun</urn:testLevel></urn:DeployOptions></urn:deploy>'
        )
    ],
    [
        '/services/Soap/m/67.0',
        envelope(METADATA, '<urn:describeMetadata><urn:asOfVersion>67.0</urn:asOfVersion></urn:describeMetadata>')
    ],
    [
        '/services/Soap/m/67.0',
        envelope(
            METADATA,
            '<urn:listMetadata><urn:queries><urn:type>ApexClass</urn:type></urn:queries></urn:listMetadata>'
        )
    ],
    [
        '/services/Soap/m/67.0',
        envelope(
            METADATA,
            '<urn:retrieve><urn:retrieveRequest><urn:apiVersion>67.0</urn:apiVersion><urn:unpackaged><types><members>*</members><name>ApexClass</name></types></urn:unpackaged></urn:retrieveRequest></urn:retrieve>'
        )
    ],
    [
        '/services/Soap/s/67.0',
        envelope(
            'http://soap.sforce.com/2006/08/apex',
            '<urn:executeAnonymous><urn:String>Integer i = 1;</urn:String></urn:executeAnonymous>'
        )
    ]
];
const partner = (body: string, header = ''): readonly [path: string, envelope: string] => [
    '/services/Soap/u/67.0',
    envelope('urn:partner.soap.sforce.com', body, header)
];
/** Calls with records, which are read alike: their depth and length are no further cases. */
const RECORDS: readonly (readonly [path: string, envelope: string])[] = [
    partner(
        '<urn:create><urn:sObjects><urn:type>Crate__c</urn:type><urn:Name>a</urn:Name><urn:Capacity__c>5</urn:Capacity__c></urn:sObjects></urn:create>',
        '<urn:AllOrNoneHeader><urn:allOrNone>true</urn:allOrNone></urn:AllOrNoneHeader>'
    ),
    partner(
        '<urn:upsert><urn:externalIDFieldName>Key__c</urn:externalIDFieldName><urn:sObjects><urn:type>Crate__c</urn:type><urn:Key__c>k</urn:Key__c><urn:Account__r><urn:type>Account</urn:type><urn:Id>001000000000000AAA</urn:Id></urn:Account__r></urn:sObjects></urn:upsert>'
    ),
    partner(
        '<urn:update><urn:sObjects><urn:type>Account</urn:type><urn:fieldsToNull>Site</urn:fieldsToNull><urn:Id>001000000000000AAA</urn:Id></urn:sObjects></urn:update>'
    ),
    partner(
        '<urn:query><urn:queryString>SELECT Id, Name, (SELECT Size__c FROM Bottles__r) FROM Crate__c LIMIT 5</urn:queryString></urn:query>',
        '<urn:QueryOptions><urn:batchSize>200</urn:batchSize></urn:QueryOptions>'
    ),
    partner('<urn:queryMore><urn:queryLocator>01gGW0123456789abc-200</urn:queryLocator></urn:queryMore>'),
    partner(
        '<urn:retrieve><urn:fieldList>Id, Name</urn:fieldList><urn:sObjectType>Account</urn:sObjectType><urn:ids>001000000000000AAA</urn:ids></urn:retrieve>'
    ),
    partner('<urn:delete><urn:ids>001000000000000AAA</urn:ids></urn:delete>'),
    partner(
        '<urn:merge><urn:request><urn:masterRecord><urn:type>Account</urn:type><urn:Id>001000000000000AAA</urn:Id></urn:masterRecord><urn:recordToMergeIds>001000000000001AAA</urn:recordToMergeIds></urn:request></urn:merge>'
    ),
    partner(
        '<urn:convertLead><urn:leadConverts><urn:convertedStatus>Closed - Converted</urn:convertedStatus><urn:leadId>00Q000000000000AAA</urn:leadId></urn:leadConverts></urn:convertLead>'
    ),
    partner('<urn:describeSObjects><urn:sObjectType>Crate__c</urn:sObjectType></urn:describeSObjects>'),
    partner(
        '<urn:getUpdated><urn:sObjectType>Account</urn:sObjectType><urn:startDate>2026-11-01T00:00:00Z</urn:startDate><urn:endDate>2026-11-02T00:00:00Z</urn:endDate></urn:getUpdated>'
    ),
    partner('<urn:search><urn:searchString>FIND {ab} RETURNING Account(Id)</urn:searchString></urn:search>')
];
const ALL = [...VALID, ...RECORDS];
const ENVELOPES = ALL.map(([, text]) => text);
const line = (path: string, text: string): string => `${path}\n${text}`;

/** Faults are status 500 in SOAP; only those that the org does not understand itself are failures of it. */
const meaningOf = (status: number, reply: string): number =>
    status === 500 && reply.includes('Fault>') && !reply.includes('UNKNOWN_EXCEPTION') ? 400 : status;

/** An input is an address, a line end, and the envelope. */
export const soap: Door = {
    name: 'SOAP',
    input: (random) => {
        const [path, text] = random.pick(ALL);
        return line(path, mutated(random, [text, ...ENVELOPES]));
    },
    special: () =>
        VALID.flatMap(([path, text]) => [
            ...DEPTHS.map((depth) =>
                line(path, text.replace('<soapenv:Body>', `<soapenv:Body>${nested('<a>', '', '</a>', depth)}`))
            ),
            ...DEPTHS.map((depth) => line(path, nested('<a>', '', '', depth))),
            line(path, `<!DOCTYPE a [<!ENTITY b "${'c'.repeat(1_000)}">]>${text}`),
            line(path, text.replace('<soapenv:Header>', `<soapenv:Header ${'a="b" '.repeat(8_000)}>`)),
            line(path, '')
        ]),
    send: (caller, input) => {
        const text = String(input).replace(/[\ud800-\udfff]/g, '?');
        const at = text.indexOf('\n');
        const { reply, status } = sendRequest(caller, 'POST', text.slice(0, at), '', text.slice(at + 1), {
            'content-type': 'text/xml',
            soapaction: '""'
        });
        // What a call starts is kept, as a deploy that waits; the next one finds it as it is.
        return { reply, status: meaningOf(status, reply), saysChanged: status < 300 };
    }
};
