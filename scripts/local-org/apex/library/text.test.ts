import { test } from 'node:test';
import assert from 'node:assert/strict';
import { DateValue, DatetimeValue, Decimal } from '../../model/index.ts';
import { ApexException, ApexList, Blob } from '../runtime/index.ts';
import { caller, fakeType } from './fixture.ts';
import { regularExpressions } from './regularExpressions.ts';
import { text } from './text.ts';

const string = caller(text, 'System.String');
const items = (value: unknown): unknown => (value as ApexList).items;
const refusal =
    (type: string, message: string) =>
    (error: unknown): boolean => {
        assert.ok(error instanceof ApexException);
        assert.equal(`${error.apexType}: ${error.apexMessage}`, `${type}: ${message}`);
        return true;
    };

test('parts of a text', () => {
    assert.equal(string('String substring(Integer start, Integer end)', 'abcdef', 1, 3), 'bc');
    assert.throws(
        () => string('String substring(Integer start)', 'abc', 4),
        refusal('System.StringException', 'Starting position out of bounds: 4')
    );
    assert.equal(string('String mid(Integer start, Integer length)', 'abcde', 2, 2), 'cd');
    assert.equal(string('String substringBetween(String open, String close)', 'a[b]c', '[', ']'), 'b');
    assert.equal(string('String substringAfterLast(String separator)', 'a.b.c', '.'), 'c');
    assert.equal(string('String abbreviate(Integer width)', 'Hello Maximillian', 8), 'Hello...');
    assert.equal(string('String abbreviate(Integer width, Integer offset)', 'Hello Maximillian', 9, 6), '...Max...');
    assert.equal(string('String center(Integer size, String pad)', 'hello', 9, '-'), '--hello--');
    assert.equal(string('String right(Integer length)', 'abc', 2), 'bc');
    assert.equal(string('String normalizeSpace()', ' a \n b '), 'a b');
    assert.equal(string('String removeEndIgnoreCase(String part)', 'Salesforce', 'FORCE'), 'Sales');
    assert.equal(string('String repeat(String separator, Integer times)', 'a', '-', 3), 'a-a-a');
    assert.equal(string('String trim()', '\t a\u00a0 '), 'a\u00a0');
});

test('null arguments are refused in the platform words', () => {
    assert.throws(
        () => string('Boolean contains(String part)', 'a', null),
        refusal('System.NullPointerException', 'Argument cannot be null.')
    );
    assert.equal(string('Boolean equalsIgnoreCase(String other)', 'a', null), false);
    assert.equal(string('static Boolean isBlank(String text)', null), true);
    assert.equal(string('static Boolean isBlank(String text)', ' \t'), true);
    assert.equal(string('static Boolean isEmpty(String text)', ' '), false);
});

test('splitting follows Java', () => {
    const split = 'List<String> split(String regex)';
    assert.deepEqual(items(string(split, 'a,b,,', ',')), ['a', 'b']);
    assert.deepEqual(items(string(split, ',a', ',')), ['', 'a']);
    assert.deepEqual(items(string(split, 'abc', '')), ['a', 'b', 'c']);
    assert.deepEqual(items(string(split, '', ',')), ['']);
    assert.deepEqual(items(string(split, ',', ',')), []);
    assert.deepEqual(items(string('List<String> split(String regex, Integer limit)', 'a.b.c', '\\.', 2)), ['a', 'b.c']);
    assert.deepEqual(items(string('List<String> split(String regex, Integer limit)', 'a,b,,', ',', -1)), [
        'a',
        'b',
        '',
        ''
    ]);
    assert.deepEqual(items(string('List<String> splitByCharacterTypeCamelCase()', 'fooBARBaz12')), [
        'foo',
        'BAR',
        'Baz',
        '12'
    ]);
});

