import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { hasComponent, rowsOf, tabTitle } from './regions.ts';

const item = (component: string, facets = {}) => ({
    kind: 'component' as const,
    component,
    identifier: component,
    properties: {},
    facets
});

test('header above, sidebar beside main, empty regions nowhere', () => {
    const rows = rowsOf([
        { name: 'header', items: [item('force:highlightsPanel')] },
        { name: 'subheader', items: [] },
        { name: 'main', items: [item('force:detailPanel')] },
        { name: 'sidebar', items: [item('c:x')] }
    ]);
    assert.deepEqual(
        rows.map((row) => row.columns.map((column) => [column.key, column.narrow])),
        [
            [['header', false]],
            [
                ['main', false],
                ['sidebar', true]
            ]
        ]
    );
});

test('a left sidebar stands left whatever the order', () => {
    const [row] = rowsOf([
        { name: 'main', items: [item('a')] },
        { name: 'leftsidebar', items: [item('b')] }
    ]);
    assert.deepEqual(
        row?.columns.map((column) => column.key),
        ['leftsidebar', 'main']
    );
});

test('components are found at any depth', () => {
    const page = [
        item('flexipage:tabset', { tabs: [item('flexipage:tab', { body: [item('force:highlightsPanel')] })] })
    ];
    assert.ok(hasComponent(page, 'force:highlightsPanel'));
    assert.ok(!hasComponent(page, 'force:detailPanel'));
});

test("the platform's own tab titles are read as words", () => {
    assert.equal(tabTitle('Standard.Tab.relatedLists'), 'Related');
    assert.equal(tabTitle('Plan'), 'Plan');
});
