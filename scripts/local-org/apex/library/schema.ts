import { dataCategoryDescribes, dataCategoryTypes } from './dataCategories.ts';
import { randomUUID } from 'node:crypto';
import type { ChildRelation, FieldDef, ObjectDef, RecordTypeDef } from '../../model/index.ts';
import { fold, SObject } from '../../model/index.ts';
import { ApexMap, execution, SObjectFieldToken, SObjectTypeToken, type ApexList } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { CaseInsensitiveMap } from './caseInsensitiveMap.ts';
import { withProperties } from './dataTypes.ts';
import { constantOf, DESCRIBE_OPTIONS } from './enums.ts';
import { FieldSets, fieldSetTypes } from './fieldSets.ts';
import { describeFields } from './schemaFields.ts';
import { filteredLookupInfo } from './filteredLookups.ts';
import { describeTabs, objectsOfApp, schemaTabTypes } from './schemaTabs.ts';
import { picklistEntryType } from './picklistEntries.ts';
import { quietQuery } from './quietQuery.ts';
import { idOf, listOf, mapOf, need, raise, textOf, typeOf } from './support.ts';

type Members = LibraryType['members'];

/** `Schema.DescribeSObjectResult`. */
export class ObjectDescription {
    readonly object: ObjectDef;
    constructor(object: ObjectDef) {
        this.object = object;
    }
    apexText(): string {
        return `Schema.DescribeSObjectResult[${this.object.name}]`;
    }
}
const describeObjects = new WeakMap<ObjectDef, ObjectDescription>();
/** The description of an object: one for each, so that it compares equal to itself. */
export const describeObject = (object: ObjectDef): ObjectDescription => {
    let found = describeObjects.get(object);
    if (!found) describeObjects.set(object, (found = new ObjectDescription(object)));
    return found;
};

class FieldMap {
    readonly object: ObjectDef;
    constructor(object: ObjectDef) {
        this.object = object;
    }
}
class ChildDescription {
    readonly parent: ObjectDef;
    readonly relation: ChildRelation;
    readonly object: ObjectDef;
    readonly field: FieldDef;
    constructor(parent: ObjectDef, relation: ChildRelation, object: ObjectDef, field: FieldDef) {
        this.parent = parent;
        this.relation = relation;
        this.object = object;
        this.field = field;
    }
}
class RecordTypeDescription {
    readonly object: ObjectDef;
    readonly type: RecordTypeDef | undefined;
    readonly id: string;
    constructor(object: ObjectDef, type: RecordTypeDef | undefined, id: string) {
        this.object = object;
        this.type = type;
        this.id = id;
    }
    get developerName(): string {
        return this.type?.developerName ?? 'Master';
    }
    get label(): string {
        return this.type?.label ?? 'Master';
    }
}

const rights = (self: ObjectDescription) => execution().tx.user.access.object(self.object);
const children = (object: ObjectDef): ChildDescription[] =>
    object.childRelations.flatMap((relation) => {
        const child = execution().schema.object(relation.child);
        const field = child?.field(relation.field);
        return child && field ? [new ChildDescription(object, relation, child, field)] : [];
    });

const MASTER_RECORD_TYPE = '012000000000000AAA';
const recordTypes = (object: ObjectDef): RecordTypeDescription[] => {
    const master = new RecordTypeDescription(object, undefined, MASTER_RECORD_TYPE);
    if (object.recordTypes.length === 0) return [master];
    const rows = quietQuery(`SELECT Id, DeveloperName FROM RecordType WHERE SobjectType = '${object.name}'`);
    const ids = new Map(rows.map((row) => [row.get('DeveloperName'), row.id ?? ''] as const));
    return [
        ...object.recordTypes.map((type) => new RecordTypeDescription(object, type, ids.get(type.developerName) ?? '')),
        master
    ];
};
const recordTypesBy = (
    self: ObjectDescription,
    keyType: string,
    key: (type: RecordTypeDescription) => string
): ApexMap =>
    mapOf(
        keyType,
        'Schema.RecordTypeInfo',
        recordTypes(self.object).map((type) => [key(type), type] as const)
    );