test('replacing', () => {
    assert.equal(string('String replace(String part, String replacement)', 'a.b.c', '.', '$1'), 'a$1b$1c');
    assert.equal(string('String replaceAll(String regex, String replacement)', 'a1b22', '[0-9]+', '<$0>'), 'a<1>b<22>');
    assert.equal(string('String replaceFirst(String regex, String replacement)', 'aa', 'a', '\\$'), '$a');
    assert.throws(
        () => string('String replaceAll(String regex, String replacement)', 'a', '(', ''),
        (error) => error instanceof ApexException && error.apexType === 'System.StringException'
    );
});

test('escapes', () => {
    assert.equal(string('String escapeHtml4()', '<é & "β">'), '&lt;&eacute; &amp; &quot;&beta;&quot;&gt;');
    assert.equal(string('String unescapeHtml4()', '&lt;&eacute;&#66;&#x42;&nope;'), '<éBB&nope;');
    assert.equal(string('String escapeEcmaScript()', 'it\'s\n"\u00e9/'), 'it\\\'s\\n\\"\\u00E9\\/');
    assert.equal(string('String escapeCsv()', 'a,"b"'), '"a,""b"""');
    assert.equal(string('String unescapeJava()', 'a\\tb\\u0041'), 'a\tbA');
    assert.equal(string('String escapeXml()', "<'>"), '&lt;&apos;&gt;');
    assert.equal(string('static String escapeSingleQuotes(String text)', "O'Hara"), "O\\'Hara");
});

test('String.valueOf, format, join', () => {
    assert.equal(string('static String valueOf(Object value)', null), null);
    assert.equal(string('static String valueOf(Date value)', DateValue.of(2026, 11, 22)), '2026-11-22');
    assert.equal(string('static String valueOf(Datetime value)', new DatetimeValue(0)), '1970-01-01 00:00:00');
    assert.equal(string('static String valueOf(Double value)', 3), '3.0');
    assert.equal(string('static String valueOf(Decimal value)', Decimal.parse('1.50')), '1.50');
    const values = new ApexList(fakeType('Object'), ['x', 2, null]);
    const format = 'static String format(String pattern, List<Object> values)';
    assert.equal(string(format, "{0}-{1}-{2}-{3} it''s '{0}'", values), "x-2-null-{3} it's {0}");
    assert.equal(
        string(
            'static String join(Object iterable, String separator)',
            new ApexList(fakeType('Integer'), [1, 2]),
            '; '
        ),
        '1; 2'
    );
    assert.equal(string('Integer hashCode()', 'Hello'), 69609650);
    assert.equal(string('Integer getLevenshteinDistance(String other)', 'Hello Joe', 'Hello Max'), 3);
});

test('Matcher', () => {
    const pattern = caller(regularExpressions, 'System.Pattern');
    const matcher = caller(regularExpressions, 'System.Matcher');
    const compiled = pattern('static Pattern compile(String regex)', '(\\w)(\\d)?');
    const self = pattern('Matcher matcher(String text)', compiled, 'a1b');
    assert.equal(matcher('Boolean find()', self), true);
    assert.equal(matcher('String group(Integer group)', self, 2), '1');
    assert.equal(matcher('Integer end()', self), 2);
    assert.equal(matcher('Boolean find()', self), true);
    assert.equal(matcher('String group(Integer group)', self, 2), null);
    assert.equal(matcher('Boolean find()', self), false);
    assert.equal(matcher('Boolean matches()', self), false);
    assert.throws(() => matcher('String group()', self), refusal('System.StringException', 'No match found'));
});

test('Id and Blob', () => {
    const id = caller(text, 'System.Id');
    assert.equal(id('static Id valueOf(String text)', '001D000000IqhSL'), '001D000000IqhSLIAZ');
    assert.throws(
        () => id('static Id valueOf(String text)', 'nope'),
        refusal('System.StringException', 'Invalid id: nope')
    );
    const blob = caller(text, 'System.Blob');
    assert.equal(blob('Integer size()', Blob.ofText('é')), 2);
    assert.throws(
        () => blob('String toString()', new Blob(new Uint8Array([0xff]))),
        refusal('System.StringException', 'BLOB is not a valid UTF-8 string')
    );
});
