import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doubleText } from '../model/index.ts';
import { DoubleJson, stringify } from './doubles.ts';

test('doubles are written as Java writes them', () => {
    const written: [number, string][] = [
        [0, '0.0'],
        [10, '10.0'],
        [-3, '-3.0'],
        [12.5, '12.5'],
        [9_999_999, '9999999.0'],
        [10_000_000, '1.0E7'],
        [350_000_000, '3.5E8'],
        [-123_456_789.01, '-1.2345678901E8'],
        [0.001, '0.001'],
        [0.0001, '1.0E-4']
    ];
    for (const [value, text] of written) {
        assert.equal(doubleText(value), text);
        assert.equal(stringify({ value: new DoubleJson(value) }), `{"value":${text}}`);
        assert.equal(JSON.parse(stringify(new DoubleJson(value))), value);
    }
    assert.equal(stringify({ text: 'double-abc:10', whole: 7 }), '{"text":"double-abc:10","whole":7}');
});
