import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ADMIN, compiled, evaluate, failureIn } from './test-fixture.ts';
import type { Sources } from './test-fixture.ts';
import { compileApex } from './compile.ts';
import { sourcesOf, testModel } from './test-fixture.ts';

test('try, catch, finally and user exceptions', () => {
    const members = `
        public class RefusedException extends Exception { public Integer code; }
        public class OtherException extends Exception { public OtherException(Integer code) { this('code ' + code); } }
        static List<String> log = new List<String>();
        static Integer leave() { try { return 1; } finally { log.add('finally'); } }`;
    const body = `
        try { throw new RefusedException('no', new RefusedException('why')); } catch (RefusedException e) { log.add(e.getMessage() + ' ' + e.getCause().getMessage() + ' ' + e.getTypeName()); }
        try { List<Integer> a; a.size(); } catch (NullPointerException e) { log.add(e.getTypeName()); } finally { log.add('after'); }
        try { Integer a = 1 / 0; } catch (Exception e) { log.add(e.getMessage()); }
        try { try { throw new OtherException(7); } catch (DmlException e) { log.add('wrong'); } } catch (OtherException e) { log.add(e.getMessage() + ' line ' + e.getLineNumber()); }
        log.add('' + leave());
        return log;`;
    assert.deepEqual(evaluate(body, members.replace("this('code ' + code)", "setMessage('code ' + code)")), [
        'no why Foo.RefusedException',
        'System.NullPointerException',
        'after',
        'Divide by 0',
        'code 7 line 6',
        'finally',
        '1'
    ]);
});

test('limits, assertions and refusals are never caught, and finally is skipped', () => {
    const guarded = (inner: string): string =>
        failureIn(
            `try { ${inner} } catch (Exception e) { return 'caught'; } finally { done = true; }`,
            'static Boolean done = false;'
        );
    assert.equal(
        guarded('for (Integer i = 0; i < 101; i++) { Integer n = [SELECT COUNT() FROM Account]; }'),
        'LimitExceeded: Too many SOQL queries: 101'
    );
    assert.equal(guarded("Assert.fail('no');"), 'System.AssertException: Assertion Failed: no');
    const { program, database } = compiled({
        Foo: `public class Foo { public static String log = ''; @AuraEnabled public static void run() { try { spin(); } catch (Exception e) { log += 'caught'; } finally { log += 'finally'; } }
              static void spin() { Boolean c = true; while (c); } @AuraEnabled public static String read() { return log; } }`
    });
    database.transaction(ADMIN, 'request', (tx) => {
        assert.throws(() => program.call(tx, 'Foo', 'run', {}, 'test'), {
            name: 'LimitExceeded',
            message: 'Apex CPU time limit exceeded'
        });
        tx.limits = tx.limits.fresh('request');
        assert.equal(program.call(tx, 'Foo', 'read', {}, 'test'), '');
    });
    database.close();
});

test('every way around a loop counts', () => {
    for (const loop of [
        'for (;;);',
        'while (always());',
        'do { } while (always());',
        'for (; always(); ) { if (always()) continue; }',
        'endless();'
    ]) {
        const expected =
            loop === 'endless();'
                ? 'LimitExceeded: Maximum stack depth reached: 1001'
                : 'LimitExceeded: Apex CPU time limit exceeded';
        assert.equal(
            failureIn(
                loop === 'for (;;);' ? 'if (always()) { for (;;); }' : loop,
                'static Boolean always() { return true; } static void endless() { endless(); }'
            ),
            expected,
            loop
        );
    }
});

test('1,000 frames are fine, through library code too', () => {
    const members = `
        static Integer down(Integer n) { return n == 0 ? 0 : 1 + down(n - 1); }
        class Item implements Comparable { Integer n; Item(Integer n) { this.n = n; } public Integer compareTo(Object other) { if (n > 0) { new List<Item>{ new Item(n - 1), new Item(0) }.sort(); } return 0; } }`;
    assert.equal(evaluate('return down(990);', members), 990);
    assert.equal(evaluate('new List<Item>{ new Item(300), new Item(0) }.sort(); return 1;', members), 1);
});

test('hostile names and texts', () => {
    const members = `
        class Constructor { Integer prototype = 1; Integer constructor = 2; Integer hasOwnProperty = 3; String arguments = '\\u2028"\\'\\\\'; }
        static Integer eval(Integer await) { Integer let = await; return let; }
        static Map<String, Integer> function = new Map<String, Integer>{ '__proto__' => 1, 'constructor' => 2 };`;
    const body = `
        Constructor yield = new Constructor();
        Integer var = yield.prototype + yield.constructor + yield.hasOwnProperty;
        return new List<Object>{ var, eval(3), yield.arguments, function.get('__proto__'), function.get('toString'), function.size() };`;
    assert.deepEqual(evaluate(body, members), [6, 3, '\u2028"\'\\', 1, null, 2]);
});

