import type { FieldDef, FieldType, ObjectDef } from '../../model/index.ts';
import { isPermissionable } from '../../metadata/index.ts';
import { describeFilter } from './filteredLookups.ts';
import { execution, SObjectFieldToken, SObjectTypeToken, type EnumValue } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { picklistEntries } from './picklistEntries.ts';
import { constantOf, DISPLAY_TYPE, SOAP_TYPE } from './enums.ts';
import { withProperties } from './dataTypes.ts';
import { listOf } from './support.ts';

type Members = LibraryType['members'];

/** `Schema.DescribeFieldResult`. */
export class FieldDescription {
    readonly object: ObjectDef;
    readonly field: FieldDef;
    constructor(object: ObjectDef, field: FieldDef) {
        this.object = object;
        this.field = field;
    }
    apexText(): string {
        return `Schema.DescribeFieldResult[${this.object.name}.${this.field.name}]`;
    }
}
const descriptions = new WeakMap<FieldDef, FieldDescription>();
/** The description of a field: one for each, so that it compares equal to itself. */
export const describeField = (object: ObjectDef, field: FieldDef): FieldDescription => {
    let found = descriptions.get(field);
    if (!found) descriptions.set(field, (found = new FieldDescription(object, field)));
    return found;
};

const DISPLAY: Readonly<Record<FieldType, string>> = {
    id: 'ID',
    text: 'STRING',
    longText: 'TEXTAREA',
    richText: 'TEXTAREA',
    picklist: 'PICKLIST',
    multiPicklist: 'MULTIPICKLIST',
    integer: 'INTEGER',
    number: 'DOUBLE',
    currency: 'CURRENCY',
    percent: 'PERCENT',
    boolean: 'BOOLEAN',
    date: 'DATE',
    datetime: 'DATETIME',
    time: 'TIME',
    lookup: 'REFERENCE',
    masterDetail: 'REFERENCE',
    autoNumber: 'STRING',
    email: 'EMAIL',
    phone: 'PHONE',
    url: 'URL',
    location: 'LOCATION',
    address: 'ADDRESS',
    binary: 'BASE64'
};
const SOAP: Readonly<Partial<Record<FieldType, string>>> = {
    id: 'ID',
    lookup: 'ID',
    masterDetail: 'ID',
    integer: 'INTEGER',
    number: 'DOUBLE',
    currency: 'DOUBLE',
    percent: 'DOUBLE',
    boolean: 'BOOLEAN',
    date: 'DATE',
    datetime: 'DATETIME',
    time: 'TIME',
    location: 'LOCATION'
};
const LENGTHS: Readonly<Partial<Record<FieldType, number>>> = {
    id: 18,
    lookup: 18,
    masterDetail: 18,
    picklist: 255,
    multiPicklist: 4099,
    email: 80,
    phone: 40,
    url: 255,
    autoNumber: 30,
    text: 255
};
const REFERENCES: readonly FieldType[] = ['lookup', 'masterDetail'];
const NUMBERS: readonly FieldType[] = ['number', 'currency', 'percent'];

/** The type of a field as descriptions name it. */
export const displayTypeOf = (field: FieldDef): EnumValue => constantOf(DISPLAY_TYPE, DISPLAY[field.type]);
/** Check boxes and picklists say it; other defaults are formulas. */
const defaultValue = ({ object, field }: FieldDescription): unknown => {
    if (field.picklist) return field.picklist.values.find(({ isDefault }) => isDefault)?.value ?? null;
    if (field.type !== 'boolean') return null;
    const { database, tx } = execution();
    return database.records.defaults(tx, object).get(field) ?? false;
};
const access = (self: FieldDescription) => execution().tx.user.access.field(self.field);
const length = ({ field }: FieldDescription): number => {
    const display = DISPLAY[field.type];
    if (
        ['INTEGER', 'DOUBLE', 'CURRENCY', 'PERCENT', 'BOOLEAN', 'DATE', 'DATETIME', 'TIME', 'LOCATION'].includes(
            display
        )
    )
        return 0;
    return field.length ?? LENGTHS[field.type] ?? 0;
};
const calculated = ({ formula, rollup }: FieldDef): boolean => formula !== undefined || rollup !== undefined;
/** `Account__r` of `Account__c`, `Owner` of `OwnerId`. */
const relationshipName = ({ field }: FieldDescription): string | null => {
    if (!REFERENCES.includes(field.type)) return null;
    return field.name.endsWith('__c') ? field.name.replace(/__c$/, '__r') : field.name.replace(/Id$/, '');
};
const targets = ({ field }: FieldDescription): SObjectTypeToken[] =>
    field.referenceTo.flatMap((name) => {
        const object = execution().schema.object(name);
        return object ? [SObjectTypeToken.of(object)] : [];
    });

