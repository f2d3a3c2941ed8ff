import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemIn, problemsOf } from './test-fixture.ts';

/** statements → the first problem's message; with members of the class where they are needed */
const CASES: readonly (readonly [string, string, string?])[] = [
    ['Integer a = b;', 'Variable does not exist: b'],
    ['foo(1);', 'Method does not exist or incorrect signature: void foo(Integer) from the type Foo'],
    ["'a'.nonsense(2);", 'Method does not exist or incorrect signature: void nonsense(Integer) from the type String'],
    ["Integer a = 'x';", 'Illegal assignment from String to Integer'],
    ['Integer a = 1.5;', 'Illegal assignment from Decimal to Integer'],
    ['Integer a = 1L;', 'Illegal assignment from Long to Integer'],
    ['Set<String> a = new Set<Id>();', 'Illegal assignment from Set<Id> to Set<String>'],
    ['Nonsense a;', 'Invalid type: Nonsense'],
    ['Constructor a;', 'Invalid type: Constructor'],
    ['List<Nonsense> a;', 'Invalid type: Nonsense'],
    ['String a = Label.Site.constructor;', 'Variable does not exist: constructor'],
    ['Object a = Trigger.constructor;', 'Variable does not exist: constructor'],
    ['Integer a; String A;', 'Duplicate variable: A'],
    ['return; Integer a;', 'Unreachable statement'],
    ['throw new DmlException(); Integer a;', 'Unreachable statement'],
    ['if (1) { }', 'Condition expression must be of type Boolean: Integer'],
    ["Boolean a = 1 == 'x';", 'Comparison arguments must be compatible types: Integer, String'],
    ['Boolean a = true < false;', 'Inequality operator not allowed for this type: Boolean'],
    ['Account a = new Account(Nonsense = 1);', 'Field does not exist: Nonsense on Account'],
    ['Account a = new Account(Name = 1);', 'Illegal assignment from Integer to String'],
    ['Plan__c a = new Plan__c(Double__c = 1);', 'Field is not writeable: Plan__c.Double__c'],
    ['Account a; a.Nonsense = 1;', 'Variable does not exist: Nonsense'],
    ['Plan__c a; a.CreatedDate = null;', 'Field is not writeable: Plan__c.CreatedDate'],
    ["throw 'x';", 'Throw expression must be of type exception: String'],
    ['try { } catch (Foo e) { }', 'Catch block variable must be of type exception: Foo'],
    [
        'try { } catch (Exception e) { } catch (DmlException e) { }',
        'Exception type already caught: System.DmlException'
    ],
    ['break;', 'Break statement must be in loop'],
    ['a + 1;', 'Expression cannot be a statement.', 'Integer a;'],
    ['String a = Label.Nonsense;', 'Variable does not exist: Nonsense'],
    [
        'make();',
        'Non static method cannot be referenced from a static context: void Foo.make()',
        'void make() {} static void other() { make(); }'
    ],
    [
        'this.act();',
        'Static method cannot be referenced from a non static context: void Foo.act()',
        'static void act() {}'
    ],
    [
        'Integer a = value;',
        'Missing return statement required return type: Integer',
        'Integer value; Integer get() { if (value == 1) { return 2; } }'
    ],
    ['final Integer a = 1; private Integer b = 2;', 'private is not allowed on locals'],
    ['new Shape();', 'Abstract classes cannot be constructed: Foo.Shape', 'abstract class Shape { }'],
    ['String a = (String) 1;', 'Incompatible types since an instance of Integer is never an instance of String'],
    ['switch on 1.5 { when 1 { } }', 'Decimal is not a valid switch expression type'],
    ['switch on 1 { when 1 { } when 1 { } }', '1 occurs as more than one when branch for this switch statement'],
    ['for (String a : new List<Integer>()) { }', 'Invalid loop variable type expected Integer was String'],
    ['insert 1;', 'DML requires SObject or SObject list type: Integer'],
    ['List<Account> a = [SELECT Nonsense FROM Account];', "No such column 'Nonsense' on entity 'Account'"],
    ['List<Account> a = [SELECT Id FROM Account WHERE Id = :nobody];', 'Variable does not exist: nobody'],
    [
        'List<Account> a = [SELECT Id FROM Account WHERE Name = :number1];',
        'Invalid bind expression type of Integer for column of type String',
        'Integer number1;'
    ],
    ['Integer a = 2147483648;', 'Illegal integer'],
    ['Integer a = true ? 1 : false;', 'Incompatible types in ternary operator: Integer, Boolean'],
    ["String a = -'x';", 'Unary negation must use a numeric argument'],
    ['Map<String> a;', 'Invalid type argument count for Map: expected 2 but found 1']
];
for (const [statements, message, members] of CASES) {
    test(statements, () => {
        const found = problemIn(statements, members) ?? 'no problem';
        assert.ok(found.startsWith(message), `${message}\n${found}`);
    });
}

