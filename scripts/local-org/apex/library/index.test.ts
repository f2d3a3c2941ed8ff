import { test } from 'node:test';
import assert from 'node:assert/strict';
import { LibraryIndex } from '../compiler/library-index.ts';
import { coreTypes } from '../compiler/core-types.ts';
import type { TypeName } from '../compiler/signatures.ts';
import { libraryTypes } from './index.ts';

const library = new LibraryIndex([...coreTypes, ...libraryTypes]);

test('every signature can be read and names only types that exist', () => {
    const unknown: string[] = [];
    for (const type of libraryTypes) {
        const known = new Set(['void', ...(type.typeParameters ?? [])]);
        const symbol = library.of(type);
        const check = (name: TypeName | undefined, where: string): void => {
            if (!name) return;
            if (!known.has(name.name) && !library.find(name.name))
                unknown.push(`${name.name} in ${type.name}: ${where}`);
            for (const part of name.arguments) check(part, where);
        };
        for (const member of [...symbol.members.values()].flat()) {
            check(member.type, member.key);
            for (const parameter of member.parameters) check(parameter.type, member.key);
        }
        check(symbol.extends, 'extends');
        for (const name of symbol.implements) check(name, 'implements');
    }
    assert.deepEqual(unknown, []);
});

test('implementations take no more arguments than the longest overload, with self where it is an instance', () => {
    const wrong: string[] = [];
    for (const type of libraryTypes) {
        for (const overloads of library.of(type).members.values()) {
            const longest = Math.max(...overloads.map((member) => member.parameters.length));
            for (const member of overloads) {
                const typeArguments = member.kind === 'constructor' && type.typeParameters ? 1 : 0;
                const extra = typeArguments + (member.isStatic ? 0 : 1) + (member.kind === 'setter' ? 1 : 0);
                const implementation = type.members[member.key];
                if (implementation && implementation.length > longest + extra)
                    wrong.push(`${type.name}: ${member.key}`);
            }
        }
    }
    assert.deepEqual(wrong, []);
});
