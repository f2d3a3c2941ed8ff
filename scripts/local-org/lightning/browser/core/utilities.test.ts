import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UtilityView } from '../../../api/page/types.ts';
import { Utilities } from './utilities.ts';

const view = (id: string, eager = false): UtilityView => ({
    id,
    label: id,
    icon: 'apps',
    width: 340,
    height: 480,
    eager,
    background: false,
    item: { kind: 'component', component: 'c:x', identifier: id, properties: {}, facets: {} }
});

test('one panel is open at a time, and a component is there once it was opened', () => {
    const bar = new Utilities();
    let told = 0;
    const stop = bar.listen(() => told++);
    bar.start([view('a'), view('b', true)]);
    assert.deepEqual(
        bar.all().map(({ isLoaded }) => isLoaded),
        [false, true]
    );
    bar.open('a');
    bar.toggle('b');
    assert.deepEqual(
        bar.all().map(({ id, utilityVisible, isLoaded }) => [id, utilityVisible, isLoaded]),
        [
            ['a', false, true],
            ['b', true, true]
        ]
    );
    assert.equal(told, 3);
    stop();
    bar.minimize('b');
    assert.deepEqual([told, bar.info('b').utilityVisible], [3, false]);
});

test('clicks are told with what they did; utilities that are none are refused', () => {
    const bar = new Utilities();
    bar.start([view('a')]);
    const clicks: unknown[] = [];
    bar.onClick('a', (event) => clicks.push(event));
    bar.toggle('a');
    bar.toggle('a');
    bar.open('a');
    assert.deepEqual(clicks, [
        { utilityId: 'a', panelVisible: true },
        { utilityId: 'a', panelVisible: false }
    ]);
    bar.change('a', { utilityLabel: 'Changed' });
    bar.start([view('a'), view('b')]);
    assert.deepEqual(
        bar.all().map(({ utilityLabel }) => utilityLabel),
        ['Changed', 'b']
    );
    assert.throws(() => bar.open('c'), /Cannot find utility with id: c/);
});
