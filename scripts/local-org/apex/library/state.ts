import {
    DateValue,
    DatetimeValue,
    Decimal,
    DoubleBox,
    NotSupported,
    SObject,
    TimeValue,
    type Scalar
} from '../../model/index.ts';
import {
    ApexList,
    ApexMap,
    ApexSet,
    Blob,
    EnumValue,
    execution,
    isApexObject,
    lineage,
    SObjectFieldToken,
    SObjectTypeToken,
    type ApexObject,
    type FieldInfo
} from '../runtime/index.ts';
import { Signature } from './asyncOptions.ts';
import { Cursor, PaginationCursor } from './cursors.ts';
import { Data } from './dataTypes.ts';
import { constantsOf } from './enums.ts';
import { BatchContext, JobContext } from './jobContexts.ts';
import { fromKept, keptForm } from './keptValues.ts';
import { isApexType } from './types.ts';
import { raise, typeNameOf, typeOf } from './support.ts';

/** What asynchronous Apex keeps of an object graph: values inline, everything with identity once in `nodes`. */
interface Graph {
    readonly root: Part;
    readonly nodes: Node[];
}
type Part = null | boolean | number | string | readonly [tag: string, ...values: (string | number)[]];
type Node =
    | { readonly list: string; items: Part[] }
    | { readonly set: string; items: Part[] }
    | { readonly map: readonly [string, string]; items: [Part, Part][] }
    | {
          readonly record: string;
          readonly queried: readonly string[] | null;
          items: [string, Part][];
          parents: [string, Part][];
          children: [string, Part[]][];
      }
    | { readonly data: string; items: [string, Part][] }
    | { readonly cursor: 'Cursor' | 'PaginationCursor'; rows: Part }
    | { readonly instance: string; items: [string, Part][] };

/** Fields that are kept: of the class and its ancestors, without statics and transients. Names carry the class that declares them. */
const stored = function* (value: ApexObject): IterableIterator<[string, FieldInfo]> {
    for (const owner of lineage(value.$class)) {
        for (const field of owner.fields) {
            if (!field.isStatic && !field.isTransient) yield [`${owner.name}:${field.name}`, field];
        }
    }
};

class Freezer {
    readonly nodes: Node[] = [];
    private readonly known = new Map<object, number>();

    part(value: unknown): Part {
        if (value === null || value === undefined) return null;
        if (typeof value === 'boolean' || typeof value === 'string') return value;
        if (typeof value === 'number') return Number.isFinite(value) ? value : ['number', String(value)];
        if (typeof value === 'bigint') return ['long', value.toString()];
        if (value instanceof Decimal) return ['decimal', value.toString()];
        if (value instanceof DoubleBox) return ['double', String(value.double)];
        if (value instanceof DateValue) return ['date', value.day];
        if (value instanceof DatetimeValue) return ['datetime', value.ms];
        if (value instanceof TimeValue) return ['time', value.msOfDay];
        if (value instanceof Uint8Array) return ['bytes', Buffer.from(value).toString('base64')];
        if (value instanceof Blob) return ['blob', Buffer.from(value.bytes).toString('base64')];
        if (value instanceof EnumValue) return ['enum', value.enumName, value.name];
        if (value instanceof SObjectTypeToken) return ['object', value.object.name];
        if (value instanceof SObjectFieldToken) return ['field', value.object.name, value.field.name];
        if (isApexType(value)) return ['type', value.name];
        if (value instanceof JobContext) return ['job', value.jobId];
        if (value instanceof BatchContext) return ['batch', value.jobId, value.childId ?? ''];
        if (value instanceof Signature) return ['signature', value.hash];
        return (isApexObject(value) ? undefined : keptForm(value)) ?? ['node', this.node(value)];
    }
    private node(value: object): number {
        const known = this.known.get(value);
        if (known !== undefined) return known;
        const index = this.nodes.length;
        this.known.set(value, index);
        if (value instanceof ApexList) {
            const node = this.push({ list: value.element.name, items: [] as Part[] });
            node.items = value.items.map((item) => this.part(item));
        } else if (value instanceof ApexSet) {
            const node = this.push({ set: value.element.name, items: [] as Part[] });
            node.items = [...value].map((item) => this.part(item));
        } else if (value instanceof ApexMap) {
            const node = this.push({ map: [value.key.name, value.value.name] as const, items: [] as [Part, Part][] });
            node.items = value.entries().map(([key, item]) => [this.part(key), this.part(item)]);
        } else if (value instanceof SObject) this.record(value);
        else if (isApexObject(value)) {
            const node = this.push({ instance: value.$class.name, items: [] as [string, Part][] });
            node.items = [...stored(value)].map(([name, field]) => [name, this.part(field.get(value))]);
        } else if (value instanceof Data) {
            const node = this.push({ data: value.typeName, items: [] as [string, Part][] });
            node.items = [...value.values].map(([name, item]) => [name, this.part(item)]);
        } else if (value instanceof Cursor) {
            const kind = value instanceof PaginationCursor ? 'PaginationCursor' : 'Cursor';
            this.push({ cursor: kind, rows: null as Part }).rows = this.part(value.rows);
        } else raise('System.SerializationException', `Not Serializable: ${typeNameOf(value)}`);
        return index;
    }
    private record(value: SObject): void {
        const node = this.push({
            record: value.type.name,
            queried: value.queried ? [...value.queried.fields] : null,
            items: [] as [string, Part][],
            parents: [] as [string, Part][],
            children: [] as [string, Part[]][]
        });
        node.items = [...value.populated()].map(([field, item]) => [field.name, this.part(item)]);
        node.parents = [...value.parents].map(([name, parent]) => [name, this.part(parent)]);
        node.children = [...value.childRecords].map(([name, rows]) => [name, rows.map((row) => this.part(row))]);
    }
    private push<T extends Node>(node: T): T {
        this.nodes.push(node);
        return node;
    }
}

