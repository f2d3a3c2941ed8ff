import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dynamicSection, sectionLabel } from './dynamicForms.ts';
import type { PageItem } from './regions.ts';
import type { ObjectInfo } from './uiTypes.ts';

const item = (
    component: string,
    properties: Record<string, string>,
    facets: Record<string, readonly PageItem[]> = {}
): PageItem => ({ kind: 'component', component, identifier: component, properties, facets });
const field = (name: string, uiBehavior = 'none'): PageItem => item('flexipage:field', { field: name, uiBehavior });
const column = (...fields: PageItem[]): PageItem => item('flexipage:column', {}, { body: fields });
const info = {
    fields: {
        Name: { createable: true, updateable: true, required: true },
        City__c: { createable: true, updateable: true, required: false },
        Zip__c: { createable: true, updateable: true, required: false },
        Code__c: { createable: true, updateable: false, required: false }
    }
} as unknown as ObjectInfo;
const section = item(
    'flexipage:fieldSection',
    { label: '@@@SFDCSystem_InformationSFDC@@@' },
    {
        columns: [
            column(field('Name'), field('Hidden__c'), field('City__c', 'readonly')),
            column(field('Zip__c', 'required'))
        ]
    }
);

test('columns stand side by side; what cannot be read leaves no gap', () => {
    const { heading, columns, rows } = dynamicSection(section, info, 'view');
    assert.deepEqual([heading, columns], ['System Information', 2]);
    assert.deepEqual(
        rows.map(({ cells }) => cells.map((cell) => cell.field)),
        [
            ['Name', 'Zip__c'],
            ['City__c', undefined]
        ]
    );
});

test('a field is what the page and the object say of it', () => {
    const [first, second] = dynamicSection(section, info, 'edit').rows;
    assert.deepEqual(
        [...first!.cells, ...second!.cells].map(({ editable, required }) => [editable, required]),
        [
            [true, true],
            [true, true],
            [false, false],
            [false, false]
        ]
    );
    const code = item('flexipage:fieldSection', {}, { columns: [column(field('Code__c'))] });
    assert.equal(dynamicSection(code, info, 'edit').rows[0]?.cells[0]?.editable, false);
    assert.equal(dynamicSection(code, info, 'create').rows[0]?.cells[0]?.editable, true);
});

test('a section without fields has no rows, and labels of people stay as they are', () => {
    assert.deepEqual(dynamicSection(item('flexipage:fieldSection', {}), info, 'view').rows, []);
    assert.equal(sectionLabel('Dates & places'), 'Dates & places');
});
