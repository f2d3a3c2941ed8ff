import type { ObjectDef, Schema } from '../../model/index.ts';
import type { ApexType, TypeKind } from '../runtime/types.ts';
import type { ClassSymbol } from './symbols.ts';
import type { LibraryIndex } from './library-index.ts';
import { parseTypeName } from './signatures.ts';
import type { TypeName } from './signatures.ts';

/** Names that another file's change may give another meaning: what was looked up, for the cache of compiled code. */
export interface UseRecorder {
    /** A top-level class name, found or not. */
    usesClass(name: string): void;
    usesObject(name: string): void;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** All types of one program, interned: equal types are the same object. */
/** A class of the platform that only holds static methods is never the type of a value: there its name means the object. */
const hasOnlyStatics = ({ kind, library }: ApexType): boolean =>
    kind === 'class' && Object.keys(library?.members ?? {}).every((key) => key.startsWith('static '));

export class TypeTable {
    private readonly types = new Map<string, ApexType>();
    readonly classes = new Map<string, ClassSymbol>();
    readonly schema: Schema;
    readonly library: LibraryIndex;
    recorder: UseRecorder | undefined;
    constructor(schema: Schema, library: LibraryIndex) {
        this.schema = schema;
        this.library = library;
    }
    readonly voidType = this.simple('void', 'void');
    readonly nullType = this.simple('null', 'null');
    /** Stands for a written type that does not exist. */
    readonly unknown = this.simple('unknown', 'unknown');

    get object(): ApexType {
        return this.builtin('Object');
    }
    get string(): ApexType {
        return this.builtin('String');
    }
    get integer(): ApexType {
        return this.builtin('Integer');
    }
    get long(): ApexType {
        return this.builtin('Long');
    }
    get double(): ApexType {
        return this.builtin('Double');
    }
    get decimal(): ApexType {
        return this.builtin('Decimal');
    }
    get boolean(): ApexType {
        return this.builtin('Boolean');
    }
    get id(): ApexType {
        return this.builtin('Id');
    }
    get anySObject(): ApexType {
        return this.builtin('SObject');
    }
    /** A library type that must exist. @throws Error where the library lacks it */
    builtin(name: string): ApexType {
        const type = this.libraryType(name, []);
        if (!type) throw new Error(`the Apex library has no type ${name}`);
        return type;
    }
    listOf(element: ApexType): ApexType {
        return this.generic('List', [element]);
    }
    setOf(element: ApexType): ApexType {
        return this.generic('Set', [element]);
    }
    mapOf(key: ApexType, value: ApexType): ApexType {
        return this.generic('Map', [key, value]);
    }
    private generic(name: string, parameters: readonly ApexType[]): ApexType {
        const type = this.libraryType(name, parameters);
        if (!type) throw new Error(`the Apex library has no type ${name}`);
        return type;
    }
    sobject(object: ObjectDef): ApexType {
        return this.intern({ kind: 'sobject', name: object.name, arguments: [], object });
    }
    user(symbol: ClassSymbol): ApexType {
        return this.intern({ kind: symbol.kind, name: symbol.name, arguments: [], user: symbol });
    }
    parameter(name: string): ApexType {
        return this.intern({ kind: 'parameter', name, arguments: [] }, `parameter ${name}`);
    }
    /** A library type with its arguments; undefined where there is none of that name and number of parameters. */
    libraryType(name: string, parameters: readonly ApexType[]): ApexType | undefined {
        const found = this.library.find(name);
        if (!found) return undefined;
        const wanted = found.library.typeParameters?.length ?? 0;
        if (parameters.length !== wanted) return undefined;
        const text =
            parameters.length > 0 ? `${found.name}<${parameters.map((part) => part.name).join(',')}>` : found.name;
        return this.intern({ kind: found.typeKind, name: text, arguments: parameters, library: found.library });
    }
    /** Replaces type parameters of a generic library type by the arguments of a concrete one. */
    substitute(type: ApexType, receiver: ApexType): ApexType {
        const names = receiver.library?.typeParameters ?? [];
        if (names.length === 0) return type;
        if (type.kind === 'parameter') return receiver.arguments[names.indexOf(type.name)] ?? type;
        if (type.arguments.length === 0 || !type.library) return type;
        const replaced = type.arguments.map((part) => this.substitute(part, receiver));
        return this.libraryType(type.library.name, replaced) ?? type;
    }

    /** A user class by name: `Outer`, `Outer.Inner`. */
    userClass(name: string): ClassSymbol | undefined {
        const [top = '', inner, ...rest] = name.toLowerCase().split('.');
        this.recorder?.usesClass(top);
        const outer = this.classes.get(top);
        if (inner === undefined) return outer;
        return rest.length === 0 ? outer?.inner.get(inner) : undefined;
    }
    objectNamed(name: string): ObjectDef | undefined {
        this.recorder?.usesObject(name.toLowerCase());
        return this.schema.object(name);
    }

