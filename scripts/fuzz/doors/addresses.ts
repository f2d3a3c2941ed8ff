/** Addresses and their parameters. */
import { mutated } from '../mutate.ts';
import type { Door } from '../types.ts';
import { DATA, sendRequest } from './rest.ts';

const VALID = [
    `${DATA}/sobjects/Crate__c/a00000000000001AAA?fields=Name,Capacity__c`,
    `${DATA}/sobjects/Crate__c/Key__c/k1`,
    `${DATA}/sobjects/Crate__c/describe`,
    `${DATA}/sobjects/Crate__c/listviews/All/results?limit=5&offset=0`,
    `${DATA}/sobjects/Crate__c/describe/layouts/012000000000000AAA`,
    `${DATA}/sobjects/Crate__c/describe/compactLayouts/primary`,
    `${DATA}/sobjects/Crate__c/quickActions/Create`,
    `${DATA}/compactLayouts?q=Crate__c,Account`,
    `${DATA}/limits/recordCount`,
    `${DATA}/limits/recordCount?sObjects=Crate__c`,
    `${DATA}/tooling/sobjects/CustomField/00N000000000001AAA`,
    `${DATA}/search?q=FIND+%7Bword%7D+RETURNING+Account(Id+WHERE+Name+LIKE+%27a%25%27+ORDER+BY+Name+LIMIT+5)`,
    `${DATA}/query/01g000000000001AAA-2000`,
    `${DATA}/search?q=FIND+%7Bword%7D+IN+NAME+FIELDS+RETURNING+Account(Id%2C+Name)+LIMIT+5`,
    `${DATA}/parameterizedSearch?q=word&sobject=Account&Account.fields=Id,Name&Account.limit=5`,
    `${DATA}/limits`,
    `${DATA}/composite/sobjects?ids=001000000000000AAA,001000000000001AAA&allOrNone=false`,
    `${DATA}/tooling/query?q=SELECT+Id%2C+Name+FROM+ApexClass`,
    `${DATA}/ui-api/object-info/Crate__c`,
    `${DATA}/ui-api/object-info/Crate__c/picklist-values/012000000000000AAA/Kind__c`,
    `${DATA}/ui-api/records/001000000000000AAA?fields=Account.Name&optionalFields=Account.Phone`,
    `${DATA}/ui-api/records/batch/001000000000000AAA,001000000000001AAA?fields=Account.Name`,
    `${DATA}/ui-api/record-ui/001000000000000AAA?layoutTypes=Full&modes=View`,
    `${DATA}/ui-api/record-defaults/create/Crate__c`,
    `${DATA}/ui-api/related-list-records/001000000000000AAA/Contacts?fields=Contact.Name&pageSize=5&sortBy=Name`,
    `${DATA}/ui-api/list-records/Crate__c/All?pageSize=5&pageToken=5`,
    `${DATA}/ui-api/lookups/Crate__c/Account__c/Account?q=abc&page=1`,
    `${DATA}/jobs/ingest/750000000000001AAA/successfulResults`,
    `${DATA}/jobs/query/750000000000001AAA/results?locator=x&maxRecords=5`,
    '/services/data',
    '/services/oauth2/userinfo',
    '/services/apexrest/nothing/here'
];
const METHODS = ['GET', 'GET', 'GET', 'DELETE', 'HEAD', 'PUT', 'OPTIONS'];

/** An input is `METHOD address?parameters`. */
export const addresses: Door = {
    name: 'Addresses',
    input: (random) => `${random.pick(METHODS)} ${mutated(random, VALID).replaceAll('\n', ' ')}`,
    special: () => [
        ...VALID.map((address) => `GET ${address}`),
        `GET ${DATA}/${'a/'.repeat(30_000)}`,
        `GET ${DATA}/sobjects/${'a'.repeat(60_000)}/describe`,
        `GET ${DATA}/composite/sobjects?ids=${'001000000000000AAA,'.repeat(3_400)}`,
        `GET ${DATA}/query?${'q=a&'.repeat(15_000)}`,
        `GET ${DATA}/search?q=FIND+${'%7B'.repeat(20_000)}`
    ],
    send: (caller, input) => {
        const text = String(input);
        const [method = 'GET', ...rest] = text.split(' ');
        const [path = '', ...query] = rest.join(' ').split('?');
        return sendRequest(caller, method, path, query.join('?'), '');
    }
};