/** A new record of an object. @throws TypeException where the Id is of another object */
const newRecord = (token: SObjectTypeToken, id?: unknown): SObject => {
    const record = new SObject(token.object);
    if (id !== undefined && id !== null) {
        record.id = idOf(id);
        if (execution().schema.objectOf(record.id)?.name !== token.object.name) {
            raise('System.SObjectException', `Invalid Id for SObject type ${token.object.name}: ${record.id}`);
        }
    }
    return record;
};

const sobjectType: LibraryType = {
    name: 'Schema.SObjectType',
    kind: 'class',
    is: (value) => value instanceof SObjectTypeToken,
    members: {
        'Schema.SObjectTypeFields fields': (self: SObjectTypeToken) => new FieldMap(self.object),
        'Schema.DescribeSObjectResult getDescribe()': (self: SObjectTypeToken) => describeObject(self.object),
        'Schema.DescribeSObjectResult getDescribe(Schema.SObjectDescribeOptions options)': (self: SObjectTypeToken) =>
            describeObject(self.object),
        'SObject newSObject()': (self: SObjectTypeToken) => newRecord(self),
        'SObject newSObject(Id id)': newRecord,
        'SObject newSObject(Id recordTypeId, Boolean loadDefaults)': (
            self: SObjectTypeToken,
            recordTypeId: string | null,
            loadDefaults: boolean
        ) => {
            const { tx, database } = execution();
            const record = need(loadDefaults) ? database.records.defaults(tx, self.object) : new SObject(self.object);
            // Only so has an event an identity before it is published.
            if (loadDefaults && self.object.kind === 'platformEvent') record.set('EventUuid', randomUUID());
            if (recordTypeId !== null && self.object.field('RecordTypeId')) record.set('RecordTypeId', recordTypeId);
            return record;
        },
        'Boolean equals(Object other)': (self: SObjectTypeToken, other: unknown) => self === other,
        'String toString()': (self: SObjectTypeToken) => self.object.name
    }
};

/** Of a share object: the object whose access it holds. */
const associateOf = (object: ObjectDef): { readonly kind: string; readonly parent: string } | undefined => {
    const parent =
        object.kind === 'share'
            ? (object.parent('Parent') ?? object.fields.find(({ type }) => type === 'masterDetail'))
            : undefined;
    return parent && { kind: 'Share', parent: parent.referenceTo[0] ?? '' };
};

