import { ApexList, ApexMap, ApexSet, execution, type ApexType } from '../runtime/index.ts';
import { SObject } from '../../model/index.ts';
import type { LibraryType } from '../types.ts';
import { need, raise } from './support.ts';

/** Types are plain objects of the program: told apart from other values by their shape. */
export const isApexType = (value: unknown): value is ApexType =>
    typeof value === 'object' && value !== null && 'kind' in value && 'arguments' in value && 'name' in value;

/** @throws TypeException where the type has no constructor without parameters */
const newInstance = (type: ApexType): unknown => {
    const [first, second] = type.arguments;
    if (type.kind === 'list' && first) return new ApexList(first);
    if (type.kind === 'set' && first) return new ApexSet(first);
    if (type.kind === 'map' && first && second) return new ApexMap(first, second);
    if (type.kind === 'sobject' && type.object) return new SObject(type.object);
    if (type.user) return type.user.construct();
    const construct = type.library?.members['new()'];
    if (construct) return construct();
    return raise('System.TypeException', `Type cannot be constructed: ${type.name}`);
};
/** As messages of casts call the elements of a list of objects, which the platform reads back, as a test of Apex Mockery shows. */
const LIST_OF_ANYTHING = /<ANY>/gi;

/**
 * The type that a name means; null where there is none that a class may see. A bare name that a class shares with a standard object
 * means the object here, other than in code: `((SObject) Type.forName('User').newInstance())` goes on working.
 */
const forName = (name: string | null): ApexType | null => {
    const text = need(name)
        .trim()
        .replace(LIST_OF_ANYTHING, '<Object>')
        .replace(/^List$/i, 'List<Object>');
    if (text === '') return null;
    const { program, schema } = execution();
    const type = program.typeNamed(text.replace(/^c\./i, '')) ?? null;
    const object = type?.user ? schema.object(text) : undefined;
    return object ? program.sobject(object) : type;
};

const type: LibraryType = {
    name: 'System.Type',
    kind: 'class',
    is: isApexType,
    members: {
        'static System.Type forName(String name)': forName,
        'static System.Type forName(String namespace, String name)': (namespace: string | null, name: string | null) =>
            namespace === null || namespace === '' || namespace.toLowerCase() === 'c'
                ? forName(name)
                : forName(`${namespace}.${need(name)}`),
        'String getName()': (self: ApexType) => self.name,
        'Object newInstance()': newInstance,
        'Boolean isAssignableFrom(System.Type other)': (self: ApexType, other: ApexType | null) =>
            execution().program.isAssignable(need(other), self),
        'Boolean equals(Object other)': (self: ApexType, other: unknown) => self === other,
        'String toString()': (self: ApexType) => self.name
    }
};

/** System.Type. Source: Apex Reference Guide, Type Class. */
export const types: readonly LibraryType[] = [type];
