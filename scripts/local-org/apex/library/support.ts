/** What library modules share: words of the platform's refusals, the running user, typed collections. */
import {
    DateValue,
    type DatetimeValue,
    DatetimeValue as Moment,
    Decimal,
    DoubleBox,
    NotSupported,
    SObject,
    TimeValue,
    tryReadApexId,
    type Scalar
} from '../../model/index.ts';
import {
    ApexException,
    ApexList,
    ApexMap,
    ApexSet,
    Blob,
    EnumValue,
    exception,
    execution,
    invoke,
    isApexObject,
    requiredArgument,
    toText,
    type ApexType
} from '../runtime/index.ts';

/** The argument. @throws NullPointerException `Argument cannot be null.` */
export const need = requiredArgument;
/** A value as String.valueOf and debug show it. */
export const textOf = toText;

/** @throws ApexException of this type, always */
export const raise = (type: string, message: string): never => {
    throw exception(type, message);
};
/** A member that the platform has and the local org lacks. */
export const refused =
    (what: string): (() => never) =>
    () => {
        throw new NotSupported(what);
    };

/** The name of an enum constant. */
export const enumName = (constant: unknown): string =>
    constant instanceof EnumValue ? constant.name : raise('System.NullPointerException', 'Argument cannot be null.');

export const now = (): DatetimeValue => execution().tx.now;
export const userLocale = (): string => execution().tx.user.locale;
export const userTimeZone = (): string => execution().tx.user.timeZone;

/** A type by name, which must exist. */
export const typeOf = (name: string): ApexType => {
    const { program } = execution();
    const type = program.platformType?.(name) ?? program.typeNamed(name);
    if (!type) throw new Error(`no such type: ${name}`);
    return type;
};
export const listOf = (typeName: string, items: readonly unknown[]): ApexList =>
    new ApexList(typeOf(typeName), [...items]);
export const setOf = (typeName: string, items: Iterable<unknown>): ApexSet => new ApexSet(typeOf(typeName), items);
export const mapOf = (keyName: string, valueName: string, entries: Iterable<readonly [unknown, unknown]>): ApexMap =>
    new ApexMap(typeOf(keyName), typeOf(valueName), entries);

/** An iterator that a library type made, of a List or Set. */
export class ApexIterator {
    private readonly items: readonly unknown[];
    private at = 0;
    constructor(items: readonly unknown[]) {
        this.items = items;
    }
    get hasNext(): boolean {
        return this.at < this.items.length;
    }
    /** @throws NoSuchElementException */
    next(): unknown {
        if (!this.hasNext) raise('System.NoSuchElementException', 'No more elements');
        return this.items[this.at++];
    }
}
/** All elements of a List, Set, Iterator or user-written Iterable. */
export const itemsOf = (iterable: unknown): readonly unknown[] => {
    const value = need(iterable);
    if (value instanceof ApexList) return value.items;
    if (value instanceof ApexSet) return [...value];
    const iterator = value instanceof ApexIterator ? value : invoke(value, 'iterator');
    const items: unknown[] = [];
    while (iterator instanceof ApexIterator ? iterator.hasNext : invoke(iterator, 'hasNext') === true) {
        items.push(iterator instanceof ApexIterator ? iterator.next() : invoke(iterator, 'next'));
    }
    return items;
};

/** The name of a value's type, as messages show it: `Integer`, `List<String>`, `Account`. */
export const typeNameOf = (value: unknown): string => {
    if (value === null || value === undefined) return 'null';
    switch (typeof value) {
        case 'boolean':
            return 'Boolean';
        case 'number':
            return 'Integer';
        case 'bigint':
            return 'Long';
        case 'string':
            return 'String';
    }
    if (value instanceof Decimal) return 'Decimal';
    if (value instanceof DoubleBox) return 'Double';
    if (value instanceof DateValue) return 'Date';
    if (value instanceof Moment) return 'Datetime';
    if (value instanceof TimeValue) return 'Time';
    if (value instanceof Blob) return 'Blob';
    if (value instanceof SObject) return value.type.name;
    if (value instanceof EnumValue) return value.enumName;
    if (value instanceof ApexList) return `List<${value.element.name}>`;
    if (value instanceof ApexSet) return `Set<${value.element.name}>`;
    if (value instanceof ApexMap) return `Map<${value.key.name},${value.value.name}>`;
    if (isApexObject(value)) return value.$class.name;
    if (value instanceof ApexException) return value.apexType;
    return value.constructor.name;
};

/** @throws StringException `Invalid id: …` */
export const idOf = (value: unknown): string => {
    const text = need(value);
    if (typeof text !== 'string') {
        return raise('System.TypeException', `Invalid conversion from runtime type ${typeNameOf(value)} to Id`);
    }
    return tryReadApexId(text) ?? raise('System.StringException', `Invalid id: ${text}`);
};

/** A field's value for Apex: absent is null. */
export const orNull = (value: Scalar | undefined): Scalar => value ?? null;
