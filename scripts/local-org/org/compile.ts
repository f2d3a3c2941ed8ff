/** A set of components → everything that runs: schema, access, formulas checked, code. Nothing is changed by it. */
import { compileApex } from '../apex/index.ts';
import type { CompileCache, RefusedMember } from '../apex/types.ts';
import type { Database, DatabaseModel } from '../database/types.ts';
import { compileMetadata } from '../metadata/index.ts';
import type { ComponentSource, KeyPrefixes, OrgFeatures } from '../metadata/types.ts';
import type { Problem } from '../model/index.ts';
import { checkFormulas } from '../formula/index.ts';
import { createAccessModel } from '../security/index.ts';

import { apexSources } from './components.ts';
import type { Generation } from './types.ts';

export interface Candidate {
    readonly generation?: Generation;
    readonly keyPrefixes: KeyPrefixes;
    readonly problems: readonly Problem[];
    /** Apex members that were left out; of a tolerant compilation only. */
    readonly refused: readonly RefusedMember[];
}

/** What the database needs of a generation. */
export const databaseModel = ({ model, access }: Generation): DatabaseModel => ({
    schema: model.schema,
    access,
    labels: model.labels,
    customMetadata: model.customMetadata,
    customPermissions: model.customPermissions.keys(),
    grants: model.grants,
    sharingRules: model.sharingRules,
    duplicateRules: model.duplicateRules
});

/** A file that cannot be read makes everything that refers to it wrong too: then only such files are worth naming. */
const rootCauses = (problems: readonly Problem[]): readonly Problem[] => {
    const unreadable = problems.filter(({ message }) => message.startsWith('Error parsing file'));
    return unreadable.length > 0 ? unreadable : problems;
};

/**
 * Compiles a set of components in the order in which problems are most useful: metadata, then formulas, then Apex.
 * @param keyPrefixes those given out already; the result has them and the new ones
 */
export const compileCandidate = (
    components: readonly ComponentSource[],
    number: number,
    keyPrefixes: KeyPrefixes,
    features: OrgFeatures,
    database: Database,
    cache: CompileCache,
    tolerant: boolean
): Candidate => {
    const prefixes: KeyPrefixes = new Map(keyPrefixes);
    const { model, problems } = compileMetadata(components, number, prefixes, features);
    if (!model || problems.length > 0) return { keyPrefixes: prefixes, problems: rootCauses(problems), refused: [] };
    const formulaProblems = checkFormulas(model);
    if (formulaProblems.length > 0) return { keyPrefixes: prefixes, problems: formulaProblems, refused: [] };
    const compiled = compileApex({ sources: apexSources(components), model, database, cache, tolerant });
    if (!compiled.program || compiled.problems.length > 0)
        return { keyPrefixes: prefixes, problems: compiled.problems, refused: [] };
    const generation: Generation = { number, model, access: createAccessModel(model), code: compiled.program };
    return { generation, keyPrefixes: prefixes, problems: [], refused: compiled.refused };
};
