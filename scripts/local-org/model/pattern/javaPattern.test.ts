import { test } from 'node:test';
import assert from 'node:assert/strict';
import { JavaPattern, Matching, PatternSyntaxError, PatternTooComplicated } from './javaPattern.ts';

const compile = (pattern: string): JavaPattern => JavaPattern.of(pattern);
const matches = (pattern: string, text: string): boolean => compile(pattern).matches(text);
/** What the first match holds. */
const found = (pattern: string, text: string): Matching | undefined => {
    const matching = new Matching(text);
    return compile(pattern).find(matching, 0) ? matching : undefined;
};
/** What a group captures. */
const captures = (pattern: string, text: string, group: number): string | undefined => {
    const matching = found(pattern, text);
    const from = matching?.bound(group, 0) ?? -1;
    return from < 0 ? undefined : text.slice(from, matching?.bound(group, 1));
};
const finds = (pattern: string, text: string): string | undefined => captures(pattern, text, 0);
/** Where all matches begin. */
const places = (pattern: string, text: string): number[] => {
    const matching = new Matching(text);
    const found: number[] = [];
    let from = 0;
    while (from <= text.length && compile(pattern).find(matching, from)) {
        found.push(matching.bound(0, 0));
        from = Math.max(matching.bound(0, 1), matching.bound(0, 0) + 1);
    }
    return found;
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
    assert.throws(() => compile('\\p{Nonsense}'), /Unknown character property name \{Nonsense\}/);
    for (const name of ['constructor', '__proto__', 'IsvalueOf', 'gc=toString'])
        assert.throws(() => compile(`\\p{${name}}`), PatternSyntaxError, name);
    assert.throws(() => compile('\\p'), PatternSyntaxError);
    assert.equal(matches('\\p{IsHiragana}\\p{InHIRAGANA}\\p{javaTitleCase}\\p{IsTitlecase}', 'ああǅǅ'), true);
    assert.equal(matches('\\N{DIGIT ONE}[\\N{LATIN SMALL LETTER A}-c]\\N{white smiling face}', '1b☺'), true);
    assert.equal(matches('\\N{CJK UNIFIED IDEOGRAPHS 4E00}', '一'), true);
    assert.throws(() => compile('\\N{NO SUCH SIGN}'), PatternSyntaxError);
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
    assert.throws(() => compile('[&&]'), PatternSyntaxError);
});

test('anchors, quotes, groups', () => {
    assert.equal(finds('b$', 'ab\n'), 'b');
    assert.equal(finds('(?m)^b', 'a\nb'), 'b');
    assert.equal(finds('(?m)$', 'a\r\nb'), '');
    assert.deepEqual(places('(?m)$', 'a\r\nb'), [1, 4]);
    assert.deepEqual(places('(?m)^', 'a\r\nb'), [0, 3]);
    assert.deepEqual(places('(?m)^', ''), []);
    assert.equal(finds('(?d).+', 'a\rb\nc'), 'a\rb');
    assert.equal(matches('\\Qa.b\\E', 'a.b'), true);
    assert.equal(matches('\\Qa.b\\E', 'axb'), false);
    assert.equal(matches('(?s)a.b', 'a\nb'), true);
    assert.equal(matches('(a)(?:b)(?<n>c)\\1', 'abca'), true);
    assert.equal(compile('(a)(?:b)(?<n>c)').groups, 2);
    assert.deepEqual([...compile('(a)(?<n>c)').names], [['n', 2]]);
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

test('groups keep what earlier rounds matched; a reference to what matched nothing matches nothing', () => {
    assert.equal(captures('(?:(a)|b)*', 'ab', 1), 'a');
    assert.equal(captures('(?:(a)|(b))+', 'ab', 1), 'a');
    assert.equal(matches('(?:(a)|b)\\1', 'b'), false);
    assert.equal(matches('(?i)(a)\\1', 'aA'), true);
    assert.equal(matches('(?i)(é)\\1', 'éÉ'), false);
    assert.equal(matches('(?iu)(é)\\1', 'éÉ'), true);
    assert.equal(captures('(?:(?=(a))b|a)', 'a', 1), 'a', 'as Java leaves it');
    assert.equal(captures('(a{0,2})*?b', 'aaab', 1), 'a');
});

test('look-behinds may be as long as Java can tell, with atomic groups inside of them', () => {
    assert.equal(finds('(?<=a{1,2}+)b', 'aab'), 'b');
    assert.equal(finds('(?<=(?>a|ab))c', 'abc'), undefined);
    assert.equal(finds('(?<!x+)y', 'xxyy'), 'y');
    for (const pattern of ['(?<=(?:ab)+)c', '(?<=(a)\\1)b', '(?<=(?:a|b){2})c', '(?<=b{2,}?b{2,}?)a']) {
        assert.throws(() => compile(pattern), /does not have an obvious maximum length/, pattern);
    }
});

test('the end that was seen, and the end that is needed', () => {
    const ends = (pattern: string, text: string): [boolean, boolean] => {
        const matching = new Matching(text);
        compile(pattern).matchAt(matching, 0, false);
        return [matching.hitEnd, matching.requireEnd];
    };
    assert.deepEqual(ends('ab', 'a'), [true, false]);
    assert.deepEqual(ends('ab', 'abc'), [false, false]);
    assert.deepEqual(ends('a+', 'aa'), [true, false]);
    assert.deepEqual(ends('a$', 'a'), [true, true]);
    assert.deepEqual(ends('a\\b', 'a'), [true, true]);
    assert.deepEqual(ends('a(?!b)', 'a'), [true, true]);
});

test('places between and around characters of two halves', () => {
    assert.deepEqual(places('', '😀'), [0, 1, 2]);
    assert.deepEqual(places('(?!^)[^a]??', '😀'), [2]);
    assert.equal(finds('\\X', 'e\u0301x'), 'e\u0301');
    assert.equal(matches('a\\b{g}b', 'ab'), true);
    const clusters = 'e\u0301🇪🇪🇪🇪x';
    assert.deepEqual(places('\\b{g}', clusters), [0, 2, 6, 10, 11]);
    // As often as Java 17 reads it: four times at each of the five places inside, not from the beginning each time.
    const matching = new Matching('abcdef');
    assert.equal(compile('\\b{g}x').find(matching, 0), false);
    assert.equal(matching.readings, 26);
    assert.equal(matches('\\R', '\r\n'), true);
});

test('a pattern that goes back without end is given up, one over a long text is not', () => {
    assert.throws(() => matches('(a+)+b', 'a'.repeat(40)), PatternTooComplicated);
    assert.throws(() => matches('('.repeat(50_000) + ')'.repeat(50_000), ''), PatternTooComplicated);
    assert.throws(() => matches('(?:(?:a*)*)*b', 'a'.repeat(40)), PatternTooComplicated);
    assert.throws(() => matches('.*', 'x'.repeat(1_000_001)), PatternTooComplicated);
    assert.equal(matches('(?:ab|c)*', 'ab'.repeat(100_000)), true);
    assert.equal(matches('((a|b)c)*+', 'ac'.repeat(100_000)), true);
    const long = 'ab'.repeat(100_000);
    assert.equal(matches(long, long), true);
    assert.equal(matches(`\\Q${long}\\E`, long), true);
    assert.equal(matches('ab|'.repeat(100_000) + 'c', 'c'), true);
});

test('what Java refuses is a syntax error', () => {
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
        '\\k<n>',
        'a**'
    ]) {
        assert.throws(() => compile(pattern), PatternSyntaxError, pattern);
    }
});
