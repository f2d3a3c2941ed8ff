import type { FieldDef, FieldSetDef, ObjectDef } from '../../model/index.ts';
import { execution, SObjectFieldToken, SObjectTypeToken } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { CaseInsensitiveMap } from './caseInsensitiveMap.ts';
import { withProperties } from './dataTypes.ts';
import { displayTypeOf } from './schemaFields.ts';
import { listOf, raise, typeOf } from './support.ts';

/** `SObjectType.Account.FieldSets`. */
export class FieldSets {
    readonly object: ObjectDef;
    constructor(object: ObjectDef) {
        this.object = object;
    }
}
class FieldSet {
    readonly object: ObjectDef;
    readonly definition: FieldSetDef;
    constructor(object: ObjectDef, definition: FieldSetDef) {
        this.object = object;
        this.definition = definition;
    }
    apexText(): string {
        return `Schema.FieldSet[${this.definition.name}]`;
    }
}
interface Member {
    readonly path: string;
    readonly required: boolean;
    readonly object: ObjectDef;
    readonly field: FieldDef;
}
const sets = new WeakMap<FieldSetDef, FieldSet>();
const setOf = (object: ObjectDef, definition: FieldSetDef): FieldSet => {
    let found = sets.get(definition);
    if (!found) sets.set(definition, (found = new FieldSet(object, definition)));
    return found;
};

/** The field that a path leads to. @throws SObjectException where a step of it is gone */
const memberOf = (start: ObjectDef, { path, required }: FieldSetDef['fields'][number]): Member => {
    const names = path.split('.');
    const last = names.pop() ?? '';
    let object = start;
    for (const name of names) {
        const parent = execution().schema.object(object.parent(name)?.referenceTo[0] ?? '');
        if (!parent) return raise('System.SObjectException', `Invalid relationship ${name} for ${object.name}`);
        object = parent;
    }
    const field = object.field(last);
    return field
        ? { path, required, object, field }
        : raise('System.SObjectException', `Invalid field ${last} for ${object.name}`);
};

/** The field set of that name, for `SObjectType.Account.FieldSets.Name`. */
export const fieldSetNamed = (owner: FieldSets, name: string): unknown => {
    const found = owner.object.fieldSets?.find((set) => set.name.toLowerCase() === name.toLowerCase());
    return found ? setOf(owner.object, found) : null;
};

const fieldSets: LibraryType = {
    name: 'Schema.SObjectTypeFieldSets',
    kind: 'class',
    is: (value) => value instanceof FieldSets,
    members: {
        'Map<String, Schema.FieldSet> getMap()': ({ object }: FieldSets) =>
            new CaseInsensitiveMap(
                typeOf('String'),
                typeOf('Schema.FieldSet'),
                (object.fieldSets ?? []).map((set) => [set.name.toLowerCase(), setOf(object, set)] as const)
            )
    }
};
const fieldSet: LibraryType = {
    name: 'Schema.FieldSet',
    kind: 'class',
    is: (value) => value instanceof FieldSet,
    members: withProperties({
        'String getDescription()': (self: FieldSet) => self.definition.description,
        'List<Schema.FieldSetMember> getFields()': (self: FieldSet) =>
            listOf(
                'Schema.FieldSetMember',
                self.definition.fields.map((field) => memberOf(self.object, field))
            ),
        'String getLabel()': (self: FieldSet) => self.definition.label,
        'String getName()': (self: FieldSet) => self.definition.name,
        'String getNameSpace()': () => null,
        'Schema.SObjectType getSObjectType()': (self: FieldSet) => SObjectTypeToken.of(self.object)
    })
};
const fieldSetMember: LibraryType = {
    name: 'Schema.FieldSetMember',
    kind: 'class',
    members: withProperties({
        'Boolean getDbRequired()': ({ field }: Member) => field.required,
        'String getFieldPath()': (self: Member) => self.path,
        'String getLabel()': ({ field }: Member) => field.label,
        'Boolean getRequired()': (self: Member) => self.required,
        'Schema.SObjectField getSObjectField()': ({ object, field }: Member) => SObjectFieldToken.of(object, field),
        'Schema.DisplayType getType()': ({ field }: Member) => displayTypeOf(field)
    })
};

/** Field sets. Source: Apex Reference Guide, FieldSet and FieldSetMember Class. */
export const fieldSetTypes: readonly LibraryType[] = [fieldSets, fieldSet, fieldSetMember];
