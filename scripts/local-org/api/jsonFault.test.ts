import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonFault } from './jsonFault.ts';

test('the first fault of a text that is no JSON, with line and column', () => {
    assert.equal(
        jsonFault('{"a":1,}'),
        "Unexpected character ('}' (code 125)): was expecting double-quote to start field name at [line:1, column:8]"
    );
    assert.equal(
        jsonFault('{"a" 1}'),
        "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value at [line:1, column:6]"
    );
    assert.equal(
        jsonFault('{"a":1 "b":2}'),
        "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries at [line:1, column:8]"
    );
    assert.equal(
        jsonFault('[1,\n 2'),
        'Unexpected end-of-input: expected close marker for Array at [line:2, column:3]'
    );
    assert.equal(jsonFault('{"a":"x'), 'Unexpected end-of-input in a String value at [line:1, column:8]');
    assert.equal(
        jsonFault('[nope]'),
        "Unrecognized token 'nope': was expecting ('true', 'false' or 'null') at [line:1, column:2]"
    );
    assert.equal(
        jsonFault('[01]'),
        "Unexpected character ('0' (code 48)): was expecting a number at [line:1, column:2]"
    );
    assert.equal(jsonFault('"a\tb"')?.startsWith('Illegal unquoted character (CTRL-CHAR, code 9)'), true);
    assert.equal(jsonFault('"\\x"')?.startsWith('Unrecognized character escape'), true);
    assert.equal(
        jsonFault('{} {}'),
        "Unexpected character ('{' (code 123)): Expected space separating root-level values at [line:1, column:4]"
    );
});

test('it finds a fault exactly where JSON.parse does', () => {
    const texts = [
        '{}',
        '[]',
        '{"a":[1,-2.5e3,true,null,"\\u00e9 \\n"],"b":{"c":{}}}',
        ' [ ] ',
        '1',
        '"x"',
        '',
        '[',
        '{"a":',
        '[,]',
        '-',
        '1.',
        'tru',
        '[1]]',
        '{"a":1}x',
        "{'a':1}",
        '[1 2]',
        '\u00a0[]'
    ];
    for (const text of texts) {
        let isJson = true;
        try {
            JSON.parse(text);
        } catch {
            isJson = false;
        }
        assert.equal(jsonFault(text) === undefined, isJson, text);
    }
    assert.match(jsonFault('['.repeat(100_000)) ?? '', /^Unexpected end-of-input/);
});
