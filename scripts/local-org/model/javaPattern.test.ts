import { test } from 'node:test';
import assert from 'node:assert/strict';
import { NotSupported } from './index.ts';
import { PatternSyntaxError, translatePattern } from './javaPattern.ts';

const matches = (pattern: string, text: string): boolean =>
    new RegExp(`^(?:${translatePattern(pattern).source})$`, 'u').test(text);
const finds = (pattern: string, text: string): string | undefined =>
    new RegExp(translatePattern(pattern).source, 'u').exec(text)?.[0];

test('Java classes are ASCII, and case folds only ASCII', () => {
    assert.equal(matches('\\s', '\u00a0'), false);
    assert.equal(matches('\\w+', 'aZ_9'), true);
    assert.equal(matches('(?i)abc-[x-z]', 'ABC-Y'), true);
    assert.equal(matches('(?i)k', '\u212a'), false);
    assert.equal(matches('\\p{Upper}\\p{Lower}+', 'Apex'), true);
    assert.equal(matches('[\\D]', 'x'), true);
    assert.equal(matches('[\\W]+', '-!'), true);
    assert.equal(matches('[\\W]+', 'a'), false);
});

test('anchors, quotes, groups', () => {
    assert.equal(finds('b$', 'ab\n'), 'b');
    assert.equal(finds('(?m)^b', 'a\nb'), 'b');
    assert.equal(matches('\\Qa.b\\E', 'a.b'), true);
    assert.equal(matches('\\Qa.b\\E', 'axb'), false);
    assert.equal(matches('(?s)a.b', 'a\nb'), true);
    assert.equal(matches('(a)(?:b)(?<n>c)\\1', 'abca'), true);
    assert.equal(translatePattern('(a)(?:b)(?<n>c)').groups, 2);
    assert.equal(matches('[]a]+', ']a'), true);
    assert.equal(matches('[a-]+', 'a-'), true);
    assert.equal(matches('x-y/z', 'x-y/z'), true);
});

test('what JavaScript cannot say is refused by name, what Java refuses is a syntax error', () => {
    for (const pattern of ['a++', '(?>a)', '[a&&b]', '[a[b]]', '\\Ga', '(?i)(a)\\1']) {
        assert.throws(() => translatePattern(pattern), NotSupported, pattern);
    }
    for (const pattern of ['(a', 'a)', '*a', '[a', '\\y', '{1}']) {
        assert.throws(() => translatePattern(pattern), PatternSyntaxError, pattern);
    }
});
