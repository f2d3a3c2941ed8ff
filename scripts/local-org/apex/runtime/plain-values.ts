/** Plain JSON values ⇄ Apex values by declared types: arguments and results of entry points. */
import { DateValue, DatetimeValue, Decimal, DoubleBox, SObject, TimeValue, tryReadApexId } from '../../model/index.ts';
import type { Scalar } from '../../model/index.ts';
import { isApexObject, lineage } from './callback.ts';
import { ApexList, ApexMap, ApexSet } from './collections.ts';
import { exception } from './exceptions.ts';
import { execution } from './execution.ts';
import type { ApexObject, ApexType, FieldInfo, UserClass } from './types.ts';
import { AggregateRow, Blob, EnumValue } from './values.ts';
import { convertJsonField } from './record-values.ts';

type Plain = Readonly<Record<string, unknown>>;
const isPlain = (value: unknown): value is Plain =>
    typeof value === 'object' && value !== null && !Array.isArray(value);

/** Members that cross the border: of a DTO those with this annotation. */
export type Border = 'auraenabled' | 'invocablevariable';

const unfit = (value: unknown, type: ApexType): never => {
    throw exception(
        'TypeException',
        `Value provided is invalid for action parameter of type '${type.name}': ${JSON.stringify(value)}`
    );
};

const PRIMITIVES: Readonly<Record<string, (value: unknown) => unknown>> = {
    Boolean: (value) =>
        typeof value === 'boolean' ? value : value === 'true' ? true : value === 'false' ? false : undefined,
    Integer: (value) => {
        const number = numberOf(value);
        return number !== undefined && Number.isInteger(number) && (number | 0) === number ? number : undefined;
    },
    Long: (value) => {
        const number = numberOf(value);
        return number !== undefined && Number.isInteger(number) ? BigInt(number) : undefined;
    },
    Double: (value) => numberOf(value),
    Decimal: (value) =>
        typeof value === 'string' ? Decimal.parse(value) : typeof value === 'number' ? Decimal.of(value) : undefined,
    String: (value) => (isPlain(value) || Array.isArray(value) ? undefined : String(value)),
    Id: (value) => (typeof value === 'string' ? (value === '' ? null : tryReadApexId(value)) : undefined),
    Date: (value) => (typeof value === 'string' ? DateValue.parse(value.slice(0, 10)) : undefined),
    Datetime: (value) =>
        typeof value === 'string'
            ? DatetimeValue.parse(value)
            : typeof value === 'number'
              ? new DatetimeValue(value)
              : undefined,
    Time: (value) => (typeof value === 'string' ? TimeValue.parse(value) : undefined),
    Blob: (value) => (typeof value === 'string' ? new Blob(new Uint8Array(Buffer.from(value, 'base64'))) : undefined)
};
const numberOf = (value: unknown): number | undefined => {
    if (typeof value === 'number') return value;
    return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
};

/** Reads a plain value as a type; missing members are null, unknown ones ignored. @throws ApexException System.TypeException */
export const fromPlain = (value: unknown, type: ApexType, border: Border): unknown => {
    if (value === null || value === undefined) return null;
    switch (type.kind) {
        case 'primitive': {
            const read = PRIMITIVES[type.name]?.(value);
            return read === undefined ? unfit(value, type) : read;
        }
        case 'list':
        case 'set': {
            const element = type.arguments[0];
            if (!Array.isArray(value) || !element) return unfit(value, type);
            const items = value.map((item) => fromPlain(item, element, border));
            return type.kind === 'list' ? new ApexList(element, items) : new ApexSet(element, items);
        }
        case 'map':
            return mapFromPlain(value, type, border);
        case 'sobject':
            return isPlain(value) ? recordFromPlain(value, type) : unfit(value, type);
        case 'object':
            return untyped(value);
        case 'enum':
            return (
                execution()
                    .program.constants(type)
                    .find(({ name }) => name === value) ?? unfit(value, type)
            );
        default:
            return type.user && isPlain(value) ? objectFromPlain(value, type.user, border) : unfit(value, type);
    }
};
const mapFromPlain = (value: unknown, type: ApexType, border: Border): ApexMap => {
    const [key, item] = type.arguments;
    if (!isPlain(value) || !key || !item) return unfit(value, type);
    return new ApexMap(
        key,
        item,
        Object.entries(value).map(
            ([name, inner]) => [fromPlain(name, key, border), fromPlain(inner, item, border)] as const
        )
    );
};
const untyped = (value: unknown): unknown => {
    const { program } = execution();
    const object = program.typeNamed('Object');
    const text = program.typeNamed('String');
    if (!object || !text) throw new Error('no Object type');
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number') return Number.isInteger(value) && (value | 0) === value ? value : Decimal.of(value);
    if (Array.isArray(value)) return new ApexList(object, value.map(untyped));
    return new ApexMap(
        text,
        object,
        Object.entries(value as Plain).map(([name, item]) => [name, untyped(item)] as const)
    );
};

