import type { FieldDef, ObjectDef, Scalar } from '../../model/index.ts';
import { Decimal, DoubleBox, fold } from '../../model/index.ts';
import type { ApexType } from './types.ts';

/** Bytes, as Apex's Blob. */
export class Blob {
    readonly bytes: Uint8Array;
    constructor(bytes: Uint8Array) {
        this.bytes = bytes;
    }
    static ofText(text: string): Blob {
        return new Blob(new TextEncoder().encode(text));
    }
    get text(): string {
        return new TextDecoder().decode(this.bytes);
    }
}

/** A constant of an enum, user or library: one object a constant, so that `===` compares. */
export class EnumValue {
    /** `Outer.Color`, `System.RoundingMode`. */
    readonly enumName: string;
    readonly name: string;
    readonly ordinal: number;
    constructor(enumName: string, name: string, ordinal: number) {
        this.enumName = enumName;
        this.name = name;
        this.ordinal = ordinal;
    }
}

/** A row of an aggregate query. */
export class AggregateRow {
    /** By alias in lower case: the alias as it was written, and the value. */
    private readonly values: ReadonlyMap<string, [string, Scalar]>;
    /** @param values by alias or `exprN`, any case */
    constructor(values: ReadonlyMap<string, Scalar>) {
        this.values = new Map([...values].map((entry) => [fold(entry[0]), entry]));
    }
    /** The value, or undefined where the query has no such column. */
    get(alias: string): Scalar | undefined {
        return this.values.get(fold(alias))?.[1];
    }
    /** Aliases as they were written, with their values. */
    entries(): IterableIterator<[string, Scalar]> {
        return this.values.values();
    }
    /** What stands under the alias `Id`: maps of records by Id take such rows too. */
    get id(): string | undefined {
        const id = this.get('Id');
        return typeof id === 'string' ? id : undefined;
    }
}

/** `Account.SObjectType`. */
export class SObjectTypeToken {
    readonly object: ObjectDef;
    private constructor(object: ObjectDef) {
        this.object = object;
    }
    static of(object: ObjectDef): SObjectTypeToken {
        let token = typeTokens.get(object);
        if (!token) typeTokens.set(object, (token = new SObjectTypeToken(object)));
        return token;
    }
}
/** `Account.Name`, `Schema.Account.Name`. */
export class SObjectFieldToken {
    readonly object: ObjectDef;
    readonly field: FieldDef;
    private constructor(object: ObjectDef, field: FieldDef) {
        this.object = object;
        this.field = field;
    }
    static of(object: ObjectDef, field: FieldDef): SObjectFieldToken {
        let token = fieldTokens.get(field);
        if (!token) fieldTokens.set(field, (token = new SObjectFieldToken(object, field)));
        return token;
    }
}
const typeTokens = new WeakMap<ObjectDef, SObjectTypeToken>();
const fieldTokens = new WeakMap<FieldDef, SObjectFieldToken>();

/** Makes a value of a static type fit for a variable of type Object: a Double is boxed, so that it is never taken for an Integer. */
export const boxed = (value: unknown, type: ApexType): unknown =>
    type.name === 'Double' && typeof value === 'number' ? new DoubleBox(value) : value;

/** The plain value of an Object that was cast to a static type. */
export const unboxed = (value: unknown): unknown => (value instanceof DoubleBox ? value.double : value);

/** Any Apex number as Decimal; undefined for other values. */
export const toDecimal = (value: unknown): Decimal | undefined => {
    if (value instanceof Decimal) return value;
    if (typeof value === 'number' || typeof value === 'bigint') return Decimal.of(value);
    return value instanceof DoubleBox ? Decimal.of(value.double) : undefined;
};
