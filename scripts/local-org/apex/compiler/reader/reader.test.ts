import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { parseWithGrammar as queryByGrammar } from '../../../database/query/parse.ts';
import { readWhole } from '../../../database/query/reader.ts';
import { scanned } from '../../../database/query/scan.ts';
import type { ApexSource } from '../../types.ts';
import { parseWithGrammar } from '../parse.ts';
import { readSource } from './index.ts';

const source = (text: string, kind: ApexSource['kind'] = 'class'): ApexSource => ({
    name: 'Sample',
    kind,
    file: 'Sample.cls',
    text,
    apiVersion: 67
});
/** Trees as plain values: sets and maps, bigints and what is absent compare by their content. */
const plain = (tree: unknown): unknown =>
    JSON.parse(
        JSON.stringify(tree, (_key, value: unknown) => {
            if (typeof value === 'bigint') return `${value}n`;
            if (value instanceof Map || value instanceof Set)
                return [value.constructor.name, ...(value as Set<unknown>)];
            return value === undefined ? null : value;
        })
    );
const same = (text: string, kind?: ApexSource['kind'], name = text): void => {
    const read = readSource(source(text, kind));
    const parsed = parseWithGrammar(source(text, kind));
    assert.ok(read, `not read: ${name}`);
    assert.ok(parsed.unit, `not parsed: ${name}`);
    assert.deepEqual(plain(read), plain(parsed.unit), name);
};
const inMethod = (body: string): string => `public class Sample { void run() { ${body} } }`;

test('the tree is the grammar’s, source by source', () => {
    const folder = path.join(PROJECT_ROOT, 'scripts/local-org/conformance/apex');
    const files = readdirSync(folder).filter((file) => file.endsWith('.cls'));
    let read = 0;
    for (const file of files) {
        const text = readFileSync(path.join(folder, file), 'utf8');
        if (!readSource(source(text))) continue;
        read++;
        same(text, 'class', file);
    }
    // A few use what is left to the grammar: searches, texts over several lines.
    assert.ok(read >= files.length * 0.9, `${read} of ${files.length} are read`);
});

test('what the package is made of is read, all of it', () => {
    const folder = path.join(PROJECT_ROOT, 'force-app');
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(?:cls|trigger)$/.test(file)) continue;
        const text = readFileSync(path.join(folder, file), 'utf8');
        assert.ok(readSource(source(text, file.endsWith('.cls') ? 'class' : 'trigger')), file);
    }
});

test('operators bind as in the grammar', () => {
    for (const body of [
        'x = a + b * c - d / e;',
        'x = a << 1 >>> 2 >> 3 < 4;',
        'x = !a && -b ? c : d ?? e ? f : g;',
        'x = a == b && c != d || e === f & g | h ^ ~i;',
        'x = (String) y.get(0) + (Decimal) (1 + 2);',
        'x = (List<Account>) [SELECT Id FROM Account];',
        'x = ((A) b).c?.d(e)[0]++;',
        'x += y -= z = 3;',
        'x = a instanceof Map<Id, List<B.C>> && b >= 2 && c <= 3;',
        "x = new Map<String, Integer>{ 'a' => 1, 'b' => 2 };",
        'x = new A(b = 1, c = 2); y = new A(b == 1, (c = 2)); z = new A[]{}; w = new A[3]; v = new Set<Id>{ a, b };',
        'x = List<String>.class; y = a.b.C.class; z = void.class;',
        "x = [SELECT Id, (SELECT Id FROM Contacts WHERE Name LIKE :n + '%' LIMIT :k) FROM Account WHERE Id IN :ids AND (Name = 'a\\'b' OR (NOT Amount > -1.5)) ORDER BY Name DESC NULLS LAST LIMIT 5];",
        'Integer i = 1, j; final Map<Id, A.B> m; Account[] others;',
        'for (Integer i = 0, n = 3; i < n; i++) a(i); for (A b : c) { } for (;;) break; while (a) b(); do { } while (c);',
        'if (a) b(); else if (c) d(); else { }',
        'switch on a { when 1, -2 { } when A, B.C { } when Account acc { } when null { } when else { } }',
        'try { } catch (A.B e) { } catch (C d) { } finally { }',
        'insert as user a; upsert b A__c.Key__c; merge c d; delete [SELECT Id FROM A]; undelete e; System.runAs(u) { }',
        "throw new A(1L, 2.5, 3.5d, 'x\\u0041', null, true); return;"
    ])
        same(inMethod(body));
});

