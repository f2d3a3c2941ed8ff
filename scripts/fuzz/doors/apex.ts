/** Apex classes, compiled against the cases' objects. */
import { compileApex } from '../../local-org/apex/index.ts';
import { mutated } from '../mutate.ts';
import type { Door } from '../types.ts';
import { outcomeOf } from './problems.ts';
import { DEPTHS, nested } from './rest.ts';

const CLASSES = [
    `public with sharing class Fuzz {
    public enum Colour { RED, GREEN }
    private static final Map<String, List<Integer>> NUMBERS = new Map<String, List<Integer>>{ 'a' => new List<Integer>{ 1, 2 } };
    public Integer count { get; private set; }
    public abstract class Shape implements Comparable { public abstract Decimal area(); public Integer compareTo(Object other) { return 0; } }
    public class Square extends Shape { Decimal side = 2.5; public override Decimal area() { return side * side; } }
    @AuraEnabled(cacheable=true) public static List<Crate__c> read(String name, Integer most) {
        for (Integer i = 0; i < most; i++) { if (i == 3) continue; else if (i > 5) break; }
        return [SELECT Id, Name, (SELECT Id FROM Bottles__r) FROM Crate__c WHERE Name = :name AND Capacity__c > :most LIMIT 10];
    }
    @InvocableMethod(label='x') public static List<String> run(List<String> names) {
        try { insert new Crate__c(Name = names[0]?.trim() ?? 'none'); }
        catch (DmlException cause) { throw new IllegalArgumentException('no: ' + cause.getMessage(), cause); }
        finally { System.debug('done'); }
        return names;
    }
    static Object choose(Object value) {
        switch on value { when Integer number { return number + 1; } when Account account { return account.Name; } when null { return null; } when else { return (String) value; } }
    }
    static Long mix() { Long total = 1L << 3; total += 0x10 | 7 ^ 2; Boolean b = total > 3 && !(total == 5) || total != null; return b ? total : -total; }
}`,
    `@IsTest private class Fuzz {
    @TestSetup static void make() { insert new List<Account>{ new Account(Name = 'a') }; }
    @IsTest static void works() {
        Test.startTest();
        Map<Id, Account> found = new Map<Id, Account>([SELECT Id FROM Account FOR UPDATE]);
        for (Id key : found.keySet()) { Assert.isNotNull(found.get(key)); }
        Test.stopTest();
        System.runAs(new User(Id = UserInfo.getUserId())) { Assert.areEqual(1, found.size(), 'one'); }
        do { found.clear(); } while (!found.isEmpty());
    }
}`
];
const deepClass = (body: string): string => `public class Fuzz { static Object run() { ${body} } }`;

/** Apex classes. */
export const apex: Door = {
    name: 'Apex files',
    input: (random) => mutated(random, CLASSES),
    special: () =>
        DEPTHS.flatMap((depth) => [
            deepClass(`return ${nested('(', '1', ')', depth)};`),
            deepClass(`return ${'1 + '.repeat(depth)}1;`),
            deepClass(`return ${'!'.repeat(depth)}true;`),
            deepClass(`return ${"'a' + ".repeat(Math.min(depth, 10_000))}'b';`),
            deepClass(`${nested('{', '', '}', depth)} return 1;`),
            deepClass(`${nested('if (true) ', 'return 1;', '', Math.min(depth, 6_000))}`),
            deepClass(`Object o = ${nested('new List<Object>{', '', '}', Math.min(depth, 3_000))}; return o;`),
            deepClass(`${nested('List<', 'Integer', '>', depth)} x; return x;`),
            deepClass(`String s; return s${'.trim()'.repeat(Math.min(depth, 9_000))};`),
            deepClass(`Integer x = 1; return ${'x == 1 ? 1 : '.repeat(Math.min(depth, 4_000))}2;`),
            deepClass(`return [SELECT Id FROM Account WHERE ${nested('(', "Name = 'a'", ')', depth)}];`),
            `public class Fuzz { ${nested('class A { ', '', '}', depth)} }`,
            `public class Fuzz { ${Array.from({ length: Math.min(depth, 1_500) }, (_, at) => `static void m${at}() { m${at + 1}(); }`).join(' ')} }`,
            nested('/*', '', '*/', depth)
        ]),
    send: ({ org }, input) => {
        const text = String(input).replace(/[\ud800-\udfff]/g, '?');
        return outcomeOf(
            compileApex({
                sources: [{ name: 'Fuzz', kind: 'class', file: 'Fuzz.cls', text, apiVersion: 67 }],
                model: org.current.model,
                database: org.database
            }).problems
        );
    }
};
