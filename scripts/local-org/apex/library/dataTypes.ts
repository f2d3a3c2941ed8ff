/** Library types that hold values, declared by their properties. */
import type { LibraryType } from '../types.ts';
import { listOf, mapOf } from './support.ts';

type Members = LibraryType['members'];

/** An instance of a type that only holds values, by property name in lower case. */
export class Data {
    readonly typeName: string;
    readonly values = new Map<string, unknown>();
    constructor(typeName: string, values: Readonly<Record<string, unknown>> = {}) {
        this.typeName = typeName;
        for (const [name, value] of Object.entries(values)) this.set(name, value);
    }
    get(name: string): unknown {
        return this.values.get(name.toLowerCase()) ?? null;
    }
    set(name: string, value: unknown): void {
        this.values.set(name.toLowerCase(), value);
    }
    apexText(): string {
        return `${this.typeName}[]`;
    }
}

/** Properties that can be read and written: `{ subject: 'String' }`. */
export const properties = (types: Readonly<Record<string, string>>): Members =>
    Object.fromEntries(
        Object.entries(types).flatMap(([name, type]) => [
            [`${type} ${name}`, (self: Data) => self.get(name)],
            [
                `set ${type} ${name}`,
                (self: Data, value: unknown) => {
                    self.set(name, value);
                }
            ]
        ])
    );
/** `getSubject()` for each property; of a Boolean, where asked, `isSubject()`. */
export const getters = (types: Readonly<Record<string, string>>, booleans: 'get' | 'is' = 'get'): Members =>
    Object.fromEntries(
        Object.entries(types).map(([name, type]) => [
            `${type} ${type === 'Boolean' ? booleans : 'get'}${name.charAt(0).toUpperCase()}${name.slice(1)}()`,
            (self: Data) => self.get(name)
        ])
    );
/** `setSubject(String value)` for each property. */
export const setters = (types: Readonly<Record<string, string>>): Members =>
    Object.fromEntries(
        Object.entries(types).map(([name, type]) => [
            `void set${name.charAt(0).toUpperCase()}${name.slice(1)}(${type} value)`,
            (self: Data, value: unknown) => {
                self.set(name, value);
            }
        ])
    );

/** New values of the collections of these properties: some types of the platform begin with empty ones. */
const emptyCollections = (types: Readonly<Record<string, string>>): Record<string, unknown> => {
    const values: Record<string, unknown> = {};
    for (const [name, type] of Object.entries(types)) {
        const [, kind, inner = ''] = /^(List|Map)<(.*)>$/.exec(type) ?? [];
        if (kind === 'List') values[name] = listOf(inner, []);
        else if (kind === 'Map') {
            const [key = '', value = ''] = inner.split(/,\s*/);
            values[name] = mapOf(key, value, []);
        }
    }
    return values;
};

/** How a data type differs from one whose properties all begin as null. */
export interface DataTypeOptions {
    readonly extends?: string;
    /** Lists and maps begin empty. */
    readonly emptyCollections?: boolean;
    readonly more?: Members;
    /** Code may not make instances. */
    readonly closed?: boolean;
}
/** A type that holds values, with a constructor without parameters. */
export const dataType = (
    name: string,
    types: Readonly<Record<string, string>>,
    options: DataTypeOptions = {}
): LibraryType => ({
    name,
    kind: 'class',
    ...(options.extends === undefined ? {} : { extends: options.extends }),
    is: (value) => value instanceof Data && value.typeName === name,
    members: {
        ...(options.closed
            ? {}
            : { 'new()': () => new Data(name, options.emptyCollections ? emptyCollections(types) : {}) }),
        ...properties(types),
        ...options.more
    }
});

/**
 * The same members, and for every `getName()` and `isName()` also the property `name`, as descriptions and results of the platform have.
 */
export const withProperties = (members: Members): Members => {
    const all: Record<string, Members[string]> = { ...members };
    const taken = new Set(Object.keys(members).map((key) => key.toLowerCase()));
    for (const [key, member] of Object.entries(members)) {
        const [, type, name] = /^(?!static )([\w.<>, ]+?) (?:get|is)(\w+)\(\)$/.exec(key) ?? [];
        if (type === undefined || name === undefined) continue;
        const property = `${type} ${name.charAt(0).toLowerCase()}${name.slice(1)}`;
        if (!taken.has(property.toLowerCase())) all[property] = member;
    }
    return all;
};
