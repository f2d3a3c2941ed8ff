import { outlineOf } from '../compiler/outline.ts';
import { parseSource } from '../compiler/parse.ts';
import type { ApexSource, LostTest } from '../types.ts';

/** `@IsTest static void name()` and `static testMethod void name()` in text that does not parse. */
const IN_TEXT = /(?:@istest\b[^;{}]*?|\btestmethod\b[^;{}]*?)\bvoid\s+(\w+)\s*\(\s*\)|\bvoid\s+testmethod\s+(\w+)/gi;

/**
 * The test methods of a class that is not part of a program: what would have run, had it compiled.
 * @param reason why the class was set aside
 */
export const lostTests = (source: ApexSource, reason: string): LostTest[] => {
    const test = (method: string): LostTest => ({ className: source.name, method, reason });
    const { unit } = parseSource(source);
    if (!unit) return [...source.text.matchAll(IN_TEXT)].map(([, first, second]) => test(first ?? second ?? ''));
    const outline = outlineOf(unit);
    if (outline?.kind !== 'class' || !('istest' in outline.modifiers.annotations)) return [];
    return outline.methods.filter(({ modifiers }) => 'istest' in modifiers.annotations).map(({ name }) => test(name));
};
