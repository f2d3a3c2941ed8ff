import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fold } from '../../model/index.ts';
import { sortKey } from './sqlFunctions.ts';

test('text sorts as a dictionary does', () => {
    const names = [
        'Zebra',
        'Ärzte',
        'zoo',
        'Arzt',
        'Bär',
        'Œuvre',
        'Ode',
        'Øre',
        'Ort',
        'straße',
        'Strasse',
        'a1',
        'a 1'
    ];
    const sorted = [...names].sort((left, right) => {
        const [one, other] = [sortKey(fold(left)), sortKey(fold(right))];
        return one < other ? -1 : one > other ? 1 : 0;
    });
    assert.deepEqual(sorted, [...names].sort(new Intl.Collator('en', { caseFirst: 'upper' }).compare));
});