const objectFlags: Members = {
    'Boolean isAccessible()': (self: ObjectDescription) => rights(self).read,
    'Boolean isCreateable()': (self: ObjectDescription) => rights(self).create && !self.object.readOnly,
    'Boolean isUpdateable()': (self: ObjectDescription) => rights(self).edit && !self.object.readOnly,
    'Boolean isDeletable()': (self: ObjectDescription) => rights(self).delete && !self.object.readOnly,
    'Boolean isUndeletable()': (self: ObjectDescription) => rights(self).delete && !self.object.readOnly,
    'Boolean isQueryable()': (self: ObjectDescription) => rights(self).read,
    'Boolean isSearchable()': (self: ObjectDescription) => self.object.features.search,
    'Boolean isMergeable()': (self: ObjectDescription) => ['Account', 'Contact', 'Lead'].includes(self.object.name),
    'Boolean isCustom()': (self: ObjectDescription) => self.object.name.includes('__'),
    'Boolean isCustomSetting()': (self: ObjectDescription) => self.object.kind === 'customSetting',
    'Boolean isDeprecatedAndHidden()': () => false,
    'Boolean isFeedEnabled()': () => false,
    'Boolean isMruEnabled()': (self: ObjectDescription) =>
        self.object.kind === 'standard' || self.object.kind === 'custom',
    'Boolean getHasSubtypes()': () => false,
    'Boolean getIsSubtype()': () => false,
    'Boolean getIsInterface()': () => false,
    'String getDefaultImplementation()': () => null,
    'String getImplementedBy()': () => null,
    'String getImplementsInterfaces()': () => null,
    'String getAssociateEntityType()': (self: ObjectDescription) => associateOf(self.object)?.kind ?? null,
    'String getAssociateParentEntity()': (self: ObjectDescription) => associateOf(self.object)?.parent ?? null,
    'Boolean getDataTranslationEnabled()': () => false
};
const objectDescription: LibraryType = {
    name: 'Schema.DescribeSObjectResult',
    kind: 'class',
    is: (value) => value instanceof ObjectDescription,
    members: withProperties({
        ...objectFlags,
        'Schema.SObjectTypeFields fields': (self: ObjectDescription) => new FieldMap(self.object),
        'Schema.SObjectTypeFields getFields()': (self: ObjectDescription) => new FieldMap(self.object),
        'Schema.SObjectTypeFieldSets fieldSets': (self: ObjectDescription) => new FieldSets(self.object),
        'Schema.SObjectTypeFieldSets getFieldSets()': (self: ObjectDescription) => new FieldSets(self.object),
        'Schema.SObjectDescribeOptions getSObjectDescribeOption()': () => constantOf(DESCRIBE_OPTIONS, 'DEFERRED'),
        'List<Schema.ChildRelationship> getChildRelationships()': (self: ObjectDescription) =>
            listOf('Schema.ChildRelationship', children(self.object)),
        'String getKeyPrefix()': (self: ObjectDescription) => self.object.keyPrefix || null,
        'String getLabel()': (self: ObjectDescription) => self.object.label,
        'String getLabelPlural()': (self: ObjectDescription) => self.object.pluralLabel,
        'String getLocalName()': (self: ObjectDescription) => self.object.name,
        'String getName()': (self: ObjectDescription) => self.object.name,
        'List<Schema.RecordTypeInfo> getRecordTypeInfos()': (self: ObjectDescription): ApexList =>
            listOf('Schema.RecordTypeInfo', recordTypes(self.object)),
        'Map<String, Schema.RecordTypeInfo> getRecordTypeInfosByDeveloperName()': (self: ObjectDescription) =>
            recordTypesBy(self, 'String', (type) => type.developerName),
        'Map<Id, Schema.RecordTypeInfo> getRecordTypeInfosById()': (self: ObjectDescription) =>
            recordTypesBy(self, 'Id', (type) => type.id),
        'Map<String, Schema.RecordTypeInfo> getRecordTypeInfosByName()': (self: ObjectDescription) =>
            recordTypesBy(self, 'String', (type) => type.label),
        'Schema.SObjectType getSObjectType()': (self: ObjectDescription) => SObjectTypeToken.of(self.object),
        'String toString()': (self: ObjectDescription) => self.apexText()
    })
};

const fieldMap: LibraryType = {
    name: 'Schema.SObjectTypeFields',
    kind: 'class',
    is: (value) => value instanceof FieldMap,
    members: {
        'Map<String, Schema.SObjectField> getMap()': (self: FieldMap) =>
            new CaseInsensitiveMap(
                typeOf('String'),
                typeOf('Schema.SObjectField'),
                self.object.fields.map((field) => [field.name.toLowerCase(), SObjectFieldToken.of(self.object, field)])
            )
    }
};

