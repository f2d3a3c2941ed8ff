import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LimitExceeded } from '../../model/index.ts';
import { ADMIN, compiled, evaluate } from './test-fixture.ts';

/** Runs `Foo.run()` and gives what it threw with what `Foo.log` holds after it in the same transaction. */
const limitOf = (members: string): string => {
    const { program, database } = compiled({ Foo: `public class Foo { ${members} }` }, 66);
    try {
        database.transaction(ADMIN, 'request', (tx) => program.call(tx, 'Foo', 'run', {}, 'test'));
    } catch (error) {
        assert.ok(error instanceof LimitExceeded, String(error));
        return error.message;
    } finally {
        database.close();
    }
    return 'no limit';
};
/** Statements that must not end in `catch` or `finally`: those would end the method without a limit. */
const guarded = (statements: string): string =>
    `public static void run() { while (true) { try { ${statements} } catch (Exception e) { return; } finally { if (true) { return; } } } }`;

test('CPU time: endless loops end, nothing catches it, finally is skipped', () => {
    assert.equal(limitOf(guarded('Integer i = 0; while (true) { i++; }')), 'Apex CPU time limit exceeded');
    assert.equal(limitOf(guarded('for (;;);')), 'Apex CPU time limit exceeded');
});

test('stack depth: recursion ends at 1,001, nothing catches it', () => {
    assert.equal(
        limitOf(`${guarded('deeper(1);')} static Integer deeper(Integer depth) { return deeper(depth + 1) + 1; }`),
        'Maximum stack depth reached: 1001'
    );
    assert.equal(
        evaluate('return deeper(900);', 'static Integer deeper(Integer d) { return d == 0 ? 0 : deeper(d - 1) + 1; }'),
        900
    );
});

test('heap: a list that grows without end is stopped, garbage is not', () => {
    const growing =
        "List<String> all = new List<String>(); for (Integer i = 0; i < 3000000; i++) { all.add('row number ' + i); }";
    assert.match(limitOf(guarded(growing)), /^Apex heap size too large: \d{7,}$/);
    const garbage =
        "Integer sum = 0; for (Integer i = 0; i < 1500000; i++) { sum += ('row number ' + i).length(); } return sum > 0;";
    assert.equal(evaluate(garbage), true);
    assert.equal(evaluate('return Limits.getHeapSize() < Limits.getLimitHeapSize();'), true);
    assert.equal(evaluate('return Limits.getLimitHeapSize();'), 6_000_000);
});

test('CPU time of library calls goes with the size of what they do', () => {
    const spent = (statements: string): number =>
        evaluate(
            `String text = 'ab '.repeat(200000); List<Integer> numbers = new List<Integer>(); for (Integer i = 0; i < 20000; i++) numbers.add(-i);
            Integer before = Limits.getCpuTime(); ${statements} return Limits.getCpuTime() - before;`
        ) as number;
    const near = (value: number, wanted: number): void =>
        assert.ok(value >= wanted * 0.8 && value <= wanted * 1.3, `${value} is not about ${wanted}`);
    near(spent("Pattern.compile('none').matcher(text).find();"), 6);
    near(spent('JSON.serialize(text);'), 30);
    near(spent('numbers.sort();'), 28);
    assert.ok(spent('Integer one = 1;') <= 1);
});
