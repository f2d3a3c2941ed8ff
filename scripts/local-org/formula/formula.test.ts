import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DateValue, DatetimeValue, Decimal } from '../model/index.ts';
import { baseComponents, compileMetadata, groupFiles } from '../metadata/index.ts';
import { checkFormulas, compileFormula, pathName } from './index.ts';
import { build, compileOf, context, FIELDS, model, plain, problemOf, run, schema, thing } from './testThing.ts';

test('arithmetic is decimal, with the usual order of operators', () => {
    assert.equal(run('0.1 + 0.2', 'number'), '0.3');
    assert.equal(run('1 + 2 * 3 ^ 2 - 10 / 4', 'number'), '34.5', '* and / are tighter than ^');
    assert.equal(run('-(2 + 3) * -1', 'number'), '5');
    assert.equal(run('10 / 3', 'number')?.toString().slice(0, 8), '3.333333');
    assert.equal(
        run('Amount__c / Count__c', 'number', { Amount__c: Decimal.of(1), Count__c: Decimal.of(0) }),
        null,
        'division by zero is #Error!'
    );
});

test('blank numbers are zero only where the formula says so', () => {
    assert.equal(run('Amount__c + 1', 'number'), null);
    assert.equal(run('Amount__c + 1', 'number', {}, { zero: true }), '1');
    assert.equal(run('ISBLANK(Amount__c)', 'boolean'), true);
    assert.equal(run('ISBLANK(Amount__c)', 'boolean', {}, { zero: true }), false);
    assert.equal(run('Amount__c < 5', 'boolean'), false);
    assert.equal(run('Amount__c = 0', 'boolean', {}, { zero: true }), true);
    assert.equal(run('BLANKVALUE(Amount__c, 7)', 'number'), '7');
    assert.equal(run('MAX(Count__c, 1)', 'number'), '1', 'MAX leaves blanks out');
});

test('percent fields are fractions inside of a formula', () => {
    assert.equal(
        run('Amount__c * Share__c', 'currency', { Amount__c: Decimal.of(200), Share__c: Decimal.of(25) }),
        '50'
    );
    assert.equal(run('1 / 4', 'percent'), '25');
});

test('text: apostrophes, escapes, functions, blank results', () => {
    assert.equal(run('"it\'s" & " " & \'so\''), "it's so");
    assert.equal(run('"a\\"b\\n" + "c"'), 'a"b\\nc', 'a backslash stays before all but itself and a quotation mark');
    assert.equal(problemOf('"a\\qb"'), "Syntax error.  Found '\\q'");
    assert.equal(
        run('UPPER(LEFT(Title__c, 2)) & MID("abcdef", 3, 2) & RIGHT("xyz", 1)', 'text', { Title__c: 'hello' }),
        'HEcdz'
    );
    assert.equal(run('SUBSTITUTE("a$b", "$", "$&")'), 'a$&b');
    assert.equal(run('LEN(Title__c)', 'number'), '0');
    assert.equal(run('Title__c & ""'), null);
    assert.equal(run('CONTAINS("Alpha", "alp")', 'boolean'), false, 'by case');
    assert.equal(run('BEGINS("Alpha", "Al")', 'boolean'), true);
    assert.equal(run('FIND("p", "alpha", 1)', 'number'), '3');
    assert.equal(run('REGEX("ab12", "[a-z]+\\\\d{2}")', 'boolean', {}, { kind: 'rule' }), true);
    assert.equal(run('VALUE("1,250.5") * 2', 'number'), '2501');
    assert.equal(run('HYPERLINK("/x", "go", "_self")'), '<a href="/x" target="_self">go</a>');
    assert.equal(run('TEXT(Amount__c)', 'text', { Amount__c: new Decimal(1250n, 2) }), '12.5');
});

test('logic evaluates only what it needs', () => {
    assert.equal(run('IF(TRUE, 1, 1 / 0)', 'number'), '1');
    assert.equal(run('AND(FALSE, 1 / 0 = 1)', 'boolean'), false);
    assert.equal(run('FALSE || !FALSE && TRUE', 'boolean'), true);
    assert.equal(run('CASE(Status__c, "Open", 1, "Done", 2, 0)', 'number', { Status__c: 'Done' }), '2');
    assert.equal(
        run('CASE(MONTH(Due__c), 1, "Jan", 2, "Feb", "later")', 'text', { Due__c: DateValue.of(2026, 2, 3) }),
        'Feb'
    );
});

