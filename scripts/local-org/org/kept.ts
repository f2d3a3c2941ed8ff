/** What an earlier process made of the same components, by the content that decides it: models, programs, first states of orgs in memory. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ComponentSource } from '../metadata/types.ts';
import { entriesIn, type Entries } from './entries.ts';

/** Each takes some megabytes, and each saved file of the project makes another one. */
const MOST = 8;

/** `image`: tables and rows of a new org; `model`, `program`: what compiling gave; `tolerated`: what a tolerant org left out. */
export type KeptKind = 'image' | 'model' | 'program' | 'tolerated';

/** All that decides what is made. */
export interface Content {
    /** Those of the base included. */
    readonly components: readonly ComponentSource[];
    /** Whatever else: plain data. */
    readonly settings: unknown;
}

export interface KeptResults {
    get(kind: KeptKind, content: Content): Uint8Array | undefined;
    set(kind: KeptKind, content: Content, result: Uint8Array): void;
}

/** The program that runs, as one bundled file with all that makes results: another program keeps others. */
const programHash = (): string =>
    createHash('sha256')
        .update(readFileSync(fileURLToPath(import.meta.url)))
        .update(process.version)
        .digest('base64url');

/** @param dir a folder that may be deleted, damaged and shared with other processes at any time */
export const fileResults = (dir: string): KeptResults => {
    const opened = new Map<KeptKind, Entries>();
    const entriesOf = (kind: KeptKind): Entries => {
        let entries = opened.get(kind);
        if (!entries) opened.set(kind, (entries = entriesIn(path.join(dir, `${kind}s`), MOST)));
        return entries;
    };
    let program: string | undefined;
    const nameOf = ({ components, settings }: Content): string => {
        const parts = components.map(({ type, fullName, origin, hash }) => [type, fullName, origin, hash]);
        program ??= programHash();
        return createHash('sha256')
            .update(JSON.stringify([program, settings, parts]))
            .digest('hex');
    };
    return {
        get: (kind, content) => entriesOf(kind).get(nameOf(content)),
        set: (kind, content, result) => entriesOf(kind).set(nameOf(content), result)
    };
};
