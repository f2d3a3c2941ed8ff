import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { blockRange } from './blocks.ts';

/**
 * The names that Unicode 13 gives its characters, as java.lang.Character.getName says them: a line each, in order; before a name stands,
 * with `~`, how many code points without one were left out. Made by `scripts/build/characterNames.ts`.
 */
export const CHARACTER_NAMES_FILE = path.join(PROJECT_ROOT, 'scripts/local-org/model/pattern/characterNames.br');

let known: ReadonlyMap<string, number> | undefined;
const names = (): ReadonlyMap<string, number> => {
    if (known) return known;
    const read = new Map<string, number>();
    let codePoint = -1;
    for (const line of brotliDecompressSync(readFileSync(CHARACTER_NAMES_FILE)).toString('utf8').split('\n')) {
        const [, skipped, name = line] = /^([0-9a-z]+)~(.*)$/.exec(line) ?? [];
        codePoint += 1 + (skipped === undefined ? 0 : parseInt(skipped, 36));
        read.set(name, codePoint);
    }
    return (known = read);
};

/**
 * The character of a name. One without a name of its own has that of its block and its number: `CJK UNIFIED IDEOGRAPHS 4E00`.
 * Source: java.lang.Character.codePointOf
 */
export const codePointNamed = (name: string): number | undefined => {
    const upper = name.trim().toUpperCase();
    const own = names().get(upper);
    if (own !== undefined) return own;
    const [, block = '', digits = ''] = /^(.+) ([0-9A-F]{1,6})$/.exec(upper) ?? [];
    const [from, to] = blockRange(block) ?? [1, 0];
    const codePoint = parseInt(digits, 16);
    return codePoint >= from && codePoint <= to ? codePoint : undefined;
};