test('declarations, triggers and anonymous blocks', () => {
    same(
        '@IsTest(SeeAllData=false isParallel=true) private virtual without sharing class A extends B.C implements D, E<F> { ; static { } { } public A(final X y) { this(1); } transient Integer z = 1, w; @AuraEnabled(cacheable=true) public static String s { get; private set { x = value; } } abstract void m(); enum N { P, Q } interface O extends R { @Deprecated Integer t(U v); } class S { } static testMethod void u() { } }'
    );
    same('public enum A { }');
    same(
        'trigger T on Account (before insert, after undelete) { Integer i = 1; final A b; c(i); void d() { } }',
        'trigger'
    );
    same('Integer i = 1;\nclass A { }\nvoid b() { }\nswitch on i { when 1 { } }\nc(i);\n// end\n', 'anonymous');
    same('\n', 'anonymous');
});

test('what is wrong is left to the grammar, which says what', () => {
    for (const text of [
        'public class A {',
        'public class A { void b() { c } }',
        'public class A { Integer class; }',
        "public class A { String b = 'c\\d'; }",
        'public class A { void b() { if (c); } }',
        'public class A { } x',
        'public class A { void b() { c = [SELECT Id FROM]; } }',
        inMethod('x = a ? b;'),
        inMethod('1 +;')
    ]) {
        assert.equal(readSource(source(text)), undefined, text);
        assert.ok(parseWithGrammar(source(text)).problems, text);
    }
});

test('queries: the tree is the grammar’s, or it is left to it', () => {
    for (const text of [
        'SELECT Id, Name n, Account.Owner.Name FROM Contact c WHERE c.Name = null',
        "SELECT COUNT() FROM Account WHERE Name LIKE '50\\%%' AND CreatedDate = LAST_N_DAYS:30",
        'SELECT COUNT(Id) total, SUM(Amount), StageName FROM Opportunity GROUP BY ROLLUP(StageName) HAVING COUNT(Id) > 1 ORDER BY COUNT(Id) DESC',
        'SELECT FIELDS(STANDARD) FROM Account LIMIT 200 OFFSET 5',
        'SELECT CALENDAR_YEAR(convertTimezone(CreatedDate)) FROM Lead GROUP BY CALENDAR_YEAR(convertTimezone(CreatedDate))',
        'SELECT toLabel(Status), FORMAT(Amount) a, FORMAT(convertCurrency(Amount)) FROM Thing__c',
        'SELECT Id, (SELECT Id FROM Contacts) FROM Account WHERE Id IN (SELECT AccountId FROM Opportunity WHERE IsWon = true) FOR UPDATE',
        'SELECT Id FROM A WHERE (A = 1 OR B = 2.50) AND (NOT (C IN (:x, 3) )) ALL ROWS',
        "SELECT Id FROM A WHERE D >= 2026-01-31 AND E < 2026-01-31T10:00:00Z AND F INCLUDES ('a;b', 'c') AND G = :h.i",
        "SELECT Id FROM Account USING SCOPE mine WHERE Name NOT IN ('a') WITH USER_MODE ORDER BY Name ASC NULLS FIRST, Id"
    ]) {
        const prepared = scanned(text);
        const read = readWhole(prepared, text);
        assert.ok(read, `not read: ${text}`);
        assert.deepEqual(plain(read), plain(queryByGrammar(text, prepared)), text);
    }
    for (const text of [
        'SELECT Id',
        'SELECT FROM A',
        'SELECT Id FROM A WHERE B = 1 OR C = 2 AND D = 3',
        'SELECT Id FROM A B C',
        'SELECT TYPEOF What WHEN Account THEN Id END FROM Event'
    ])
        assert.equal(readWhole(scanned(text), text), undefined, text);
});

test('comments are nothing, at the end of a source too', () => {
    same('a(); // b();', 'anonymous');
    same('/* a */ b(); /** c */ // d', 'anonymous');
    same(inMethod('x = [SELECT Id /* a */ FROM A // b\n WHERE /* c = 1 AND */ D = 2]; /* e */'));
    assert.equal(readSource(source('a(); /* b', 'anonymous')), undefined);
});
