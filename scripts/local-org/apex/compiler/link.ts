/** Emitted code → running classes. */
import { Decimal } from '../../model/index.ts';
import { ApexException } from '../runtime/exceptions.ts';
import type { ClassHandle } from '../runtime/handle.ts';
import { helpers } from '../runtime/helpers.ts';
import type { ApexObject, ApexType } from '../runtime/types.ts';
import { EnumValue, SObjectFieldToken, SObjectTypeToken } from '../runtime/values.ts';
import { constantsOf } from '../library/index.ts';
import type { PropertyCounter } from './coverage.ts';
import { queryOfText } from './queries.ts';
import { enqueuer } from './futures.ts';
import type { ClassSymbol, MethodSymbol } from './symbols.ts';
import { symbolOf } from './symbols.ts';
import type { TypeTable } from './type-table.ts';
import type { UnitCode } from './unit-code.ts';

type Code = (...values: readonly unknown[]) => unknown;
type Members = Record<string, Code>;
type MakeClass = (base: new () => object) => new () => object;

/** Base of all instances of user classes. */
class ApexBase {}
/** Base of user exceptions: knows its class before its constructor runs. */
class UserException extends ApexException {
    constructor() {
        super((new.target.prototype as unknown as ApexObject).$class.name, null);
    }
}

interface Definition {
    readonly symbol: ClassSymbol;
    readonly make: MakeClass;
    readonly members: Members;
}

/** A file of the program: its code runs, and its classes are made, when something of it is first used. */
export class LinkedFile {
    readonly code: UnitCode;
    readonly fileName: string;
    readonly symbol: ClassSymbol | undefined;
    /** Whether its code has run: before that nothing of it can be covered. */
    isDefined = false;
    private readonly define: (file: LinkedFile) => (() => void) | undefined;
    private counted: Uint32Array | undefined;
    private body: (() => void) | undefined;
    constructor(
        code: UnitCode,
        fileName: string,
        symbol: ClassSymbol | undefined,
        define: (file: LinkedFile) => (() => void) | undefined
    ) {
        this.code = code;
        this.fileName = fileName;
        this.symbol = symbol;
        this.define = define;
    }
    /** How often each line ran. */
    get cover(): Uint32Array {
        return (this.counted ??= new Uint32Array((this.code.emitted.lines.at(-1) ?? 0) + 1));
    }
    use(): void {
        if (this.isDefined) return;
        this.body = this.define(this);
        this.isDefined = true;
    }
    /** The body of a trigger or anonymous block. */
    get main(): (() => void) | undefined {
        this.use();
        return this.body;
    }
}

/** What a file's code defines, until all of it is there. */
interface Defined {
    main: (() => void) | undefined;
    readonly classes: Map<string, Definition>;
    readonly shapes: Map<string, ClassHandle['shape']>;
    readonly statics: (readonly [name: string, key: string, code: Code])[];
    readonly starts: (readonly [name: string, code: () => void])[];
    readonly fills: (readonly [name: string, code: () => void])[];
}

export class Linker {
    private readonly table: TypeTable;
    private readonly files = new Map<string, LinkedFile>();
    private readonly definitions = new Map<string, Definition>();
    private readonly finished = new Set<string>();
    private readonly futures = new Map<string, Code>();
    private readonly counters = new Map<string, PropertyCounter>();
    private readonly onDefine: (file: LinkedFile) => void;
    private nextIndex = 0;
    /** @param onDefine told of each file before its code runs */
    constructor(table: TypeTable, onDefine: (file: LinkedFile) => void) {
        this.table = table;
        this.onDefine = onDefine;
    }
    /** What counts the uses of a property without code. */
    counter(name: string): PropertyCounter {
        let found = this.counters.get(name);
        if (!found) this.counters.set(name, (found = { n: 0 }));
        return found;
    }

    /** Takes a file into the program. Its classes get their handles now, their code when they are used. */
    add(code: UnitCode, fileName: string, symbol: ClassSymbol | undefined): LinkedFile {
        const file = new LinkedFile(code, fileName, symbol, (own) => this.define(own));
        if (symbol) {
            this.files.set(symbol.name, file);
            this.prepare(symbol, waiting(file));
        }
        return file;
    }
    private prepare(symbol: ClassSymbol, until: object): void {
        const values = symbol.outline.constants.map((name, ordinal) => new EnumValue(symbol.name, name, ordinal));
        const known = { symbol, index: this.nextIndex++, starts: [], fills: [], values };
        symbol.handle = Object.setPrototypeOf(known, until) as ClassHandle;
        for (const inner of symbol.inner.values()) this.prepare(inner, until);
    }