class Thawer {
    private readonly nodes: readonly Node[];
    private readonly made: unknown[] = [];
    constructor(nodes: readonly Node[]) {
        this.nodes = nodes;
    }
    value(part: Part): unknown {
        if (part === null || typeof part !== 'object') return part;
        const [tag, first = '', second = ''] = part;
        switch (tag) {
            case 'number':
                return Number(first);
            case 'long':
                return BigInt(first);
            case 'decimal':
                return Decimal.parse(String(first));
            case 'double':
                return new DoubleBox(Number(first));
            case 'date':
                return new DateValue(Number(first));
            case 'datetime':
                return new DatetimeValue(Number(first));
            case 'time':
                return new TimeValue(Number(first));
            case 'bytes':
                return new Uint8Array(Buffer.from(String(first), 'base64'));
            case 'blob':
                return new Blob(new Uint8Array(Buffer.from(String(first), 'base64')));
            case 'enum':
                return enumConstant(String(first), String(second));
            case 'object':
                return SObjectTypeToken.of(objectNamed(String(first)));
            case 'field': {
                const object = objectNamed(String(first));
                const field = object.field(String(second));
                return field ? SObjectFieldToken.of(object, field) : gone(`${first}.${second}`);
            }
            case 'type':
                return typeOf(String(first));
            case 'job':
                return new JobContext(String(first));
            case 'batch':
                return new BatchContext(String(first), second === '' ? null : String(second));
            case 'signature':
                return new Signature(String(first));
            case 'node':
                return this.node(Number(first));
        }
        return fromKept(String(tag), String(first), String(second));
    }
    private node(index: number): unknown {
        if (this.made[index] !== undefined) return this.made[index];
        const node = this.nodes[index];
        if (!node) throw new Error(`asynchronous state without node ${index}`);
        if ('list' in node) {
            const list = this.keep(index, new ApexList(typeOf(node.list)));
            for (const item of node.items) list.items.push(this.value(item));
            return list;
        }
        if ('set' in node) {
            const set = this.keep(index, new ApexSet(typeOf(node.set)));
            for (const item of node.items) set.add(this.value(item));
            return set;
        }
        if ('map' in node) {
            const map = this.keep(index, new ApexMap(typeOf(node.map[0]), typeOf(node.map[1])));
            for (const [key, item] of node.items) map.put(this.value(key), this.value(item));
            return map;
        }
        if ('data' in node) {
            const data = this.keep(index, new Data(node.data));
            for (const [name, item] of node.items) data.set(name, this.value(item));
            return data;
        }
        if ('cursor' in node) {
            const rows = this.value(node.rows) as ApexList;
            return this.keep(index, new (node.cursor === 'Cursor' ? Cursor : PaginationCursor)(rows));
        }
        if ('record' in node) {
            const queried = node.queried ? { fields: new Set(node.queried) } : undefined;
            const record = this.keep(index, new SObject(objectNamed(node.record), queried));
            for (const [name, item] of node.items) record.set(name, this.value(item) as Scalar);
            for (const [name, item] of node.parents) record.setParent(name, this.value(item) as SObject | null);
            for (const [name, rows] of node.children) {
                record.setChildren(
                    name,
                    rows.map((row) => this.value(row) as SObject)
                );
            }
            return record;
        }
        const userClass = execution().program.userClass(node.instance) ?? gone(node.instance);
        const instance = this.keep(index, userClass.blank());
        const values = new Map(node.items);
        for (const [name, field] of stored(instance)) {
            const item = values.get(name);
            if (item !== undefined) field.set(instance, this.value(item));
        }
        return instance;
    }
    private keep<T>(index: number, value: T): T {
        this.made[index] = value;
        return value;
    }
}
const gone = (name: string): never => {
    throw new NotSupported(`asynchronous work that was queued with ${name}, which is no longer deployed`);
};
const objectNamed = (name: string) => execution().schema.object(name) ?? gone(name);

/** An enum's constant by its names; user enums first. */
export const enumConstant = (enumName: string, name: string): EnumValue => {
    const type = typeOf(enumName);
    const values = type.user?.values ?? (type.library ? constantsOf(type.library) : []);
    const found = values.find((value) => value instanceof EnumValue && value.name === name);
    return found instanceof EnumValue ? found : gone(`${enumName}.${name}`);
};

/**
 * Serialises an object graph for asynchronous work, at the moment it is queued; statics and transients are left out.
 * @throws SerializationException for instances of library types that cannot be kept
 */
export const freeze = (value: unknown): string => {
    const freezer = new Freezer();
    const root = freezer.part(value);
    const graph: Graph = { root, nodes: freezer.nodes };
    return JSON.stringify(graph);
};
/** The graph again: new objects, constructors do not run. */
export const thaw = (text: string): unknown => {
    const graph = JSON.parse(text) as Graph;
    return new Thawer(graph.nodes).value(graph.root);
};