const recordFromPlain = (value: Plain, declared: ApexType): SObject => {
    const attributes = isPlain(value.attributes) ? value.attributes : {};
    const named = value.sobjectType ?? value.apiName ?? attributes.type;
    const object = declared.object ?? (typeof named === 'string' ? execution().schema.object(named) : undefined);
    if (!object) return unfit(value, declared);
    const record = new SObject(object);
    for (const [name, item] of Object.entries(value)) {
        const field = object.field(name);
        if (field) record.set(field, convertJsonField(field, item));
        else if (object.parent(name) && isPlain(item)) {
            const parent = execution().schema.object(object.parent(name)?.referenceTo[0] ?? '');
            if (parent) record.setParent(name, recordFromPlain(item, execution().program.sobject(parent)));
        }
    }
    return record;
};

const membersOf = (owner: UserClass, border: Border): FieldInfo[] =>
    [...lineage(owner)]
        .reverse()
        .flatMap(({ fields }) => fields.filter((field) => !field.isStatic && field.annotations.has(border)));
const objectFromPlain = (value: Plain, owner: UserClass, border: Border): ApexObject => {
    const made = owner.construct();
    for (const field of membersOf(owner, border)) {
        const name = Object.keys(value).find((key) => key.toLowerCase() === field.name.toLowerCase());
        if (name !== undefined) field.set(made, fromPlain(value[name], field.type, border));
    }
    return made;
};

/**
 * Shows an Apex value as plain JSON: annotated members of user objects, populated fields of records, dates as ISO text.
 * Members that are null are left out, as the page's protocol does.
 */
export const toPlain = (value: unknown, border: Border): unknown => {
    if (value === null || value === undefined) return null;
    if (typeof value === 'bigint') return Number(value);
    if (typeof value !== 'object') return value;
    if (value instanceof Decimal) return value.toNumber();
    if (value instanceof DoubleBox) return value.double;
    if (value instanceof DatetimeValue) return new Date(value.ms).toISOString();
    if (value instanceof DateValue || value instanceof TimeValue) return value.toString();
    if (value instanceof Blob) return Buffer.from(value.bytes).toString('base64');
    if (value instanceof EnumValue) return value.name;
    if (value instanceof SObject) return recordToPlain(value, border);
    if (value instanceof AggregateRow)
        return Object.fromEntries([...value.entries()].map(([name, item]) => [name, toPlain(item, border)]));
    if (value instanceof ApexList || value instanceof ApexSet) return [...value].map((item) => toPlain(item, border));
    if (value instanceof ApexMap)
        return Object.fromEntries(
            value.entries().map(([key, item]) => [String(toPlain(key, border)), toPlain(item, border)])
        );
    if (!isApexObject(value)) throw exception('TypeException', `Value cannot be returned: ${value.constructor.name}`);
    return withoutNulls(
        membersOf(value.$class, border).map((field) => [field.name, toPlain(field.get(value), border)] as const)
    );
};
const withoutNulls = (entries: readonly (readonly [string, unknown])[]): Record<string, unknown> =>
    Object.fromEntries(entries.filter(([, item]) => item !== null));
const scalarToPlain = (value: Scalar): unknown =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : toPlain(value, 'auraenabled');
const recordToPlain = (record: SObject, border: Border): Record<string, unknown> => {
    const parts: [string, unknown][] = [...record.populated()].map(([field, value]) => [
        field.name,
        scalarToPlain(value)
    ]);
    for (const [name, parent] of record.parents)
        if (parent) parts.push([properName(record, name), recordToPlain(parent, border)]);
    for (const [name, rows] of record.childRecords) {
        parts.push([record.type.child(name)?.name ?? name, rows.map((row) => recordToPlain(row, border))]);
    }
    return withoutNulls(parts);
};
/** A relationship's name as it is written: records keep it folded. */
const properName = (record: SObject, folded: string): string => {
    const lookup = record.type.parent(folded);
    if (!lookup) return folded;
    return lookup.custom ? lookup.name.replace(/__c$/i, '__r') : lookup.name.replace(/Id$/, '');
};
