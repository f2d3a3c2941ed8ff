import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A short content hash of several pieces, each kept apart from the next. */
export const hashOf = (...pieces: readonly (string | Uint8Array)[]): string => {
    const hash = createHash('sha256');
    for (const piece of pieces) hash.update(`${piece.length}:`).update(piece);
    return hash.digest('hex').slice(0, 16);
};

/** Names and contents of all files below the folders given, as one hash; single files are allowed too. */
export const hashOfFiles = (paths: readonly string[]): string => {
    const pieces: (string | Uint8Array)[] = [];
    for (const given of paths) {
        for (const file of filesBelow(given)) pieces.push(path.relative(given, file), readFileSync(file));
    }
    return hashOf(...pieces);
};

/** All files below a folder, sorted; the path itself where it is a file. */
export const filesBelow = (given: string): string[] => {
    try {
        return readdirSync(given, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => path.join(entry.parentPath, entry.name))
            .sort();
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return [given];
        throw error;
    }
};
