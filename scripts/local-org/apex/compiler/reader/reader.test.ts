import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { ApexSource } from '../../types.ts';
import type { ClassNode, Expression, Statement, UnitNode } from '../ast.ts';
import { CompileFault } from '../fault.ts';
import { readSource } from './index.ts';

const read = (text: string, kind: ApexSource['kind'] = 'class'): UnitNode => readSource({ text, kind });
/** The fault of a source, as `line:column message`. */
const faultIn = (text: string, kind: ApexSource['kind'] = 'class'): string => {
    try {
        read(text, kind);
    } catch (error) {
        if (error instanceof CompileFault) return `${error.line}:${error.column} ${error.message}`;
        throw error;
    }
    return 'read';
};
const statementsOf = (body: string): readonly Statement[] => {
    const unit = read(body, 'anonymous');
    return unit.kind === 'anonymous' ? unit.statements : [];
};

/** Every operation in brackets: what binds to what. */
const shown = (node: Expression): string => {
    switch (node.kind) {
        case 'literal':
            return node.type === 'String' ? JSON.stringify(node.value) : node.value || 'null';
        case 'name':
            return node.name;
        case 'field':
            return `${shown(node.target)}${node.safe ? '?.' : '.'}${node.name}`;
        case 'index':
            return `${shown(node.target)}[${shown(node.index)}]`;
        case 'call':
            return `${node.target ? `${shown(node.target)}.` : ''}${node.name}(${node.arguments.map(shown).join(',')})`;
        case 'binary':
            return `(${shown(node.left)}${node.operator}${shown(node.right)})`;
        case 'unary':
            return `(${node.operator}${shown(node.operand)})`;
        case 'step':
            return node.prefix ? `(${node.operator}${shown(node.target)})` : `(${shown(node.target)}${node.operator})`;
        case 'assign':
            return `(${shown(node.target)}${node.operator === '=' ? '' : node.operator}=${shown(node.value)})`;
        case 'conditional':
            return `(${shown(node.test)}?${shown(node.yes)}:${shown(node.no)})`;
        case 'cast':
            return `(<${node.type.name}>${shown(node.operand)})`;
        case 'instanceof':
            return `(${shown(node.operand)} is ${node.type.name})`;
        case 'new':
            return `new ${node.type.name}/${node.creation.form}`;
        case 'soql':
            return `[${node.query.from}${node.binds.map((bind) => `:${shown(bind)}`).join('')}]`;
        case 'sosl':
            return `[${node.texts.join('§')}|${node.binds.map(shown).join(',')}]`;
        default:
            return node.kind;
    }
};
const expressionOf = (text: string): string => {
    const [only] = statementsOf(`${text};`);
    return only?.kind === 'expression' ? shown(only.expression) : (only?.kind ?? 'nothing');
};

const EXPRESSIONS: Readonly<Record<string, string>> = {
    'x = a + b * c - d / e': '(x=((a+(b*c))-(d/e)))',
    'x = a << 1 >>> 2 >> 3 < 4': '(x=((((a<<1)>>>2)>>3)<4))',
    'x = !a && -b ? c : d ?? e ? f : g': '(x=(((!a)&&(-b))?c:((d??e)?f:g)))',
    'x = a == b && c != d || e === f & g | h ^ ~i': '(x=(((a==b)&&(c!=d))||(((e===f)&g)|(h^(~i)))))',
    'x += y -= z = 3': '(x+=(y-=(z=3)))',
    'x = ((A) b).c?.d(e)[0]++': '(x=((<A>b).c.d(e)[0]++))',
    'x = (String) y.get(0) + (Decimal) (1 + 2)': '(x=((<String>y.get(0))+(<Decimal>(1+2))))',
    'x = a instanceof Map<Id, List<B.C>> && b >= 2': '(x=((a is Map)&&(b>=2)))',
    // A sign behind brackets belongs to a cast only where the type is a number's.
    'x = (Integer) -1': '(x=(<Integer>(-1)))',
    'x = (amount) - 1': '(x=(amount-1))',
    'x = (a.b) + c': '(x=(a.b+c))',
    'x = (i)++': '(x=(i++))',
    'x = new A(b = 1, c = 2)': '(x=new A/fields)',
    'x = new A(b == 1)': '(x=new A/arguments)',
    "x = new Map<String, Integer>{ 'a' => 1 }": '(x=new Map/pairs)',
    'x = new A[]{}': '(x=new List/values)',
    'x = new A[3]': '(x=new List/size)',
    'x = new A[][]{}': '(x=new List/values)',
    "x = '\\u0041\\n'": '(x="A\\n")',
    "x = '''\n  a 'b'\n'''": '(x="  a \'b\'\\n")',
    "x = '😀' + y": '(x=("😀"+y))',
    'x = [SELECT Id FROM A WHERE B IN :(ids) AND C = :d.e(1) LIMIT :(n) OFFSET 2]': '(x=[A:ids:d.e(1):n])',
    'x = [SELECT TYPEOF What WHEN Account THEN Phone ELSE Name END FROM Task WHERE Id = :a]': '(x=[Task:a])',
    "x = [SELECT Id /* it's */ FROM A // b\n WHERE /* c = 1 AND */ D = :e]": '(x=[A:e])',
    'x = [FIND :words IN NAME FIELDS RETURNING A(Id WHERE B = :b AND C = LAST_N_DAYS:3), D LIMIT 5]':
        '(x=[FIND § IN NAME FIELDS RETURNING A(Id WHERE B = § AND C = LAST_N_DAYS:3), D LIMIT 5|words,b])',
    "x = [FIND 'a' RETURNING B]": "(x=[FIND 'a' RETURNING B|])"
};
test('operators bind as documented; queries and searches are read with their binds', () => {
    assert.deepEqual(
        Object.fromEntries(Object.keys(EXPRESSIONS).map((text) => [text, expressionOf(text)])),
        EXPRESSIONS
    );
});

