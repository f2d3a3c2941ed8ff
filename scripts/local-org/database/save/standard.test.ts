import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DateValue } from '../../model/index.ts';
import { TestOrg } from './testOrg.ts';
import { textOf } from '../storage/values.ts';

const codes = (results: readonly { errors: readonly { statusCode: string }[] }[]): string[] =>
    results.map((result) => result.errors.map((error) => error.statusCode).join('+'));

test('opportunities follow their stage, contacts have their name', () => {
    const org = new TestOrg();
    const id = org.make('Opportunity', {
        Name: 'O',
        StageName: 'Prospecting',
        CloseDate: DateValue.of(2026, 5, 1),
        Amount: 1000
    });
    const facts = () =>
        ['IsClosed', 'IsWon', 'Probability', 'ForecastCategoryName', 'ExpectedRevenue'].map((field) =>
            textOf(org.value('Opportunity', id, field))
        );
    assert.deepEqual(facts(), ['false', 'false', '10', 'Pipeline', '100.00']);
    const seen: unknown[] = [];
    org.triggers.on('Opportunity', 'before update', (_tx, news, olds) =>
        seen.push([olds[0]?.get('IsWon'), news[0]?.get('IsWon')])
    );
    org.run((tx) => org.save(tx, 'update', [org.record('Opportunity', { Id: id, StageName: 'Closed Won' })]));
    assert.deepEqual(facts(), ['true', 'true', '100', 'Closed', '1000.00']);
    assert.deepEqual(seen, [[false, true]]);
    org.run((tx) =>
        org.save(tx, 'update', [org.record('Opportunity', { Id: id, StageName: 'Qualification', Probability: 55 })])
    );
    assert.deepEqual(facts(), ['false', 'false', '55', 'Pipeline', '550.00']);
    assert.equal(
        org.value('Contact', org.make('Contact', { FirstName: 'Ada', LastName: 'Lovelace' }), 'Name'),
        'Ada Lovelace'
    );
});

test('products sum up on their opportunity', () => {
    const org = new TestOrg();
    const opportunity = org.make('Opportunity', {
        Name: 'O',
        StageName: 'Prospecting',
        CloseDate: DateValue.of(2026, 5, 1),
        Amount: 7
    });
    const product = org.make('Product2', { Name: 'Seat', ProductCode: 'S' });
    const book = org.make('Pricebook2', { Name: 'List', IsActive: true });
    const price = org.make('PricebookEntry', {
        Pricebook2Id: book,
        Product2Id: product,
        UnitPrice: 10,
        IsActive: true
    });
    const line = org.make('OpportunityLineItem', {
        OpportunityId: opportunity,
        PricebookEntryId: price,
        Quantity: 3,
        UnitPrice: 10
    });
    assert.deepEqual(
        ['Amount', 'HasOpportunityLineItem', 'Pricebook2Id', 'ExpectedRevenue'].map((field) =>
            textOf(org.value('Opportunity', opportunity, field))
        ),
        ['30.00', 'true', book, '3.00']
    );
    assert.deepEqual(
        [
            textOf(org.value('OpportunityLineItem', line, 'TotalPrice')),
            org.value('OpportunityLineItem', line, 'Product2Id')
        ],
        ['30.00', product]
    );
});

test('set-up and data objects do not mix in one Apex transaction, except across runAs', () => {
    const org = new TestOrg();
    const user = org.user('mixed', { persona: false });
    org.run((tx) => {
        org.save(tx, 'insert', [org.record('Account', { Name: 'A' })]);
        assert.deepEqual(
            codes(org.save(tx, 'insert', [org.record('Group', { Name: 'G' })])),
            [''],
            'a group may be made'
        );
        const role = () => org.save(tx, 'insert', [org.record('UserRole', { Name: 'R' })]);
        assert.equal(
            role()[0]?.errors[0]?.message,
            'DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): UserRole, original object: Account'
        );
        assert.deepEqual(codes(tx.runAs(user, role)), ['']);
        assert.deepEqual(codes(org.save(tx, 'insert', [org.record('Account', { Name: 'B' })])), ['']);
    });
});
