/** A set of components → everything that runs: schema, access, formulas checked, code. Nothing is changed by it. */
import { compileApex } from '../apex/index.ts';
import type { CompileCache, RefusedMember } from '../apex/types.ts';
import type { Database, DatabaseModel } from '../database/types.ts';
import { compileMetadata, isSourceChange, modelWithSources } from '../metadata/index.ts';
import type { ComponentSource, KeyPrefixes, MetadataCompileResult, OrgFeatures } from '../metadata/types.ts';
import type { Problem } from '../model/index.ts';
import { checkFormulas } from '../formula/index.ts';
import { createAccessModel } from '../security/index.ts';

import { apexSources, componentKey } from './components.ts';
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

/** The components whose sources changed since, where nothing else did: none came, went, or is another component now. */
const changedSources = (
    before: readonly ComponentSource[],
    now: readonly ComponentSource[]
): ComponentSource[] | undefined => {
    if (before.length !== now.length) return undefined;
    const known = new Map(before.map((component) => [`${component.origin} ${componentKey(component)}`, component]));
    const changed: ComponentSource[] = [];
    for (const component of now) {
        const same = known.get(`${component.origin} ${componentKey(component)}`);
        if (same === component || same?.hash === component.hash) continue;
        if (!same || !isSourceChange(same, component)) return undefined;
        changed.push(component);
    }
    return changed;
};

export interface CandidateInput {
    /** All that the org would have, base components included. */
    readonly components: readonly ComponentSource[];
    readonly number: number;
    /** Those given out already; the result has them and the new ones. */
    readonly keyPrefixes: KeyPrefixes;
    readonly features: OrgFeatures;
    readonly database: Database;
    readonly cache: CompileCache;
    readonly tolerant: boolean;
    /** What runs now: what did not change is taken from it. */
    readonly previous: Generation | undefined;
}

const compileModel = (
    { components, number, features, previous }: CandidateInput,
    prefixes: KeyPrefixes
): MetadataCompileResult => {
    const changed = previous && changedSources(previous.components, components);
    if (previous && changed) return modelWithSources(previous.model, components, changed);
    const { model, problems } = compileMetadata(components, number, prefixes, features);
    if (!model || problems.length > 0) return { problems: rootCauses(problems) };
    const formulaProblems = checkFormulas(model);
    return formulaProblems.length > 0 ? { problems: formulaProblems } : { model, problems: [] };
};

/** Compiles a set of components in the order in which problems are most useful: metadata, then formulas, then Apex. */
export const compileCandidate = (input: CandidateInput): Candidate => {
    const { components, number, database, cache, tolerant, previous } = input;
    const keyPrefixes: KeyPrefixes = new Map(input.keyPrefixes);
    const { model, problems } = compileModel(input, keyPrefixes);
    if (!model) return { keyPrefixes, problems, refused: [] };
    const sources = apexSources(components);
    const code = previous ? { previous: previous.code } : {};
    const compiled = compileApex({ sources, model, database, cache, tolerant, ...code });
    if (!compiled.program || compiled.problems.length > 0)
        return { keyPrefixes, problems: compiled.problems, refused: [] };
    const access = previous && previous.model.grants === model.grants ? previous.access : createAccessModel(model);
    const generation: Generation = { number, components, model, access, code: compiled.program };
    return { generation, keyPrefixes, problems: [], refused: compiled.refused };
};