    /** Runs a file's script and makes its classes: all of it or, where that is cut off by a full stack, nothing. */
    private define(file: LinkedFile): (() => void) | undefined {
        const { symbol } = file;
        this.onDefine(file);
        const found = this.run(file);
        for (const [name, definition] of found.classes) this.definitions.set(name, definition);
        for (const { symbol: own } of found.classes.values()) this.make(own);
        if (symbol) this.fill(symbol, found);
        return found.main;
    }
    private run({ code, fileName, symbol, cover }: LinkedFile): Defined {
        const found: Defined = {
            main: undefined,
            classes: new Map(),
            shapes: new Map(),
            statics: [],
            starts: [],
            fills: []
        };
        const members = (name: string): Members => found.classes.get(name)?.members ?? {};
        const define = code.script(fileName).runInThisContext() as (r: typeof helpers, u: object) => void;
        define(helpers, {
            cover,
            links: code.emitted.links.map((link) => this.resolve(link)),
            class: (name: string, make: MakeClass, shape: ClassHandle['shape']): void => {
                found.shapes.set(name, shape);
                found.classes.set(name, { symbol: named(symbol, name), make, members: {} });
            },
            type: (): void => undefined,
            member: (name: string, key: string, body: Code): void => {
                members(name)[key] = body;
            },
            static: (name: string, key: string, body: Code): void => {
                const future = named(symbol, name).methods.find((method) => method.isFuture && method.key === key);
                if (future) this.futures.set(`${name}.${key}`, body);
                const called = future ? enqueuer(future) : body;
                found.statics.push([name, key, called]);
                // A static method may stand for one of an interface: then it is called on the instance.
                members(name)[key] ??= called;
            },
            start: (name: string, body: () => void): void => void found.starts.push([name, body]),
            fill: (name: string, body: () => void): void => void found.fills.push([name, body]),
            main: (body: () => void): void => {
                found.main = body;
            }
        });
        return found;
    }
    /** Gives the handles of a file's classes what other code uses of them; from then on they wait for nothing. */
    private fill(symbol: ClassSymbol, found: Defined): void {
        const handleOf = (name: string): ClassHandle => named(symbol, name).handle;
        for (const [name, shape] of found.shapes) handleOf(name).shape = shape;
        for (const [name, key, code] of found.statics) (handleOf(name) as unknown as Members)[key] = code;
        for (const [name, code] of found.starts) handleOf(name).starts.push(code);
        for (const [name, code] of found.fills) handleOf(name).fills.push(code);
        const settle = (own: ClassSymbol): void => {
            Object.setPrototypeOf(own.handle, Object.prototype);
            for (const inner of own.inner.values()) settle(inner);
        };
        settle(symbol);
    }

    /** The body of a future method, which a call only queues. */
    future(method: MethodSymbol): Code {
        this.fileOf(method.owner)?.use();
        const code = this.futures.get(`${method.owner.name}.${method.key}`);
        if (!code) throw new Error(`${method.owner.name}.${method.name} is no future method`);
        return code;
    }

    private fileOf(symbol: ClassSymbol): LinkedFile | undefined {
        return this.files.get(symbol.outer ? symbol.outer.name : symbol.name);
    }
    /** Makes the JavaScript class, parents first; they may be of files whose code has not run yet. */
    private make(symbol: ClassSymbol): void {
        if (this.finished.has(symbol.name)) return;
        const definition = this.definitions.get(symbol.name);
        if (!definition) {
            this.fileOf(symbol)?.use();
            return;
        }
        const parent = symbol.parentSymbol;
        if (parent) this.make(parent);
        if (this.finished.has(symbol.name)) return;
        const base = parent ? parent.handle.k : symbol.isException ? UserException : ApexBase;
        const made = definition.make(base);
        Object.defineProperty(made.prototype, '$class', { value: symbol });
        for (const [key, code] of Object.entries(definition.members))
            Object.defineProperty(made.prototype, key, { value: code, configurable: true, writable: true });
        symbol.handle.k = made as ClassHandle['k'];
        this.finished.add(symbol.name);
    }

    private resolve(link: string): unknown {
        const colon = link.indexOf(':');
        const kind = link.slice(0, colon);
        const text = link.slice(colon + 1);
        const value = this.constant(kind, text);
        if (value === undefined) throw new Error(`emitted code refers to something unknown: ${link}`);
        return value;
    }
    private constant(kind: string, text: string): unknown {
        const [first = '', second = ''] = split(text, kind === 'field' ? '.' : '|');
        switch (kind) {
            case 'class':
                return this.table.userClass(text)?.handle;
            case 'property':
                return this.counter(text);
            case 'type':
                return this.table.resolveText(text);
            case 'lib': {
                const library = this.table.library.find(first)?.library;
                return library?.members[second];
            }
            case 'object': {
                const object = this.table.schema.object(text);
                return object && SObjectTypeToken.of(object);
            }
            case 'field': {
                const object = this.table.schema.object(first);
                const field = object?.field(second);
                return object && field && SObjectFieldToken.of(object, field);
            }
            case 'decimal':
                return Decimal.parse(text);
            case 'constant':
                return this.constants(first)?.find(({ name }) => name === second);
            case 'query':
                return queryOfText(text);
            default:
                return undefined;
        }
    }
    private constants(name: string): readonly EnumValue[] | undefined {
        const user = this.table.userClass(name);
        if (user) return user.handle.values as readonly EnumValue[];
        const library = this.table.library.find(name)?.library;
        return library && constantsOf(library);
    }
}
const split = (text: string, mark: string): [string, string] => {
    const at = text.indexOf(mark);
    return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
};
/** What a handle inherits until its file's code has run: whatever is asked for first runs it. */
const waiting = (file: LinkedFile): object =>
    new Proxy(Object.prototype, {
        get: (_, key, handle: object): unknown => {
            file.use();
            return Reflect.get(Object.getOwnPropertyDescriptor(handle, key) ? handle : Object.prototype, key);
        }
    });
const named = (symbol: ClassSymbol | undefined, name: string): ClassSymbol => {
    const found = symbol && within(symbol, name);
    if (!found) throw new Error(`emitted code of an unknown class ${name}`);
    return found;
};
const within = (symbol: ClassSymbol, name: string): ClassSymbol | undefined => {
    if (symbol.name === name) return symbol;
    for (const inner of symbol.inner.values()) {
        const found = within(inner, name);
        if (found) return found;
    }
    return undefined;
};

/** Constants of an enum type, user or library. */
export const constantsOfType = (type: ApexType): readonly EnumValue[] => {
    const user = symbolOf(type);
    if (user) return user.handle.values as readonly EnumValue[];
    return type.library ? constantsOf(type.library) : [];
};
