/** Test suites: names for sets of test classes, made over the Tooling API. */
import { makeId, PlatformError } from '../../model/index.ts';
import type { Id } from '../../model/index.ts';
import type { Org } from '../../org/types.ts';
import { apexIds } from './testResult.ts';

export interface Suite {
    readonly id: Id;
    readonly name: string;
    readonly members: readonly { readonly id: Id; readonly classId: Id }[];
}

const PREFIX = 'test-suite/';

export const allSuites = (org: Org): Suite[] =>
    org.database.store.keys(PREFIX).flatMap((key) => {
        const bytes = org.database.store.get(key);
        return bytes ? [JSON.parse(Buffer.from(bytes).toString('utf8')) as Suite] : [];
    });

const write = (org: Org, suite: Suite): void =>
    org.database.store.set(PREFIX + suite.id, Buffer.from(JSON.stringify(suite)));

const sameId = (left: string, right: string): boolean => left.slice(0, 15) === right.slice(0, 15);

/** @throws PlatformError REQUIRED_FIELD_MISSING, DUPLICATE_VALUE */
export const createSuite = (org: Org, name: string): Id => {
    if (name.trim() === '')
        throw new PlatformError('REQUIRED_FIELD_MISSING', 'Required fields are missing: [TestSuiteName]', [
            'TestSuiteName'
        ]);
    if (allSuites(org).some((suite) => suite.name.toLowerCase() === name.toLowerCase()))
        throw new PlatformError(
            'DUPLICATE_VALUE',
            `duplicate value found: TestSuiteName duplicates value on record with id`
        );
    const id = makeId('05F', org.database.store.nextNumber('test-suite'));
    write(org, { id, name, members: [] });
    return id;
};

/** Puts a class into a suite. @throws PlatformError INVALID_CROSS_REFERENCE_KEY */
export const addToSuite = (org: Org, suiteId: string, classId: string): Id => {
    const suite = allSuites(org).find(({ id }) => sameId(id, suiteId));
    const known = [...apexIds(org).values()].find((id) => sameId(id, classId));
    if (!suite || known === undefined)
        throw new PlatformError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
    const present = suite.members.find((member) => sameId(member.classId, known));
    if (present) return present.id;
    const id = makeId('05E', org.database.store.nextNumber('test-suite-member'));
    write(org, { ...suite, members: [...suite.members, { id, classId: known }] });
    return id;
};

/** Names of the classes in suites. @throws PlatformError INVALID_INPUT for a suite that does not exist */
export const membersOfSuites = (org: Org, names: readonly string[], ids: readonly string[]): string[] => {
    if (names.length + ids.length === 0) return [];
    const suites = allSuites(org);
    const nameOfClass = new Map([...apexIds(org)].map(([name, id]) => [id, name]));
    const wanted = [
        ...names.map((name) => ({
            asked: name,
            suite: suites.find((one) => one.name.toLowerCase() === name.toLowerCase())
        })),
        ...ids.map((id) => ({ asked: id, suite: suites.find((one) => sameId(one.id, id)) }))
    ];
    return wanted.flatMap(({ asked, suite }) => {
        if (!suite) throw new PlatformError('INVALID_INPUT', `This test suite's value is invalid: ${asked}.`);
        return suite.members.flatMap(({ classId }) => nameOfClass.get(classId) ?? []);
    });
};
