/** What the scripts of components import of the org: fields, Apex methods, labels and permissions that must be there. */
import { fold } from '../../model/index.ts';
import type { Schema } from '../../model/index.ts';
import type { Report } from '../problems.ts';
import type { ComponentSource } from '../types.ts';

export interface Importable {
    readonly schema: Schema;
    readonly labels: { has(name: string): boolean };
    readonly customPermissions: { has(name: string): boolean };
    readonly messageChannels: { has(name: string): boolean };
    readonly contentAssets: { has(name: string): boolean };
    readonly staticResources: { has(name: string): boolean };
}

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)(["'])@salesforce\/([a-zA-Z]+)\/([^"'\s]+)\1/g;

/** `Account.Owner.Name`, or the object alone. */
const fieldExists = (path: string, schema: Schema): boolean => {
    const [first = '', ...rest] = path.split('.');
    let objects = [schema.object(first)];
    for (const [at, part] of rest.entries()) {
        const isLast = at === rest.length - 1;
        const found = objects.flatMap((object) => (isLast ? object?.field(part) : object?.parent(part)) ?? []);
        if (found.length === 0) return false;
        objects = found.flatMap(({ referenceTo }) => referenceTo.map((name) => schema.object(name)));
    }
    return rest.length > 0 || objects[0] !== undefined;
};

/** Text of each class, by folded name. */
const classTexts = (components: readonly ComponentSource[]): ReadonlyMap<string, string> => {
    const texts = new Map<string, string>();
    for (const { type, fullName, files } of components)
        if (type === 'ApexClass')
            for (const [path, bytes] of files)
                if (path.endsWith('.cls')) texts.set(fold(fullName), Buffer.from(bytes).toString('utf8'));
    return texts;
};

const methodExists = (path: string, texts: ReadonlyMap<string, string>): boolean => {
    const [name = '', method = ''] = path.split('.').slice(-2);
    const text = texts.get(fold(name));
    return (
        text !== undefined &&
        /^\w+$/.test(method) &&
        new RegExp(`@AuraEnabled\\b[^;{}]*\\b${method}\\s*\\(`, 'i').test(text)
    );
};

const placeIn = (text: string, at: number): { line: number; column: number } => {
    const before = text.slice(0, at);
    return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') };
};

/** What is wrong with an import; undefined where nothing is, or where it names no part of the org. */
const faultOf = (
    kind: string,
    name: string,
    file: string,
    org: Importable,
    texts: ReadonlyMap<string, string>
): string | undefined => {
    const invalid = (type: string): string => `Invalid reference ${name} of type ${type} in file ${file}`;
    switch (kind) {
        case 'schema':
            if (fieldExists(name, org.schema)) return undefined;
            return invalid(name.includes('.') ? 'sobjectField' : 'sobjectClass');
        case 'apex':
            return methodExists(name, texts) ? undefined : `Unable to find Apex action class referenced as '${name}'.`;
        case 'label':
            // Labels of other namespaces are the platform's.
            return !name.startsWith('c.') || org.labels.has(name.slice(2)) ? undefined : invalid('label');
        case 'messageChannel':
            // Channels of other namespaces, and the platform's own.
            return name.replace(/__c$/, '').includes('__') || org.messageChannels.has(name)
                ? undefined
                : invalid('lightningMessageChannel');
        case 'contentAssetUrl':
            return /\.|__/.test(name) || org.contentAssets.has(name) ? undefined : invalid('asset');
        case 'resourceUrl':
            return /\.|__/.test(name) || org.staticResources.has(name) ? undefined : invalid('resourceUrl');
        case 'customPermission':
            return org.customPermissions.has(name) ? undefined : invalid('customPermission');
        default:
            return undefined;
    }
};

/** Checks the imports of all components' scripts. */
export const checkModules = (components: readonly ComponentSource[], org: Importable, report: Report): void => {
    const texts = classTexts(components);
    for (const { type, files } of components) {
        if (type !== 'LightningComponentBundle') continue;
        for (const [path, bytes] of files) {
            if (!path.endsWith('.js')) continue;
            const text = Buffer.from(bytes).toString('utf8');
            for (const match of text.matchAll(IMPORT)) {
                const [, , kind = '', name = ''] = match;
                const fault = faultOf(kind, name, path.split('/').at(-1) ?? path, org, texts);
                if (fault !== undefined) report.add({ file: path, ...placeIn(text, match.index) }, fault);
            }
        }
    }
};
