import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { addressOf, markerViews } from './markers.ts';

test('a place is listed by title and address', () => {
    const [view] = markerViews([
        {
            value: 'hq',
            title: 'Headquarters',
            description: '<b>Open</b>',
            icon: 'standard:account',
            location: { City: 'Vienna', Street: 'Ring 1', Country: 'Austria' }
        }
    ]);
    assert.deepEqual(view, {
        key: 'hq',
        title: 'Headquarters',
        address: 'Ring 1, Vienna, Austria',
        description: '<b>Open</b>',
        icon: 'standard:account'
    });
});

test('a place without a title is called by its address, one without an address by its coordinates', () => {
    assert.deepEqual(
        markerViews([{ location: { City: 'Graz' } }, { location: { Latitude: '47.07', Longitude: 15.44 } }]).map(
            ({ key, title, address }) => [key, title, address]
        ),
        [
            ['marker-0', 'Graz', ''],
            ['marker-1', '47.07, 15.44', '']
        ]
    );
    assert.equal(addressOf({}), '');
});

test('what is no list has no places', () => {
    assert.deepEqual(markerViews(undefined), []);
    assert.deepEqual(markerViews('here'), []);
});
