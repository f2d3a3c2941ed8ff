/** For tests: a project as text, in memory or in a folder. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { baseComponents, compileMetadata, groupFiles, type KeyPrefixes, type MetadataCompileResult } from './index.ts';

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

/** One metadata document. */
export const xml = (type: string, body: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="${NAMESPACE}">\n${body}\n</${type}>\n`;

/** A custom object; `more` holds fields, rules and whatever replaces the defaults. */
export const objectXml = (label: string, more = '', sharing = 'Private'): string =>
    xml(
        'CustomObject',
        `<label>${label}</label>\n<pluralLabel>${label}s</pluralLabel>\n<nameField><label>Name</label><type>Text</type></nameField>\n<sharingModel>${sharing}</sharingModel>\n<deploymentStatus>Deployed</deploymentStatus>\n${more}`
    );

/** A field inside of an object's file. */
export const field = (name: string, type: string, more = ''): string =>
    `<fields><fullName>${name}</fullName><label>${name.replace('__c', '')}</label><type>${type}</type>${more}</fields>\n`;

export const lookup = (name: string, to: string, children: string, more = ''): string =>
    field(name, 'Lookup', `<referenceTo>${to}</referenceTo><relationshipName>${children}</relationshipName>${more}`);

export const master = (name: string, to: string, children: string): string =>
    field(name, 'MasterDetail', `<referenceTo>${to}</referenceTo><relationshipName>${children}</relationshipName>`);

/** Compiles files with the standard objects. */
export const compileFiles = (
    files: Readonly<Record<string, string>>,
    prefixes: KeyPrefixes = new Map()
): MetadataCompileResult => {
    const bytes = new Map(Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)]));
    const { components, problems } = groupFiles(bytes, 'project');
    const result = compileMetadata([...baseComponents(), ...components], 1, prefixes);
    return { ...result, problems: [...problems, ...result.problems] };
};

/** Messages of the problems, with their lines. */
export const messagesOf = (files: Readonly<Record<string, string>>): string[] =>
    compileFiles(files).problems.map((problem) => `${problem.line}: ${problem.message}`);

/** Writes files into a temporary folder, for the length of a call. */
export const withFolder = <Result>(
    files: Readonly<Record<string, string>>,
    use: (folder: string) => Result
): Result => {
    const folder = mkdtempSync(path.join(tmpdir(), 'metadata-test-'));
    try {
        for (const [name, text] of Object.entries(files)) {
            mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
            writeFileSync(path.join(folder, name), text);
        }
        return use(folder);
    } finally {
        rmSync(folder, { recursive: true });
    }
};
