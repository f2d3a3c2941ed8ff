import { test } from 'node:test';
import assert from 'node:assert/strict';
import { NotSupported } from '../index.ts';
import { PatternSyntaxError, translatePattern } from './javaPattern.ts';

const matches = (pattern: string, text: string): boolean =>
    new RegExp(`^(?:${translatePattern(pattern).source})$`, 'v').test(text);
const finds = (pattern: string, text: string): string | undefined =>
    new RegExp(translatePattern(pattern).source, 'v').exec(text)?.[0];
/** What Java's group captures. */
const captures = (pattern: string, text: string, group: number): string | undefined => {
    const translation = translatePattern(pattern);
    return new RegExp(translation.source, 'v').exec(text)?.[translation.places[group] ?? -1];
};

test('Java classes are ASCII, and case folds only ASCII', () => {
    assert.equal(matches('\\s', '\u00a0'), false);
    assert.equal(matches('\\w+', 'aZ_9'), true);
    assert.equal(matches('(?i)abc-[x-z]', 'ABC-Y'), true);
    assert.equal(matches('(?i)k', '\u212a'), false);
    assert.equal(matches('(?i)é', 'É'), false);
    assert.equal(matches('\\p{Upper}\\p{Lower}+', 'Apex'), true);
    assert.equal(matches('[\\D]', 'x'), true);
    assert.equal(matches('[\\W]+', '-!'), true);
    assert.equal(matches('[\\W]+', 'a'), false);
    assert.equal(matches('[^\\D\\s]', '7'), true);
});

test('with the flags u and U case and classes are those of Unicode', () => {
    assert.equal(matches('(?iu)é[à-ü]', 'ÉÖ'), true);
    assert.equal(matches('(?iu)σ', 'ς'), true);
    assert.equal(matches('(?i)\\p{Lu}', 'a'), true);
    assert.equal(matches('(?U)\\w+', 'Größe'), true);
    assert.equal(matches('(?U)\\d', '٣'), true);
    assert.equal(matches('(?U)\\p{Lower}', 'é'), true);
    assert.equal(matches('\\p{Lower}', 'é'), false);
});

test('properties: scripts, categories, blocks, in all their spellings', () => {
    assert.equal(matches('\\p{IsLatin}\\p{script=Greek}\\p{sc=Cyrillic}', 'aλж'), true);
    assert.equal(matches('\\pL\\p{Lu}\\p{IsLl}\\p{gc=Nd}', 'aAa1'), true);
    assert.equal(matches('\\p{InGreek}\\p{block=CJK Unified Ideographs}', 'λ漢'), true);
    assert.equal(finds('\\p{InCombiningDiacriticalMarks}+', 'e\u0301\u0302x'), '\u0301\u0302');
    assert.equal(matches('\\P{L}', 'a'), false);
    assert.equal(matches('\\p{javaWhitespace}', '\u00a0'), false);
    assert.throws(() => translatePattern('\\p{Nonsense}'), NotSupported);
    assert.throws(() => translatePattern('\\p'), PatternSyntaxError);
});

test('classes in classes: union, intersection, what is taken away', () => {
    assert.equal(finds('[a-c[x-z]]+', 'mayaq'), 'aya');
    assert.equal(finds('[a-z&&[^aeiou]]+', 'aeroplane'), 'r');
    assert.equal(finds('[a-z&&def]+', 'abcdefg'), 'def');
    assert.equal(finds('[\\w&&[^\\d_]]+', '12_ab3'), 'ab');
    assert.equal(finds('[^a-m&&[^z]]+', 'zabcz'), 'z');
    assert.equal(finds('(?i)[a-z&&[^b]]+', 'bBAcb'), 'Ac');
    assert.equal(matches('[a&]+', 'a&'), true);
    assert.equal(matches('[\\Q-]\\E]+', '-]'), true);
    assert.throws(() => translatePattern('[&&]'), PatternSyntaxError);
});

test('anchors, quotes, groups', () => {
    assert.equal(finds('b$', 'ab\n'), 'b');
    assert.equal(finds('(?m)^b', 'a\nb'), 'b');
    assert.equal(finds('(?m)$', 'a\r\nb'), '');
    assert.equal('a\r\nb'.replace(new RegExp(translatePattern('(?m)$').source, 'gv'), '|'), 'a|\r\nb|');
    assert.equal('a\r\nb'.replace(new RegExp(translatePattern('(?m)^').source, 'gv'), '|'), '|a\r\n|b');
    assert.equal(finds('(?d).+', 'a\rb\nc'), 'a\rb');
    assert.equal(matches('\\Qa.b\\E', 'a.b'), true);
    assert.equal(matches('\\Qa.b\\E', 'axb'), false);
    assert.equal(matches('(?s)a.b', 'a\nb'), true);
    assert.equal(matches('(a)(?:b)(?<n>c)\\1', 'abca'), true);
    assert.equal(translatePattern('(a)(?:b)(?<n>c)').groups, 2);
    assert.deepEqual([...translatePattern('(a)(?<n>c)').names], [['n', 2]]);
    assert.equal(matches('[]a]+', ']a'), true);
    assert.equal(matches('[a-]+', 'a-'), true);
    assert.equal(matches('x-y/z', 'x-y/z'), true);
    assert.equal(matches('(?=a)*a', 'a'), true);
    assert.equal(matches('\\uD83D\\uDE00\\x{1F600}\\cA\\012', '😀😀\u0001\n'), true);
});

test('comments and white space under the flag x, in classes too', () => {
    assert.equal(matches('(?x) a + [ b c ] # the rest\n d', 'aacd'), true);
    assert.equal(matches('(?x)[ ]  a]', ' '), false);
});

test('possessive quantifiers and atomic groups keep what they matched; groups keep their numbers', () => {
    assert.equal(matches('a*+a', 'aaa'), false);
    assert.equal(matches('a*+b', 'aab'), true);
    assert.equal(matches('(?>a|ab)c', 'abc'), false);
    assert.equal(matches('"[^"]*+"', '"quoted"'), true);
    assert.equal(captures('(a)(?>b+)(c)', 'abbc', 2), 'c');
    assert.equal(captures('(?:(x)|y)++(z)', 'yxz', 1), 'x');
    assert.equal(matches('(?>(a)\\1)b', 'aab'), true);
});

test('a number behind a backslash is the longest that is a group; a group that is none matches nothing', () => {
    const twelve = '(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)';
    assert.equal(matches(`${twelve}\\11`, 'abcdefghijkk'), true);
    assert.equal(matches('(a)\\11', 'aa1'), true);
    assert.equal(matches('(a)\\2', 'a'), false);
});

test('what JavaScript cannot say is refused by name, what Java refuses is a syntax error', () => {
    for (const pattern of ['a\\Ga', '(?i)(a)\\1', '(?<=a{1,2}+)b', '\\X', '\\N{DIGIT ONE}']) {
        assert.throws(() => translatePattern(pattern), NotSupported, pattern);
    }
    for (const pattern of [
        '(a',
        'a)',
        '*a',
        '[a',
        '\\y',
        '{a}',
        'a{',
        'a{1',
        'a{3,2}',
        '(?<=(ab)+)b',
        '(?q)a',
        '(?<n>a)(?<n>b)',
        'a**'
    ]) {
        assert.throws(() => translatePattern(pattern), PatternSyntaxError, pattern);
    }
    assert.equal(translatePattern('\\Ga').continues, true);
});
