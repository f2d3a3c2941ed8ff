import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { readCrmMapping } from './mapping.ts';
import { planCrm } from './plan.ts';

const FILES = {
    'accounts.csv': [
        'account,sector,year_established,revenue,employees,office_location,subsidiary_of',
        'Bluth Company,technolgy,1993,1242.32,3027,United States,Acme Corporation',
        'Acme Corporation,medical,1996,1100.04,many,Philipines,',
        'Lonely,retail,2001,1,2,Kenya,Nobody'
    ],
    'products.csv': ['product,series,sales_price', 'GTX Pro,GTX,4821'],
    'sales_teams.csv': ['sales_agent,manager,regional_office', 'Moses Frase,Dustin Brinkmann,Central'],
    'sales_pipeline.csv': [
        'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value',
        'A1,Moses Frase,GTXPro,Acme Corporation,Won,2016-10-20,2017-03-01,1054',
        'A2,Moses Frase,GTX Pro,,Engaging,2016-10-20,,',
        'A2,Moses Frase,GTX Pro,,Engaging,2016-10-20,,',
        'A3,Somebody Else,GTX Pro,Acme Corporation,Dreaming,2016-10-20,,'
    ]
};

const folderWith = (changes: Record<string, string[]> = {}): string => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'gangway-crm-'));
    for (const [file, lines] of Object.entries({ ...FILES, ...changes }))
        writeFileSync(path.join(folder, file), lines.join('\n'));
    return folder;
};

test('each dirty row is reported with its line and nothing is dropped in silence', () => {
    const plan = planCrm(folderWith(), readCrmMapping());
    const said = plan.remarks.map(({ file, line, field, treatment }) => `${file}:${line} ${field} ${treatment}`);
    assert.deepEqual(said.sort(), [
        'accounts.csv:2 sector corrected',
        'accounts.csv:3 employees left empty',
        'accounts.csv:3 office_location corrected',
        'accounts.csv:4 subsidiary_of left empty',
        'sales_pipeline.csv:2 product corrected',
        'sales_pipeline.csv:3 account left empty',
        'sales_pipeline.csv:3 close_date assumed',
        'sales_pipeline.csv:4 opportunity_id refused',
        'sales_pipeline.csv:5 deal_stage refused'
    ]);
    assert.equal(plan.opportunities.rows.length, 2);
});

test('a parent below its child in the file is set in a second pass, by key', () => {
    const plan = planCrm(folderWith(), readCrmMapping());
    assert.deepEqual(plan.accountParents.rows, [
        { Onboarding_Key__c: 'crm:bluth-company', Parent: { Onboarding_Key__c: 'crm:acme-corporation' } }
    ]);
});

test('a manager who sells nothing becomes a user all the same', () => {
    const plan = planCrm(folderWith(), readCrmMapping());
    assert.deepEqual(
        plan.agents.map(({ name, manager }) => [name, manager]),
        [
            ['Dustin Brinkmann', undefined],
            ['Moses Frase', 'Dustin Brinkmann']
        ]
    );
});

test('a missing column stops the migration before anything is written, and says which', () => {
    assert.throws(
        () => planCrm(folderWith({ 'products.csv': ['product,series', 'GTX Pro,GTX'] }), readCrmMapping()),
        /products\.csv has no column 'sales_price'/
    );
});

test('a row shorter than the header names its line', () => {
    assert.throws(
        () => planCrm(folderWith({ 'products.csv': ['product,series,sales_price', 'GTX Pro'] }), readCrmMapping()),
        /products\.csv cannot be read: .*line 2/
    );
});
