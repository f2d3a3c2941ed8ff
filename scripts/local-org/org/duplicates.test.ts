/** Duplicate rules as metadata: exact matches stop a save, an alert gives way to a caller who allows duplicates. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupFiles } from '../metadata/index.ts';
import { SObject } from '../model/index.ts';
import type { Scalar } from '../model/index.ts';
import { SYSTEM_MODE } from '../security/index.ts';
import { openOrg } from './index.ts';
import type { Org } from './types.ts';

const xml = (type: string, body: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?><${type} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${type}>`;
const matching = (method = 'Exact'): string =>
    xml(
        'MatchingRules',
        `<matchingRules><fullName>Same</fullName><label>Same</label><matchingRuleItems><blankValueBehavior>NullNotAllowed</blankValueBehavior><fieldName>Email</fieldName><matchingMethod>${method}</matchingMethod></matchingRuleItems><ruleStatus>Active</ruleStatus></matchingRules>`
    );
const duplicates = (action: string): string =>
    xml(
        'DuplicateRule',
        `<actionOnInsert>${action}</actionOnInsert><actionOnUpdate>Allow</actionOnUpdate><alertText>Known already.</alertText><duplicateRuleMatchRules><matchRuleSObjectType>Contact</matchRuleSObjectType><matchingRule>Same</matchingRule></duplicateRuleMatchRules><isActive>true</isActive><masterLabel>Same</masterLabel><operationsOnInsert>Alert</operationsOnInsert><securityOption>BypassSharingRules</securityOption><sortOrder>1</sortOrder>`
    );

const deploy = (org: Org, action: string, method?: string): readonly string[] => {
    const files = new Map([
        ['force-app/main/default/duplicateRules/Contact.Same.duplicateRule-meta.xml', Buffer.from(duplicates(action))],
        ['force-app/main/default/matchingRules/Contact.matchingRule-meta.xml', Buffer.from(matching(method))]
    ]);
    const { components, problems } = groupFiles(files, 'project');
    assert.deepEqual(problems, []);
    return org.deploy(components, { checkOnly: false, remove: [] }).problems.map(({ message }) => message);
};

const insert = (
    org: Org,
    values: Readonly<Record<string, Scalar>>,
    allowsDuplicates = false,
    object = 'Contact'
): string => {
    const type = org.current.model.schema.object(object);
    assert.ok(type);
    const record = new SObject(type);
    for (const [field, value] of Object.entries(values)) record.set(field, value);
    const [result] = org.database.transaction(org.administratorId, 'request', (tx) =>
        org.database.records.save(tx, {
            operation: 'insert',
            records: [record],
            allOrNone: false,
            mode: SYSTEM_MODE,
            source: 'apex',
            allowsDuplicates
        })
    );
    return result?.errors.map(({ statusCode, message }) => `${statusCode}: ${message}`).join() ?? '';
};

test('an alert stops a save that does not allow duplicates; blanks are no duplicates', () => {
    const org = openOrg({ file: ':memory:' });
    assert.deepEqual(deploy(org, 'Allow'), []);
    assert.equal(insert(org, { LastName: 'One', Email: 'a@b.example' }), '');
    assert.equal(insert(org, { LastName: 'Two', Email: 'A@B.example' }), 'DUPLICATES_DETECTED: Known already.');
    assert.equal(insert(org, { LastName: 'Two', Email: 'a@b.example' }, true), '');
    assert.equal(insert(org, { LastName: 'Three' }), '');
    assert.equal(insert(org, { LastName: 'Four' }), '');
    org.close();
});

test('a block stops every save; other ways to match are refused by name', () => {
    const org = openOrg({ file: ':memory:' });
    assert.deepEqual(deploy(org, 'Block'), []);
    assert.equal(insert(org, { LastName: 'One', Email: 'a@b.example' }), '');
    assert.equal(insert(org, { LastName: 'Two', Email: 'a@b.example' }, true), 'DUPLICATES_DETECTED: Known already.');
    assert.match(
        deploy(org, 'Block', 'FirstName')[0] ?? '',
        /^not supported by the local org: matching rules by FirstName/
    );
    org.close();
});

test('matching rules with alternatives, and rules that look at some records only', () => {
    const org = openOrg({ file: ':memory:' });
    const item = (field: string): string =>
        `<matchingRuleItems><blankValueBehavior>NullNotAllowed</blankValueBehavior><fieldName>${field}</fieldName><matchingMethod>Exact</matchingMethod></matchingRuleItems>`;
    const matchingRules = xml(
        'MatchingRules',
        `<matchingRules><fullName>Same</fullName><booleanFilter>1 AND (2 OR 3)</booleanFilter><label>Same</label>${['LastName', 'Email', 'Phone'].map(item).join('')}<ruleStatus>Active</ruleStatus></matchingRules>`
    );
    const filter =
        '<duplicateRuleFilter><duplicateRuleFilterItems><field>Department</field><operation>equals</operation><value>Sales</value><sortOrder>1</sortOrder><table>Contact</table></duplicateRuleFilterItems></duplicateRuleFilter>';
    const rule = duplicates('Block').replace('<duplicateRuleMatchRules>', `${filter}<duplicateRuleMatchRules>`);
    const files = new Map([
        ['app/duplicateRules/Contact.Same.duplicateRule-meta.xml', Buffer.from(rule)],
        ['app/matchingRules/Contact.matchingRule-meta.xml', Buffer.from(matchingRules)]
    ]);
    const { components } = groupFiles(files, 'project');
    assert.deepEqual(org.deploy(components, { checkOnly: false, remove: [] }).problems, []);
    const person = { LastName: 'One', Department: 'Sales', Email: 'a@b.example', Phone: '1' };
    assert.equal(insert(org, person), '');
    const refused = 'DUPLICATES_DETECTED: Known already.';
    assert.equal(insert(org, { ...person, Email: 'other@b.example' }), refused);
    assert.equal(insert(org, { ...person, Phone: '2' }), refused);
    assert.equal(insert(org, { ...person, Email: 'other@b.example', Phone: '2' }), '');
    assert.equal(insert(org, { ...person, LastName: 'Other' }), '');
    assert.equal(insert(org, { ...person, Department: 'Support' }), '', 'the rule does not look at it');
    org.close();
});

test('a lead is compared with contacts by the fields that are mapped', () => {
    const org = openOrg({ file: ':memory:' });
    const rule = (mapping: string): string =>
        duplicates('Block')
            .replace('<matchingRule>Same</matchingRule>', `<matchingRule>Same</matchingRule>${mapping}`)
            .replace('<masterLabel>Same', '<masterLabel>Across');
    const deployed = (mapping: string): readonly string[] => {
        const files = new Map([
            ['app/duplicateRules/Lead.Across.duplicateRule-meta.xml', Buffer.from(rule(mapping))],
            ['app/matchingRules/Contact.matchingRule-meta.xml', Buffer.from(matching())]
        ]);
        const { components } = groupFiles(files, 'project');
        return org.deploy(components, { checkOnly: false, remove: [] }).problems.map(({ message }) => message);
    };
    assert.match(deployed('')[0] ?? '', /objectMapping \(of Contact.Email to a field of Lead\)/);
    const mapping =
        '<objectMapping><inputObject>Lead</inputObject><mappingFields><inputField>Email</inputField><outputField>Email</outputField></mappingFields><outputObject>Contact</outputObject></objectMapping>';
    assert.deepEqual(deployed(mapping), []);
    const own = new Map([['app/duplicateRules/Contact.Across.duplicateRule-meta.xml', Buffer.from(rule(''))]]);
    const more = org.deploy(groupFiles(own, 'project').components, { checkOnly: false, remove: [] });
    assert.deepEqual(more.problems, []);
    const { soql } = org.database;
    const names = org.database.transaction(org.administratorId, 'request', (tx) =>
        soql
            .query(
                tx,
                soql.parse('SELECT SobjectType, DeveloperName FROM DuplicateRule ORDER BY SobjectType'),
                [],
                SYSTEM_MODE
            )
            .rows.map((row) => [row.get('SobjectType'), row.get('DeveloperName')])
    );
    assert.deepEqual(
        names,
        [
            ['Contact', 'Across'],
            ['Lead', 'Across']
        ],
        'two objects have a rule of one name'
    );
    assert.equal(insert(org, { LastName: 'One', Email: 'a@b.example' }), '');
    const lead = { LastName: 'L', Company: 'C' };
    assert.equal(insert(org, { ...lead, Email: 'A@b.example' }, false, 'Lead'), 'DUPLICATES_DETECTED: Known already.');
    assert.equal(insert(org, { ...lead, Email: 'other@b.example' }, false, 'Lead'), '');
    org.close();
});
