/** What a request to run tests names, in each of the forms that the Tooling API takes. */
import { PlatformError } from '../../model/index.ts';
import type { Org } from '../../org/types.ts';
import { commaList, isObject } from '../http.ts';
import type { JsonObject } from '../http.ts';
import { membersOfSuites } from './suites.ts';
import { apexIds } from './testResult.ts';
import type { TestRunOptions } from './testRuns.ts';

const listOf = (value: unknown): string[] =>
    Array.isArray(value)
        ? value.filter((one): one is string => typeof one === 'string')
        : typeof value === 'string'
          ? commaList(value)
          : [];

const anyCase = (body: JsonObject, name: string): unknown => {
    const key = Object.keys(body).find((known) => known.toLowerCase() === name);
    return key === undefined ? undefined : body[key];
};

/** The class of an Id. @throws PlatformError INVALID_INPUT */
const nameOfId = (org: Org, id: string): string => {
    for (const [name, known] of apexIds(org)) if (known === id || known.slice(0, 15) === id) return name;
    throw new PlatformError('INVALID_INPUT', `This class ID's value is invalid: ${id}.`);
};

const namesOfTest = (org: Org, test: JsonObject): string[] => {
    const { className, classId, testMethods } = test;
    const name =
        typeof className === 'string' ? className : typeof classId === 'string' ? nameOfId(org, classId) : undefined;
    if (name === undefined) throw new PlatformError('INVALID_INPUT', 'A test needs a className or a classId');
    const methods = listOf(testMethods);
    return methods.length > 0 ? methods.map((method) => `${name}.${method}`) : [name];
};

/** @throws PlatformError INVALID_INPUT for a name that is no test class, or no method of it */
const checkNames = (org: Org, names: readonly string[]): void => {
    const known = new Set<string>();
    for (const { className, method } of org.current.code.tests)
        for (const name of [className, `${className}.${method}`]) known.add(name.toLowerCase());
    for (const name of names) {
        if (known.has(name.toLowerCase())) continue;
        const [className = '', method] = name.split('.');
        throw new PlatformError(
            'INVALID_INPUT',
            method !== undefined && known.has(className.toLowerCase())
                ? `This test method's value is invalid: ${method}. Provide the name of a test method of ${className}.`
                : `This class name's value is invalid: ${className}. Provide the name of an Apex class that has test methods.`
        );
    }
};

/**
 * Reads a request.
 * @param body the JSON body, or the query string's values
 * @throws PlatformError INVALID_INPUT
 */
export const testOptionsOf = (org: Org, body: JsonObject | readonly unknown[]): TestRunOptions => {
    const whole: JsonObject = isObject(body) ? body : { tests: body };
    const tests = anyCase(whole, 'tests');
    const only = [
        ...(Array.isArray(tests) ? tests.filter(isObject).flatMap((test) => namesOfTest(org, test)) : []),
        ...listOf(anyCase(whole, 'classnames')),
        ...listOf(anyCase(whole, 'classids')).map((id) => nameOfId(org, id)),
        ...membersOfSuites(org, listOf(anyCase(whole, 'suitenames')), listOf(anyCase(whole, 'suiteids')))
    ];
    const level = anyCase(whole, 'testlevel');
    const isAll = level === 'RunLocalTests' || level === 'RunAllTestsInOrg';
    if (only.length === 0 && !isAll)
        throw new PlatformError(
            'INVALID_INPUT',
            'Specify the tests to run: tests, classNames, classids, suiteNames or a testLevel'
        );
    if (isAll && only.length > 0)
        throw new PlatformError('INVALID_INPUT', `Tests cannot be named with the test level ${level}`);
    checkNames(org, only);
    const most = Number(anyCase(whole, 'maxfailedtests') ?? -1);
    const skip = anyCase(whole, 'skipcodecoverage');
    return {
        only,
        skipCoverage: skip === true || skip === 'true',
        maxFailedTests: Number.isInteger(most) && most >= 0 ? most : undefined
    };
};
