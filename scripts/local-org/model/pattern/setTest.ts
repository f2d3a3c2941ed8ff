import type { CharacterTest } from './tree.ts';

const KNOWN = 0x100;
const YES = 1;
const NO = 2;
const REMEMBERED = 1000;
const tests = new Map<string, CharacterTest>();

/**
 * A test of a set that is written as `characterSets.ts` writes sets. What it says of a character is remembered.
 * @param set what stands between the brackets of a class under JavaScript's flag `v`
 */
export const setTest = (set: string): CharacterTest => {
    const known = tests.get(set);
    if (known) return known;
    const expression = new RegExp(`^[${set}]$`, 'v');
    const first = new Uint8Array(KNOWN);
    const others = new Map<number, boolean>();
    const test: CharacterTest = (codePoint) => {
        if (codePoint < KNOWN) {
            const said = first[codePoint];
            if (said) return said === YES;
            const belongs = expression.test(String.fromCharCode(codePoint));
            first[codePoint] = belongs ? YES : NO;
            return belongs;
        }
        let belongs = others.get(codePoint);
        if (belongs === undefined) others.set(codePoint, (belongs = expression.test(String.fromCodePoint(codePoint))));
        return belongs;
    };
    if (tests.size >= REMEMBERED) tests.clear();
    tests.set(set, test);
    return test;
};
