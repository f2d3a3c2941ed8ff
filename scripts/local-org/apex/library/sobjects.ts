import { type FieldDef, SObject } from '../../model/index.ts';
import {
    AggregateRow,
    apexEquals,
    apexHash,
    ApexException,
    ApexList,
    execution,
    messageOf,
    SObjectFieldToken,
    SObjectTypeToken
} from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { aggregateResult, servingAggregates } from './aggregateRows.ts';
import { type DmlOptions, saveFault } from './databaseResults.ts';
import { recalculate } from './formulas.ts';
import { checkWritable, fieldOf, readField, writeField } from './fieldValues.ts';
import { cloneRecord } from './records.ts';
import { listOf, mapOf, need, raise, textOf } from './support.ts';

type Members = LibraryType['members'];

/** What was set with `setOptions`. */
const options = new WeakMap<SObject, DmlOptions>();
const clones = new WeakMap<SObject, string | null>();
const cloneOf = (
    self: SObject,
    preserveId = false,
    deep = false,
    preserveTimestamps = false,
    preserveAutonumber = false
): SObject => {
    const copy = cloneRecord(self, {
        preserveId: need(preserveId),
        deep: need(deep),
        preserveTimestamps: need(preserveTimestamps),
        preserveAutonumber: need(preserveAutonumber)
    });
    clones.set(copy, self.id ?? null);
    return copy;
};

/** The lookup behind a relationship's name or a lookup field's token. @throws SObjectException */
const relationship = (self: SObject, which: unknown): { name: string; field: FieldDef } => {
    if (which instanceof SObjectFieldToken) {
        const { name } = which.field;
        return {
            name: name.endsWith('__c') ? name.replace(/__c$/, '__r') : name.replace(/Id$/, ''),
            field: which.field
        };
    }
    const name = String(need(which));
    const field = self.type.parent(name);
    return field
        ? { name, field }
        : raise('System.SObjectException', `Invalid relationship ${name} for ${self.type.name}`);
};
const getSObject = (self: SObject, which: unknown): SObject | null => {
    const { name } = relationship(self, which);
    const parent = self.parent(name);
    if (parent === undefined && self.queried) {
        raise(
            'System.SObjectException',
            `SObject row was retrieved via SOQL without querying the requested field: ${self.type.name}.${name}`
        );
    }
    return parent ?? null;
};
const putSObject = (self: SObject, which: unknown, record: SObject | null): SObject | null => {
    checkWritable(self);
    const { name } = relationship(self, which);
    const before = self.parent(name) ?? null;
    self.setParent(name, record);
    return before;
};
const getSObjects = (self: SObject, which: unknown): ApexList | null => {
    const name = String(need(which));
    const relation = self.type.child(name);
    if (!relation) return raise('System.SObjectException', `Invalid relationship ${name} for ${self.type.name}`);
    const children = self.children(relation);
    return children && children.length > 0 ? listOf(relation.child, children) : null;
};
const isSet = (self: SObject, which: unknown): boolean => self.has(fieldOf(self.type, which));

const populated = (self: SObject): [string, unknown][] => {
    const entries: [string, unknown][] = [];
    for (const [field] of self.populated()) entries.push([field.name, readField(self, field)]);
    for (const [name, parent] of self.parents) {
        if (parent) entries.push([relationshipSpelling(self, name), parent]);
    }
    for (const [name, children] of self.childRecords) {
        const relation = self.type.child(name);
        if (relation) entries.push([relation.name, listOf(relation.child, children)]);
    }
    return entries;
};
/** SObject keeps relationship names folded; maps show them as the schema writes them. */
const relationshipSpelling = (self: SObject, folded: string): string => {
    const field = self.type.parent(folded);
    if (!field) return folded;
    return field.name.endsWith('__c') ? field.name.replace(/__c$/, '__r') : field.name.replace(/Id$/, '');
};

const addError = (self: SObject, message: unknown, field?: FieldDef): null => {
    self.addError(message instanceof ApexException ? messageOf(message) : String(need(message)), field);
    return null;
};

/** What a query selected under an alias that is no field: `FORMAT(Amount) shown`. */
const aliased = (record: SObject, which: unknown): unknown =>
    typeof which === 'string' && !record.type.field(which) ? record.get(which) : undefined;

