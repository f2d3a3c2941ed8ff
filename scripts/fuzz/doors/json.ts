/** JSON bodies of the REST and UI APIs. */
import { mutated, mutatedBytes, mutatedJson } from '../mutate.ts';
import type { Door } from '../types.ts';
import { DATA, DEPTHS, nested, sendRequest } from './rest.ts';

/** One valid request of each address: `METHOD path` → body. */
const VALID: readonly (readonly [line: string, body: unknown])[] = [
    [`POST ${DATA}/sobjects/Crate__c`, { Name: 'a', Capacity__c: 5, Kind__c: 'Wood', Checked__c: true }],
    [
        `PATCH ${DATA}/sobjects/Crate__c/Key__c/k1`,
        { Name: 'a', Note__c: 'n', Account__r: { Id: '001000000000000AAA' } }
    ],
    [
        `PATCH ${DATA}/sobjects/Sample__c/a00000000000001AAA`,
        {
            Day__c: '2026-01-01',
            Moment__c: '2026-01-01T00:00:00.000Z',
            Marks__c: 'A;B',
            Time__c: '10:00:00.000Z',
            Number__c: 1.5
        }
    ],
    [
        `POST ${DATA}/composite/sobjects`,
        {
            allOrNone: false,
            records: [
                { attributes: { type: 'Account' }, Name: 'a' },
                { attributes: { type: 'Crate__c' }, Name: 'b', Capacity__c: 1 }
            ]
        }
    ],
    [
        `PATCH ${DATA}/composite/sobjects`,
        { allOrNone: true, records: [{ attributes: { type: 'Account' }, Id: '001000000000000AAA', Name: 'a' }] }
    ],
    [
        `PATCH ${DATA}/composite/sobjects/Crate__c/Key__c`,
        {
            allOrNone: false,
            records: [
                { attributes: { type: 'Crate__c' }, Key__c: '1', Name: 'b' },
                { attributes: { type: 'Crate__c' }, Key__c: '2' }
            ]
        }
    ],
    [`POST ${DATA}/composite/sobjects/Account`, { ids: ['001000000000000AAA'], fields: ['Name', 'Id'] }],
    [
        `POST ${DATA}/composite/tree/Crate__c`,
        {
            records: [
                {
                    attributes: { type: 'Crate__c', referenceId: 'r1' },
                    Name: 'a',
                    Bottles__r: { records: [{ attributes: { type: 'Bottle__c', referenceId: 'r2' }, Size__c: 1 }] }
                }
            ]
        }
    ],
    [
        `POST ${DATA}/composite`,
        {
            allOrNone: true,
            compositeRequest: [
                { method: 'POST', url: `${DATA}/sobjects/Account`, referenceId: 'one', body: { Name: 'a' } },
                { method: 'GET', url: `${DATA}/sobjects/Account/@{one.id}`, referenceId: 'two' }
            ]
        }
    ],
    [
        `POST ${DATA}/composite/batch`,
        {
            haltOnError: true,
            batchRequests: [
                { method: 'GET', url: 'v67.0/query?q=SELECT+Id+FROM+Account' },
                { method: 'POST', url: 'v67.0/sobjects/Account', richInput: { Name: 'x' } }
            ]
        }
    ],
    [
        `POST ${DATA}/composite/graph`,
        {
            graphs: [
                {
                    graphId: '1',
                    compositeRequest: [
                        { method: 'POST', url: `${DATA}/sobjects/Account`, referenceId: 'one', body: { Name: 'a' } }
                    ]
                }
            ]
        }
    ],
    [
        `POST ${DATA}/parameterizedSearch`,
        { q: 'word', sobjects: [{ name: 'Account', fields: ['Id', 'Name'], limit: 5 }], overallLimit: 10 }
    ],
    [`POST ${DATA}/actions/custom/apex/Nothing`, { inputs: [{ id: 'x' }] }],
    [`POST ${DATA}/ui-api/records`, { apiName: 'Crate__c', fields: { Name: 'a', Capacity__c: 1 } }],
    [
        `POST ${DATA}/ui-api/related-list-records/001000000000000AAA/Crates__r`,
        { fields: ['Crate__c.Name'], pageSize: 5 }
    ],
    [
        `POST ${DATA}/graphql`,
        {
            query: 'query q($n: Int) { uiapi { query { Account(first: $n, where: { Name: { like: "a%" } }, orderBy: { Name: { order: ASC } }) { edges { node { Id Name { value } } } totalCount } } } }',
            variables: { n: 3 }
        }
    ],
    [
        `POST ${DATA}/jobs/ingest`,
        { object: 'Crate__c', operation: 'upsert', externalIdFieldName: 'Key__c', contentType: 'CSV', lineEnding: 'LF' }
    ],
    [`POST ${DATA}/jobs/query`, { operation: 'query', query: 'SELECT Id FROM Account' }],
    [`POST ${DATA}/tooling/runTestsSynchronous`, { tests: [{ className: 'Nothing' }] }],
    [`POST ${DATA}/tooling/runTestsAsynchronous`, { classids: '01p000000000000AAA' }],
    [`POST ${DATA}/tooling/sobjects/ApexClass`, { Body: 'public class Fuzzed { Integer i = 1; }', ApiVersion: 67 }],
    [`POST ${DATA}/tooling/sobjects/DebugLevel`, { DeveloperName: 'Loud', MasterLabel: 'Loud', ApexCode: 'FINEST' }],
    [
        `POST ${DATA}/tooling/sobjects/TraceFlag`,
        {
            TracedEntityId: '005000000000001AAA',
            LogType: 'USER_DEBUG',
            DebugLevelId: '7dl000000000001AAA',
            StartDate: 1_795_000_000_000,
            ExpirationDate: 'Sat, 28 Nov 2026 10:00:00 GMT'
        }
    ],
    [
        `POST ${DATA}/tooling/sobjects/CustomField`,
        { FullName: 'Crate__c.Fuzzed__c', Metadata: { label: 'Fuzzed', type: 'Text', length: 20, valueSet: null } }
    ],
    [
        `POST ${DATA}/tooling/sobjects/ApexClassMember`,
        { MetadataContainerId: '1dc000000000001AAA', ContentEntityId: '01p000000000001AAA', Body: 'class A {}' }
    ],
    [
        `PATCH ${DATA}/tooling/composite/sobjects`,
        { records: [{ attributes: { type: 'DebugLevel' }, Id: '7dl000000000001AAA', ApexCode: 'WARN' }] }
    ]
];
const TEXTS = VALID.map(([, body]) => JSON.stringify(body));

