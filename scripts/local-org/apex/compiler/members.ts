/** Finding members of types: own, inherited, of the library, of Object. */
import type { ApexType } from '../runtime/types.ts';
import type { LibraryMember, LibrarySymbol } from './library-index.ts';
import { symbolOf } from './symbols.ts';
import type { ClassSymbol, FieldSymbol, MethodSymbol } from './symbols.ts';
import type { TypeTable } from './type-table.ts';

export interface LibraryPlace {
    readonly symbol: LibrarySymbol;
    readonly member: LibraryMember;
}
export interface Candidate {
    readonly name: string;
    readonly parameters: readonly ApexType[];
    readonly returns: ApexType;
    readonly isStatic: boolean;
    readonly user?: MethodSymbol;
    readonly library?: LibraryPlace;
}
export interface Property {
    readonly type: ApexType;
    readonly isStatic: boolean;
    readonly getter?: LibraryPlace;
    readonly setter?: LibraryPlace;
}

/** The library type itself and what it extends and implements, nearest first, with type arguments in place. */
const libraryLineage = (table: TypeTable, type: ApexType): ApexType[] => {
    const result: ApexType[] = [];
    const visit = (current: ApexType): void => {
        if (result.includes(current) || !current.library) return;
        result.push(current);
        const symbol = table.library.of(current.library);
        const parents = [...(symbol.extends ? [symbol.extends] : []), ...symbol.implements];
        for (const name of parents) {
            const parent = table.resolvePlatform(name, current.library.typeParameters);
            if (parent) visit(table.substitute(parent, current));
        }
    };
    visit(type);
    return result;
};

/** Every type that a value of this type also is, nearest first: classes, interfaces, library types, Object last. */
export const supertypes = (table: TypeTable, type: ApexType): ApexType[] => {
    const result: ApexType[] = [];
    const add = (current: ApexType): void => {
        if (result.includes(current)) return;
        const symbol = symbolOf(current);
        if (symbol) {
            if (current.kind !== 'enum') table.recorder?.usesClass(topName(symbol));
            result.push(current);
            if (symbol.parent) add(symbol.parent);
            for (const face of symbol.interfaces) add(face);
        } else if (current.library) {
            for (const item of libraryLineage(table, current)) if (!result.includes(item)) result.push(item);
        } else result.push(current);
    };
    add(type);
    if (type.kind === 'sobject' && type.object) add(table.anySObject);
    add(table.object);
    return result;
};
const topName = (symbol: ClassSymbol): string => (symbol.name.split('.')[0] ?? '').toLowerCase();

/** All methods of that name that a call on this type may mean, nearest first, overridden ones left out. */
export const methodsNamed = (table: TypeTable, type: ApexType, name: string): Candidate[] => {
    const wanted = name.toLowerCase();
    const found: Candidate[] = [];
    const add = (candidate: Candidate): void => {
        const same = (other: Candidate): boolean =>
            other.parameters.length === candidate.parameters.length &&
            other.parameters.every((parameter, index) => parameter === candidate.parameters[index]);
        if (!found.some(same)) found.push(candidate);
    };
    for (const owner of supertypes(table, type)) {
        const symbol = symbolOf(owner);
        if (symbol) {
            table.recorder?.usesClass(topName(symbol));
            for (const method of symbol.methods) {
                if (method.name.toLowerCase() !== wanted) continue;
                add({
                    name: method.name,
                    parameters: method.types,
                    returns: method.returns,
                    isStatic: method.isStatic,
                    user: method
                });
            }
        } else if (owner.library) for (const candidate of libraryMethods(table, owner, wanted)) add(candidate);
    }
    // `BusinessHours.diff(…)`: a class of static methods that an object has the name of.
    const namesake = type.object && table.libraryType(`System.${type.object.name}`, []);
    if (namesake)
        for (const candidate of libraryMethods(table, namesake, wanted)) if (candidate.isStatic) add(candidate);
    return found;
};

const libraryMethods = (table: TypeTable, owner: ApexType, name: string): Candidate[] => {
    if (!owner.library) return [];
    const symbol = table.library.of(owner.library);
    return (symbol.members.get(name) ?? [])
        .filter((member) => member.kind === 'method')
        .map((member) => libraryCandidate(table, owner, symbol, member));
};
const libraryCandidate = (
    table: TypeTable,
    owner: ApexType,
    symbol: LibrarySymbol,
    member: LibraryMember
): Candidate => ({
    name: member.name,
    parameters: member.parameters.map(({ type }) => libraryTypeOf(table, type, owner, symbol)),
    returns: member.type ? libraryTypeOf(table, member.type, owner, symbol) : owner,
    isStatic: member.isStatic,
    library: { symbol, member }
});
const libraryTypeOf = (
    table: TypeTable,
    name: Parameters<TypeTable['resolve']>[0],
    owner: ApexType,
    symbol: LibrarySymbol
): ApexType => {
    const type = table.resolvePlatform(name, symbol.library.typeParameters);
    if (!type) throw new Error(`the Apex library's ${symbol.library.name} names an unknown type ${name.name}`);
    return table.substitute(type, owner);
};

/** Constructors of a library type. */
export const libraryConstructors = (table: TypeTable, type: ApexType): Candidate[] => {
    if (!type.library) return [];
    const symbol = table.library.of(type.library);
    return (symbol.members.get('') ?? []).map((member) => libraryCandidate(table, type, symbol, member));
};

/** A field or property of a user class, inherited ones included. */
export const fieldNamed = (table: TypeTable, symbol: ClassSymbol, name: string): FieldSymbol | undefined => {
    const wanted = name.toLowerCase();
    for (const owner of symbol.ancestry()) {
        table.recorder?.usesClass(topName(owner));
        const field = owner.fields.find((candidate) => candidate.name.toLowerCase() === wanted);
        if (field) return field;
    }
    return undefined;
};

/** A property of a library type. */
export const propertyNamed = (table: TypeTable, type: ApexType, name: string): Property | undefined => {
    for (const owner of supertypes(table, type)) {
        if (!owner.library) continue;
        const symbol = table.library.of(owner.library);
        const members = symbol.members.get(name.toLowerCase()) ?? [];
        const getter = members.find(({ kind }) => kind === 'getter');
        const setter = members.find(({ kind }) => kind === 'setter');
        const member = getter ?? setter;
        if (!member?.type) continue;
        return {
            type: libraryTypeOf(table, member.type, owner, symbol),
            isStatic: member.isStatic,
            ...(getter ? { getter: { symbol, member: getter } } : {}),
            ...(setter ? { setter: { symbol, member: setter } } : {})
        };
    }
    return undefined;
};