test('picklists', () => {
    assert.equal(run('ISPICKVAL(Status__c, "Open")', 'boolean', { Status__c: 'Open' }), true);
    assert.equal(run('ISPICKVAL(Status__c, "")', 'boolean'), true);
    assert.equal(run('TEXT(Status__c) & "!"', 'text', { Status__c: 'Open' }), 'Open!');
    assert.equal(run('INCLUDES(Tags__c, "A")', 'boolean', { Tags__c: 'B;A' }), true);
    assert.equal(
        problemOf('Status__c = "Open"', 'boolean'),
        'Field Status__c is a picklist field. Picklist fields are only supported in certain functions.'
    );
    assert.equal(
        problemOf('LEN(Status__c)', 'number'),
        'Field Status__c is a picklist field. Picklist fields are only supported in certain functions.'
    );
});

test('dates and moments', () => {
    assert.equal(run('TODAY()', 'date'), '2026-02-28', "the user's day, not GMT's");
    assert.equal(run('DATEVALUE(NOW())', 'date'), '2026-03-01', 'conversions go by GMT');
    assert.equal(run('Due__c + 1.9', 'date', { Due__c: DateValue.of(2026, 1, 31) }), '2026-02-01');
    assert.equal(run('Due__c - DATE(2026, 1, 1)', 'number', { Due__c: DateValue.of(2026, 1, 31) }), '30');
    assert.equal(run('ADDMONTHS(DATE(2026, 1, 31), 1)', 'date'), '2026-02-28');
    assert.equal(run('ADDMONTHS(DATE(2026, 2, 28), 1)', 'date'), '2026-03-31', 'last day stays last day');
    assert.equal(
        run('(NOW() - At__c) * 24', 'number', { At__c: new DatetimeValue(Date.UTC(2026, 1, 28, 23, 30)) }),
        '2.5'
    );
    assert.equal(run('TEXT(NOW())'), '2026-03-01 02:00:00Z');
    assert.equal(run('WEEKDAY(DATE(2026, 3, 1))', 'number'), '1');
    assert.equal(run('DATE(2026, 2, 30)', 'date'), null);
    assert.equal(run('Due__c > TODAY()', 'boolean'), false, 'blank compares false');
});

test('fields of parents are inputs; globals come from the context', () => {
    const formula = compileOf('Account__r.Owner.Name & Account__r.Name & Title__c & Account__r.Name');
    assert.ok('inputs' in formula);
    assert.deepEqual(formula.inputs.map(pathName), ['Account__r.Owner.Name', 'Account__r.Name', 'Title__c']);
    assert.deepEqual(
        formula.inputs[0]?.map((field) => field.name),
        ['Account__c', 'OwnerId', 'Name']
    );
    assert.equal(formula.volatile, false);
    assert.equal(run('$Label.Hello & $User.Username'), '<$Label.Hello><$User.Username>');
    assert.equal(run('$Permission.Waive', 'boolean'), true);
    const volatile = compileOf('$User.Id = Owner:User.Id', 'boolean');
    assert.ok('volatile' in volatile && volatile.volatile);
    assert.equal(run('Id', 'text', { Id: '001gw0000000001AAA' }), '001gw0000000001', 'Ids have 15 characters');
    assert.equal(run('CASESAFEID(Id)', 'text', { Id: '001gw0000000001AAA' }), '001gw0000000001AAA');
});

test('changes of a record', () => {
    const formula = compileOf(
        'ISCHANGED(Status__c) && ISPICKVAL(PRIORVALUE(Status__c), "Open")',
        'boolean',
        false,
        'rule'
    );
    assert.ok('inputs' in formula);
    assert.equal(formula.inputs.length, 1);
    assert.equal(formula.evaluate(['Done'], context({ old: ['Open'] })), true);
    assert.equal(formula.evaluate(['Open'], context({ old: ['Open'] })), false);
    assert.equal(formula.evaluate(['Open'], context({ isNew: true })), false);
    assert.equal(run('ISNEW()', 'boolean', {}, { at: context({ isNew: true }), kind: 'rule' }), true);
    assert.equal(
        run(
            'PRIORVALUE(Count__c) = 3',
            'boolean',
            { Count__c: Decimal.of(3) },
            { at: context({ isNew: true }), kind: 'rule' }
        ),
        true
    );
});

