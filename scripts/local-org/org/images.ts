/** The first state of orgs in memory: an org with the same content as an earlier one begins as a copy of its tables. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ComponentSource, KeyPrefixes } from '../metadata/types.ts';
import type { Id } from '../model/index.ts';
import { entriesIn } from './entries.ts';

/** An image takes some megabytes, and each saved file of the project makes another one. */
const MOST_IMAGES = 8;

/** All that decides what the tables and rows of a new org are. */
export interface OrgContent {
    /** Those of the base included. */
    readonly components: readonly ComponentSource[];
    readonly number: number;
    readonly features: readonly string[];
    readonly keyPrefixes: KeyPrefixes;
    /** Who deployed it. */
    readonly by: Id;
}

/** Kept images, by the content of their org. */
export interface OrgImages {
    get(content: OrgContent): Uint8Array | undefined;
    set(content: OrgContent, image: Uint8Array): void;
}

/** The program that runs, as one bundled file with all that writes tables and rows: another program keeps other images. */
const programHash = (): string =>
    createHash('sha256')
        .update(readFileSync(fileURLToPath(import.meta.url)))
        .update(process.version)
        .digest('base64url');

/** @param dir a folder that may be deleted at any time */
export const fileImages = (dir: string): OrgImages => {
    const entries = entriesIn(path.join(dir, 'images'), MOST_IMAGES);
    let program: string | undefined;
    const nameOf = ({ components, number, features, keyPrefixes, by }: OrgContent): string => {
        const parts = components.map(({ type, fullName, origin, hash }) => [type, fullName, origin, hash]);
        program ??= programHash();
        return createHash('sha256')
            .update(JSON.stringify([program, number, features, [...keyPrefixes], by, parts]))
            .digest('hex');
    };
    return {
        get: (content) => entries.get(nameOf(content)),
        set: (content, image) => entries.set(nameOf(content), image)
    };
};
