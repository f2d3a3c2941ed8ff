import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate, failureIn } from './test-fixture.ts';

/** Many expressions in one compilation: each is shown as text. */
const texts = (expressions: readonly string[], before = '', members = ''): string[] => {
    const lines = expressions.map((expression) => `result.add('' + (${expression}));`).join('\n');
    return evaluate(
        `List<String> result = new List<String>();\n${before}\n${lines}\nreturn result;`,
        members
    ) as string[];
};
/** `expression` → expected text. */
const expectTexts = (expected: Readonly<Record<string, string>>, before = '', members = ''): void => {
    const found = texts(Object.keys(expected), before, members);
    assert.deepEqual(Object.fromEntries(Object.keys(expected).map((key, index) => [key, found[index]])), expected);
};

test('integers wrap, divide towards zero and mix with wider numbers', () => {
    expectTexts(
        {
            'max + 1': '-2147483648',
            '-2147483647 - 2': '2147483647',
            'max * 2': '-2',
            '7 / 2': '3',
            '-7 / 2': '-3',
            '1 << 33': '2',
            '-1 >>> 28': '15',
            '-8 >> 1': '-4',
            '5 & 6': '4',
            '5 | 6': '7',
            '5 ^ 6': '3',
            '~5': '-6',
            'max + 1L': '2147483648',
            '9223372036854775807L + 1': '-9223372036854775808',
            '1 + 1.50': '2.50',
            '1.5 * 1.50': '2.250',
            '10.0 / 4': '2.5',
            '1.0 / 3': '0.3333333333333333333333333333333333',
            '1 / 4.0d': '0.25',
            '3.0d': '3.0',
            '-1.5': '-1.5',
            '1 == 1.0': 'true',
            '2 > 1.5': 'true'
        },
        'Integer max = 2147483647;'
    );
});

test('null in comparisons is false, in arithmetic an exception', () => {
    expectTexts(
        {
            'none > 2': 'false',
            'none < 2': 'false',
            'none <= 2': 'false',
            'none == null': 'true',
            'none == 2': 'false',
            'amount < 3': 'false',
            "none + ''": 'null',
            "text + 'x'": 'nullx'
        },
        'Integer none = null; Decimal amount; String text;'
    );
    const expected = 'System.NullPointerException: Attempt to de-reference a null object';
    assert.equal(failureIn('Integer a; Integer b = a + 1;'), expected);
    assert.equal(failureIn('Boolean a; if (a) { return 1; }'), expected);
    assert.equal(failureIn('Foo a; a.act();', 'void act() {}'), expected);
    assert.equal(failureIn('String a; a.length();'), expected);
    assert.equal(failureIn("List<String> a; a[0] = '';"), expected);
    assert.equal(failureIn('Account a; String b = a.Name;'), expected);
});

test('text compares without case, Ids exactly and over 15 and 18 characters', () => {
    expectTexts(
        {
            "'Straße' == 'STRASSE'": 'false',
            "'ABC' == 'abc'": 'true',
            "'ABC' != 'abc'": 'false',
            "'ABC'.equals('abc')": 'false',
            "'a' < 'B'": 'true',
            'short15 == long18': 'true',
            "long18 == '001000000000001'": 'true',
            "new Set<String>{ 'a', 'A' }.size()": '2',
            short15: '001000000000001AAA'
        },
        "Id short15 = '001000000000001'; Id long18 = '001000000000001AAA';"
    );
    assert.equal(failureIn("Id x = 'nonsense';"), 'System.StringException: Invalid id: nonsense');
});

test('everything has a text', () => {
    expectTexts(
        {
            'new List<Integer>{ 1, 2 }': '(1, 2)',
            "new Map<String, Object>{ 'a' => 1.5d }": '{a=1.5}',
            "new Account(Name = 'A')": 'Account:{Name=A}',
            'Date.newInstance(2026, 2, 3)': '2026-02-03 00:00:00',
            'Colour.RED': 'RED',
            'new Point(1)': 'Point:[x=1]',
            'new Shown()': 'shown',
            null: 'null'
        },
        '',
        "enum Colour { RED, GREEN } class Point { Integer x; Point(Integer x) { this.x = x; } } class Shown { public override String toString() { return 'shown'; } }"
    );
});

test('assignments evaluate their target once', () => {
    expectTexts(
        {
            'items[next()] += 5': '6',
            counter: '1',
            'items[0]++': '6',
            'items[0]': '7',
            'total += items[0] * 2': '14',
            "(word += 'x')": 'x'
        },
        "Integer total = 0; String word = ''; List<Integer> items = new List<Integer>{ 1, 2 };",
        'static Integer counter = 0; static Integer next() { counter++; return 0; }'
    );
});

test('?? and ?. stop where Apex does', () => {
    expectTexts(
        {
            'none?.Name': 'null',
            "none?.Name?.toUpperCase() ?? 'x'": 'x',
            'some?.Name.toUpperCase()': 'A',
            'none?.clone().Name': 'null',
            'missing ?? some.Name': 'a'
        },
        "Account none; String missing; Account some = new Account(Name = 'a');"
    );
});

