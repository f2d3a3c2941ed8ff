/** What a project has replaced in its files before they are deployed. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readForceIgnore } from './forceignore.ts';
import { PROJECT_FILE } from './packageDirectories.ts';

interface Replacement {
    readonly filename?: string;
    readonly glob?: string;
    readonly stringToReplace?: string;
    readonly regexToReplace?: string;
    readonly replaceWithEnv?: string;
    readonly replaceWithFile?: string;
    readonly replaceWhenEnv?: readonly { readonly env: string; readonly value: string }[];
}

const replacementsOf = (dir: string): readonly Replacement[] => {
    try {
        const project = JSON.parse(readFileSync(path.join(dir, PROJECT_FILE), 'utf8')) as { replacements?: unknown };
        return Array.isArray(project.replacements) ? (project.replacements as Replacement[]) : [];
    } catch {
        // No project file, or none that can be read: told where its package directories are read.
        return [];
    }
};

/** The text to put in; undefined where the environment, or the project, lacks it: the file then stays as it is. */
const replacing = (dir: string, { replaceWithEnv, replaceWithFile }: Replacement): string | undefined => {
    if (replaceWithEnv !== undefined) return process.env[replaceWithEnv];
    if (replaceWithFile === undefined) return undefined;
    try {
        return readFileSync(path.join(dir, replaceWithFile), 'utf8');
    } catch {
        return undefined;
    }
};

/**
 * Applies `replacements` of sfdx-project.json to one file.
 * Source: Salesforce DX Developer Guide, "Replace Strings in Code Before Deploying"
 */
export const replacer = (dir: string): ((file: string, bytes: Uint8Array) => Uint8Array) => {
    const rules = replacementsOf(dir).flatMap((rule) => {
        const { filename, glob, stringToReplace, regexToReplace, replaceWhenEnv = [] } = rule;
        const text = replacing(dir, rule);
        if (text === undefined || replaceWhenEnv.some(({ env, value }) => process.env[env] !== value)) return [];
        const matches =
            filename === undefined ? readForceIgnore(glob ?? '') : (file: string): boolean => file === filename;
        return [{ matches, text, what: stringToReplace ?? (regexToReplace && new RegExp(regexToReplace, 'g')) }];
    });
    return (file, bytes) => {
        const own = rules.filter(({ matches }) => matches(file));
        if (own.length === 0) return bytes;
        const replaced = own.reduce(
            (text, rule) => (rule.what ? text.replaceAll(rule.what, () => rule.text) : text),
            Buffer.from(bytes).toString('utf8')
        );
        return Buffer.from(replaced);
    };
};
