import { DateValue, DatetimeValue, Decimal, TimeValue } from '../../model/index.ts';
import { createFixture, type Fixture } from './testFixture.ts';

/** Two owners, four accounts (one deleted), contacts, opportunities, plans, tasks. */
export const createSample = (): Fixture & { readonly ids: Record<string, string> } => {
    const fixture = createFixture();
    const ids: Record<string, string> = {};
    ids.boss = fixture.insert('User', { Name: 'Ära Boss', Email: 'boss@x.test', IsActive: true });
    ids.amy = fixture.insert('User', { Name: 'Amy Ng', Email: 'amy@x.test', IsActive: true, ManagerId: ids.boss });
    ids.queue = fixture.insert('Group', { Name: 'Specialists', Email: 'team@x.test' });
    ids.acme = fixture.insert('Account', {
        Name: 'ACME',
        OwnerId: ids.amy,
        Industry: 'Tech',
        AnnualRevenue: Decimal.of(100),
        NumberOfEmployees: 10,
        CreatedDate: new DatetimeValue(Date.UTC(2026, 10, 18, 1)),
        Key__c: 'abc'
    });
    ids.zoo = fixture.insert('Account', {
        Name: 'zoo',
        OwnerId: ids.boss,
        ParentId: ids.acme,
        Industry: 'Banking',
        AnnualRevenue: Decimal.parse('250.55') ?? null,
        CreatedDate: new DatetimeValue(Date.UTC(2026, 9, 31, 23, 30)),
        Key__c: 'ABC'
    });
    ids.apfel = fixture.insert('Account', {
        Name: 'Äpfel 50% GmbH',
        OwnerId: ids.boss,
        Industry: 'Retail',
        CreatedDate: new DatetimeValue(Date.UTC(2025, 0, 1))
    });
    ids.gone = fixture.insert('Account', { Name: 'Gone', OwnerId: ids.boss, IsDeleted: true });
    ids.bare = fixture.insert('Account', { Name: 'bare_one', OwnerId: ids.boss });
    ids.kim = fixture.insert('Contact', {
        Name: 'Kim Lee',
        LastName: 'Lee',
        Email: 'kim@acme.test',
        AccountId: ids.acme
    });
    ids.bo = fixture.insert('Contact', { Name: 'Bo Ek', LastName: 'Ek', AccountId: ids.acme });
    ids.solo = fixture.insert('Contact', { Name: 'Solo', LastName: 'Solo' });
    for (const [name, account, amount, day, won] of [
        ['One', 'acme', 10, '2026-11-18', true],
        ['Two', 'acme', 20.5, '2026-11-01', false],
        ['Three', 'zoo', 30, '2026-10-31', true],
        ['Four', undefined, undefined, '2025-11-18', false]
    ] as const) {
        ids[name] = fixture.insert('Opportunity', {
            Name: name,
            AccountId: account ? (ids[account] ?? null) : null,
            Amount: amount === undefined ? null : Decimal.of(amount),
            CloseDate: DateValue.parse(day) ?? null,
            IsWon: won,
            StageName: won ? 'Won' : 'Open',
            OwnerId: ids.amy,
            CreatedDate: new DatetimeValue(Date.UTC(2026, 10, 18, 23))
        });
    }
    ids.plan = fixture.insert('Plan__c', {
        Name: 'Plan',
        OwnerId: ids.queue,
        Account__c: ids.acme,
        Roles__c: 'AE;CSM',
        Start__c: TimeValue.parse('09:30:00Z') ?? null,
        Active__c: true
    });
    ids.plan2 = fixture.insert('Plan__c', { Name: 'Other', OwnerId: ids.amy, Roles__c: 'IT' });
    ids.item = fixture.insert('Item__c', { Name: 'Item 1', Plan__c: ids.plan, Done__c: true });
    fixture.insert('Item__c', { Name: 'Item 2', Plan__c: ids.plan });
    fixture.insert('Task', { Subject: 'Call', WhatId: ids.acme });
    fixture.insert('Task', { Subject: 'Write', WhatId: ids.plan });
    fixture.insert('Task', { Subject: 'Think' });
    fixture.insert('Setting__mdt', { DeveloperName: 'Main', Value__c: '7' });
    return Object.assign(fixture, { ids });
};
