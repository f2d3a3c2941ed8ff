import {
    fold,
    type ChildRelation,
    type CurrencyDef,
    type FieldDef,
    type FieldSetDef,
    type Id,
    type ObjectDef,
    type ObjectKind,
    type RecordTypeDef,
    type Schema,
    type SharingModel,
    type ValidationRuleDef
} from '../../model/index.ts';

/** The name by which a record reaches the parent of a lookup: `AccountId` → `Account`, `Stage__c` → `Stage__r`. */
export const parentNameOf = (field: FieldDef): string | undefined => {
    const byName = field.type === 'text' && field.referenceTo.length > 0;
    if (field.type !== 'lookup' && field.type !== 'masterDetail' && !byName) return undefined;
    if (field.name.endsWith('__c')) return `${field.name.slice(0, -1)}r`;
    return field.name.endsWith('Id') ? field.name.slice(0, -2) : undefined;
};

export interface ObjectParts {
    readonly name: string;
    readonly label: string;
    readonly pluralLabel: string;
    readonly description?: string;
    readonly keyPrefix: string;
    readonly kind: ObjectKind;
    readonly fields: readonly FieldDef[];
    readonly childRelations: readonly ChildRelation[];
    readonly rules: readonly ValidationRuleDef[];
    readonly recordTypes: readonly RecordTypeDef[];
    readonly fieldSets?: readonly FieldSetDef[];
    readonly sharing: SharingModel;
    readonly shareObject?: string;
    readonly features: ObjectDef['features'];
    readonly settings?: ObjectDef['settings'];
    readonly publishes?: ObjectDef['publishes'];
    readonly index?: ObjectDef['index'];
    readonly readOnly: boolean;
}

/** An object with its case-insensitive look-ups; frozen. */
export class ObjectDefinition implements ObjectDef {
    readonly name: string;
    readonly label: string;
    readonly pluralLabel: string;
    readonly description?: string;
    readonly keyPrefix: string;
    readonly kind: ObjectKind;
    readonly fields: readonly FieldDef[];
    readonly childRelations: readonly ChildRelation[];
    readonly nameField: FieldDef | undefined;
    readonly rules: readonly ValidationRuleDef[];
    readonly recordTypes: readonly RecordTypeDef[];
    readonly fieldSets?: readonly FieldSetDef[];
    readonly sharing: SharingModel;
    readonly shareObject?: string;
    readonly features: ObjectDef['features'];
    readonly settings?: 'list' | 'hierarchy';
    readonly publishes?: 'afterCommit' | 'immediately';
    readonly index?: ObjectDef['index'];
    readonly readOnly: boolean;
    private readonly fieldsByName: ReadonlyMap<string, FieldDef>;
    private readonly lookups: ReadonlyMap<string, FieldDef>;
    private readonly children: ReadonlyMap<string, ChildRelation>;

    constructor(parts: ObjectParts) {
        this.name = parts.name;
        this.label = parts.label;
        this.pluralLabel = parts.pluralLabel;
        if (parts.description !== undefined) this.description = parts.description;
        this.keyPrefix = parts.keyPrefix;
        this.kind = parts.kind;
        this.fields = Object.freeze([...parts.fields]);
        this.childRelations = Object.freeze([...parts.childRelations]);
        this.nameField = parts.fields.find((field) => field.nameField);
        this.rules = Object.freeze([...parts.rules]);
        this.recordTypes = Object.freeze([...parts.recordTypes]);
        this.fieldSets = Object.freeze([...(parts.fieldSets ?? [])]);
        this.sharing = parts.sharing;
        if (parts.shareObject !== undefined) this.shareObject = parts.shareObject;
        this.features = Object.freeze({ ...parts.features });
        if (parts.settings !== undefined) this.settings = parts.settings;
        if (parts.publishes !== undefined) this.publishes = parts.publishes;
        if (parts.index !== undefined) this.index = parts.index;
        this.readOnly = parts.readOnly;
        this.fieldsByName = new Map(parts.fields.map((field) => [fold(field.name), field]));
        const lookups = new Map<string, FieldDef>();
        for (const field of parts.fields) {
            const parent = parentNameOf(field);
            if (parent !== undefined) lookups.set(fold(parent), field);
        }
        this.lookups = lookups;
        this.children = new Map(parts.childRelations.map((relation) => [fold(relation.name), relation]));
        Object.freeze(this);
    }
    field(name: string): FieldDef | undefined {
        return this.fieldsByName.get(name) ?? this.fieldsByName.get(fold(name));
    }
    parent(relationship: string): FieldDef | undefined {
        return this.lookups.get(fold(relationship));
    }
    child(relationship: string): ChildRelation | undefined {
        return this.children.get(fold(relationship));
    }
}

export class SchemaDefinition implements Schema {
    readonly generation: number;
    readonly objects: readonly ObjectDef[];
    readonly currencies?: readonly CurrencyDef[];
    private readonly byName: ReadonlyMap<string, ObjectDef>;
    private readonly byPrefix: ReadonlyMap<string, ObjectDef>;

    constructor(generation: number, objects: readonly ObjectDef[], currencies: readonly CurrencyDef[] | undefined) {
        this.generation = generation;
        if (currencies) this.currencies = Object.freeze([...currencies]);
        this.objects = Object.freeze([...objects]);
        this.byName = new Map(objects.map((object) => [fold(object.name), object]));
        this.byPrefix = new Map(objects.map((object) => [object.keyPrefix, object]));
        Object.freeze(this);
    }
    object(name: string): ObjectDef | undefined {
        return this.byName.get(name) ?? this.byName.get(fold(name));
    }
    objectOf(id: Id): ObjectDef | undefined {
        return this.byPrefix.get(id.slice(0, 3));
    }
}

/** Builds the schema: child relations are found from the look-ups that name one. */
export const buildSchema = (
    generation: number,
    objects: readonly Omit<ObjectParts, 'childRelations'>[],
    currencies?: readonly CurrencyDef[]
): Schema => {
    const relations = new Map<string, ChildRelation[]>();
    for (const object of objects) {
        for (const field of object.fields) {
            if (field.relationshipName === undefined) continue;
            for (const parent of field.referenceTo) {
                const known = relations.get(fold(parent)) ?? [];
                // An account has the activities that name it as their account, whatever else names it.
                if (known.some(({ name, child }) => name === field.relationshipName && child === object.name)) continue;
                known.push(Object.freeze({ name: field.relationshipName, child: object.name, field: field.name }));
                relations.set(fold(parent), known);
            }
        }
    }
    return new SchemaDefinition(
        generation,
        objects.map(
            (object) => new ObjectDefinition({ ...object, childRelations: relations.get(fold(object.name)) ?? [] })
        ),
        currencies
    );
};
