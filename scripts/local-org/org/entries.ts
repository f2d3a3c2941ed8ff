/** A folder of entries that are what was written, or not there: for whatever can be made again. */
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { tryWriteWholeFile } from '../model/index.ts';
import { crc32 } from 'node:zlib';

const OLDEST_MS = 30 * 86_400_000;

/** May be deleted, damaged and shared with other processes at any time. */
export interface Entries {
    /** Undefined where it is not there, or not what was written. */
    get(name: string): Buffer | undefined;
    /** A full disk or a folder without rights is no failure: the entry is not there then. */
    set(name: string, value: Uint8Array): void;
}

/** What an entry holds; undefined where it is not what was written. */
const checked = (entry: Buffer): Buffer | undefined => {
    const end = entry.indexOf('\n');
    const value = entry.subarray(end + 1);
    return end > 0 && Number(entry.toString('latin1', 0, end)) === crc32(value) ? value : undefined;
};

/** Takes away what is too old, and of the rest all but the newest. Another process may do the same now. */
const tidy = (dir: string, most: number): void => {
    const now = Date.now();
    const files = readdirSync(dir)
        .map((name) => path.join(dir, name))
        .map((file) => ({ file, age: now - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) }));
    const young = files.filter(({ age }) => age <= OLDEST_MS).sort((left, right) => left.age - right.age);
    const kept = new Set(young.slice(0, most));
    for (const one of files) if (!kept.has(one)) rmSync(one.file, { force: true });
};

/**
 * Opens a folder; entries older than thirty days go.
 * @param most entries to keep, the newest; absent: all of them
 */
export const entriesIn = (dir: string, most = Infinity): Entries => {
    mkdirSync(dir, { recursive: true });
    tidy(dir, most);
    return {
        get: (name) => {
            try {
                return checked(readFileSync(path.join(dir, name)));
            } catch {
                return undefined;
            }
        },
        set: (name, value) =>
            void tryWriteWholeFile(path.join(dir, name), Buffer.concat([Buffer.from(`${crc32(value)}\n`), value]))
    };
};
