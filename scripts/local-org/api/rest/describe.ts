/** `describe` as clients know it: only what the user may see, in the platform's shape. */
import { isQueryable, validBits } from '../../model/index.ts';
import type { ChildRelation, FieldDef, FieldType, ObjectDef, PicklistValueDef } from '../../model/index.ts';
import { isPermissionable } from '../../metadata/index.ts';
import type { Transaction } from '../../database/types.ts';
import { json } from '../http.ts';
import { parentNameOf, visibleObject } from '../records.ts';
import { recordTypeFacts, recordTypesOf } from '../recordTypes.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { isHtml } from '../values.ts';

/** Field types of the REST describe. Source: Object Reference, "Field Types". */
const DESCRIBE_TYPE: Readonly<Record<FieldType, string>> = {
    id: 'id',
    text: 'string',
    longText: 'textarea',
    richText: 'textarea',
    picklist: 'picklist',
    multiPicklist: 'multipicklist',
    integer: 'int',
    number: 'double',
    currency: 'currency',
    percent: 'percent',
    boolean: 'boolean',
    date: 'date',
    datetime: 'datetime',
    time: 'time',
    lookup: 'reference',
    masterDetail: 'reference',
    autoNumber: 'string',
    email: 'email',
    phone: 'phone',
    url: 'url',
    location: 'location',
    address: 'address',
    binary: 'base64'
};
const SOAP_TYPE: Readonly<Record<string, string>> = {
    id: 'tns:ID',
    reference: 'tns:ID',
    int: 'xsd:int',
    double: 'xsd:double',
    currency: 'xsd:double',
    percent: 'xsd:double',
    boolean: 'xsd:boolean',
    date: 'xsd:date',
    datetime: 'xsd:dateTime',
    time: 'xsd:time',
    location: 'urn:location',
    address: 'urn:address',
    base64: 'xsd:base64Binary'
};
const NUMERIC = new Set(['double', 'currency', 'percent']);

const describeType = (field: FieldDef): string => DESCRIBE_TYPE[field.type];

/** A field that must be given on create: no default fills it and it can be written. */
export const isRequired = (field: FieldDef): boolean =>
    field.required &&
    field.can.create &&
    field.type !== 'boolean' &&
    field.defaultValue === undefined &&
    field.formula === undefined;

const picklistJson = (
    value: PicklistValueDef,
    field: FieldDef,
    object: ObjectDef | undefined
): Record<string, unknown> => ({
    active: value.active,
    defaultValue: value.isDefault,
    label: value.label,
    validFor: object ? validBits(object, field, value.value) : null,
    value: value.value
});

const nillable = (field: FieldDef): boolean =>
    !field.required && field.type !== 'id' && field.type !== 'boolean' && field.type !== 'masterDetail';

/** A field of `/describe`. */
export const fieldJson = (field: FieldDef, tx: Transaction): Record<string, unknown> => {
    const type = describeType(field);
    const may = tx.user.access.field(field);
    const length = field.length ?? (type === 'id' || type === 'reference' ? 18 : 0);
    const calculated = field.formula !== undefined || field.rollup !== undefined;
    const object = tx.schema.object(field.object);
    return {
        aggregatable: field.can.group || NUMERIC.has(type),
        aiPredictionField: false,
        autoNumber: field.type === 'autoNumber',
        byteLength: length * 3,
        calculated,
        calculatedFormula: field.formula?.text ?? null,
        cascadeDelete: field.onDelete === 'cascade',
        caseSensitive: field.unique === 'caseSensitive',
        compoundFieldName: field.partOf ?? null,
        controllerName: field.picklist?.controllingField ?? null,
        createable: field.can.create && may.edit,
        custom: field.custom,
        defaultValue: field.type === 'boolean' ? field.defaultValue?.text.toLowerCase() === 'true' : null,
        defaultValueFormula: field.type === 'boolean' ? null : (field.defaultValue?.text ?? null),
        defaultedOnCreate: field.defaultValue !== undefined || field.type === 'boolean' || field.name === 'OwnerId',
        dependentPicklist: field.picklist?.controllingField !== undefined,
        deprecatedAndHidden: false,
        digits: type === 'int' ? 8 : 0,
        displayLocationInDecimal: false,
        encrypted: false,
        externalId: field.externalId,
        extraTypeInfo: field.type === 'longText' ? 'plaintextarea' : field.type === 'richText' ? 'richtextarea' : null,
        filterable: field.can.filter,
        filteredLookupInfo: null,
        formulaTreatNullNumberAsZero: field.formula?.blanksAsZero ?? false,
        groupable: field.can.group,
        highScaleNumber: false,
        htmlFormatted: isHtml(field),
        idLookup:
            field.type === 'id' || field.externalId || (field.nameField && field.type === 'text' && !field.custom),
        inlineHelpText: field.helpText ?? null,
        label: field.label,
        length,
        mask: null,
        maskType: null,
        name: field.name,
        nameField: field.nameField,
        namePointing: field.referenceTo.length > 1,
        nillable: nillable(field),
        permissionable: object !== undefined && isPermissionable(field, object),
        picklistValues: (field.picklist?.values ?? []).map((value) => picklistJson(value, field, object)),
        polymorphicForeignKey: field.referenceTo.length > 1,
        precision: NUMERIC.has(type) ? (field.precision ?? 18) : 0,
        queryByDistance: false,
        referenceTargetField: null,
        referenceTo: type === 'reference' ? field.referenceTo : [],
        relationshipName: parentNameOf(field),
        relationshipOrder: field.type === 'masterDetail' ? 0 : null,
        restrictedDelete: field.onDelete === 'restrict',
        restrictedPicklist: field.picklist?.restricted ?? false,
        scale: NUMERIC.has(type) ? (field.scale ?? 0) : 0,
        searchPrefilterable: type === 'reference',
        soapType: SOAP_TYPE[type] ?? 'xsd:string',
        sortable: field.can.sort,
        type,
        unique: field.unique !== undefined,
        updateable: field.can.update && may.edit,
        writeRequiresMasterRead: field.writeRequiresMasterRead ?? false
    };
};

