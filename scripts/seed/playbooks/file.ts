import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { schemaFaults, type Schema } from './schema.ts';

/** A row as a file has it: API names, parents by key, fields without a value left out. */
export type Row = Readonly<Record<string, unknown>> & { readonly Key__c: string };
/** A version of a playbook as JSON holds it: rows to load by key, in this order. No Id in it. */
export interface PlaybookFile {
    readonly $schema: string;
    readonly playbook: Row & {
        readonly Family_Key__c: string;
        readonly Version__c: number;
        readonly Status__c: string;
    };
    readonly stages: readonly Row[];
    readonly items: readonly Row[];
    readonly dependencies: readonly Row[];
}
/** A file and where it lies. */
export interface NamedFile {
    readonly name: string;
    readonly file: PlaybookFile;
}

/** Where the shipped playbooks lie. */
export const SHIPPED = path.join(PROJECT_ROOT, 'config', 'playbooks');
const SCHEMA = path.join(SHIPPED, 'playbook.schema.json');

/** What belongs to a playbook, with the fields that travel, in the order of the files. Parents are named by key. */
export const PARTS = {
    playbook: {
        object: 'Playbook__c',
        fields: [
            'Key__c',
            'Name',
            'Family_Key__c',
            'Version__c',
            'Track__c',
            'Product_Keys__c',
            'Status__c',
            'Stages_May_Overlap__c',
            'Description__c'
        ]
    },
    stages: {
        object: 'Playbook_Stage__c',
        fields: [
            'Key__c',
            'Playbook__r',
            'Name',
            'Stage_Key__c',
            'Sequence__c',
            'Include_When__c',
            'Entry_Criteria__c',
            'Exit_Criteria__c'
        ]
    },
    items: {
        object: 'Playbook_Item__c',
        fields: [
            'Key__c',
            'Stage__r',
            'Name',
            'Item_Key__c',
            'Title__c',
            'Sequence__c',
            'Kind__c',
            'Side__c',
            'Owner_Role__c',
            'Anchor__c',
            'Offset_Days__c',
            'Duration_Days__c',
            'Is_Gate__c',
            'Is_Customer_Visible__c',
            'Stamps__c',
            'Include_When__c',
            'Accountable_Team__c',
            'Responsible_Teams__c',
            'Consulted_Teams__c',
            'Informed_Teams__c',
            'Description__c'
        ]
    },
    dependencies: {
        object: 'Playbook_Dependency__c',
        fields: ['Key__c', 'Playbook__r', 'Predecessor__r', 'Successor__r', 'Kind__c', 'Lag_Days__c']
    }
} as const;

/**
 * Reads all playbooks of a folder, older versions first, and holds each against the schema.
 * @throws Error naming the file and everything that is wrong with it
 */
export const readPlaybooks = (folder: string): NamedFile[] => {
    const schema = JSON.parse(readFileSync(SCHEMA, 'utf8')) as Schema;
    return readdirSync(folder)
        .filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))
        .map((name) => {
            const content: unknown = JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
            const faults = schemaFaults(schema, content);
            if (faults.length > 0)
                throw new Error(`${path.join(folder, name)} is no playbook:\n${faults.slice(0, 20).join('\n')}`);
            return { name, file: content as PlaybookFile };
        })
        .sort((one, other) => one.file.playbook.Version__c - other.file.playbook.Version__c);
};

/** The text of a file; the same playbook always gives the same text. */
export const textOf = (file: PlaybookFile): string => `${JSON.stringify(file, null, 4)}\n`;

/** Writes playbooks, the newest version of a family as `family.json`, older ones as `family@version.json`. */
export const writePlaybooks = (folder: string, files: readonly PlaybookFile[]): string[] => {
    mkdirSync(folder, { recursive: true });
    const newest = new Map<string, number>();
    for (const { playbook } of files)
        newest.set(playbook.Family_Key__c, Math.max(newest.get(playbook.Family_Key__c) ?? 0, playbook.Version__c));
    return files.map((file) => {
        const { Family_Key__c: family, Version__c: version, Key__c: key } = file.playbook;
        const name = `${newest.get(family) === version ? family : key}.json`;
        writeFileSync(path.join(folder, name), textOf(file));
        return name;
    });
};

/** The same playbook under another version's number: every key that begins with the old one begins with the new one. */
export const withVersion = (file: PlaybookFile, version: number): PlaybookFile => {
    const from = file.playbook.Key__c;
    const to = `${file.playbook.Family_Key__c}@${version}`;
    const renamed = JSON.parse(JSON.stringify(file), (name, value: unknown) =>
        name === 'Key__c' && typeof value === 'string' && (value === from || value.startsWith(`${from}/`))
            ? to + value.slice(from.length)
            : value
    ) as PlaybookFile;
    return { ...renamed, playbook: { ...renamed.playbook, Version__c: version } };
};