const flags: Members = {
    'Boolean isAccessible()': (self: FieldDescription) => access(self).read,
    'Boolean isCreateable()': (self: FieldDescription) => access(self).edit && self.field.can.create,
    'Boolean isUpdateable()': (self: FieldDescription) => access(self).edit && self.field.can.update,
    'Boolean isAutoNumber()': (self: FieldDescription) => self.field.type === 'autoNumber',
    'Boolean isCalculated()': (self: FieldDescription) => calculated(self.field),
    'Boolean isCascadeDelete()': (self: FieldDescription) => self.field.onDelete === 'cascade',
    'Boolean isCaseSensitive()': (self: FieldDescription) => self.field.unique === 'caseSensitive',
    'Boolean isCustom()': (self: FieldDescription) => self.field.custom,
    'Boolean isDefaultedOnCreate()': (self: FieldDescription) =>
        self.field.defaultValue !== undefined || self.field.type === 'boolean' || self.field.name === 'OwnerId',
    'Boolean isDependentPicklist()': (self: FieldDescription) => self.field.picklist?.controllingField !== undefined,
    'Boolean isDeprecatedAndHidden()': () => false,
    'Boolean isEncrypted()': () => false,
    'Boolean isExternalId()': (self: FieldDescription) => self.field.externalId,
    'Boolean isFilterable()': (self: FieldDescription) => self.field.can.filter,
    'Boolean isFormulaTreatNullNumberAsZero()': (self: FieldDescription) => self.field.formula?.blanksAsZero ?? false,
    'Boolean isGroupable()': (self: FieldDescription) => self.field.can.group,
    'Boolean isHtmlFormatted()': (self: FieldDescription) => self.field.type === 'richText',
    'Boolean isIdLookup()': (self: FieldDescription) => self.field.type === 'id' || self.field.externalId,
    'Boolean isNameField()': (self: FieldDescription) => self.field.nameField,
    'Boolean isNamePointing()': (self: FieldDescription) => self.field.referenceTo.length > 1,
    'Boolean isNillable()': ({ field }: FieldDescription) =>
        !field.required && !['boolean', 'id', 'masterDetail'].includes(field.type) && field.name !== 'OwnerId',
    'Boolean isPermissionable()': ({ field, object }: FieldDescription) => isPermissionable(field, object),
    'Boolean isRestrictedDelete()': (self: FieldDescription) => self.field.onDelete === 'restrict',
    'Boolean isRestrictedPicklist()': (self: FieldDescription) => self.field.picklist?.restricted ?? false,
    'Boolean isSortable()': (self: FieldDescription) => self.field.can.sort,
    'Boolean isUnique()': (self: FieldDescription) => self.field.unique !== undefined,
    'Boolean isAggregatable()': ({ field }: FieldDescription) => field.can.filter && field.type !== 'boolean',
    'Boolean isAiPredictionField()': () => false,
    'Boolean isDisplayLocationInDecimal()': () => false,
    'Boolean isHighScaleNumber()': () => false,
    'Boolean isQueryByDistance()': ({ field }: FieldDescription) => field.type === 'location',
    'Boolean isSearchPrefilterable()': ({ field }: FieldDescription) => REFERENCES.includes(field.type),
    'Boolean isWriteRequiresMasterRead()': (self: FieldDescription) => self.field.writeRequiresMasterRead ?? false
};

