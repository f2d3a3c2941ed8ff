import { PlatformError } from './errors.ts';
import { fold } from './text.ts';
import type { ChildRelation, FieldDef, Id, ObjectDef, SaveError, Scalar } from './types.ts';

/** Fields that a query selected; one object shared by all of its rows, so that a row costs no set of its own. */
export interface QueriedShape {
    readonly fields: ReadonlySet<string>;
}

/**
 * A record in memory. A field is absent (never set, not queried), null, or a value.
 * Keys of `values` are the lower-case field names of `type`.
 */
export class SObject {
    readonly type: ObjectDef;
    /** Undefined for records that did not come from a query: reading an unset field then gives null, not an error. */
    queried: QueriedShape | undefined;
    /** Records of a trigger, and copies of them: like a query, the platform filled in fields that nobody may write. */
    filledIn = false;
    private readonly values = new Map<string, Scalar>();
    private parentRecords: Map<string, SObject | null> | undefined;
    private childLists: Map<string, SObject[]> | undefined;
    private faults: SaveError[] | undefined;

    constructor(type: ObjectDef, queried?: QueriedShape) {
        this.type = type;
        this.queried = queried;
    }
    get id(): Id | undefined {
        return (this.values.get('id') as Id | null | undefined) ?? undefined;
    }
    set id(id: Id | undefined) {
        if (id === undefined) this.values.delete('id');
        else this.values.set('id', id);
    }
    /** The value, null, or undefined where the field is absent. Never throws: callers decide what absence means. */
    get(field: FieldDef | string): Scalar | undefined {
        return this.values.get(keyOf(field));
    }
    set(field: FieldDef | string, value: Scalar): void {
        this.values.set(keyOf(field), value === '' ? null : value);
    }
    /** Sets what Apex assigns: `''` stays a text in memory, and is null once it is saved. */
    assign(field: FieldDef | string, value: Scalar): void {
        this.values.set(keyOf(field), value);
    }
    unset(field: FieldDef | string): void {
        this.values.delete(keyOf(field));
    }
    has(field: FieldDef | string): boolean {
        return this.values.has(keyOf(field));
    }
    /** Fields that were set or queried, in no promised order. */
    *populated(): IterableIterator<[FieldDef, Scalar]> {
        for (const [key, value] of this.values) {
            const field = this.type.field(key);
            if (field) yield [field, value];
        }
    }
    /** The parent record by its relationship name (`Account`, `Stage__r`), where one was queried or set. */
    parent(relationship: string): SObject | null | undefined {
        return this.parentRecords?.get(fold(relationship));
    }
    setParent(relationship: string, record: SObject | null): void {
        (this.parentRecords ??= new Map()).set(fold(relationship), record);
    }
    children(relation: ChildRelation | string): readonly SObject[] | undefined {
        return this.childLists?.get(fold(typeof relation === 'string' ? relation : relation.name));
    }
    setChildren(relation: ChildRelation | string, records: SObject[]): void {
        (this.childLists ??= new Map()).set(fold(typeof relation === 'string' ? relation : relation.name), records);
    }
    get parents(): ReadonlyMap<string, SObject | null> {
        return this.parentRecords ?? EMPTY;
    }
    get childRecords(): ReadonlyMap<string, readonly SObject[]> {
        return this.childLists ?? EMPTY;
    }
    addError(message: string, field?: FieldDef | string, statusCode = 'FIELD_CUSTOM_VALIDATION_EXCEPTION'): void {
        const name = typeof field === 'string' ? field : field?.name;
        (this.faults ??= []).push({ statusCode, message, fields: name ? [name] : [] });
    }
    get errors(): readonly SaveError[] {
        return this.faults ?? [];
    }
    clearErrors(): void {
        this.faults = undefined;
    }
    /** A copy of fields, parents and children, without errors. */
    clone(): SObject {
        const copy = new SObject(this.type, this.queried);
        copy.filledIn = this.filledIn;
        for (const [key, value] of this.values) copy.values.set(key, value);
        if (this.parentRecords) copy.parentRecords = new Map(this.parentRecords);
        if (this.childLists) copy.childLists = new Map(this.childLists);
        return copy;
    }
}

const EMPTY: ReadonlyMap<string, never> = new Map<string, never>();

const keyOf = (field: FieldDef | string): string =>
    typeof field === 'string' ? field.toLowerCase() : lowerNameOf(field);

const lowerNames = new WeakMap<FieldDef, string>();
const lowerNameOf = (field: FieldDef): string => {
    let name = lowerNames.get(field);
    if (name === undefined) lowerNames.set(field, (name = field.name.toLowerCase()));
    return name;
};

/**
 * The field of an object, or the platform's refusal.
 * @throws PlatformError INVALID_FIELD
 */
export const requireField = (object: ObjectDef, name: string): FieldDef => {
    const field = object.field(name);
    if (!field)
        throw new PlatformError('INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`, [name]);
    return field;
};
