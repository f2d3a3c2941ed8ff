import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSignature, parseTypeName, typeNameText } from './signatures.ts';

test('methods, constructors, properties', () => {
    assert.deepEqual(parseSignature('Integer length()'), {
        kind: 'method',
        isStatic: false,
        name: 'length',
        type: { name: 'Integer', arguments: [] },
        parameters: []
    });
    const join = parseSignature('static Map<Id, List<T>> group(Object iterable, String by)');
    assert.equal(join.isStatic, true);
    assert.equal(typeNameText(join.type ?? { name: '', arguments: [] }), 'Map<Id,List<T>>');
    assert.deepEqual(
        join.parameters.map(({ name }) => name),
        ['iterable', 'by']
    );
    assert.equal(parseSignature('new(String message)').kind, 'constructor');
    assert.equal(parseSignature('String body').kind, 'getter');
    assert.equal(parseSignature('set String body').kind, 'setter');
    assert.equal(parseSignature('static Integer MAX').isStatic, true);
    assert.equal(parseSignature('void set(Integer index, T value)').name, 'set');
});

test('faults name the signature', () => {
    assert.throws(() => parseSignature('Integer length('), /library signature 'Integer length\('/);
    assert.throws(() => parseSignature('Integer'), /a name expected/);
    assert.throws(() => parseTypeName('Map<Id'), /'>' expected/);
    assert.equal(typeNameText(parseTypeName('String[]')), 'List<String>');
});
