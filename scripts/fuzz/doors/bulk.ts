/** CSV that a bulk job loads. */
import { runNextStep } from '../../local-org/api/index.ts';
import type { Org } from '../../local-org/org/types.ts';
import { SYSTEM_MODE } from '../../local-org/security/types.ts';
import { mutated, mutatedBytes } from '../mutate.ts';
import type { Caller, Door, Outcome } from '../types.ts';
import { DATA, sendRequest } from './rest.ts';

const VALID = [
    'Name,Key__c,Capacity__c,Checked__c,Account__r.Name\na,k1,5,true,\n"b ""quoted"", and\nmore",k2,,false,x\n',
    'Name,Kind__c,Note__c\r\na,Wood,#N/A\r\nb,Plastic,"long, text"\r\n',
    'Id,Name\na00000000000001AAA,x\n'
];
const JOB = { object: 'Crate__c', operation: 'upsert', externalIdFieldName: 'Key__c', contentType: 'CSV' };

const countCrates = (org: Org): number =>
    org.database.transaction(org.administratorId, 'request', (tx) => {
        const query = org.database.soql.parse('SELECT COUNT() FROM Crate__c');
        return org.database.soql.query(tx, query, [], SYSTEM_MODE).totalSize;
    });

interface Job {
    readonly id: string;
    readonly state: string;
    readonly numberRecordsProcessed: number;
    readonly numberRecordsFailed: number;
}
const parsed = ({ reply }: Outcome): Job => JSON.parse(reply) as Job;

/** A whole job: made, filled, closed, run; what it says it did is held against what is there. */
const load = (caller: Caller, csv: string | Uint8Array, operation: string): Outcome => {
    const before = countCrates(caller.org);
    const body = operation === 'upsert' ? JOB : { object: 'Crate__c', operation, contentType: 'CSV' };
    const headers = { 'content-type': 'application/json' };
    const made = sendRequest(caller, 'POST', `${DATA}/jobs/ingest`, '', JSON.stringify(body), headers);
    const { id } = parsed(made);
    const path = `${DATA}/jobs/ingest/${id}`;
    const filled = sendRequest(caller, 'PUT', `${path}/batches`, '', csv, { 'content-type': 'text/csv' });
    const closed = sendRequest(caller, 'PATCH', path, '', '{"state":"UploadComplete"}', headers);
    while (runNextStep(caller.org));
    const told = sendRequest(caller, 'GET', path, '', '');
    const job = parsed(told);
    const results = ['successfulResults', 'failedResults', 'unprocessedRecords'].map((name) =>
        sendRequest(caller, 'GET', `${path}/${name}`, '', '')
    );
    const answers = [made, filled, closed, told, ...results];
    const most = job.numberRecordsProcessed - job.numberRecordsFailed;
    const added = countCrates(caller.org) - before;
    const isTrue = added <= most && (operation !== 'insert' || added === most);
    const reply = answers.map((answer) => answer.reply).join('\n');
    sendRequest(caller, 'DELETE', path, '', '');
    return isTrue
        ? { reply, status: Math.max(...answers.map(({ status }) => status)), saysChanged: true }
        : { reply: `${added} rows more, the job says ${most}: ${reply}`, status: 500, saysChanged: true };
};

/** An input is `insert` or `upsert`, a line end, and the CSV. */
export const bulk: Door = {
    name: 'Bulk CSV',
    input: (random) => {
        const text = `${random.pick(['insert', 'upsert'])}\n${random.chance(0.7) ? mutated(random, VALID) : ''}`;
        return text.endsWith('\n')
            ? Buffer.concat([Buffer.from(text), mutatedBytes(random, Buffer.from(random.pick(VALID)))])
            : text;
    },
    special: () => [
        'insert\n',
        'insert\nName\n',
        `insert\nName\n"${'a'.repeat(60_000)}`,
        `insert\nName\n${'"'.repeat(60_001)}`,
        `insert\n${'Name,'.repeat(13_000)}\na\n`,
        `insert\nName\n${'a\n'.repeat(5_000)}`,
        `upsert\nKey__c,Name\n${'same,a\n'.repeat(2_000)}`,
        `insert\nName\n${','.repeat(60_000)}\n`
    ],
    send: (caller, input) => {
        const bytes = Buffer.from(input);
        const at = bytes.indexOf(10);
        return load(caller, bytes.subarray(at + 1), bytes.subarray(0, at).toString());
    }
};