const fieldDescription: LibraryType = {
    name: 'Schema.DescribeFieldResult',
    kind: 'class',
    is: (value) => value instanceof FieldDescription,
    members: withProperties({
        ...flags,
        'Integer getByteLength()': (self: FieldDescription) => length(self) * 3,
        'String getCalculatedFormula()': (self: FieldDescription) => self.field.formula?.text ?? null,
        'Schema.SObjectField getController()': ({ object, field }: FieldDescription) => {
            const controller = field.picklist?.controllingField && object.field(field.picklist.controllingField);
            return controller ? SObjectFieldToken.of(object, controller) : null;
        },
        'Object getDefaultValue()': defaultValue,
        'String getCompoundFieldName()': () => null,
        'Schema.FilteredLookupInfo getFilteredLookupInfo()': (self: FieldDescription) => describeFilter(self.field),
        'String getMask()': () => null,
        'String getMaskType()': () => null,
        'String getDefaultValueFormula()': (self: FieldDescription) => self.field.defaultValue?.text ?? null,
        'Integer getDigits()': (self: FieldDescription) => (self.field.type === 'integer' ? 9 : 0),
        'String getInlineHelpText()': (self: FieldDescription) => self.field.helpText ?? null,
        'String getLabel()': (self: FieldDescription) => self.field.label,
        'Integer getLength()': length,
        'String getLocalName()': (self: FieldDescription) => self.field.name,
        'String getName()': (self: FieldDescription) => self.field.name,
        'List<Schema.PicklistEntry> getPicklistValues()': (self: FieldDescription) =>
            picklistEntries(self.object, self.field),
        'Integer getPrecision()': (self: FieldDescription) =>
            NUMBERS.includes(self.field.type) ? (self.field.precision ?? 18) : 0,
        'String getReferenceTargetField()': () => null,
        'List<Schema.SObjectType> getReferenceTo()': (self: FieldDescription) =>
            listOf('Schema.SObjectType', targets(self)),
        'String getRelationshipName()': relationshipName,
        'Integer getRelationshipOrder()': (self: FieldDescription) => (self.field.type === 'masterDetail' ? 0 : null),
        'Integer getScale()': (self: FieldDescription) =>
            NUMBERS.includes(self.field.type) ? (self.field.scale ?? 0) : 0,
        'Schema.SoapType getSoapType()': (self: FieldDescription): EnumValue =>
            constantOf(SOAP_TYPE, SOAP[self.field.type] ?? 'STRING'),
        'Schema.SObjectField getSObjectField()': (self: FieldDescription) =>
            SObjectFieldToken.of(self.object, self.field),
        'Schema.SObjectType getSObjectType()': (self: FieldDescription) => SObjectTypeToken.of(self.object),
        'Schema.DisplayType getType()': (self: FieldDescription): EnumValue => displayTypeOf(self.field),
        'String toString()': (self: FieldDescription) => self.apexText()
    })
};
const fieldToken: LibraryType = {
    name: 'Schema.SObjectField',
    kind: 'class',
    is: (value) => value instanceof SObjectFieldToken,
    members: {
        'Schema.DescribeFieldResult getDescribe()': (self: SObjectFieldToken) => describeField(self.object, self.field),
        // Everything is described either way: no description waits for anything here.
        'Schema.DescribeFieldResult getDescribe(Schema.FieldDescribeOptions options)': (self: SObjectFieldToken) =>
            describeField(self.object, self.field),
        'Boolean equals(Object other)': (self: SObjectFieldToken, other: unknown) => self === other,
        'String toString()': (self: SObjectFieldToken) => self.field.name
    }
};

/** Field tokens and descriptions. Source: Apex Reference Guide, Schema Namespace. */
export const describeFields: readonly LibraryType[] = [fieldToken, fieldDescription];
