import type { Connection } from 'jsforce';
import { PARTS, type PlaybookFile, type Row } from './file.ts';

type Part = keyof typeof PARTS;
const SCHEMA = './playbook.schema.json';

const select = (part: Part): string =>
    PARTS[part].fields.map((field) => (field.endsWith('__r') ? `${field}.Key__c` : field)).join(', ');

/** A record without what no file holds: Ids, empty fields, line ends of one system or the other. */
const rowOf = (part: Part, record: Readonly<Record<string, unknown>>): Row =>
    Object.fromEntries(
        PARTS[part].fields.flatMap((field) => {
            const value = record[field];
            if (value === null || value === undefined || value === '') return [];
            if (field.endsWith('__r')) return [[field, { Key__c: (value as Row).Key__c }]];
            return [[field, typeof value === 'string' ? value.replaceAll('\r\n', '\n').trimEnd() : value]];
        })
    ) as Row;

const rowsOf = async (connection: Connection, part: Part, where: string, order: string): Promise<Row[]> => {
    const { records } = await connection.query<Record<string, unknown>>(
        `SELECT ${select(part)} FROM ${PARTS[part].object} ${where} ORDER BY ${order}`,
        { autoFetch: true, maxFetch: 100_000 }
    );
    return records.map((record) => rowOf(part, record));
};

/**
 * Playbooks of an org as files would hold them, with no Id in them.
 * @param keys versions to read; all where absent
 */
export const playbooksOf = async (connection: Connection, keys?: readonly string[]): Promise<PlaybookFile[]> => {
    if (keys?.length === 0) return [];
    const list = keys?.map((key) => `'${key.replaceAll(/['\\]/g, '\\$&')}'`).join(', ');
    const where = (field: string): string => (list ? `WHERE ${field} IN (${list})` : '');
    const [playbooks, stages, items, dependencies] = await Promise.all([
        rowsOf(connection, 'playbook', where('Key__c'), 'Family_Key__c, Version__c'),
        rowsOf(connection, 'stages', where('Playbook__r.Key__c'), 'Sequence__c, Key__c'),
        rowsOf(connection, 'items', where('Stage__r.Playbook__r.Key__c'), 'Stage__r.Sequence__c, Sequence__c, Key__c'),
        rowsOf(connection, 'dependencies', where('Playbook__r.Key__c'), 'Key__c')
    ]);
    const within = (rows: readonly Row[], key: string): Row[] => rows.filter((row) => row.Key__c.startsWith(`${key}/`));
    return playbooks.map((playbook) => ({
        $schema: SCHEMA,
        playbook: playbook as PlaybookFile['playbook'],
        stages: within(stages, playbook.Key__c),
        items: within(items, playbook.Key__c),
        dependencies: within(dependencies, playbook.Key__c)
    }));
};
