import { test } from 'node:test';
import assert from 'node:assert/strict';
import { DateValue, DatetimeValue, Decimal, DoubleBox, SObject } from '../../model/index.ts';
import { ApexException, ApexList, ApexMap, toText } from '../runtime/index.ts';
import { asApex, caller, fakeObject, fakeType } from './fixture.ts';
import { JsonReader } from './jsonRead.ts';
import { jsonTypes } from './json.ts';
import { parseJson } from './jsonText.ts';

const json = caller(jsonTypes, 'System.JSON');
const account = fakeObject('Account', { Name: 'text', Amount: 'currency', ParentId: 'lookup:Account', Since: 'date' });
const refuses = (work: () => unknown, message: RegExp): void =>
    assert.throws(work, (error) => {
        assert.ok(error instanceof ApexException && error.apexType === 'System.JSONException', String(error));
        assert.match(error.apexMessage ?? '', message);
        return true;
    });

test('serialising values', () => {
    const serialize = 'static String serialize(Object value)';
    const map = new ApexMap(fakeType('String'), fakeType('Object'), [
        ['whole', 1],
        ['exact', Decimal.parse('1.50')],
        ['double', new DoubleBox(2)],
        ['date', DateValue.of(2026, 11, 22)],
        ['at', new DatetimeValue(0)],
        ['text', 'a"\u2028é'],
        ['none', null]
    ]);
    assert.equal(
        json(serialize, map),
        '{"whole":1,"exact":1.50,"double":2.0,"date":"2026-11-22","at":"1970-01-01T00:00:00.000Z","text":"a\\"\u2028é","none":null}'
    );
    assert.equal(
        json('static String serializePretty(Object value)', new ApexList(fakeType('Integer'), [1, 2])),
        '[ 1, 2 ]'
    );
    const record = new SObject(account);
    record.set('Name', 'A');
    record.id = '001000000000001AAA';
    assert.equal(
        json(serialize, record),
        '{"attributes":{"type":"Account","url":"/services/data/v67.0/sobjects/Account/001000000000001AAA"},"Name":"A","Id":"001000000000001AAA"}'
    );
    const loop = new ApexList(fakeType('Object'));
    loop.add(loop);
    refuses(() => json(serialize, loop), /Circular reference/);
});

test('deserialising without types keeps whole numbers whole and decimals exact', () => {
    const read = json(
        'static Object deserializeUntyped(String text)',
        '{"a":[1,2147483648,0.10,true,null,"x\\u0041"]}'
    );
    const items = ((read as ApexMap).get('a') as ApexList).items;
    assert.deepEqual(
        [items[0], items[1], String(items[2]), items[3], items[4], items[5]],
        [1, 2147483648n, '0.10', true, null, 'xA']
    );
});

test('malformed JSON is refused with its place', () => {
    const read = 'static Object deserializeUntyped(String text)';
    refuses(() => json(read, '{"a":}'), /Unexpected character \('}' \(code 125\)\).* at input location \[1,6\]/);
    refuses(() => json(read, '[1'), /Unexpected end-of-input/);
    refuses(() => json(read, '[01]'), /was expecting comma/);
    refuses(() => json(read, '"a\nb"'), /has to be escaped/);
    refuses(() => json(read, `${'['.repeat(600)}`), /Nesting/);
});

test('deserialising as a record', () => {
    const text = '{"attributes":{"type":"Account"},"name":"A","Amount":1.5,"Since":"2026-11-22","Parent":{"Name":"B"}}';
    const read = (source: string): SObject =>
        asApex(
            () => new JsonReader(false).value(parseJson(source), fakeType('Account', account)) as SObject,
            'UTC',
            'en_US',
            [account]
        );
    const record = read(text);
    assert.equal(record.get('Name'), 'A');
    assert.equal(toText(record.get('Amount')), '1.5');
    assert.equal(record.parent('Parent')?.get('Name'), 'B');
    refuses(() => read('{"Nope":1}'), /No such column 'Nope' on sobject of type Account/);
    refuses(() => read('{"Amount":"abc"}'), /Illegal value for primitive: abc/);
    refuses(() => read('[]'), /Malformed JSON: Expected '{'/);
});

test('JSONGenerator', () => {
    const generator = caller(jsonTypes, 'System.JSONGenerator');
    const self = json('static JSONGenerator createGenerator(Boolean pretty)', false);
    generator('void writeStartObject()', self);
    generator('void writeStringField(String name, String value)', self, 'a', 'b');
    generator('void writeFieldName(String name)', self, 'list');
    generator('void writeStartArray()', self);
    generator('void writeNumber(Integer value)', self, 1);
    generator('void writeEndArray()', self);
    generator('void writeEndObject()', self);
    assert.equal(generator('String getAsString()', self), '{"a":"b","list":[1]}');
    refuses(() => generator('void writeEndObject()', self), /not an object/);
});
