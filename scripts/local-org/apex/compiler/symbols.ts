/** Classes of the program as the compiler and the run time see them: outlines with resolved types. */
import { exception } from '../runtime/exceptions.ts';
import { construct, readStatic, statics, writeStatic } from '../runtime/handle.ts';
import type { ClassHandle } from '../runtime/handle.ts';
import type { ApexObject, ApexType, FieldInfo, MethodInfo, UserClass } from '../runtime/types.ts';
import {
    constructorKey,
    fieldKey,
    getterKey,
    methodKey,
    privateMethodKey,
    setterKey,
    staticFieldKey
} from './mangle.ts';
import type {
    Accessor,
    ClassOutline,
    OutlineConstructor,
    OutlineField,
    OutlineMethod,
    OutlineModifiers
} from './outline.ts';
import type { TypeName } from './signatures.ts';
import { stubOf } from './stubs.ts';
import type { TypeTable } from './type-table.ts';

export type Visibility = 'private' | 'protected' | 'public' | 'global';
export type Sharing = 'with' | 'without' | 'inherited' | 'omitted';
type Annotations = ReadonlyMap<string, ReadonlyMap<string, string>>;
type Member = (...values: readonly unknown[]) => unknown;

const visibilityOf = (words: readonly string[], otherwise: Visibility): Visibility => {
    if (words.includes('global') || words.includes('webservice')) return 'global';
    if (words.includes('public')) return 'public';
    if (words.includes('protected')) return 'protected';
    return words.includes('private') ? 'private' : otherwise;
};
const annotationsOf = (modifiers: OutlineModifiers): Annotations =>
    new Map(Object.entries(modifiers.annotations).map(([name, values]) => [name, new Map(Object.entries(values))]));

/** What all members share. */
abstract class MemberSymbol {
    readonly owner: ClassSymbol;
    readonly isStatic: boolean;
    readonly visibility: Visibility;
    readonly annotations: Annotations;
    readonly words: readonly string[];
    constructor(owner: ClassSymbol, modifiers: OutlineModifiers) {
        this.owner = owner;
        this.words = modifiers.words;
        this.isStatic = modifiers.words.includes('static');
        this.visibility = visibilityOf(modifiers.words, owner.kind === 'interface' ? 'public' : 'private');
        this.annotations = annotationsOf(modifiers);
    }
    get isTestVisible(): boolean {
        return this.annotations.has('testvisible');
    }
}

export class FieldSymbol extends MemberSymbol implements FieldInfo {
    readonly name: string;
    readonly outline: OutlineField;
    readonly key: string;
    constructor(owner: ClassSymbol, outline: OutlineField) {
        super(owner, outline.modifiers);
        this.name = outline.name;
        this.outline = outline;
        this.key = this.isStatic ? staticFieldKey(outline.name) : fieldKey(owner.name, outline.name);
    }
    get type(): ApexType {
        return this.owner.typeOf(this.outline.type);
    }
    get isTransient(): boolean {
        return this.words.includes('transient');
    }
    get isFinal(): boolean {
        return this.words.includes('final');
    }
    get isProperty(): boolean {
        return this.outline.property !== undefined;
    }
    /** A property whose reads and writes are calls; others are plain fields. */
    get usesAccessors(): boolean {
        const property = this.outline.property;
        if (!property) return false;
        return (
            property.getter.kind === 'body' ||
            property.setter.kind === 'body' ||
            ['virtual', 'abstract', 'override'].some((word) => this.words.includes(word))
        );
    }
    /** `{ get; set; }`: its line is covered when it is read or written. Tests count nothing. */
    get isCountedProperty(): boolean {
        return this.isProperty && !this.usesAccessors && !this.owner.isTest;
    }
    get counterName(): string {
        return `${this.owner.name}|${this.key}`;
    }
    accessor(which: 'getter' | 'setter'): Accessor | undefined {
        return this.outline.property?.[which];
    }
    accessorVisibility(which: 'getter' | 'setter'): Visibility {
        return visibilityOf(this.accessor(which)?.words ?? [], this.visibility);
    }
    get(self: ApexObject | undefined): unknown {
        const target = this.isStatic ? this.owner.handle : self;
        if (this.usesAccessors)
            return (target as unknown as Record<string, Member>)[getterKey(this.name)]?.call(target) ?? null;
        return (
            (this.isStatic
                ? readStatic(this.owner.handle, this.key)
                : (self as unknown as Record<string, unknown>)[this.key]) ?? null
        );
    }
    set(self: ApexObject | undefined, value: unknown): void {
        const target = this.isStatic ? this.owner.handle : self;
        if (this.usesAccessors)
            (target as unknown as Record<string, Member>)[setterKey(this.name)]?.call(target, value);
        else if (this.isStatic) writeStatic(this.owner.handle, this.key, value);
        else (self as unknown as Record<string, unknown>)[this.key] = value;
    }
}

