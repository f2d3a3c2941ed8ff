import { isInstance } from '../runtime/instances.ts';
import { sameId, sameValue, toText, type ApexType } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { AssertionFailure } from './exceptions.ts';
import { need, typeNameOf } from './support.ts';

type Members = LibraryType['members'];

/** @throws AssertionFailure `Assertion Failed: <message>: <detail>`, always */
const fail = (message: unknown, detail = ''): never => {
    const parts = [message === null || message === undefined ? '' : toText(message), detail].filter(
        (part) => part !== ''
    );
    throw new AssertionFailure(parts.length === 0 ? 'Assertion Failed' : `Assertion Failed: ${parts.join(': ')}`);
};
/** As `==` of two objects, but text exactly; an Id in either form. */
const same = (left: unknown, right: unknown): boolean => sameValue(left, right) || sameId(left, right);
const equal = (expected: unknown, actual: unknown, message?: unknown): null =>
    same(expected, actual) ? null : fail(message, `Expected: ${toText(expected)}, Actual: ${toText(actual)}`);
const notEqual = (notExpected: unknown, actual: unknown, message?: unknown): null =>
    same(notExpected, actual) ? fail(message, `Same value: ${toText(notExpected)}`) : null;
const isTrue = (condition: boolean | null, message?: unknown): null => (need(condition) ? null : fail(message));
const instance = (value: unknown, type: ApexType, wanted: boolean, message: unknown): null =>
    isInstance(value, need(type)) === wanted
        ? null
        : fail(message, `${wanted ? 'Expected' : 'Not expected'} type: ${type.name}, Actual: ${typeNameOf(value)}`);

/** An assertion with and without a message, which may be any object. */
const both = (name: string, parameters: string, check: (...args: never[]) => unknown): Members => {
    const list = parameters === '' ? '' : `${parameters}, `;
    return {
        [`static void ${name}(${parameters})`]: check,
        [`static void ${name}(${list}Object message)`]: check
    };
};

/** `System.assert`, `assertEquals`, `assertNotEquals`. */
export const systemAssertions: Members = {
    ...both('assert', 'Boolean condition', isTrue),
    ...both('assertEquals', 'Object expected, Object actual', equal),
    ...both('assertNotEquals', 'Object expected, Object actual', notEqual)
};

const assert: LibraryType = {
    name: 'System.Assert',
    kind: 'class',
    members: {
        ...both('areEqual', 'Object expected, Object actual', equal),
        ...both('areNotEqual', 'Object notExpected, Object actual', notEqual),
        ...both('isTrue', 'Boolean condition', isTrue),
        ...both('isFalse', 'Boolean condition', (condition: boolean | null, message?: unknown) =>
            need(condition) ? fail(message) : null
        ),
        ...both('isNull', 'Object value', (value: unknown, message?: unknown) =>
            value === null ? null : fail(message, `Expected: null, Actual: ${toText(value)}`)
        ),
        ...both('isNotNull', 'Object value', (value: unknown, message?: unknown) =>
            value === null ? fail(message, 'Same value: null') : null
        ),
        ...both(
            'isInstanceOfType',
            'Object value, System.Type expectedType',
            (value: unknown, type: ApexType, message?: unknown) => instance(value, type, true, message)
        ),
        ...both(
            'isNotInstanceOfType',
            'Object value, System.Type type',
            (value: unknown, type: ApexType, message?: unknown) => instance(value, type, false, message)
        ),
        'static void fail()': () => fail(null),
        'static void fail(Object message)': (message: unknown) => fail(message)
    }
};

/** System.Assert. Source: Apex Reference Guide, Assert Class. */
export const assertions: readonly LibraryType[] = [assert];
