import assert from 'node:assert/strict';
import { test } from 'node:test';
import { field, lookup, master, messagesOf, objectXml } from '../testProject.ts';

const at = (name: string): string => `force-app/main/x/objects/${name}/${name}.object-meta.xml`;
const plain = (messages: readonly string[]): string[] => messages.map((message) => message.replace(/^\d+: /, ''));

/** What is said of a roll-up with one line of filter. */
const filtered = (name: string, operation: string, value: string, more = ''): string[] =>
    plain(
        messagesOf({
            [at('P__c')]: objectXml(
                'P',
                field(
                    'R__c',
                    'Summary',
                    `<summaryFilterItems><field>C__c.${name}</field><operation>${operation}</operation><value>${value}</value>${more}</summaryFilterItems><summaryForeignKey>C__c.P__c</summaryForeignKey><summaryOperation>count</summaryOperation>`
                )
            ),
            [at('C__c')]: objectXml(
                'C',
                master('P__c', 'P__c', 'Cs') +
                    lookup('Other__c', 'Account', 'Others') +
                    field('T__c', 'Text', '<length>10</length>') +
                    field('N__c', 'Number', '<precision>10</precision><scale>2</scale>') +
                    field('D__c', 'Date') +
                    field('M__c', 'DateTime') +
                    field('B__c', 'Checkbox', '<defaultValue>false</defaultValue>'),
                'ControlledByParent'
            )
        })
    );

test('lines of a roll-up’s filter', () => {
    for (const [name, operation, value] of [
        ['T__c', 'contains', 'a'],
        ['T__c', 'equals', 'a,b'],
        ['N__c', 'greaterThan', '1.5'],
        ['N__c', 'equals', '1,2'],
        ['D__c', 'lessOrEqual', '5/6/2026'],
        ['D__c', 'equals', ''],
        ['M__c', 'greaterThan', '2026-05-06T00:00:00Z'],
        ['B__c', 'notEqual', 'True']
    ] as const)
        assert.deepEqual(filtered(name, operation, value), [], `${name} ${operation} ${value}`);
    assert.deepEqual(filtered('N__c', 'contains', '1'), ['Invalid operator for C__c.N__c: contains']);
    assert.deepEqual(filtered('B__c', 'lessThan', 'true'), ['Invalid operator for C__c.B__c: lessThan']);
    assert.deepEqual(filtered('N__c', 'equals', 'many'), ['Invalid value for C__c.N__c: many']);
    assert.deepEqual(filtered('D__c', 'equals', '2026-13-01'), ['Invalid value for C__c.D__c: 2026-13-01']);
    assert.deepEqual(filtered('Other__c', 'equals', 'x'), ['C__c.Other__c cannot be used in a roll-up summary filter']);
    assert.match(
        filtered('T__c', 'equals', '', '<valueField>C__c.T__c</valueField>')[0] ?? '',
        /compares C__c.T__c with a value/
    );
});

test('formats of auto numbers', () => {
    const first = (format: string): string =>
        plain(
            messagesOf({
                [at('A__c')]: objectXml('A', field('No__c', 'AutoNumber', `<displayFormat>${format}</displayFormat>`))
            })
        )[0] ?? '';
    for (const format of ['{0}', 'A-{0000}', '{YYYY}/{MM}-{DD} {00}', '{YY}{0}', 'E-{MMDDYY}-{0}'])
        assert.equal(first(format), '', format);
    for (const format of ['A', '{0}{0}', '{0} {MONTH}', '{0} {}'])
        assert.match(first(format), /Invalid display format/, format);
});

test('filters of lookups name fields that exist', () => {
    const first = (name: string): string =>
        plain(
            messagesOf({
                [at('A__c')]: objectXml(
                    'A',
                    field('Kind__c', 'Text', '<length>10</length>') +
                        lookup(
                            'Person__c',
                            'Contact',
                            'As',
                            `<lookupFilter><active>true</active><filterItems><field>${name}</field><operation>equals</operation><value>x</value></filterItems><isOptional>false</isOptional></lookupFilter>`
                        )
                )
            })
        )[0] ?? '';
    for (const name of [
        'Contact.Title',
        'Contact.Account.Owner.Name',
        'Contact.RecordType.DeveloperName',
        '$Source.Kind__c',
        '$User.Id',
        'Contact.RecordTypeId'
    ])
        assert.equal(first(name), '', name);
    for (const name of ['Contact.Titel', 'Contact.Acount.Name', '$Source.Nope__c', 'Contact.Account.Nope__c'])
        assert.equal(first(name), `In field: field - no CustomField named ${name} found`);
});
