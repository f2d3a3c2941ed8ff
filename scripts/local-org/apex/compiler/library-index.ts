/** The library's types by name, with their signatures read once. */
import type { LibraryType } from '../types.ts';
import type { TypeKind } from '../runtime/types.ts';
import { isLackingNamespace, lackingTypeNamed } from '../library/lackingTypes.ts';
import { parseSignature, parseTypeName } from './signatures.ts';
import type { Signature, TypeName } from './signatures.ts';

export interface LibraryMember extends Signature {
    /** The key in LibraryType.members, or the text of an abstract member. */
    readonly key: string;
    readonly isAbstract: boolean;
}
export interface LibrarySymbol {
    readonly library: LibraryType;
    /** As the platform shows it: `String`, `List`, `System.HttpRequest`. */
    readonly name: string;
    readonly typeKind: TypeKind;
    readonly extends: TypeName | undefined;
    readonly implements: readonly TypeName[];
    /** By lower-case name; constructors under ''. */
    readonly members: ReadonlyMap<string, readonly LibraryMember[]>;
}

/** Types shown without their namespace. */
const BARE = new Set(
    'Object Boolean Integer Long Double Decimal String Id Date Datetime Time Blob SObject List Set Map Exception AggregateResult Iterator Iterable Type'
        .toLowerCase()
        .split(' ')
);
const KINDS: Readonly<Record<string, TypeKind>> = {
    list: 'list',
    set: 'set',
    map: 'map',
    sobject: 'sobject',
    aggregateresult: 'sobject',
    object: 'object'
};
/** Namespaces whose types may be written without them. */
const IMPLIED = ['system.', 'schema.'];

export class LibraryIndex {
    private readonly byName = new Map<string, LibraryType>();
    private readonly symbols = new Map<LibraryType, LibrarySymbol>();
    private readonly namespaces = new Set<string>();
    readonly types: readonly LibraryType[];
    constructor(types: readonly LibraryType[]) {
        this.types = types;
        for (const type of types) {
            const name = type.name.toLowerCase();
            const known = this.byName.get(name);
            if (known) throw new Error(`the Apex library has two types ${type.name}`);
            this.byName.set(name, type);
            for (const alias of type.aliases ?? []) this.byName.set(alias.toLowerCase(), type);
            if (name.includes('.')) this.namespaces.add(name.slice(0, name.indexOf('.')));
        }
        for (const type of types) {
            const name = type.name.toLowerCase();
            for (const namespace of IMPLIED) {
                const bare = name.slice(namespace.length);
                if (name.startsWith(namespace) && !this.byName.has(bare)) this.byName.set(bare, type);
            }
            if (!name.includes('.') && !this.byName.has(`system.${name}`)) this.byName.set(`system.${name}`, type);
        }
    }
    isNamespace(name: string): boolean {
        return this.namespaces.has(name.toLowerCase()) || isLackingNamespace(name);
    }
    find(name: string): LibrarySymbol | undefined {
        const library = this.byName.get(name.toLowerCase()) ?? this.lacking(name);
        if (!library) return undefined;
        let symbol = this.symbols.get(library);
        if (!symbol) this.symbols.set(library, (symbol = symbolOf(library)));
        return symbol;
    }
    /** A type of a namespace of which the local org has only some types, or none. */
    private lacking(name: string): LibraryType | undefined {
        const type = lackingTypeNamed(name);
        if (type) this.byName.set(name.toLowerCase(), type);
        return type;
    }
    of(library: LibraryType): LibrarySymbol {
        const symbol = this.find(library.name);
        if (!symbol) throw new Error(`the Apex library has no type ${library.name}`);
        return symbol;
    }
}

const symbolOf = (library: LibraryType): LibrarySymbol => {
    const bare = library.name.toLowerCase().replace(/^system\./, '');
    const name = BARE.has(bare) ? library.name.replace(/^System\./i, '') : library.name;
    const members = new Map<string, LibraryMember[]>();
    const add = (key: string, isAbstract: boolean): void => {
        const member = { ...parseSignature(key), key, isAbstract };
        const place = member.name.toLowerCase();
        members.set(place, [...(members.get(place) ?? []), member]);
    };
    for (const key of Object.keys(library.members)) add(key, false);
    for (const key of library.abstractMembers ?? []) if (!(key in library.members)) add(key, true);
    const kind = library.kind === 'exception' ? 'class' : library.kind;
    return {
        library,
        name,
        typeKind: KINDS[bare] ?? kind,
        extends: library.extends === undefined ? undefined : parseTypeName(library.extends),
        implements: (library.implements ?? []).map(parseTypeName),
        members
    };
};