const childRelationship: LibraryType = {
    name: 'Schema.ChildRelationship',
    kind: 'class',
    is: (value) => value instanceof ChildDescription,
    members: withProperties({
        'Schema.SObjectType getChildSObject()': (self: ChildDescription) => SObjectTypeToken.of(self.object),
        'Schema.SObjectField getField()': (self: ChildDescription) => SObjectFieldToken.of(self.object, self.field),
        'String getRelationshipName()': (self: ChildDescription) => self.relation.name || null,
        'Boolean isCascadeDelete()': (self: ChildDescription) => self.field.onDelete === 'cascade',
        'Boolean isDeprecatedAndHidden()': () => false,
        'Boolean isRestrictedDelete()': (self: ChildDescription) => self.field.onDelete === 'restrict',
        'List<String> getJunctionIdListNames()': () => listOf('String', []),
        'List<Schema.SObjectType> getJunctionReferenceTo()': () => listOf('Schema.SObjectType', [])
    })
};
const recordTypeInfo: LibraryType = {
    name: 'Schema.RecordTypeInfo',
    kind: 'class',
    is: (value) => value instanceof RecordTypeDescription,
    members: withProperties({
        'String getDeveloperName()': (self: RecordTypeDescription) => self.developerName,
        'String getName()': (self: RecordTypeDescription) => self.label,
        'Id getRecordTypeId()': (self: RecordTypeDescription) => self.id,
        'Boolean isActive()': (self: RecordTypeDescription) => self.type?.active ?? true,
        'Boolean isAvailable()': ({ object, type }: RecordTypeDescription) =>
            type === undefined || (type.active && execution().tx.user.access.recordType(object, type.developerName)),
        'Boolean isDefaultRecordTypeMapping()': ({ object, type }: RecordTypeDescription) =>
            fold(execution().tx.user.access.defaultRecordType(object) ?? '') === fold(type?.developerName ?? ''),
        'Boolean isMaster()': (self: RecordTypeDescription) => self.type === undefined
    })
};
const describeAll = (objects: readonly ObjectDef[]): ApexMap =>
    new CaseInsensitiveMap(
        typeOf('String'),
        typeOf('Schema.SObjectType'),
        objects.map((object) => [object.name.toLowerCase(), SObjectTypeToken.of(object)])
    );
const globalDescribe = (): ApexMap => describeAll(execution().schema.objects);
/** @throws InvalidParameterValueException for an unknown object */
const named = (name: unknown): ObjectDef =>
    execution().schema.object(String(name)) ??
    raise(
        'System.InvalidParameterValueException',
        `Invalid sobject provided. The Schema.describeSObjects() methods does not support the ${textOf(name)} sobject type.`
    );

/** Source: Apex Reference Guide, Schema Class: deprecated forms of the global description. */
const globalDescribes: Members = {
    ...dataCategoryDescribes,
    'static Map<String, Schema.SObjectType> getAppDescribe(String app)': (app: string | null) => {
        const objects = objectsOfApp(need(app));
        return objects
            ? describeAll(objects)
            : raise('System.InvalidParameterValueException', `Invalid application name: ${app}`);
    },
    // The org has one module, without a namespace.
    'static Map<String, Schema.SObjectType> getModuleDescribe()': globalDescribe,
    'static Map<String, Schema.SObjectType> getModuleDescribe(String module)': (module: string | null) => {
        need(module);
        return globalDescribe();
    }
};

const schema: LibraryType = {
    name: 'Schema.Schema',
    kind: 'class',
    members: {
        'static Map<String, Schema.SObjectType> getGlobalDescribe()': globalDescribe,
        'static List<Schema.DescribeSObjectResult> describeSObjects(List<String> names)': (names: ApexList) =>
            listOf(
                'Schema.DescribeSObjectResult',
                need(names).items.map((name) => describeObject(named(name)))
            ),
        'static List<Schema.DescribeSObjectResult> describeSObjects(List<String> names, Schema.SObjectDescribeOptions options)':
            (names: ApexList) =>
                listOf(
                    'Schema.DescribeSObjectResult',
                    need(names).items.map((name) => describeObject(named(name)))
                ),
        'static List<Schema.DescribeTabSetResult> describeTabs()': describeTabs,
        ...globalDescribes
    }
};

/** The Schema namespace. Source: Apex Reference Guide, Schema Namespace. */
export const schemaTypes: readonly LibraryType[] = [
    schema,
    sobjectType,
    objectDescription,
    fieldMap,
    childRelationship,
    recordTypeInfo,
    picklistEntryType,
    ...dataCategoryTypes,
    ...schemaTabTypes,
    filteredLookupInfo,
    ...fieldSetTypes,
    ...describeFields
];
