import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Schema } from '../../model/index.ts';
import { FoldedSet } from '../folded.ts';
import { Report } from '../problems.ts';
import type { ComponentSource } from '../types.ts';
import { checkModules } from './modules.ts';

const field = (name: string, referenceTo: string[] = []) => ({ name, referenceTo });
const objects: Record<string, object> = {
    Account: {
        field: (name: string) => (name === 'Name' ? field('Name') : undefined),
        parent: (name: string) => (name === 'Parent' ? field('ParentId', ['Account']) : undefined)
    }
};
const schema = { object: (name: string) => objects[name] } as unknown as Schema;
const component = (type: string, fullName: string, file: string, text: string): ComponentSource => ({
    type,
    fullName,
    files: new Map([[file, Buffer.from(text)]]),
    hash: '',
    origin: 'project'
});
const names = (...all: string[]): FoldedSet => {
    const set = new FoldedSet();
    for (const name of all) set.add(name);
    return set;
};
const problems = (script: string): string[] => {
    const report = new Report();
    const service = `public class Service {
    @AuraEnabled(cacheable=true)
    public static String load(Id recordId) { return helper(recordId); }
    static String helper(Id recordId) { return null; }
}`;
    checkModules(
        [
            component('ApexClass', 'Service', 'classes/Service.cls', service),
            component('LightningComponentBundle', 'page', 'lwc/page/page.js', script)
        ],
        {
            schema,
            labels: names('Hello'),
            customPermissions: names('May_Do'),
            messageChannels: names('Chosen__c'),
            contentAssets: names('Logo'),
            staticResources: names('Library')
        },
        report
    );
    return report.problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
};

test('imports of what is there are taken, whatever their form', () => {
    const script = `import NAME from '@salesforce/schema/Account.Parent.Parent.Name';
import ACCOUNT from "@salesforce/schema/Account";
import load from '@salesforce/apex/Service.load';
import hello from '@salesforce/label/c.Hello';
import mayDo from '@salesforce/customPermission/May_Do';
import CHOSEN from '@salesforce/messageChannel/Chosen__c';
import foreign from '@salesforce/messageChannel/other__Chosen__c';
import logo from '@salesforce/contentAssetUrl/Logo';
import library from '@salesforce/resourceUrl/Library';
import userId from '@salesforce/user/Id';
import { LightningElement } from 'lwc';`;
    assert.deepEqual(problems(script), []);
});

test('imports of what is not there are refused at their place', () => {
    const wrong: [string, string][] = [
        ['schema/Account.Nothing__c', 'Invalid reference Account.Nothing__c of type sobjectField in file page.js'],
        ['schema/Account.Nobody.Name', 'Invalid reference Account.Nobody.Name of type sobjectField in file page.js'],
        ['schema/Nothing__c', 'Invalid reference Nothing__c of type sobjectClass in file page.js'],
        ['apex/Service.helper', "Unable to find Apex action class referenced as 'Service.helper'."],
        ['apex/Gone.load', "Unable to find Apex action class referenced as 'Gone.load'."],
        ['label/c.Bye', 'Invalid reference c.Bye of type label in file page.js'],
        ['messageChannel/Nope__c', 'Invalid reference Nope__c of type lightningMessageChannel in file page.js'],
        ['contentAssetUrl/Nope', 'Invalid reference Nope of type asset in file page.js'],
        ['resourceUrl/Nope', 'Invalid reference Nope of type resourceUrl in file page.js'],
        ['customPermission/Nope', 'Invalid reference Nope of type customPermission in file page.js']
    ];
    for (const [module, message] of wrong)
        assert.deepEqual(problems(`\nimport x from '@salesforce/${module}';`), [`lwc/page/page.js:2:10 ${message}`]);
});