test('sharing and user mode by class, version and clause', () => {
    const modes = (keyword: string, apiVersion: number, statement: string): unknown => {
        const { program, database } = compiled(
            {
                Foo: `public ${keyword} class Foo { @AuraEnabled public static Integer run() { ${statement} return rows.size(); } }`
            },
            apiVersion
        );
        const seen: unknown[] = [];
        const original = database.soql.query.bind(database.soql);
        database.soql.query = (tx, query, binds, mode) => {
            seen.push(`${mode.fields} ${mode.records}`);
            return original(tx, query, binds, mode);
        };
        database.transaction(ADMIN, 'request', (tx) => program.call(tx, 'Foo', 'run', {}, 'test'));
        database.close();
        return seen[0];
    };
    const plain = 'List<Account> rows = [SELECT Id FROM Account];';
    assert.equal(modes('', 67, plain), 'user with');
    assert.equal(modes('without sharing', 67, plain), 'user with');
    assert.equal(modes('', 67, 'List<Account> rows = [SELECT Id FROM Account WITH SYSTEM_MODE];'), 'system with');
    assert.equal(
        modes('without sharing', 67, 'List<Account> rows = [SELECT Id FROM Account WITH SYSTEM_MODE];'),
        'system without'
    );
    assert.equal(modes('with sharing', 66, plain), 'system with');
    assert.equal(modes('without sharing', 66, plain), 'system without');
    assert.equal(
        modes('without sharing', 66, 'List<Account> rows = [SELECT Id FROM Account WITH USER_MODE];'),
        'user with'
    );
    assert.equal(
        modes('without sharing', 66, "List<Account> rows = Database.query('SELECT Id FROM Account');"),
        'system without'
    );
    assert.equal(modes('', 67, "List<Account> rows = Database.query('SELECT Id FROM Account');"), 'user with');
});

test('future methods and queueables run after the transaction', () => {
    const { program, database } = compiled({
        Foo: `public class Foo implements Queueable { String name; public Foo(String name) { this.name = name; }
            public void execute(QueueableContext context) { insert new Account(Name = name); }
            @future static void later(String name, List<Integer> numbers) { insert new Account(Name = name + numbers.size()); }
            @AuraEnabled public static Integer run() { later('F', new List<Integer>{ 1, 2 }); System.enqueueJob(new Foo('Q')); return [SELECT COUNT() FROM Account]; } }`
    });
    assert.equal(
        database.transaction(ADMIN, 'request', (tx) => program.call(tx, 'Foo', 'run', {}, 'test')),
        0
    );
    for (let next = database.queue.next(); next; next = database.queue.next()) {
        const { id, job } = next;
        database.transaction(ADMIN, 'async', (tx) => program.run(tx, { ...job, id }));
        database.queue.done(id);
    }
    const names = database.transaction(ADMIN, 'request', (tx) =>
        database.soql
            .query(tx, database.soql.parse('SELECT Name FROM Account ORDER BY Name'), [], {
                fields: 'system',
                records: 'without'
            })
            .rows.map((row) => row.get('Name'))
    );
    assert.deepEqual(names, ['F2', 'Q']);
    database.close();
});

test('anonymous Apex', () => {
    const { program, database } = compiled({
        Foo: 'public class Foo { public static Integer twice(Integer n) { return n * 2; } }'
    });
    const run = (text: string): unknown => {
        const source = { name: 'anon', kind: 'anonymous', file: 'anonymous', text, apiVersion: 67 } as const;
        const {
            compiled: ok,
            success,
            problem,
            exception
        } = database.transaction(ADMIN, 'request', (tx) => program.anonymous(tx, source));
        return [ok, success, problem?.message ?? exception?.message ?? null, exception?.stack ?? null];
    };
    assert.deepEqual(run("Integer a = Foo.twice(2);\nSystem.debug(a); insert new Account(Name = 'x');"), [
        true,
        true,
        null,
        null
    ]);
    assert.deepEqual(run('Integer a = half(3); Integer half(Integer n) { return n / 2; }'), [true, true, null, null]);
    assert.deepEqual(run('Integer a = nonsense;'), [false, false, 'Variable does not exist: nonsense', null]);
    assert.deepEqual(run('\nInteger a = 1 / 0;'), [
        true,
        false,
        'System.MathException: Divide by 0',
        'AnonymousBlock: line 2, column 1'
    ]);
    database.close();
});

test('the cache skips what did not change, and only that', () => {
    const { database } = compiled({});
    const cache = new Map<string, string>();
    let writes: string[] = [];
    const compile = (texts: Sources): string[] => {
        writes = [];
        const { problems } = compileApex({
            sources: sourcesOf(texts),
            model: testModel(),
            database,
            cache: {
                get: (key) => cache.get(key),
                set: (key, value) => (writes.push(key.split('/')[0] ?? ''), void cache.set(key, value))
            }
        });
        return problems.map(({ file, message }) => `${file} ${message}`);
    };
    const A = 'public class A { public static Integer one() { return B.two(); } }';
    const B = 'public class B { public static Integer two() { return 2; } }';
    compile({ A, B });
    assert.deepEqual(writes.sort(), ['code', 'code', 'outline', 'outline']);
    compile({ A, B });
    assert.deepEqual(writes, []);
    compile({ A, B: B.replace('return 2', 'return 3') });
    assert.deepEqual(writes.sort(), ['code', 'outline']);
    compile({ A, B: B.replace('two()', 'two(Integer n)') });
    assert.deepEqual(compile({ A, B: B.replace('two()', 'two(Integer n)') }), [
        'A.cls Method does not exist or incorrect signature: void two() from the type B'
    ]);
    database.close();
});