export interface ParameterSymbol {
    readonly name: string;
    readonly type: ApexType;
}
export class MethodSymbol extends MemberSymbol implements MethodInfo {
    readonly name: string;
    readonly outline: OutlineMethod;
    private resolved: readonly ParameterSymbol[] | undefined;
    private mangled: string | undefined;
    constructor(owner: ClassSymbol, outline: OutlineMethod) {
        super(owner, outline.modifiers);
        this.name = outline.name;
        this.outline = outline;
    }
    get parameters(): readonly ParameterSymbol[] {
        return (this.resolved ??= this.outline.parameters.map(({ name, type }) => ({
            name,
            type: this.owner.typeOf(type)
        })));
    }
    get types(): readonly ApexType[] {
        return this.parameters.map(({ type }) => type);
    }
    get returns(): ApexType {
        return this.owner.typeOf(this.outline.type);
    }
    get isAbstract(): boolean {
        return this.words.includes('abstract');
    }
    get isVirtual(): boolean {
        return this.words.includes('virtual') || this.words.includes('override') || this.isAbstract;
    }
    get isFuture(): boolean {
        return this.annotations.has('future');
    }
    get key(): string {
        const own = this.visibility === 'private' && !this.isStatic && !this.isVirtual;
        return (this.mangled ??= own
            ? privateMethodKey(this.owner.name, this.name, this.types)
            : methodKey(this.name, this.types));
    }
    /** Calls it as an entry point or the library does: a static method starts its class first. */
    invoke(self: ApexObject | undefined, ...values: readonly unknown[]): unknown {
        if (this.isStatic) statics(this.owner.handle);
        const target = (this.isStatic ? this.owner.handle : self) as unknown as Record<string, Member>;
        const method = target[this.key];
        if (!method) throw new Error(`${this.owner.name}.${this.name} has no code`);
        return method.apply(target, [...values]);
    }
}

export class ConstructorSymbol extends MemberSymbol {
    readonly outline: OutlineConstructor;
    readonly parameters: readonly ParameterSymbol[];
    readonly key: string;
    constructor(owner: ClassSymbol, outline: OutlineConstructor) {
        super(owner, outline.modifiers);
        this.outline = outline;
        this.parameters = outline.parameters.map(({ name, type }) => ({ name, type: owner.typeOf(type) }));
        this.key = constructorKey(
            owner.name,
            this.parameters.map(({ type }) => type)
        );
    }
    get types(): readonly ApexType[] {
        return this.parameters.map(({ type }) => type);
    }
}

