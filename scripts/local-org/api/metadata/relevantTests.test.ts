import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeComponent } from '../../metadata/index.ts';
import { relevantTests } from './relevantTests.ts';

const apex = (type: 'ApexClass' | 'ApexTrigger', fullName: string, code: string) =>
    makeComponent({ type, fullName }, new Map([[`x/${fullName}`, Buffer.from(code)]]), 'deploy');
const ORG = [
    apex('ApexClass', 'Prices', 'public class Prices { public static Decimal of(Product2 p) { return 1; } }'),
    apex('ApexClass', 'Orders', 'public class Orders { Decimal d = Prices.of(null); /* Stock */ }'),
    apex('ApexClass', 'Stock', 'public class Stock {}'),
    apex('ApexTrigger', 'OrderTrigger', 'trigger OrderTrigger on Order (before insert) { Orders o; }'),
    apex('ApexClass', 'OrdersTest', '@IsTest private class OrdersTest { @IsTest static void a() { new Orders(); } }'),
    apex('ApexClass', 'StockTest', '@IsTest private class StockTest { @IsTest static void a() { new Stock(); } }'),
    apex('ApexClass', 'SmokeTest', '@IsTest(critical=true) private class SmokeTest {}'),
    apex(
        'ApexClass',
        'PinnedTest',
        "@IsTest(testFor='ApexClass:Stock, ApexTrigger:Other') private class PinnedTest {}"
    ),
    apex(
        'ApexClass',
        'InsertTest',
        '@IsTest private class InsertTest { static testMethod void a() { insert new Order(); } }'
    )
];
const of = (type: string, fullName: string): string[] => relevantTests(ORG, [{ type, fullName }]).sort();

test('tests are relevant that reach what is deployed, say so themselves, or are deployed', () => {
    assert.deepEqual(of('ApexClass', 'Prices'), ['orderstest', 'smoketest'], 'through another class');
    assert.deepEqual(of('ApexClass', 'Stock'), ['pinnedtest', 'smoketest', 'stocktest'], 'comments mention nobody');
    assert.deepEqual(of('ApexTrigger', 'OrderTrigger'), ['inserttest', 'smoketest'], 'by the object of the trigger');
    assert.deepEqual(of('ApexClass', 'StockTest'), ['smoketest', 'stocktest']);
    assert.deepEqual(of('CustomField', 'Account.Colour__c'), ['smoketest']);
});
