import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ADMIN, compiled } from './test-fixture.ts';

const TEXT = `public class Foo {
    public Integer plain;
    public Integer set1 = 1;
    public String used { get; set; }
    public String unused { get; set; }
    public Foo() {
        this.plain = 2;
    }
    public Integer sum() {
        Integer result;
        // A comment
        System.debug('not counted');
        result = one()
            + one()
            + 5;
        if (result > 0 &&
            no() &&
            no()) {
            result = 0;
        }
        return result;
    }
    private Integer one() {
        return 1;
    }
    private Boolean no() {
        return false;
    }
    public static void run() {
        Foo foo = new Foo();
        foo.used = 'x';
        foo.sum();
    }
}
`;

test('what can be covered: statements, lines with calls, properties; no debug lines, no empty declarations', () => {
    const { program, database } = compiled({ Foo: TEXT }, 66);
    try {
        const counts = (): Record<string, number> =>
            Object.fromEntries([...(program.coverage()[0]?.lines ?? [])].map(([line, count]) => [String(line), count]));
        const run = (): unknown =>
            database.transaction(ADMIN, 'request', (tx) => program.call(tx, 'Foo', 'run', {}, 'test'));
        assert.ok(Object.values(counts()).every((count) => count === 0));
        run();
        assert.deepEqual(counts(), {
            '3': 1,
            '4': 1,
            '5': 0,
            '7': 1,
            '13': 1,
            '14': 1,
            '16': 1,
            '17': 1,
            '18': 0,
            '19': 0,
            '21': 1,
            '24': 2,
            '27': 1,
            '30': 1,
            '31': 1,
            '32': 1
        });
        assert.equal(program.newCoverage()[0]?.lines.get(24), 2);
        assert.deepEqual(program.newCoverage(), []);
        run();
        assert.equal(program.newCoverage()[0]?.lines.get(4), 1);
    } finally {
        database.close();
    }
});

test('tests count nothing, triggers count', () => {
    const { program, database } = compiled(
        {
            FooTest: '@IsTest\nprivate class FooTest {\n@IsTest static void run() {\ninsert new Plan__c();\n}\n}',
            'PlanTrigger trigger': 'trigger PlanTrigger on Plan__c (before insert) {\nInteger a = 1;\n}'
        },
        66
    );
    try {
        database.transaction(ADMIN, 'test', (tx) => program.call(tx, 'FooTest', 'run', {}, 'test'));
        assert.deepEqual(
            program.coverage().map(({ className, kind, lines }) => [className, kind, [...lines]]),
            [['PlanTrigger', 'trigger', [[2, 1]]]]
        );
    } finally {
        database.close();
    }
});
