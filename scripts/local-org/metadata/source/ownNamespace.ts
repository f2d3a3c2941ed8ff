/** Projects of a namespace of their own: in their org names may be written with it or without. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CONFIGURATION, isCumulusProject } from './cumulusci.ts';
import { PROJECT_FILE } from './packageDirectories.ts';

/** A development org of CumulusCI has the namespace only where its definition says so. Source: CumulusCI documentation, "Scratch Orgs". */
const NAMESPACED = /^\s+dev:[^\n]*\n(?:\s+(?!dev)\w+:[^\n]*\n)*?\s+namespaced:\s*true/im;

/**
 * The namespace of the org that a project is developed in; undefined where it has none.
 * Source: Salesforce DX Developer Guide, "Project Configuration File for a Salesforce DX Project", namespace
 */
export const ownNamespace = (dir: string): string | undefined => {
    const file = path.join(dir, PROJECT_FILE);
    if (!existsSync(file)) return undefined;
    const { namespace } = JSON.parse(readFileSync(file, 'utf8')) as { namespace?: unknown };
    if (typeof namespace !== 'string' || !/^[A-Za-z]\w*$/.test(namespace)) return undefined;
    if (!isCumulusProject(dir)) return namespace;
    return NAMESPACED.test(readFileSync(path.join(dir, CONFIGURATION), 'utf8')) ? namespace : undefined;
};

const TEXTS = /\.(cls|trigger|xml|object|layout|md|cmp|page|component|js|ts|json|html)$/;

/**
 * A file as it reads without the project's own prefix: `acme__Box__c` is `Box__c`. The local org has no namespace, and within its own org a
 * prefix changes nothing. Source: ISVforce Guide, "Namespace Prefix".
 */
export const withoutOwnNamespace = (namespace: string): ((file: string, bytes: Uint8Array) => [string, Uint8Array]) => {
    const prefix = new RegExp(`(?<![A-Za-z0-9_])${namespace}__(?=[A-Za-z])`, 'gi');
    const mention = Buffer.from(`${namespace}__`.toLowerCase());
    return (file, bytes) => {
        const name = file.replace(prefix, '');
        if (!TEXTS.test(file)) return [name, bytes];
        const text = Buffer.from(bytes).toString('utf8');
        return [name, text.toLowerCase().includes(mention.toString()) ? Buffer.from(text.replace(prefix, '')) : bytes];
    };
};

const APEX = /([^/]+)\.(cls|trigger)$/;
/** Records of custom metadata name classes too. */
const NAMING = /\.(cls|trigger|md|md-meta\.xml)$/;
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * The project's Apex, and its records of custom metadata, without its own namespace before the names of its own classes and objects: `acme.Box` is `Box`, also in
 * `Type.forName('acme.Box')` and `Type.forName('acme', 'Box')`. A dot before the namespace means a member of that name.
 * Source: Apex Developer Guide, "Namespace Prefix"; Apex Reference Guide, Type.forName
 * @param files all files of the project, whose names tell which classes are its own; changed in place
 */
export const leaveOutOwnTypes = (namespace: string, files: Map<string, Uint8Array>): void => {
    const own = [...files.keys()].flatMap((file) => APEX.exec(file)?.[1] ?? []);
    if (own.length === 0) return;
    const names = own.map(escaped).join('|');
    const qualified = new RegExp(`(?<![\\w.])${namespace}\\s*\\.\\s*(?=(?:${names})(?!\\w))`, 'gi');
    const apart = new RegExp(`(\\bforName\\s*\\(\\s*)'${namespace}'(?=\\s*,)`, 'gi');
    for (const [file, bytes] of files) {
        if (!NAMING.test(file)) continue;
        const text = Buffer.from(bytes).toString('utf8');
        const bare = text.replace(qualified, '').replace(apart, "$1''");
        if (bare !== text) files.set(file, Buffer.from(bare));
    }
};
