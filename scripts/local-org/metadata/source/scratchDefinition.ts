import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Where a project of the CLI keeps the definition of its scratch orgs. */
const DEFINITION_FILE = path.join('config', 'project-scratch-def.json');

interface ScratchDefinition {
    readonly features?: unknown;
    readonly settings?: { readonly currencySettings?: { readonly enableMultiCurrency?: unknown } };
}

/**
 * Features that a project's scratch-org definition switches on, as written there; none where it has no such file or one that cannot be
 * read. Source: Salesforce DX Developer Guide, "Scratch Org Definition File".
 */
export const scratchFeatures = (projectDir: string): readonly string[] => {
    const file = path.join(projectDir, DEFINITION_FILE);
    if (!existsSync(file)) return [];
    let definition: ScratchDefinition;
    try {
        definition = JSON.parse(readFileSync(file, 'utf8')) as ScratchDefinition;
    } catch (error) {
        if (error instanceof SyntaxError) return [];
        throw error;
    }
    const { features, settings } = definition ?? {};
    const listed = Array.isArray(features) ? features.filter((name): name is string => typeof name === 'string') : [];
    return settings?.currencySettings?.enableMultiCurrency === true ? [...listed, 'MultiCurrency'] : listed;
};
