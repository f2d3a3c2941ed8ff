/** What a project's own set-up gives the person who sets it up: the permission sets that its scripts assign, CumulusCI's profile. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fold } from '../../model/index.ts';
import type { ComponentSource, SetUp } from '../types.ts';
import { CONFIGURATION, isCumulusProject } from './cumulusci.ts';

/** Folders whose scripts set an org up, beside the project's own folder. */
const SCRIPT_FOLDERS = ['', 'bin', 'scripts', '.github/workflows'];
const SCRIPT =
    /(^|\/)(package\.json|(README|CONTRIBUTING|INSTALL|SETUP|DEVELOPMENT)\.md|workflows\/[^/]+\.ya?ml|[^/]+\.(sh|bat|cmd|ps1|js|mjs|cjs|py))$/i;
const MAX_DEPTH = 2;

/** Source: Salesforce CLI Command Reference, `org assign permset`; of before 2023, `force:user:permset:assign`. */
const ASSIGNMENT = /\b(?:org assign permset|force:user:permset:assign)\b([^\n;&|]*)/g;
const NAMES = /(?:-n|--name|--permsetname)[\s=]+["']?([A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)*)/g;
const FOR_OTHERS = /--on-?behalf-?of|\s-b\s/;
/** Source: CumulusCI documentation, "Tasks", assign_permission_sets. */
const TASK = /assign_permission_sets\s*\n(?:[^\n]*\n){0,4}?\s*api_names:[ \t]*([^\n]*(?:\n\s*-\s*\w+[^\n]*)*)/g;

const scriptsBelow = (dir: string, folder: string, depth: number): string[] => {
    if (!existsSync(path.join(dir, folder))) return [];
    return readdirSync(path.join(dir, folder), { withFileTypes: true }).flatMap((entry) => {
        const file = path.posix.join(folder, entry.name);
        if (entry.isDirectory()) return depth > 0 && folder !== '' ? scriptsBelow(dir, file, depth - 1) : [];
        return SCRIPT.test(file) ? [file] : [];
    });
};

const words = (text: string): string[] => text.match(/[A-Za-z]\w*/g) ?? [];

/** Names of the permission sets that scripts, instructions and flows of the project assign to whoever runs them. */
const assignedSets = (dir: string): Set<string> => {
    const names = new Set<string>();
    for (const file of SCRIPT_FOLDERS.flatMap((folder) => scriptsBelow(dir, folder, MAX_DEPTH))) {
        const text = readFileSync(path.join(dir, file), 'utf8');
        for (const [, options = ''] of text.matchAll(ASSIGNMENT)) {
            if (FOR_OTHERS.test(options)) continue;
            for (const [, list = ''] of options.matchAll(NAMES)) for (const name of words(list)) names.add(fold(name));
        }
    }
    if (isCumulusProject(dir)) {
        const flows = readFileSync(path.join(dir, CONFIGURATION), 'utf8');
        for (const [, list = ''] of flows.matchAll(TASK)) for (const name of words(list)) names.add(fold(name));
    }
    return names;
};

const marked = (component: ComponentSource, setUp: SetUp): ComponentSource => ({
    ...component,
    setUp,
    hash: createHash('sha256').update(`${component.hash}\0${setUp}`).digest('hex')
});

const ADMINISTRATOR: ComponentSource = {
    type: 'Profile',
    fullName: 'Admin',
    files: new Map([
        [
            'profiles/Admin.profile-meta.xml',
            Buffer.from('<Profile xmlns="http://soap.sforce.com/2006/04/metadata"></Profile>')
        ]
    ]),
    hash: '',
    origin: 'project'
};

/**
 * Marks the components that a project's own set-up gives to its administrator. CumulusCI lets the profile of administrators see all that
 * is in the org before tests run. Source: CumulusCI documentation, "Flows", config_apextest, and "Tasks", update_admin_profile.
 */
export const withSetUp = (dir: string, components: readonly ComponentSource[]): ComponentSource[] => {
    const assigned = assignedSets(dir);
    const result = components.map((component) => {
        if (component.type === 'PermissionSet' && assigned.has(fold(component.fullName)))
            return marked(component, 'assigned');
        return component;
    });
    if (!isCumulusProject(dir)) return result;
    const isAdmin = ({ type, fullName }: ComponentSource): boolean => type === 'Profile' && fold(fullName) === 'admin';
    const own = result.find(isAdmin);
    return [...result.filter((component) => component !== own), marked(own ?? ADMINISTRATOR, 'grantsAll')];
};
