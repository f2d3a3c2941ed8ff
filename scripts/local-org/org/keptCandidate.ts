/** Candidates that were compiled before, of the same components by the same program: read instead of compiled. */
import { deserialize, serialize } from 'node:v8';
import { programBytes, restoreApex } from '../apex/index.ts';
import { modelBytes, modelOfBytes } from '../metadata/index.ts';
import { createAccessModel } from '../security/index.ts';
import type { Candidate, CandidateInput } from './compile.ts';
import { apexSources } from './components.ts';
import type { Content, KeptResults } from './kept.ts';

/** What the model's entry holds. */
interface KeptModel {
    readonly keyPrefixes: Candidate['keyPrefixes'];
    readonly model: Uint8Array;
}

/** The number only counts, and is no part of what is compiled. */
const contentOf = ({ components, features, keyPrefixes, tolerant }: CandidateInput): Content => ({
    components,
    settings: [features, [...keyPrefixes], tolerant]
});

/** The candidate that `keepCandidate` was given for the same input; undefined where there is none. */
export const keptCandidate = (input: CandidateInput, kept: KeptResults): Candidate | undefined => {
    const content = contentOf(input);
    const entry = kept.get('model', content);
    const program = entry && kept.get('program', content);
    if (!program) return undefined;
    try {
        const { components, number, database } = input;
        const { keyPrefixes, model: bytes } = deserialize(entry) as KeptModel;
        const model = modelOfBytes(bytes, components, number);
        const { cache, tolerant } = input;
        const sources = apexSources(components);
        const restored = restoreApex({ sources, model, database, cache, tolerant }, program);
        if (!restored.program) return undefined;
        const generation = { number, components, model, access: createAccessModel(model), code: restored.program };
        return { generation, keyPrefixes, problems: [], refused: restored.refused };
    } catch {
        // Not what was written, though its sum was right: it is compiled again, and written again.
        return undefined;
    }
};

/** Keeps a candidate that compiled; one whose model holds what is no data is compiled each time. */
export const keepCandidate = (
    input: CandidateInput,
    { generation, keyPrefixes, refused }: Candidate,
    kept: KeptResults
): void => {
    if (!generation) return;
    const content = contentOf(input);
    const model = modelBytes(generation.model);
    if (!model) return;
    const entry: KeptModel = { keyPrefixes, model };
    kept.set('model', content, serialize(entry));
    kept.set('program', content, programBytes(generation.code, refused));
};