const reading: Members = {
    'Object get(String field)': (self: SObject, which: unknown) =>
        aliased(self, which) ?? readField(self, fieldOf(self.type, which)),
    'Object get(Schema.SObjectField field)': (self: SObject, which: unknown) =>
        readField(self, fieldOf(self.type, which)),
    'Id getCloneSourceId()': (self: SObject) => clones.get(self) ?? null,
    'List<Database.Error> getErrors()': (self: SObject) => listOf('Database.Error', self.errors.map(saveFault)),
    'Map<String, Object> getPopulatedFieldsAsMap()': (self: SObject) => mapOf('String', 'Object', populated(self)),
    'SObject getSObject(String relationship)': getSObject,
    'SObject getSObject(Schema.SObjectField field)': getSObject,
    'List<SObject> getSObjects(String relationship)': getSObjects,
    'List<SObject> getSObjects(Schema.SObjectField field)': getSObjects,
    'Schema.SObjectType getSObjectType()': (self: SObject) => SObjectTypeToken.of(self.type),
    'Boolean hasErrors()': (self: SObject) => self.errors.length > 0,
    'Boolean isClone()': (self: SObject) => clones.has(self),
    'Boolean isSet(String field)': isSet,
    'Boolean isSet(Schema.SObjectField field)': isSet,
    'Boolean equals(Object other)': (self: SObject, other: unknown) => apexEquals(self, other),
    'Integer hashCode()': (self: SObject) => apexHash(self),
    'String toString()': (self: SObject) => textOf(self)
};
const writing: Members = {
    'void addError(String message)': addError,
    'void addError(String message, Boolean escape)': (self: SObject, message: unknown) => addError(self, message),
    'void addError(Exception error)': addError,
    'void addError(Exception error, Boolean escape)': (self: SObject, error: unknown) => addError(self, error),
    'void addError(String field, String message)': (self: SObject, field: unknown, message: unknown) =>
        addError(self, message, fieldOf(self.type, field)),
    'void addError(Schema.SObjectField field, String message)': (self: SObject, field: unknown, message: unknown) =>
        addError(self, message, fieldOf(self.type, field)),
    'void addError(String field, String message, Boolean escape)': (self: SObject, field: unknown, message: unknown) =>
        addError(self, message, fieldOf(self.type, field)),
    'void addError(Schema.SObjectField field, String message, Boolean escape)': (
        self: SObject,
        field: unknown,
        message: unknown
    ) => addError(self, message, fieldOf(self.type, field)),
    'void clear()': (self: SObject) => {
        checkWritable(self);
        for (const [field] of [...self.populated()]) self.unset(field);
    },
    'Object put(String field, Object value)': (self: SObject, which: unknown, value: unknown) =>
        writeField(self, fieldOf(self.type, which), value),
    'Object put(Schema.SObjectField field, Object value)': (self: SObject, which: unknown, value: unknown) =>
        writeField(self, fieldOf(self.type, which), value),
    'SObject putSObject(String relationship, SObject record)': putSObject,
    'SObject putSObject(Schema.SObjectField field, SObject record)': putSObject,
    'void setOptions(Database.DMLOptions options)': (self: SObject, given: DmlOptions | null) => {
        options.set(self, need(given));
    },
    'Database.DMLOptions getOptions()': (self: SObject) => options.get(self) ?? null,
    'String getQuickActionName()': () => null,
    'void recalculateFormulas()': recalculate
};
const cloning: Members = {
    'SObject clone()': (self: SObject) => cloneOf(self),
    'SObject clone(Boolean preserveId)': cloneOf,
    'SObject clone(Boolean preserveId, Boolean deep)': cloneOf,
    'SObject clone(Boolean preserveId, Boolean deep, Boolean preserveReadonlyTimestamps)': cloneOf,
    'SObject clone(Boolean preserveId, Boolean deep, Boolean preserveReadonlyTimestamps, Boolean preserveAutonumber)':
        cloneOf
};

const sobject: LibraryType = {
    name: 'System.SObject',
    kind: 'class',
    is: (value) => value instanceof SObject || value instanceof AggregateRow,
    members: servingAggregates({ ...reading, ...writing, ...cloning })
};

/** Marks the record of the running trigger that has this Id. @throws FinalException where there is none */
const addErrorById = (self: string, message: unknown): null => {
    const frame = execution().trigger;
    const rows = [frame?.news, frame?.olds].flatMap((list) => (list instanceof ApexList ? list.items : []));
    const record = rows.find((row) => row instanceof SObject && row.id === self);
    if (!(record instanceof SObject)) return raise('System.FinalException', 'SObject row does not allow errors');
    return addError(record, message);
};

/** `Id.getSObjectType()`, `Id.addError`: members of Id that need the schema. */
export const idMembers: Members = {
    'Schema.SObjectType getSObjectType()': (self: string) => {
        const object = execution().schema.objectOf(self);
        return object
            ? SObjectTypeToken.of(object)
            : raise('System.SObjectException', `Cannot locate Apex Type for ID: ${self}`);
    },
    'void addError(String message)': addErrorById,
    'void addError(String message, Boolean escape)': (self: string, message: unknown) => addErrorById(self, message),
    'void addError(Exception error)': addErrorById,
    'void addError(Exception error, Boolean escape)': (self: string, error: unknown) => addErrorById(self, error)
};

/** SObject and AggregateResult. Source: Apex Reference Guide, SObject Class. */
export const sobjects: readonly LibraryType[] = [sobject, aggregateResult];