export interface SourceFacts {
    readonly file: string;
    readonly apiVersion: number;
}
export class ClassSymbol implements UserClass {
    readonly outline: ClassOutline;
    readonly outer: ClassSymbol | undefined;
    readonly source: SourceFacts;
    readonly name: string;
    readonly inner: ReadonlyMap<string, ClassSymbol>;
    readonly fields: readonly FieldSymbol[];
    readonly methods: readonly MethodSymbol[];
    readonly annotations: Annotations;
    private readonly table: TypeTable;
    private readonly typeCache = new Map<TypeName, ApexType>();
    private builtConstructors: readonly ConstructorSymbol[] | undefined;
    private resolvedParent: ApexType | null | undefined;
    /** Set when the program is linked. */
    private linked: ClassHandle | undefined;
    constructor(outline: ClassOutline, source: SourceFacts, table: TypeTable, outer?: ClassSymbol) {
        this.outline = outline;
        this.source = source;
        this.table = table;
        this.outer = outer;
        this.name = outer ? `${outer.name}.${outline.name}` : outline.name;
        this.annotations = annotationsOf(outline.modifiers);
        this.inner = new Map(
            outline.inner.map((item) => [item.name.toLowerCase(), new ClassSymbol(item, source, table, this)])
        );
        this.fields = outline.fields.map((field) => new FieldSymbol(this, field));
        this.methods = outline.methods.map((method) => new MethodSymbol(this, method));
    }
    get simpleName(): string {
        return this.outline.name;
    }
    get kind(): 'class' | 'interface' | 'enum' {
        return this.outline.form;
    }
    get apiVersion(): number {
        return this.source.apiVersion;
    }
    get type(): ApexType {
        return this.table.user(this);
    }
    get constructors(): readonly ConstructorSymbol[] {
        return (this.builtConstructors ??= this.outline.constructors.map((item) => new ConstructorSymbol(this, item)));
    }
    get words(): readonly string[] {
        return this.outline.modifiers.words;
    }
    get isAbstract(): boolean {
        return this.words.includes('abstract') || this.kind === 'interface';
    }
    get isVirtual(): boolean {
        return this.words.includes('virtual') || this.isAbstract;
    }
    get visibility(): Visibility {
        return visibilityOf(this.words, 'private');
    }
    get isTest(): boolean {
        return this.annotations.has('istest') || (this.outer?.isTest ?? false);
    }
    /** The keyword; inner classes do not inherit it from the outer class. */
    get sharing(): Sharing {
        for (const kind of ['with', 'without', 'inherited'] as const)
            if (this.words.includes(`${kind} sharing`)) return kind;
        return this.apiVersion >= 67 ? 'with' : 'omitted';
    }
    get parent(): ApexType | undefined {
        if (this.resolvedParent === undefined) {
            const written = this.kind === 'class' ? this.outline.extends[0] : undefined;
            this.resolvedParent = null; // a class that extends itself finds no parent
            this.resolvedParent = (written && this.table.resolve(written, this.outer ?? this)) ?? null;
        }
        return this.resolvedParent ?? undefined;
    }
    get parentSymbol(): ClassSymbol | undefined {
        return symbolOf(this.parent);
    }
    get interfaces(): readonly ApexType[] {
        const written = this.kind === 'interface' ? this.outline.extends : this.outline.implements;
        return written.flatMap((name) => this.table.resolve(name, this) ?? []);
    }
    get isException(): boolean {
        for (const symbol of this.ancestry())
            if (symbol.parent && !symbol.parent.user)
                return symbol.parent.name === 'Exception' || symbol.parent.library?.kind === 'exception';
        return false;
    }
    /** Constants of an enum. */
    get values(): readonly unknown[] {
        return this.handle.values;
    }
    get handle(): ClassHandle {
        if (!this.linked) throw new Error(`${this.name} is not linked`);
        return this.linked;
    }
    set handle(handle: ClassHandle) {
        this.linked = handle;
    }
    /** This class and its user-written ancestors, nearest first; a cycle ends it. */
    ancestry(): ClassSymbol[] {
        const result: ClassSymbol[] = [this];
        for (let parent = this.parentSymbol; parent && !result.includes(parent); parent = parent.parentSymbol)
            result.push(parent);
        return result;
    }
    /** The type a name written in this class means; `unknown` where there is none, which the check of this class reports. */
    typeOf(name: TypeName): ApexType {
        let type = this.typeCache.get(name);
        if (!type) this.typeCache.set(name, (type = this.table.resolve(name, this) ?? this.table.unknown));
        return type;
    }
    construct(...values: readonly unknown[]): ApexObject {
        if (this.isAbstract || this.kind !== 'class')
            throw exception('TypeException', `Cannot be constructed: ${this.name}`);
        const found = this.constructors.filter(({ parameters }) => parameters.length === values.length);
        const key =
            found[0]?.key ??
            (this.constructors.length === 0 && values.length === 0 ? constructorKey(this.name, []) : undefined);
        if (key === undefined)
            throw exception('TypeException', `Constructor not defined: [${this.name}].<Constructor>()`);
        return construct(this.handle, key, values);
    }
    stub(answer: (method: MethodInfo, values: readonly unknown[]) => unknown): ApexObject {
        return stubOf(this, answer);
    }
    blank(): ApexObject {
        if (this.isAbstract || this.kind !== 'class')
            throw exception('TypeException', `Cannot be constructed: ${this.name}`);
        return new this.handle.k();
    }
}

export const symbolOf = (type: ApexType | undefined): ClassSymbol | undefined =>
    type?.user instanceof ClassSymbol ? type.user : undefined;