const childJson = (relation: ChildRelation, field: FieldDef | undefined): Record<string, unknown> => ({
    cascadeDelete: field?.onDelete === 'cascade',
    childSObject: relation.child,
    deprecatedAndHidden: false,
    field: relation.field,
    junctionIdListNames: [],
    junctionReferenceTo: [],
    relationshipName: relation.name,
    restrictedDelete: field?.onDelete === 'restrict'
});

/** The part that `describeGlobal` and `describe` share. */
const summaryJson = (object: ObjectDef, tx: Transaction, base: string): Record<string, unknown> => {
    const rights = tx.user.access.object(object);
    const writable = !object.readOnly;
    const address = `${base}/sobjects/${object.name}`;
    return {
        activateable: false,
        associateEntityType: object.kind === 'share' ? 'Share' : object.kind === 'history' ? 'History' : null,
        associateParentEntity: null,
        createable: writable && rights.create,
        custom: !['standard', 'share', 'history'].includes(object.kind),
        customSetting: object.kind === 'customSetting',
        deepCloneable: false,
        deletable: writable && rights.delete,
        deprecatedAndHidden: false,
        feedEnabled: false,
        hasSubtypes: false,
        isInterface: false,
        isSubtype: false,
        keyPrefix: object.keyPrefix,
        label: object.label,
        labelPlural: object.pluralLabel,
        layoutable: object.kind === 'custom' || object.kind === 'standard',
        mergeable: ['Account', 'Contact', 'Lead', 'Case'].includes(object.name),
        mruEnabled: object.kind === 'custom' || object.kind === 'standard',
        name: object.name,
        queryable: isQueryable(object),
        replicateable: true,
        retrieveable: true,
        searchable: object.features.search,
        triggerable: writable,
        undeletable: writable && rights.delete,
        updateable: writable && rights.edit,
        urls: {
            describe: `${address}/describe`,
            layouts: `${address}/describe/layouts`,
            rowTemplate: `${address}/{ID}`,
            sobject: address
        }
    };
};

const recordTypesJson = (call: Call, tx: Transaction, object: ObjectDef): Record<string, unknown>[] =>
    recordTypesOf(call.org, tx, object).map((info) => ({
        ...recordTypeFacts(tx.user, object, info),
        active: info.type?.active ?? true,
        developerName: info.type?.developerName ?? 'Master',
        urls: { layout: `${call.base}/sobjects/${object.name}/describe/layouts/${info.id}` }
    }));

const describeOne = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const object = visibleObject(tx, call.parameters.object ?? '');
        const fields = object.fields.filter((field) => field.type === 'id' || tx.user.access.field(field).read);
        const relations = object.childRelations.filter((relation) => {
            const child = tx.schema.object(relation.child);
            return child !== undefined && tx.user.access.object(child).read;
        });
        return json(200, {
            actionOverrides: [],
            childRelationships: relations.map((relation) =>
                childJson(relation, tx.schema.object(relation.child)?.field(relation.field))
            ),
            compactLayoutable: true,
            ...summaryJson(object, tx, call.base),
            defaultImplementation: null,
            extendedBy: null,
            extendsInterfaces: null,
            fields: fields.map((field) => fieldJson(field, tx)),
            implementedBy: null,
            implementsInterfaces: null,
            listviewable: null,
            lookupLayoutable: null,
            namedLayoutInfos: [],
            networkScopeFieldName: null,
            recordTypeInfos: recordTypesJson(call, tx, object),
            searchLayoutable: true,
            sobjectDescribeOption: 'FULL',
            supportedScopes: [
                { label: `All ${object.pluralLabel.toLowerCase()}`, name: 'everything' },
                { label: `My ${object.pluralLabel.toLowerCase()}`, name: 'mine' }
            ]
        });
    });

const describeGlobal = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const visible = tx.schema.objects.filter((object) => tx.user.access.object(object).read);
        const sobjects = visible.map((object) => summaryJson(object, tx, call.base));
        return json(200, { encoding: 'UTF-8', maxBatchSize: 200, sobjects });
    });

const basicInfo = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const object = visibleObject(tx, call.parameters.object ?? '');
        return json(200, { objectDescribe: summaryJson(object, tx, call.base), recentItems: [] });
    });

export const describeRoutes: readonly Route[] = [
    { method: 'GET', path: '/services/data/:version/sobjects', login: 'any', handle: describeGlobal },
    { method: 'GET', path: '/services/data/:version/sobjects/:object', login: 'any', handle: basicInfo },
    { method: 'GET', path: '/services/data/:version/sobjects/:object/describe', login: 'any', handle: describeOne }
];