test('loops, switch, break and continue', () => {
    const body = `
        Integer sum = 0;
        for (Integer i = 0; i < 10; i++) {
            if (i == 2) continue;
            switch on i { when 5, 6 { break; } when else { sum += i; } }
        }
        for (Integer i : new Set<Integer>{ 100, 200 }) sum += i;
        Integer n = 0;
        while (true) { if (n++ > 3) break; }
        do { n--; } while (n > 0);
        return new List<Integer>{ sum, n };`;
    assert.deepEqual(evaluate(body), [308, 0]);
    const kinds = `
        List<String> result = new List<String>();
        for (Object each : new List<Object>{ 'a', Colour.RED, null, 3 }) result.add(kind(each));
        SObject record = new Contact(LastName = 'L');
        switch on record { when Account a { result.add('account'); } when Contact c { result.add(c.LastName); } }
        Colour colour = Colour.GREEN;
        switch on colour { when RED { result.add('red'); } when GREEN { result.add('green'); } }
        switch on 'b' { when 'B' { result.add('any case'); } when else { result.add('exact'); } }
        return result;`;
    const members =
        "enum Colour { RED, GREEN } static String kind(Object o) { if (o instanceof String) return 'text'; if (o instanceof Colour) return 'colour'; return o == null ? 'null' : 'other'; }";
    assert.deepEqual(evaluate(kinds, members), ['text', 'colour', 'null', 'other', 'L', 'green', 'exact']);
});

test('a collection cannot change under a loop', () => {
    assert.equal(
        failureIn('List<Integer> a = new List<Integer>{ 1 }; for (Integer i : a) { a.add(2); }'),
        'System.FinalException: Cannot modify a collection while it is being iterated.'
    );
    assert.equal(
        failureIn('List<Integer> a = new List<Integer>(); Integer b = a[0];'),
        'System.ListException: List index out of bounds: 0'
    );
});

test('casts are checked at run time', () => {
    assert.equal(
        failureIn('Object a = 1; String b = (String) a;'),
        'System.TypeException: Invalid conversion from runtime type Integer to String'
    );
    assert.equal(
        failureIn('Object a = 1.5d; Integer b = (Integer) a;'),
        'System.TypeException: Invalid conversion from runtime type Double to Integer'
    );
    expectTexts({
        '(Integer) 2.9': '2',
        '(Double) (Object) 2.0d': '2.0',
        '(Long) 3': '3',
        "((Account) (SObject) new Account(Name = 'x')).Name": 'x',
        'new List<Account>() instanceof List<SObject>': 'true'
    });
});

test('classes: order of initialisation, virtual calls, statics, properties, inner classes', () => {
    const members = `
        static List<String> log = new List<String>();
        virtual class Base { protected String name = note('field of Base'); Base() { note('Base'); hello(); } public virtual void hello() { note('hello of Base'); } }
        class Child extends Base { String more = note('field of Child'); Child() { super(); note('Child'); } public override void hello() { note('hello of Child ' + (more == null)); } }
        static String note(String text) { log.add(text); return text; }
        public static Integer reads { get { return reads == null ? 41 : reads; } set { reads = value + 1; } }
        static { note('static block'); }`;
    const expected = [
        'static block',
        'field of Child',
        'field of Base',
        'Base',
        'hello of Child false',
        'Child',
        '41',
        '8'
    ];
    assert.deepEqual(
        evaluate("new Child(); note('' + reads); reads = 7; note('' + reads); return log;", members),
        expected
    );
});

test('interfaces, equals and hashCode in collections, sorting', () => {
    const members = `
        interface Shape { Integer area(); }
        class Square implements Shape, Comparable { Integer side; Square(Integer side) { this.side = side; } public Integer area() { return side * side; }
            public Integer compareTo(Object other) { return side - ((Square) other).side; }
            public Boolean equals(Object other) { return other instanceof Square && ((Square) other).side == side; } public override Integer hashCode() { return side; } }
        class BySide implements Comparator<Square> { public Integer compare(Square a, Square b) { return b.side - a.side; } }`;
    const body = `
        Shape shape = new Square(3);
        Set<Square> set1 = new Set<Square>{ new Square(1), new Square(1), new Square(2) };
        List<Square> items = new List<Square>{ new Square(3), new Square(1), new Square(2) };
        items.sort();
        String order = '' + items[0].side + items[1].side + items[2].side;
        items.sort(new BySide());
        return new List<String>{ '' + shape.area(), '' + set1.size(), '' + set1.contains(new Square(2)), order, '' + items[0].side };`;
    assert.deepEqual(evaluate(body, members), ['9', '2', 'true', '123', '3']);
});

test('iterables of the program run in for-each', () => {
    const members =
        'class Numbers implements Iterable<Integer>, Iterator<Integer> { Integer at = 0; public Iterator<Integer> iterator() { return this; } public Boolean hasNext() { return at < 3; } public Integer next() { return at++; } }';
    assert.equal(evaluate('Integer sum = 0; for (Integer n : new Numbers()) sum += n; return sum;', members), 3);
});