test('problems of declarations', () => {
    const messages = (text: string): string => problemsOf({ Foo: text })[0]?.replace(/^\d+:\d+ /, '') ?? 'none';
    const expected: Readonly<Record<string, string>> = {
        'public class Foo implements Shape { interface Shape { void area(); } }':
            'Class Foo must implement the method: void Foo.Shape.area()',
        'public class Foo implements Comparable { }':
            'Class Foo must implement the method: Integer System.Comparable.compareTo(Object)',
        'public class Foo { class A { public void act() {} } class B extends A { } }':
            'Non-virtual and non-abstract type cannot be extended: Foo.A',
        'public class Foo { virtual class A { public virtual void act() {} } class B extends A { public void act() {} } }':
            'Method must use the override keyword: void Foo.B.act()',
        'public class Foo { public override void act() {} }':
            '@Override specified for non-overriding method: void Foo.act()',
        'public class Foo { class Bar extends Exception { } }':
            "Classes extending Exception must have a name ending in 'Exception': Foo.Bar",
        'public class Foo { @AuraEnabled public String act() { return null; } }':
            "Non static AuraEnabled methods must be named with a prefix 'get'",
        'public class Foo { @InvocableMethod public static void act(List<Id> a, List<Id> b) { } }':
            'Only one parameter is supported on methods with @Invocable annotation',
        'public class Foo { Integer a; String a; }': 'Duplicate field: a',
        'public class Foo { void a(Integer x) {} void A(Integer y) {} }':
            'Method already defined: A void Foo.A(Integer) from the type Foo',
        'class Foo { }': 'Top-level type must have public or global visibility',
        'public class Foo { class A { static Integer x; } }': 'static can only be used on fields of a top level type'
    };
    assert.deepEqual(Object.fromEntries(Object.keys(expected).map((text) => [text, messages(text)])), expected);
});

test('visibility between classes; tests see what is @TestVisible', () => {
    const Bar =
        'public class Bar { private static Integer hidden; @TestVisible private static Integer shown; protected void act() { } }';
    assert.match(
        problemsOf({ Bar, Foo: 'public class Foo { void run() { Integer a = Bar.hidden; } }' })[0] ?? '',
        /not visible: Bar\.hidden/
    );
    assert.match(
        problemsOf({ Bar, Foo: 'public class Foo { void run() { Integer a = Bar.shown; } }' })[0] ?? '',
        /not visible: Bar\.shown/
    );
    assert.deepEqual(
        problemsOf({ Bar, Foo: '@IsTest private class Foo { static void run() { Integer a = Bar.shown; } }' }),
        []
    );
    assert.match(
        problemsOf({ Bar, Foo: 'public class Foo { void run() { new Bar().act(); } }' })[0] ?? '',
        /Method is not visible: void Bar\.act\(\)/
    );
});

test('syntax errors have their place; deep nesting is refused quickly', () => {
    assert.match(problemsOf({ Foo: 'public class Foo {\n  void run() { Integer = ; }\n}' })[0] ?? '', /^2:\d+ /);
    const deep = `public class Foo { Integer a = ${'('.repeat(5000)}1${')'.repeat(5000)}; }`;
    assert.match(problemsOf({ Foo: deep })[0] ?? '', /Nesting is too deep/);
    const branches = (count: number): string =>
        `public class Foo { void run(Boolean b) { if (b) { } ${'else if (b) { } '.repeat(count)} } }`;
    assert.match(problemsOf({ Foo: branches(5_000) })[0] ?? '', /^1:\d{5} Nesting is too deep/);
    assert.deepEqual(problemsOf({ Foo: branches(500) }), []);
});

test('a wrong field of an inline query is shown where it stands, on whichever line', () => {
    const inOne = 'public class Foo {\n  void run() { List<Account> a = [SELECT Nonsense FROM Account]; }\n}';
    const at = 'void run() { List<Account> a = [SELECT '.length + 3;
    assert.match(problemsOf({ Foo: inOne })[0] ?? '', new RegExp(`^2:${at} No such column 'Nonsense'`));
    const inSeveral =
        'public class Foo {\n  List<Account> a = [\n    SELECT Name,\n      Nonsense\n    FROM Account\n  ];\n}';
    assert.match(problemsOf({ Foo: inSeveral })[0] ?? '', /^4:7 No such column 'Nonsense'/);
});