    /**
     * The type that a name means inside of a class: own and inherited inner classes first, then classes of the program,
     * then the platform's types and namespaces, then sObjects. Source: Apex Developer Guide, "Type resolution and system namespace".
     */
    resolve(
        written: TypeName,
        scope: ClassSymbol | undefined,
        parameters: readonly string[] = []
    ): ApexType | undefined {
        if (parameters.includes(written.name)) return this.parameter(written.name);
        const resolved: ApexType[] = [];
        for (const part of written.arguments) {
            const type = this.resolve(part, scope, parameters);
            if (!type) return undefined;
            resolved.push(type);
        }
        const name = written.name.toLowerCase();
        if (name === 'void') return this.voidType;
        if (resolved.length === 0) {
            const user = this.userClassIn(name, scope);
            if (user) return user.type;
        }
        return this.platformNamed(written.name, resolved);
    }
    /** What a name means in the library's own signatures: classes of the program that have the same name do not count. */
    resolvePlatform(written: TypeName, parameters: readonly string[] = []): ApexType | undefined {
        if (parameters.includes(written.name)) return this.parameter(written.name);
        if (written.name.toLowerCase() === 'void') return this.voidType;
        const resolved: ApexType[] = [];
        for (const part of written.arguments) {
            const type = this.resolvePlatform(part, parameters);
            if (!type) return undefined;
            resolved.push(type);
        }
        return this.platformNamed(written.name, resolved);
    }
    /** A name that always means this type, whatever classes the program has: `System.Pattern`, `List<Schema.User>`. */
    fullName(type: ApexType): string {
        if (type.object) return `Schema.${type.name}`;
        if (!type.library) return type.name;
        const written = type.arguments.map((part) => this.fullName(part)).join(',');
        return written === '' ? type.library.name : `${type.library.name}<${written}>`;
    }
    private platformNamed(written: string, resolved: readonly ApexType[]): ApexType | undefined {
        const library = this.libraryType(
            /^schema\.aggregateresult$/i.test(written) ? 'AggregateResult' : written,
            resolved
        );
        if (resolved.length > 0 || (library && !hasOnlyStatics(library))) return library;
        const name = written.toLowerCase();
        if (library && name.startsWith('system.')) return library;
        const object = this.objectNamed(name.replace(/^schema\./, ''));
        if (object || library) return object ? this.sobject(object) : library;
        return this.changeEventNamed(written);
    }
    /**
     * `AccountChangeEvent`, `Crate__ChangeEvent`: classes and triggers that name them compile; the local org publishes none.
     * Source: Change Data Capture Developer Guide, "Change Event Object Names".
     */
    changeEventNamed(written: string): ApexType | undefined {
        const name = written.replace(/^Schema\./i, '');
        const [, base, custom] = /^(\w+?)(__)?ChangeEvent$/i.exec(name) ?? [];
        const isThere =
            base !== undefined && this.objectNamed(custom === undefined ? base : `${base}__c`) !== undefined;
        return isThere ? this.libraryType(`Schema.${name}`, []) : undefined;
    }
    resolveText(text: string, scope?: ClassSymbol): ApexType | undefined {
        try {
            return this.resolve(parseTypeName(text), scope);
        } catch {
            return undefined;
        }
    }
    private userClassIn(name: string, scope: ClassSymbol | undefined): ClassSymbol | undefined {
        if (!name.includes('.')) {
            for (let current = scope; current; current = current.outer) {
                if (current.simpleName.toLowerCase() === name) return current;
                for (const owner of current.ancestry()) {
                    // What stands beside an ancestor is seen too, as tests of ffhttp-core show.
                    const inner = owner.inner.get(name) ?? owner.outer?.inner.get(name);
                    if (inner) return inner;
                }
            }
            return this.userClass(name);
        }
        const direct = this.userClass(name);
        if (direct) return direct;
        const dot = name.lastIndexOf('.');
        const outer = this.userClassIn(name.slice(0, dot), scope);
        if (!outer) return undefined;
        for (const owner of outer.ancestry()) {
            const inner = owner.inner.get(name.slice(dot + 1));
            if (inner) return inner;
        }
        return undefined;
    }
    private simple(kind: TypeKind, name: string): ApexType {
        return { kind, name, arguments: [] };
    }
    private intern(type: Mutable<ApexType>, key = type.name.toLowerCase()): ApexType {
        const known = this.types.get(key);
        // A class of the program may have the name of a library type or an sObject: they are different types.
        if (known && known.user === type.user && known.library === type.library && known.kind === type.kind)
            return known;
        const marked = known ? `${type.kind} ${key}` : key;
        const other = this.types.get(marked);
        if (known && other) return other;
        this.types.set(marked, type);
        return type;
    }
}
