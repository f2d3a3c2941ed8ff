/**
 * Files that are whole whenever they are read: written beside and renamed, so that a process that dies half-way leaves no half file, nor do
 * two that write at once. (`scripts/run.mjs` and `program.cjs` do the same for themselves: they run before anything is bundled.)
 */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

let written = 0;

/**
 * Puts a file in place; its folder is made where it is missing.
 * @param mode rights of the file, `0o600` for secrets
 * @throws Error of the file system; then nothing of it stays
 */
export const writeWholeFile = (file: string, contents: string | Uint8Array, mode?: number): void => {
    const beside = `${file}.${process.pid}.${++written}`;
    try {
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(beside, contents, mode === undefined ? {} : { mode });
        renameSync(beside, file);
    } catch (error) {
        rmSync(beside, { force: true });
        throw error;
    }
};

/**
 * The same for a cache, which a full disk or a folder without rights may keep from being written: what is missing is made again.
 * @returns whether it was written
 */
export const tryWriteWholeFile = (file: string, contents: string | Uint8Array): boolean => {
    try {
        writeWholeFile(file, contents);
        return true;
    } catch {
        return false;
    }
};
