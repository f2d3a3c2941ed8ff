import { DateValue, DatetimeValue, Decimal, DoubleBox, SObject, TimeValue } from '../../model/index.ts';
import {
    AggregateRow,
    ApexException,
    ApexList,
    ApexMap,
    ApexSet,
    Blob,
    doubleText,
    EnumValue,
    isApexObject,
    lineage,
    SObjectFieldToken,
    SObjectTypeToken,
    toText,
    type ApexObject,
    type ApexType
} from '../runtime/index.ts';
import { resultFields, scalarText } from './jsonResults.ts';
import { JsonNumber, type Writable } from './jsonText.ts';
import { raise, typeNameOf } from './support.ts';

const API_VERSION = '67.0';

const double = (value: number): Writable =>
    Number.isFinite(value)
        ? new JsonNumber(doubleText(value))
        : raise('System.JSONException', `${value} is no JSON number`);
/**
 * Fields of an object are written from Z to A: `{"totalPrice":5.5,"statementDate":…,"invoiceNumber":1}`.
 * Source: Apex Developer Guide, "Roundtrip Serialization and Deserialization", the example's JSON
 */
const backwards = ([left]: [string, Writable], [right]: [string, Writable]): number =>
    left.toLowerCase() < right.toLowerCase() ? 1 : -1;
/** A Datetime by itself ends in `Z`, one of a record's field in `+0000`. */
const datetime = (value: DatetimeValue): string => new Date(value.ms).toISOString();

/** Turns Apex values into JSON. */
export class JsonWriter {
    private readonly suppressNulls: boolean;
    private readonly open = new Set<object>();
    constructor(suppressNulls: boolean) {
        this.suppressNulls = suppressNulls;
    }
    /**
     * @param type the static type, where it is known: only it tells a Double from an Integer
     * @throws JSONException for what the platform cannot serialise
     */
    value(value: unknown, type?: ApexType): Writable {
        if (value === null || value === undefined) return null;
        if (typeof value === 'boolean' || typeof value === 'string') return value;
        if (typeof value === 'number') return type?.name === 'Double' ? double(value) : new JsonNumber(String(value));
        if (typeof value === 'bigint' || value instanceof Decimal) return new JsonNumber(value.toString());
        if (value instanceof DoubleBox) return double(value.double);
        if (value instanceof DateValue || value instanceof TimeValue) return value.toString();
        if (value instanceof DatetimeValue) return datetime(value);
        if (value instanceof EnumValue) return value.name;
        if (value instanceof Blob) return Buffer.from(value.bytes).toString('base64');
        if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
        if (value instanceof SObjectTypeToken || value instanceof SObjectFieldToken) return toText(value);
        return scalarText(value) ?? this.nested(value, () => this.object(value));
    }
    private nested(value: object, write: () => Writable): Writable {
        if (this.open.has(value)) raise('System.JSONException', `Circular reference: ${typeNameOf(value)}`);
        this.open.add(value);
        const written = write();
        this.open.delete(value);
        return written;
    }
    private object(value: object): Writable {
        if (value instanceof ApexList) return value.items.map((item) => this.value(item, value.element));
        if (value instanceof ApexSet) return [...value].map((item) => this.value(item, value.element));
        if (value instanceof ApexMap) {
            return {
                fields: value
                    .entries()
                    .map(([key, item]) => [key === null ? 'null' : toText(key), this.value(item, value.value)])
            };
        }
        if (value instanceof SObject) return this.record(value);
        if (value instanceof AggregateRow) {
            const attributes = { fields: [['type', 'AggregateResult'] as const] };
            return {
                fields: [
                    ['attributes', attributes],
                    ...[...value.entries()].map(([name, item]) => [name, this.value(item)] as const)
                ]
            };
        }
        const result = resultFields(value);
        if (result) return { fields: result };
        if (value instanceof ApexException || !isApexObject(value)) {
            return raise('System.JSONException', `Apex Type unsupported in JSON: ${typeNameOf(value)}`);
        }
        return this.instance(value);
    }
    private instance(value: ApexObject): Writable {
        const fields: [string, Writable][] = [];
        for (const owner of lineage(value.$class)) {
            for (const field of owner.fields) {
                if (field.isStatic || field.isTransient) continue;
                const written = this.value(field.get(value), field.type);
                if (written !== null || !this.suppressNulls) fields.push([field.name, written]);
            }
        }
        return { fields: fields.sort(backwards) };
    }
    private record(record: SObject): Writable {
        const attributes: [string, Writable][] = [['type', record.type.name]];
        if (record.id) {
            attributes.push(['url', `/services/data/v${API_VERSION}/sobjects/${record.type.name}/${record.id}`]);
        }
        const fields: [string, Writable][] = [['attributes', { fields: attributes }]];
        for (const [field, value] of record.populated())
            fields.push([field.name, value instanceof DatetimeValue ? value.toString() : this.value(value)]);
        for (const [name, parent] of record.parents) {
            const lookup = record.type.parent(name);
            if (!lookup) continue;
            const shown = lookup.name.endsWith('__c')
                ? lookup.name.replace(/__c$/, '__r')
                : lookup.name.replace(/Id$/, '');
            fields.push([shown, parent && this.value(parent)]);
        }
        for (const [name, children] of record.childRecords) {
            const relation = record.type.child(name);
            if (!relation || children.length === 0) continue;
            const rows = children.map((child) => this.value(child));
            fields.push([
                relation.name,
                {
                    fields: [
                        ['totalSize', new JsonNumber(String(rows.length))],
                        ['done', true],
                        ['records', rows]
                    ]
                }
            ]);
        }
        return { fields };
    }
}
