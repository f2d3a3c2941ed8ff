/**
 * Functions and their edges. Sources: Salesforce Help, "Formula Operators and Functions by Context" and each function's examples there;
 * answers that the help leaves open were taken from what people published after trying them in an org.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DateValue, DatetimeValue, Decimal, TimeValue } from '../model/index.ts';
import type { FieldType, Scalar } from '../model/index.ts';
import { compileFormula, FormulaFault } from './index.ts';
import { context, problemOf, run, schema, thing } from './testThing.ts';

const number = (text: string, values: Record<string, Scalar> = {}): unknown => run(text, 'number', values);
const text = (formula: string, values: Record<string, Scalar> = {}): unknown => run(formula, 'text', values);
const holds = (formula: string, values: Record<string, Scalar> = {}): unknown => run(formula, 'boolean', values);

test('numbers: every rounding, by example', () => {
    const cases: readonly (readonly [string, string | null])[] = [
        ['CEILING(2.5)', '3'],
        ['CEILING(-2.5)', '-3'],
        ['FLOOR(-1.4)', '-1'],
        ['FLOOR(2.9)', '2'],
        ['MCEILING(-2.5)', '-2'],
        ['MFLOOR(-2.5)', '-3'],
        ['ROUND(1.5, 0)', '2'],
        ['ROUND(-1.5, 0)', '-2'],
        ['ROUND(225.49823, 2)', '225.5'],
        ['ROUND(1234.5, -2)', '1200'],
        ['TRUNC(-3.678, 1)', '-3.6'],
        ['TRUNC(1234.56, -2)', '1200'],
        ['MOD(10, 3)', '1'],
        ['MOD(3, 0)', '3'],
        ['FLOOR((1 / 9) * 9)', '1'],
        ['SQRT(16)', '4'],
        ['ABS(-5)', '5'],
        ['EXP(0)', '1'],
        ['LN(1)', '0'],
        ['LOG(1000)', '3'],
        ['SIN(0)', '0'],
        ['COS(0)', '1'],
        ['TAN(0)', '0'],
        ['ASIN(0)', '0'],
        ['ACOS(1)', '0'],
        ['ATAN(0)', '0'],
        ['ATAN2(0, 1)', '0'],
        ['ROUND(PI(), 5)', '3.14159'],
        ['ACOS(2)', null],
        ['2 ^ 3 ^ 2', '64'],
        ['0 ^ 0', '1'],
        ['0 ^ -1', null],
        ['2 ^ 0.5', null],
        ['10 ^ 65', null],
        ['0.5 ^ -10', '1024'],
        ['PICKLISTCOUNT(Tags__c)', '0']
    ];
    for (const [formula, expected] of cases) assert.equal(number(formula), expected, formula);
    assert.equal(number('PICKLISTCOUNT(Tags__c)', { Tags__c: 'A;B;C' }), '3');
    assert.equal(number('CURRENCYRATE("EUR")'), '0.8');
    assert.equal(number('CURRENCYRATE("XXX")'), null);
});

test('rounding agrees with exact arithmetic, whatever the number', () => {
    const exact = (value: bigint, places: number): bigint => {
        const unit = 10n ** BigInt(places);
        const half = value < 0n ? -(unit / 2n) : unit / 2n;
        return (value + half) / unit;
    };
    for (let seed = 1; seed < 400; seed++) {
        const value = BigInt((seed * 7919 * (seed % 2 === 0 ? 1 : -1)) % 1_000_003);
        const values = { Amount__c: new Decimal(value, 3) };
        assert.equal(number('ROUND(Amount__c, 0)', values), String(exact(value, 3)), `ROUND ${value}`);
        assert.equal(number('TRUNC(Amount__c, 0)', values), String(value / 1000n), `TRUNC ${value}`);
        assert.equal(
            number('MFLOOR(Amount__c) + MOD(Amount__c, 1)', values),
            new Decimal(value, 3).stripTrailingZeros().toString(),
            `MFLOOR and MOD ${value}`
        );
    }
});

test('text, by example', () => {
    const cases: readonly (readonly [string, string | null])[] = [
        ['INITCAP("hello wORLD it\'s")', "Hello World It'S"],
        ['REVERSE("abc")', 'cba'],
        ['CHR(65) & TEXT(ASCII("B"))', 'A66'],
        ['LPAD("7", 3, "0")', '007'],
        ['RPAD("ab", 5, "xy")', 'abxyx'],
        ['LPAD("abcdef", 3)', 'abc'],
        ['LPAD("a", 0, "x")', null],
        ['UPPER("idempotent", "tr")', '\u0130DEMPOTENT'],
        ['LEFT("abc", 0)', null],
        ['TRIM("  a b ")', 'a b'],
        ['SUBSTITUTE("a.b.c", ".", "")', 'abc'],
        ['SUBSTITUTE("Golden", Title__c, "x")', 'Golden'],
        ['TEXT(1 / 4)', '.25'],
        ['TEXT(0.5)', '0.5'],
        ['TEXT(-0.5)', '-.5'],
        ['TEXT(1 / 3)', `.${'3'.repeat(40)}`],
        ['TEXT(4 / 3)', `1.${'3'.repeat(38)}`],
        ['TEXT(1000000)', '1000000'],
        ['TEXT(DATE(2026, 3, 1))', '2026-03-01'],
        ['TEXT(TIMEVALUE("17:30:45.125"))', '17:30:45.125'],
        ['TEXT(2 ^ 100)', '1267650600228229400000000000000'],
        ['"a" & BR() & "b"', 'a<br>b'],
        ['HYPERLINK("/x", "go")', '<a href="/x" target="_blank">go</a>']
    ];
    for (const [formula, expected] of cases) assert.equal(text(formula), expected, formula);
    assert.equal(text('TEXT(Share__c)', { Share__c: Decimal.of(99) }), '.99');
    assert.equal(number('FIND("", "abc")'), '0');
    assert.equal(number('VALUE("")'), null);
    assert.equal(String(run(`"${'x'.repeat(2000)}"`)).length, 1300, 'a text formula shows 1,300 characters');
});

test('blank text is text that is empty; blank numbers are equal to nothing', () => {
    assert.equal(holds('Title__c = ""'), true);
    assert.equal(holds('CONTAINS("abc", Title__c)'), true);
    assert.equal(holds('CONTAINS(Title__c, "a")'), false);
    assert.equal(holds('Amount__c = 0'), false);
    assert.equal(holds('Amount__c <> 0'), false);
    assert.equal(holds('ISBLANK(LEFT("abc", 0))'), true);
    assert.equal(holds('ISNULL(Title__c)'), false);
    assert.equal(text('NULLVALUE(Title__c, "x")'), null, 'NULLVALUE never replaces text');
    assert.equal(text('BLANKVALUE(Title__c, "x")'), 'x');
    assert.equal(run('IF(ISBLANK(1 / 0), "blank", "value")'), null, 'a fault goes through everything');
});

test('picklists are compared without case, text by case', () => {
    assert.equal(holds('ISPICKVAL(Status__c, "open")', { Status__c: 'Open' }), true);
    assert.equal(holds('INCLUDES(Tags__c, "a")', { Tags__c: 'B;A' }), true);
    assert.equal(holds('INCLUDES(Tags__c, "A;B")', { Tags__c: 'A;B' }), false);
    assert.equal(holds('"a" = "A"'), false);
});

test('dates, times, durations', () => {
    const cases: readonly (readonly [string, FieldType, string | null])[] = [
        ['DAYOFYEAR(DATE(2024, 12, 31))', 'number', '366'],
        ['ISOWEEK(DATE(2021, 1, 3))', 'number', '53'],
        ['ISOYEAR(DATE(2021, 1, 3))', 'number', '2020'],
        ['ADDMONTHS(DATE(2024, 1, 31), 1)', 'date', '2024-02-29'],
        ['ADDMONTHS(DATE(2026, 1, 30), 1)', 'date', '2026-02-28'],
        ['ADDMONTHS(DATE(2026, 3, 15), -13)', 'date', '2025-02-15'],
        ['DATE(2009, 3.5, 2)', 'date', '2009-03-02'],
        ['DATE(10000, 1, 1)', 'date', null],
        ['TEXT(FROMUNIXTIME(0))', 'text', '1970-01-01 00:00:00Z'],
        ['UNIXTIMESTAMP(DATE(1970, 1, 2))', 'number', '86400'],
        ['UNIXTIMESTAMP(TIMEVALUE("00:01:00"))', 'number', '60'],
        ['FORMATDURATION(1000000)', 'text', '277:46:40'],
        ['FORMATDURATION(1000000, TRUE)', 'text', '11:13:46:40'],
        ['FORMATDURATION(TIMEVALUE("10:00:00"), TIMEVALUE("08:30:15"))', 'text', '01:29:45'],
        ['FORMATDURATION(NOW() + 1.5, NOW())', 'text', '1:12:00:00'],
        ['HOUR(TIMEVALUE("17:30:45"))', 'number', '17'],
        ['MILLISECOND(TIMEVALUE("17:30:45.125"))', 'number', '125'],
        ['TEXT($System.OriginDateTime)', 'text', '1900-01-01 00:00:00Z'],
        ['TIMEVALUE("09:00:00") - TIMEVALUE("08:00:00")', 'number', '3600000'],
        ['TIMEVALUE("08:00:00") - TIMEVALUE("09:00:00")', 'number', '82800000']
    ];
    const at = context({
        global: (name) => (name === '$System.OriginDateTime' ? new DatetimeValue(Date.UTC(1900, 0, 1)) : null)
    });
    for (const [formula, type, expected] of cases) assert.equal(run(formula, type, {}, { at }), expected, formula);
    const later = run('TIMEVALUE("23:00:00") + 7200000', 'time');
    assert.ok(later instanceof TimeValue);
    assert.equal(later.msOfDay, 3_600_000, 'past midnight');
    assert.equal(run('TIMEVALUE("00:30:00") - 3600000', 'time'), null, 'before midnight is a fault');
    assert.equal(run('Due__c - 0.5', 'date', { Due__c: DateValue.of(2026, 1, 31) }), '2026-01-31');
});

test('each function has its places', () => {
    assert.equal(problemOf('ISNEW()', 'boolean'), 'Function ISNEW may not be used in this type of formula');
    assert.equal(problemOf('ISNEW()', 'boolean', 'rule'), undefined);
    assert.equal(problemOf('REGEX("a", "b")', 'boolean'), 'Function REGEX may not be used in this type of formula');
    assert.equal(problemOf('URLENCODE("a")'), 'Function URLENCODE may not be used in this type of formula');
    assert.equal(
        problemOf('PARENTGROUPVAL(1, 2)', 'number'),
        'Function PARENTGROUPVAL may not be used in this type of formula'
    );
    assert.equal(problemOf('IFERROR(1, 2)', 'number'), 'Unknown function IFERROR. Check spelling.');
    assert.equal(problemOf('Title__c', 'text', 'default'), 'Field Title__c may not be used in this type of formula');
    assert.equal(problemOf('$User.Id', 'text', 'default'), undefined);
    assert.equal(problemOf('NOW()', 'date', 'default'), undefined, 'released packages default a day by the moment');
    assert.match(problemOf('NOW()', 'date', 'field') ?? '', /incompatible with expected data type/);
    assert.match(problemOf('$Api.Session_ID') ?? '', /^not supported by the local org/);
});

test('VLOOKUP reads a record by its name, in rules and defaults', () => {
    const formula = 'VLOOKUP($ObjectType.Thing__c.Fields.Title__c, $ObjectType.Thing__c.Fields.Name, "there")';
    assert.equal(run(`${formula} = "Title__c of there"`, 'boolean', {}, { kind: 'rule' }), true);
    assert.equal(problemOf(formula), 'Function VLOOKUP may not be used in this type of formula');
    assert.match(
        problemOf(
            'VLOOKUP($ObjectType.Thing__c.Fields.Title__c, $ObjectType.Thing__c.Fields.Title__c, "x") = "a"',
            'boolean',
            'rule'
        ) ?? '',
        /record name/
    );
});

test("regular expressions are Java's and match the whole text", () => {
    const rule = (formula: string): unknown => run(formula, 'boolean', {}, { kind: 'rule' });
    assert.equal(rule('REGEX("ab12", "[a-z]+\\\\d{2}")'), true);
    assert.equal(rule('REGEX("ab12x", "[a-z]+\\\\d{2}")'), false);
    assert.equal(rule('REGEX("a-b@c", "[\\\\w\\\\-]+\\\\@c")'), true, 'needless escapes');
    assert.equal(rule('REGEX("ABC", "(?i)abc")'), true);
});

test('messages name what was expected', () => {
    assert.equal(
        problemOf('TEXT(Title__c)'),
        "Incorrect parameter type for function 'TEXT()'. Expected Number, Date, Date/Time, Picklist, received Text"
    );
    assert.equal(
        problemOf('TEXT(Account__c)'),
        "Incorrect parameter type for function 'TEXT()'. Expected Number, Date, Date/Time, Picklist, received Lookup(Account)"
    );
    assert.equal(
        problemOf('1', 'number', 'rule'),
        'Formula result is data type (Number), incompatible with expected data type (true or false).'
    );
    assert.equal(
        problemOf(`"${'x'.repeat(3914)}"`),
        'Formula is too long (3,916 characters).  Maximum length is 3,900 characters.'
    );
});

test('a fault in a rule is thrown, since it refuses the save', () => {
    const rule = compileFormula({ text: '1 / 0 = 1', type: 'boolean', blanksAsZero: false }, thing, schema, 'rule');
    assert.ok('evaluate' in rule);
    assert.throws(() => rule.evaluate([], context()), FormulaFault);
});
