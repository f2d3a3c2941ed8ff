/** Emitted code → running classes. */
import { Script } from 'node:vm';
import { Decimal } from '../../model/index.ts';
import { ApexException } from '../runtime/exceptions.ts';
import type { ClassHandle } from '../runtime/handle.ts';
import { helpers } from '../runtime/helpers.ts';
import type { ApexObject, ApexType } from '../runtime/types.ts';
import { EnumValue, SObjectFieldToken, SObjectTypeToken } from '../runtime/values.ts';
import { constantsOf } from '../library/index.ts';
import type { PropertyCounter } from './coverage.ts';
import type { EmittedUnit } from './emit.ts';
import { queryOfText } from './queries.ts';
import { enqueuer } from './futures.ts';
import type { ClassSymbol, MethodSymbol } from './symbols.ts';
import { symbolOf } from './symbols.ts';
import type { TypeTable } from './type-table.ts';

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

/** A linked file. */
export interface LinkedUnit {
    readonly cover: Uint32Array;
    /** The body of a trigger or anonymous block. */
    readonly main: (() => void) | undefined;
}

interface Definition {
    readonly symbol: ClassSymbol;
    readonly make: MakeClass;
    readonly members: Members;
}

export class Linker {
    private readonly table: TypeTable;
    private readonly definitions = new Map<string, Definition>();
    private readonly finished = new Set<string>();
    private readonly futures = new Map<string, Code>();
    private readonly counters = new Map<string, PropertyCounter>();
    private nextIndex = 0;
    constructor(table: TypeTable) {
        this.table = table;
    }
    /** What counts the uses of a property without code. */
    counter(name: string): PropertyCounter {
        let found = this.counters.get(name);
        if (!found) this.counters.set(name, (found = { n: 0 }));
        return found;
    }
    /** Gives every class its handle, before any code refers to it. */
    prepare(symbol: ClassSymbol): void {
        const values = symbol.outline.constants.map((name, ordinal) => new EnumValue(symbol.name, name, ordinal));
        const handle: ClassHandle = {
            symbol,
            k: ApexBase as unknown as ClassHandle['k'],
            index: this.nextIndex++,
            shape: () => ({}),
            starts: [],
            fills: [],
            values
        };
        symbol.handle = handle;
        for (const inner of symbol.inner.values()) this.prepare(inner);
    }

    /** Runs a file's script, which defines its classes. `finish` must follow before anything is called. */
    load(emitted: EmittedUnit, fileName: string, symbol: ClassSymbol | undefined): LinkedUnit {
        const script = new Script(emitted.code, { filename: fileName });
        const define = script.runInThisContext() as (r: typeof helpers, u: object) => void;
        const last = emitted.lines[emitted.lines.length - 1] ?? 0;
        const cover = new Uint32Array(last + 1);
        let main: (() => void) | undefined;
        const named = (name: string): ClassSymbol => {
            const found = symbol && within(symbol, name);
            if (!found) throw new Error(`emitted code of an unknown class ${name}`);
            return found;
        };
        const handleOf = (name: string): ClassHandle => named(name).handle;
        const members = (name: string): Members => this.definitions.get(name)?.members ?? {};
        define(helpers, {
            cover,
            links: emitted.links.map((link) => this.resolve(link)),
            class: (name: string, make: MakeClass, shape: ClassHandle['shape']): void => {
                handleOf(name).shape = shape;
                this.definitions.set(name, { symbol: named(name), make, members: {} });
            },
            type: (): void => undefined,
            member: (name: string, key: string, code: Code): void => {
                members(name)[key] = code;
            },
            static: (name: string, key: string, code: Code): void => {
                const future = named(name).methods.find((method) => method.isFuture && method.key === key);
                if (future) this.futures.set(`${name}.${key}`, code);
                const called = future ? enqueuer(future) : code;
                (handleOf(name) as unknown as Members)[key] = called;
                // A static method may stand for one of an interface: then it is called on the instance.
                members(name)[key] ??= called;
            },
            start: (name: string, code: () => void): void => void handleOf(name).starts.push(code),
            fill: (name: string, code: () => void): void => void handleOf(name).fills.push(code),
            main: (code: () => void): void => {
                main = code;
            }
        });
        return { cover, main };
    }

    /** The body of a future method, which a call only queues. */
    future(method: MethodSymbol): Code {
        const code = this.futures.get(`${method.owner.name}.${method.key}`);
        if (!code) throw new Error(`${method.owner.name}.${method.name} is no future method`);
        return code;
    }

    /** Makes the JavaScript classes, parents first. */
    finish(): void {
        for (const { symbol } of this.definitions.values()) this.make(symbol);
    }
    private make(symbol: ClassSymbol): void {
        const definition = this.definitions.get(symbol.name);
        if (!definition || this.finished.has(symbol.name)) return;
        this.finished.add(symbol.name);
        const parent = symbol.parentSymbol;
        if (parent) this.make(parent);
        const base = parent ? parent.handle.k : symbol.isException ? UserException : ApexBase;
        const made = definition.make(base);
        Object.defineProperty(made.prototype, '$class', { value: symbol });
        for (const [key, code] of Object.entries(definition.members))
            Object.defineProperty(made.prototype, key, { value: code, configurable: true, writable: true });
        symbol.handle.k = made as ClassHandle['k'];
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
