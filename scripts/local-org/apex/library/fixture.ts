/** What unit tests of the library need: an execution without a database, and members by their signature. */
import { DatetimeValue, type FieldDef, type FieldType, type ObjectDef } from '../../model/index.ts';
import { withExecution, type ApexType, type Execution, type TypeKind } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';

const types = new Map<string, ApexType>();
const generics: Readonly<Record<string, TypeKind>> = { List: 'list', Set: 'set', Map: 'map' };

/** A type by name, without checking that it exists. */
export const fakeType = (name: string, object?: ObjectDef): ApexType => {
    let type = types.get(name);
    if (!type) {
        const generic = /^(List|Set|Map)<(.*)>$/.exec(name);
        const kind = generic ? (generics[generic[1] ?? ''] ?? 'class') : object ? 'sobject' : 'primitive';
        const names = generic?.[1] === 'Map' ? (generic[2] ?? '').split(/,\s*/) : generic ? [generic[2] ?? ''] : [];
        type = { kind, name, arguments: names.map((part) => fakeType(part)), object };
        types.set(name, type);
    }
    return type;
};

/** Runs a body as Apex of a user in this time zone and locale. */
export const asApex = <T>(body: () => T, timeZone = 'UTC', locale = 'en_US', objects: readonly ObjectDef[] = []): T => {
    const fake = {
        schema: {
            object: (name: string) => objects.find((object) => object.name.toLowerCase() === name.toLowerCase())
        },
        tx: {
            cells: new Map(),
            now: new DatetimeValue(Date.UTC(2026, 10, 22, 3, 4, 5, 6)),
            user: { timeZone, locale },
            limits: { spend: () => undefined, max: () => Number.MAX_SAFE_INTEGER }
        },
        program: {
            typeNamed: (name: string) => fakeType(name),
            listOf: (element: ApexType) => fakeType(`List<${element.name}>`)
        },
        cells: new Map(),
        log: []
    };
    // Only what the tested members read is there: anything else fails the test.
    return withExecution(fake as unknown as Execution, [], body);
};

/** Calls a member by its exact signature. */
export const caller =
    (libraryTypes: readonly LibraryType[], typeName: string) =>
    (signature: string, ...args: readonly unknown[]): unknown => {
        const member = libraryTypes.find((type) => type.name === typeName)?.members[signature];
        if (!member) throw new Error(`${typeName} has no member ${signature}`);
        return asApex(() => member(...args));
    };

/** An object with these fields, by name and type; lookups name their object as `lookup:Account`. */
export const fakeObject = (name: string, fields: Readonly<Record<string, string>>): ObjectDef => {
    const list = Object.entries({ Id: 'id', ...fields }).map(([fieldName, kind]): FieldDef => {
        const [type = 'text', target] = kind.split(':');
        return {
            object: name,
            name: fieldName,
            label: fieldName,
            type: type as FieldType,
            custom: fieldName.endsWith('__c'),
            required: false,
            externalId: false,
            referenceTo: target ? [target] : [],
            nameField: fieldName === 'Name',
            can: { create: true, update: true, filter: true, sort: true, group: true }
        };
    });
    const relationOf = (field: FieldDef): string =>
        field.name.endsWith('__c') ? field.name.replace(/__c$/, '__r') : field.name.replace(/Id$/, '');
    const named = (wanted: string): FieldDef | undefined =>
        list.find((field) => field.name.toLowerCase() === wanted.toLowerCase());
    const object: Partial<ObjectDef> = {
        name,
        label: name,
        kind: 'standard',
        keyPrefix: '001',
        fields: list,
        childRelations: [],
        field: named,
        parent: (wanted) =>
            list.find(
                (field) => field.referenceTo.length > 0 && relationOf(field).toLowerCase() === wanted.toLowerCase()
            ),
        child: () => undefined,
        recordTypes: [],
        readOnly: false
    };
    return object as ObjectDef;
};