test('refusals name the fault', () => {
    assert.equal(problemOf('Nope__c'), 'Field Nope__c does not exist. Check spelling.');
    assert.equal(problemOf('Account__r.Nope__c'), 'Field Account__r.Nope__c does not exist. Check spelling.');
    assert.equal(problemOf('NOPE(1)'), 'Unknown function NOPE. Check spelling.');
    assert.equal(
        problemOf('DISTANCE(1, 2, "km")', 'number'),
        'not supported by the local org: formula function DISTANCE'
    );
    assert.equal(
        problemOf('IF(TRUE, 1)'),
        "Incorrect number of parameters for function 'IF()'. Expected 3, received 2"
    );
    assert.equal(
        problemOf('LEN(5)', 'number'),
        "Incorrect parameter type for function 'LEN()'. Expected Text, received Number"
    );
    assert.equal(problemOf('"a" & 1'), "Incorrect parameter type for operator '&'. Expected Text, received Number");
    assert.equal(
        problemOf('Title__c = 1', 'boolean'),
        "Incorrect parameter type for operator '='. Expected Text, received Number"
    );
    assert.equal(
        problemOf('Amount__c'),
        'Formula result is data type (Number), incompatible with expected data type (Text).'
    );
    assert.equal(
        problemOf('IF(TRUE, 1, "a")', 'number'),
        "Incorrect parameter type for function 'IF()'. Expected Number, received Text"
    );
    assert.equal(problemOf('(1 + 2', 'number'), "Syntax error.  Missing ')'");
    assert.equal(problemOf('1 + ', 'number'), 'Syntax error.  The formula ends too early');
    assert.equal(problemOf('1 2', 'number'), "Syntax error.  Found '2'");
    assert.equal(
        problemOf('Notes__c'),
        'You referenced an unsupported field type called "Long Text Area" using the following field: Notes__c'
    );
    assert.equal(problemOf('LEN(Notes__c) = 0', 'boolean', 'rule'), undefined, 'conditions may read long text');
    assert.match(problemOf(`"${'x'.repeat(4000)}"`) ?? '', /^Formula is too long/);
    assert.match(problemOf(`${'('.repeat(200)}1${')'.repeat(200)}`, 'number') ?? '', /^Formula is too deeply nested/);
});

test('a nested IF compiles, which never ends where each level compiles the one below twice', () => {
    let text = '0';
    for (let index = 0; index < 60; index++) text = `IF(Count__c = ${index}, ${index}, ${text})`;
    assert.equal(run(text, 'number', { Count__c: Decimal.of(59) }), '59');
});

test('the same source compiles once', () => {
    const source = { text: 'Title__c', type: 'text' as const, blanksAsZero: false };
    assert.equal(compileFormula(source, thing, schema), compileFormula(source, thing, schema));
});

test('checkFormulas finds each broken formula, default and rule with its line', () => {
    const fields = `${FIELDS}${plain('Bad__c', 'Number', '\n<precision>18</precision><scale>2</scale>\n<formula>Title__c</formula>')}${plain('Loop_A__c', 'Number', '<scale>0</scale><formula>Loop_B__c + 1</formula>')}${plain('Loop_B__c', 'Number', '<scale>0</scale><formula>Loop_A__c + 1</formula>')}${plain('Default__c', 'Text', '<length>20</length><defaultValue>TODAY()</defaultValue>')}`;
    const rules =
        '<validationRules><fullName>Waived</fullName><active>true</active><errorConditionFormula>AND($Permission.Nobody, $Label.None = "x")</errorConditionFormula><errorMessage>No</errorMessage></validationRules>';
    const problems = checkFormulas(build(fields, rules));
    assert.deepEqual(
        problems.map((problem) => problem.message),
        [
            'Error: Formula result is data type (Text), incompatible with expected data type (Number). (Thing__c.Bad__c)',
            'Error: Formula result is data type (Date), incompatible with expected data type (Text). (Thing__c.Default__c)',
            'Error: Field $Permission.Nobody does not exist. Check spelling. (Thing__c.Waived)',
            'Error: Formula contains circular references: Thing__c.Loop_A__c (Thing__c.Loop_A__c)',
            'Error: Formula contains circular references: Thing__c.Loop_B__c (Thing__c.Loop_B__c)'
        ]
    );
    assert.equal(problems[0]?.file, 'objects/Thing__c/Thing__c.object-meta.xml');
    assert.equal(problems[0]?.line, 19);
    assert.deepEqual(checkFormulas(model), []);
});

test('a broken formula of an activity is named where it stands', () => {
    const file = 'x/objects/Activity/fields/Broken__c.field-meta.xml';
    const xml =
        '<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">\n<fullName>Broken__c</fullName>\n<formula>Nothing__c</formula>\n<label>Broken</label>\n<type>Text</type>\n</CustomField>';
    const { components } = groupFiles(new Map([[file, Buffer.from(xml)]]), 'project');
    const activities = compileMetadata([...baseComponents(), ...components], 1, new Map()).model;
    assert.ok(activities);
    const places = checkFormulas(activities).map((problem) => `${problem.file}:${problem.line}`);
    assert.deepEqual([...new Set(places)], [`${file}:3`]);
});