test('statements of every kind', () => {
    const body = `Integer i = 1, j; final transient Map<Id, A.B> m; Account[] others;
        for (Integer k = 0, n = 3; k < n; k++) a(k); for (final A b : c) { } for (;;) break; while (a) b(); do { } while (c);
        if (a) b(); else if (c) d(); else { }
        switch on a { when 1, -2 { } when A, B.C { } when Account acc { } when null { } when else { } }
        try { } catch (final A.B e) { } catch (C d) { } finally { }
        insert as user a; upsert b A__c.Key__c; merge c d; System.runAs(u) { } return; throw x;`;
    assert.deepEqual(
        statementsOf(body).map(({ kind }) => kind),
        'local local local for forEach for while doWhile if switch try dml dml dml runAs return throw'.split(' ')
    );
});

test('declarations, triggers and anonymous blocks', () => {
    const unit = read(
        '@IsTest(SeeAllData=false isParallel=true) private virtual without sharing class A extends B.C implements D, E<F> { ; static { } { } public A(final X y) { this(1); } transient Integer z = 1, w; @AuraEnabled(cacheable=true) public static String s { get; private set { x = value; } } abstract void m(); enum N { P, Q } interface O extends R { @Deprecated Integer t(U v); } class S { } static testMethod void u() { } }'
    ) as ClassNode;
    assert.deepEqual(
        unit.members.map(({ kind }) => kind),
        'initialiser initialiser constructor fields property method class class class method'.split(' ')
    );
    assert.deepEqual([...unit.modifiers.words], ['private', 'virtual', 'without sharing']);
    assert.deepEqual(
        [...(unit.modifiers.annotations.get('istest') ?? [])],
        [
            ['seealldata', 'false'],
            ['isparallel', 'true']
        ]
    );
    const trigger = read(
        'trigger T on Account (before insert, after undelete) { Integer i = 1; void d() { } }',
        'trigger'
    );
    assert.ok(trigger.kind === 'trigger' && trigger.events.join() === 'before insert,after undelete');
    const block = read('Integer i = 1;\nclass A { }\nvoid b() { }\nc(i);\n// end\n', 'anonymous');
    assert.ok(block.kind === 'anonymous' && block.members.length === 2 && block.statements.length === 2);
    assert.equal(faultIn('\n', 'anonymous'), 'read');
});

test('what the package and the cases are made of is read, all of it', () => {
    for (const folder of ['force-app', 'scripts/local-org/conformance/apex'])
        for (const file of readdirSync(path.join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' })) {
            if (!/\.(?:cls|trigger)$/.test(file)) continue;
            const text = readFileSync(path.join(PROJECT_ROOT, folder, file), 'utf8');
            assert.equal(faultIn(text, file.endsWith('.cls') ? 'class' : 'trigger'), 'read', file);
        }
});

const inMethod = (body: string): string => `public class A { void b() { ${body} } }`;
const FAULTS: Readonly<Record<string, string>> = {
    'public class A {': "1:17 Expecting '}' but was: '<EOF>'",
    'public clas A { }': "1:8 Unexpected token 'clas'.",
    'public class A { Integer class; }': "1:26 Unexpected token 'class'.",
    'public class A { } x': "1:20 Expecting '<EOF>' but was: 'x'",
    [inMethod('c }')]: "1:31 Missing ';' at '}'",
    [inMethod('if (c);')]: "1:35 Unexpected token ';'.",
    [inMethod('c(1;')]: "1:32 Missing ')' at ';'",
    [inMethod("c(1 'd');")]: "1:33 Expecting ')' but was: ''d''",
    [inMethod('c.;')]: "1:31 Unexpected token ';'.",
    [inMethod('x = a ? b;')]: "1:38 Missing ':' at ';'",
    [inMethod('1 +;')]: "1:32 Unexpected token ';'.",
    [inMethod('c = [SELECT Id FROM];')]: "1:48 Unexpected token ']'.",
    [inMethod('c = [SELECT Id FORM A];')]: "1:49 Unexpected token 'A'.",
    [inMethod('for (;; a(), b()) { }')]: "1:40 Expecting ')' but was: ','",
    [inMethod('try { }')]: '1:29 Try block must have at least one catch block or a finally block',
    [inMethod('switch on a { }')]: '1:29 Switch statement requires at least one when block',
    [inMethod('System.runAs(a, b) { }')]: "1:29 runAs requires a single argument of type 'User' or 'Version'",
    "public class A { String b = 'c\\d'; }":
        "1:29 Illegal string literal: Invalid string literal 'c\\d'. Illegal character sequence '\\d' in string literal.",
    "public class A { String b = 'c\\u12'; }":
        "1:29 Illegal string literal: Invalid string literal 'c\\u12'. Illegal unicode sequence. Less than four hex digits '\\u12' in string literal.",
    "public class A { String b = 'c;\n }": "1:29 Missing closing quote character ' on string.",
    'public class A { /* b }': '1:18 Missing closing mark */ on multi-line comment.',
    'public class A { Integer größe; }': "1:28 Unrecognized symbol 'öße', which is not a valid Apex identifier."
};
test('what is no Apex is refused at its first fault, in the words of the platform’s parser', () => {
    assert.deepEqual(Object.fromEntries(Object.keys(FAULTS).map((text) => [text, faultIn(text)])), FAULTS);
});
