import {
    AddressValue,
    DateValue,
    DatetimeValue,
    Decimal,
    DoubleBox,
    LocationValue,
    SObject,
    TimeValue,
    doubleText
} from '../../model/index.ts';
import { findMethod, isApexObject, lineage } from './callback.ts';
import { ApexList, ApexMap, ApexSet } from './collections.ts';
import { ApexException } from './exceptions.ts';
import { cell } from './execution.ts';
import type { ApexObject, ApexType } from './types.ts';
import { AggregateRow, Blob, EnumValue, SObjectFieldToken, SObjectTypeToken } from './values.ts';

export { doubleText };
const moment = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

/**
 * A value as string concatenation and System.debug show it. A raw JavaScript number is an Integer here:
 * where the static type is Double, the compiler calls `doubleText`.
 */
export const toText = (value: unknown): string => {
    if (typeof value === 'string') return value;
    if (value === null || value === undefined) return 'null';
    if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
    if (typeof value !== 'object') throw new Error(`no Apex value: ${typeof value}`);
    if (value instanceof Decimal || value instanceof TimeValue) return value.toString();
    if (value instanceof DoubleBox) return doubleText(value.double);
    if (value instanceof DateValue) return `${value.toString()} 00:00:00`;
    if (value instanceof DatetimeValue) return moment(value.ms);
    if (value instanceof EnumValue) return value.name;
    if (value instanceof Blob) return `Blob[${value.bytes.length}]`;
    if (value instanceof SObject) return recordText(value);
    if (value instanceof AddressValue || value instanceof LocationValue) return value.toString();
    if (value instanceof AggregateRow)
        return `AggregateResult:{${[...value.entries()].map(([name, item]) => `${name}=${toText(item)}`).join(', ')}}`;
    if (value instanceof ApexList) return `(${value.items.map((item) => elementText(item, value.element)).join(', ')})`;
    if (value instanceof ApexSet) return `{${[...value].map((item) => elementText(item, value.element)).join(', ')}}`;
    if (value instanceof ApexMap) {
        return `{${value
            .entries()
            .map(([key, item]) => `${elementText(key, value.key)}=${elementText(item, value.value)}`)
            .join(', ')}}`;
    }
    if (value instanceof SObjectTypeToken) return value.object.name;
    if (value instanceof SObjectFieldToken) return value.field.name;
    if (value instanceof ApexException) return `${value.apexType}: ${messageOf(value)}`;
    if (isApexObject(value)) return objectText(value);
    if ('kind' in value && 'arguments' in value && 'name' in value) return String(value.name);
    const own = (value as { apexText?: () => string }).apexText;
    if (typeof own === 'function') return own.call(value);
    return `${value.constructor.name}:[]`;
};
/** What getMessage answers. */
export const messageOf = (error: ApexException): string => {
    if (isApexObject(error)) {
        const method = findMethod(error, 'getmessage', 0);
        if (method) return (method.invoke(error) as string | null) ?? 'null';
    }
    return error.apexMessage ?? 'Script-thrown exception';
};
/** A value of a known static type: only there can a Double be told from an Integer. */
export const elementText = (value: unknown, type: ApexType): string =>
    typeof value === 'number' && type.name === 'Double' ? doubleText(value) : toText(value);

const recordText = (record: SObject): string => {
    const parts = [...record.populated()].map(([field, value]) => `${field.name}=${toText(value)}`);
    return `${record.type.name}:{${parts.join(', ')}}`;
};
/** An object inside of itself is not shown again. */
const objectText = (value: ApexObject): string => {
    const { showing } = cell;
    if (showing.has(value)) return '(already output)';
    showing.add(value);
    try {
        return plainObjectText(value);
    } finally {
        showing.delete(value);
    }
};
const plainObjectText = (value: ApexObject): string => {
    const method = findMethod(value, 'tostring', 0);
    if (method) return (method.invoke(value) as string | null) ?? 'null';
    const parts: string[] = [];
    for (const owner of lineage(value.$class)) {
        for (const field of owner.fields) {
            if (!field.isStatic && !field.isProperty)
                parts.push(`${field.name}=${elementText(field.get(value), field.type)}`);
        }
    }
    const name = value.$class.name;
    // Test.createStub makes a class of its own on the platform, whose name this shows.
    const kind = '$stub' in value ? '__sfdc_ApexStub' : '';
    return `${name.slice(name.lastIndexOf('.') + 1)}${kind}:[${parts.join(', ')}]`;
};