const SEPARATOR = '\n\n';
const withLine = (line: string, body: string): string => `${line}${SEPARATOR}${body}`;

/** An input is the first line `METHOD path`, an empty line, and the body. */
export const json: Door = {
    name: 'REST bodies',
    input: (random) => {
        const [line, body] = random.pick(VALID);
        switch (random.below(4)) {
            case 0:
                return withLine(line, mutated(random, [JSON.stringify(body), ...TEXTS]));
            case 1:
                return withLine(
                    line,
                    Buffer.from(mutatedBytes(random, Buffer.from(JSON.stringify(body)))).toString('latin1')
                );
            default:
                return withLine(line, mutatedJson(random, body));
        }
    },
    special: () =>
        VALID.flatMap(([line], index) => {
            const text = TEXTS[index] ?? '';
            const depths = index % 4 === 0 ? DEPTHS : [5_000, 20_000];
            return [
                ...depths.flatMap((depth) => [
                    withLine(line, nested('[', '', ']', depth)),
                    withLine(line, nested('{"a":', '1', '}', depth)),
                    withLine(line, text.replace(/"a"/, nested('[', '', ']', depth))),
                    withLine(line, `{"records":${nested('[{"records":', '1', '}]', depth)}}`)
                ]),
                withLine(line, ''),
                withLine(line, 'null'),
                withLine(line, '[]'),
                withLine(line, `"${'a'.repeat(60_000)}"`)
            ];
        }),
    send: (caller, input) => {
        const text = String(input);
        const at = text.indexOf(SEPARATOR);
        const [method = '', path = ''] = text.slice(0, at).split(' ');
        return sendRequest(caller, method, path, '', text.slice(at + SEPARATOR.length), {
            'content-type': 'application/json'
        });
    }
};
