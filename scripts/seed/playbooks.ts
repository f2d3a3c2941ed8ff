import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Connection } from 'jsforce';
import type { Progress } from '../client/progress.ts';
import { upsert } from '../client/upsert.ts';

type Fields = Record<string, unknown> & { Key__c: string };
interface PlaybookFile {
    readonly playbook: Fields;
    readonly stages: readonly Fields[];
    readonly items: readonly Fields[];
    readonly dependencies: readonly Fields[];
}

const FOLDER = path.join(PROJECT_ROOT, 'config', 'playbooks');

const readPlaybooks = (): PlaybookFile[] =>
    readdirSync(FOLDER)
        .filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json'))
        .sort()
        .map((file) => JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as PlaybookFile);

/**
 * Loads `config/playbooks` by key: the same files give the same playbooks in any org, with no Id in them.
 * @throws Error naming the first refused row, the org's reason and the file's key
 */
export const seedPlaybooks = async (connection: Connection, progress: Progress): Promise<void> => {
    const files = readPlaybooks();
    const published = await connection.query<{ Key__c: string; Status__c: string }>(
        'SELECT Key__c, Status__c FROM Playbook__c'
    );
    const statusOf = new Map(published.records.map(({ Key__c, Status__c }) => [Key__c, Status__c]));
    // A published version never changes: what is there already is left alone, what is new is built as a draft and then published.
    const fresh = files.filter(({ playbook }) => statusOf.get(playbook.Key__c) !== playbook.Status__c);
    const step = progress.step('Playbooks');
    const write = async (object: string, rows: readonly Fields[]): Promise<void> => {
        const outcomes = await upsert(connection, object, 'Key__c', rows, { onProgress: step.at });
        const refused = outcomes.find(({ ok }) => !ok);
        if (refused)
            throw new Error(`${object} '${rows[refused.index]?.Key__c ?? ''}' was refused: ${refused.reason ?? ''}`);
    };
    await write(
        'Playbook__c',
        fresh.map(({ playbook }) => ({ ...playbook, Status__c: 'Draft' }))
    );
    await write(
        'Playbook_Stage__c',
        fresh.flatMap(({ stages }) => stages)
    );
    await write(
        'Playbook_Item__c',
        fresh.flatMap(({ items }) => items)
    );
    await write(
        'Playbook_Dependency__c',
        fresh.flatMap(({ dependencies }) => dependencies)
    );
    await write(
        'Playbook__c',
        fresh.map(({ playbook }) => ({ Key__c: playbook.Key__c, Status__c: playbook.Status__c }))
    );
    step.done(`${fresh.length} loaded, ${files.length - fresh.length} there already`);
};
