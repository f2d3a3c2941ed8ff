import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NotSupported, PlatformError } from '../../model/index.ts';
import { parseQuery } from './parse.ts';
import { readQueryAt } from './reader.ts';

const malformed = (text: string, words: string | RegExp): void => {
    assert.throws(
        () => parseQuery(text),
        (error: unknown) => {
            assert.ok(error instanceof PlatformError, String(error));
            assert.equal(error.statusCode, 'MALFORMED_QUERY');
            if (typeof words === 'string') assert.ok(error.message.endsWith(words), error.message);
            else assert.match(error.message, words);
            return true;
        }
    );
};
const unsupported = (text: string, feature: RegExp): void => {
    assert.throws(
        () => parseQuery(text),
        (error: unknown) => error instanceof NotSupported && feature.test(error.feature)
    );
};
const whereOf = (condition: string): unknown => parseQuery(`SELECT Id FROM Account WHERE ${condition}`).where;
const rightOf = (condition: string): unknown => (whereOf(condition) as { right: unknown }).right;

test('all clauses arrive in the tree', () => {
    const query = parseQuery(
        "SELECT Id, Owner.Name, (SELECT Id FROM Contacts WHERE Email = :mail LIMIT 2) FROM Account a WHERE Name LIKE 'A%' WITH USER_MODE ORDER BY Name DESC NULLS LAST, Id LIMIT :most OFFSET 10 ALL ROWS FOR UPDATE"
    );
    assert.equal(query.from, 'Account');
    assert.equal(query.alias, 'a');
    assert.deepEqual(query.select[1], {
        kind: 'expression',
        expression: { kind: 'path', path: ['Owner', 'Name'], at: 11 }
    });
    assert.deepEqual(
        query.orderBy.map(({ descending, nulls }) => [descending, nulls]),
        [
            [true, 'LAST'],
            [false, undefined]
        ]
    );
    assert.deepEqual(query.binds, ['mail', 'most']);
    assert.deepEqual(query.limit, { kind: 'bind', index: 1 });
    assert.deepEqual(query.offset, { kind: 'literal', value: 10 });
    assert.equal(query.allRows, true);
    assert.equal(query.forUpdate, true);
    assert.equal(query.mode, 'user');
    const child = query.select[2];
    assert.ok(child?.kind === 'children' && child.query.from === 'Contacts' && child.query.limit);
});
test('groups, functions and aliases', () => {
    const query = parseQuery(
        'SELECT Industry i, count_distinct(Name), CALENDAR_YEAR(convertTimezone(CreatedDate)) y FROM Account GROUP BY ROLLUP(Industry) HAVING COUNT(Id) > 1'
    );
    assert.equal(query.groupByRollup, true);
    assert.equal(query.groupBy.length, 1);
    assert.ok(query.having);
    assert.deepEqual(
        query.select.map((item) =>
            item.kind === 'expression'
                ? [
                      item.expression.kind === 'function' ? item.expression.name : item.expression.path.join('.'),
                      item.alias
                  ]
                : []
        ),
        [
            ['Industry', 'i'],
            ['COUNT_DISTINCT', undefined],
            ['CALENDAR_YEAR', 'y']
        ]
    );
});
test('COUNT() alone is a count, with an argument an aggregate', () => {
    assert.equal(parseQuery('SELECT COUNT() FROM Account').countOnly, true);
    assert.equal(parseQuery('SELECT COUNT(Id) FROM Account').countOnly, false);
    malformed('SELECT COUNT(), Id FROM Account', "unexpected token: ','");
});
test('FIELDS and TYPEOF', () => {
    assert.deepEqual(parseQuery('SELECT FIELDS(standard) FROM Account').select, [
        { kind: 'fields', which: 'STANDARD' }
    ]);
    const item = parseQuery('SELECT TYPEOF What WHEN Account THEN Phone, Name ELSE Name END FROM Task').select[0];
    assert.ok(
        item?.kind === 'typeof' &&
            item.relationship === 'What' &&
            item.when[0]?.fields.length === 2 &&
            item.otherwise.length === 1
    );
});
test('and, or, not and parentheses', () => {
    const where = whereOf("(Name = 'a' OR Name = 'b') AND (NOT Name = 'c')") as {
        kind: string;
        conditions: { kind: string }[];
    };
    assert.equal(where.kind, 'and');
    assert.deepEqual(
        where.conditions.map(({ kind }) => kind),
        ['or', 'not']
    );
});
test('literals', () => {
    assert.deepEqual(rightOf('A = null'), { kind: 'literal', value: null });
    assert.deepEqual(rightOf('A = TRUE'), { kind: 'literal', value: true });
    assert.equal(String((rightOf('A = -1.50') as { value: unknown }).value), '-1.50');
    assert.equal(String((rightOf('A = 2026-01-31') as { value: unknown }).value), '2026-01-31');
    assert.equal(
        String((rightOf('A = 2026-01-31T10:00:00+01:00') as { value: unknown }).value),
        '2026-01-31T09:00:00.000+0000'
    );
    assert.equal(String((rightOf('A = 10:30:00.000Z') as { value: unknown }).value), '10:30:00.000Z');
    assert.deepEqual(rightOf('A = last_n_days:30'), { kind: 'dateLiteral', name: 'LAST_N_DAYS', n: 30 });
    assert.deepEqual(rightOf('A = TODAY'), { kind: 'dateLiteral', name: 'TODAY' });
    malformed('SELECT Id FROM A WHERE B = 2026-02-30', "unexpected token: '2026-02-30'");
});
test('string escapes; a LIKE pattern keeps those of its wildcards', () => {
    assert.deepEqual(rightOf(String.raw`A = 'it\'s \u00e4\n\\ 50\%'`), { kind: 'literal', value: "it's ä\n\\ 50%" });
    assert.deepEqual(rightOf(String.raw`A LIKE '50\%\_%'`), { kind: 'literal', value: String.raw`50\%\_%` });
    assert.equal(
        parseQuery(String.raw`SELECT Id FROM A WHERE B LIKE '\_'`).text,
        String.raw`SELECT Id FROM A WHERE B LIKE '\_'`
    );
    malformed(String.raw`SELECT Id FROM A WHERE B = '\q'`, /Illegal character sequence '\\q'/);
});
test('binds are numbered in the order of the text and keep their source', () => {
    const query = parseQuery(
        'SELECT Id FROM Account WHERE Id IN :ids AND Name = : first.last AND Id IN (SELECT AccountId FROM Contact WHERE Email IN :emails)'
    );
    assert.deepEqual(query.binds, ['ids', 'first.last', 'emails']);
    malformed('SELECT Id FROM Account WHERE Name = :(a + b)', "unexpected token: '('");
    malformed("SELECT Id FROM Account WHERE Name = :labels.get('x')", "unexpected token: 'labels.get'");
});
test('positions count UTF-16 units, also after characters outside of the basic plane', () => {
    const query = parseQuery("SELECT Id FROM Account WHERE Name = '😀' AND Nme = :x.y");
    const second = query.where?.kind === 'and' ? query.where.conditions[1] : undefined;
    assert.ok(second?.kind === 'compare');
    assert.equal(query.text.slice(second.left.at, second.left.at + 3), 'Nme');
    assert.deepEqual(query.binds, ['x.y']);
});
test('a query inside of a source: positions are the query’s own, binds are the reader’s', () => {
    const source = 'return [SELECT Id, Name FROM Account WHERE Name = :n.trim() LIMIT 1];';
    const start = source.indexOf('SELECT');
    const { query, end } = readQueryAt(source, start, (from) => source.indexOf(' LIMIT', from));
    assert.equal(source[end], ']');
    const alone = parseQuery(source.slice(start, end).replace('n.trim()', 'n_trim_x'));
    assert.deepEqual(query, { ...alone, binds: ['n.trim()'], text: source.slice(start, end) });
});
test('aliases of parents stand for their paths, in all clauses', () => {
    const query = parseQuery(
        "SELECT Id, a.Name, TYPEOF c.Owner WHEN User THEN Alias END FROM Contact c, c.Account a, a.Owner o WHERE o.Name = 'x' AND Id IN (SELECT ContactId FROM Case) ORDER BY a.Name"
    );
    assert.equal(query.alias, 'c');
    const [, name] = query.select;
    assert.deepEqual(name?.kind === 'expression' && name.expression.kind === 'path' && name.expression.path, [
        'Account',
        'Name'
    ]);
    const first = query.where?.kind === 'and' ? query.where.conditions[0] : undefined;
    assert.deepEqual(first?.kind === 'compare' && first.left.kind === 'path' && first.left.path, [
        'Account',
        'Owner',
        'Name'
    ]);
    malformed('SELECT Id FROM Contact c, Account a', "unexpected token: 'Account'");
});
test('faults come with row, column and the place', () => {
    assert.throws(
        () => parseQuery('SELECT Id FROMM Account'),
        new PlatformError(
            'MALFORMED_QUERY',
            "\nSELECT Id FROMM Account\n                ^\nERROR at Row:1:Column:17\nunexpected token: 'Account'"
        )
    );
    malformed('SELECT Id\nFROM Account\nWHERE Name == 1', /ERROR at Row:3:Column:12\nunexpected token: '=='$/);
});
for (const [text, words] of [
    ['', 'A query string has to be specified'],
    ['SELECT', "unexpected token: '<EOF>'"],
    ['SELECT Id', "unexpected token: '<EOF>'"],
    ['SELECT Id, FROM Account', "unexpected token: '<EOF>'"],
    ['SELECT Id FROM Account WHERE', "unexpected token: '<EOF>'"],
    ['SELECT Id FROM Account LIMIT x', "unexpected token: 'x'"],
    ['SELECT Id FROM Account WHERE Name = "x"', `unexpected token: '"'`],
    ["SELECT Id FROM Account WHERE Name = 'x", "unexpected token: ''x'"],
    ["SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c'", "unexpected token: 'OR'"],
    ['SELECT Id FROM Account /* all */', "unexpected token: '/'"],
    ['SELECT Id FROM Account; DROP TABLE Account', "unexpected token: ';'"],
    ['DELETE FROM Account', "unexpected token: 'DELETE'"],
    ['SELECT * FROM Account', "unexpected token: '*'"],
    ['SELECT Id FROM Account WITH SECURITY_ENFORCED', 'Use WITH USER_MODE instead.']
] as const) {
    test(`malformed: ${text || '(empty)'}`, () => malformed(text, words));
}
test('limits of size and nesting', () => {
    const nested = (depth: number): string => `SELECT Id FROM A WHERE ${'('.repeat(depth)}B = 1${')'.repeat(depth)}`;
    assert.ok(parseQuery(nested(50)).where);
    malformed(nested(51), /more than 50 nested parentheses/);
    assert.throws(() => parseQuery(`SELECT Id FROM A WHERE B = '${'x'.repeat(100_000)}'`), {
        statusCode: 'QUERY_TOO_LONG'
    });
});
test('what is not supported is refused by name', () => {
    unsupported("SELECT Id FROM A WHERE DISTANCE(Loc__c, GEOLOCATION(1, 2), 'km') < 5", /geolocation/);
    unsupported('SELECT COUNT(Id) FROM A GROUP BY CUBE(B)', /CUBE/);
    unsupported('SELECT Id FROM Article WITH DATA CATEGORY Geo AT Europe', /DATA CATEGORY/);
});
