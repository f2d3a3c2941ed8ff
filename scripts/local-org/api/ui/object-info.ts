/** `/ui-api/object-info`: objects, fields, picklist values, as the user may see them. */
import { controllerValues, PlatformError, validNumbers } from '../../model/index.ts';
import type { FieldDef, FieldType, ObjectDef, PicklistValueDef } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import type { Org } from '../../org/types.ts';
import { commaList, json } from '../http.ts';
import { parentNameOf } from '../records.ts';
import { defaultRecordTypeOf, picklistOf, recordTypeFacts, recordTypeOf, recordTypesOf } from '../recordTypes.ts';
import type { RecordTypeInfo } from '../recordTypes.ts';
import { isRequired } from '../rest/describe.ts';
import { isHtml, isSimple, toJson } from '../values.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { batchAnswer } from './batches.ts';

const PATH = '/services/data/:version/ui-api/object-info';
/** Source: User Interface API, "Get Object Metadata Batch". */
const MOST_OBJECTS = 100;

/** Source: User Interface API, "Field" dataType. */
const DATA_TYPE: Readonly<Record<FieldType, string>> = {
    id: 'Reference',
    text: 'String',
    longText: 'TextArea',
    richText: 'TextArea',
    picklist: 'Picklist',
    multiPicklist: 'MultiPicklist',
    integer: 'Int',
    number: 'Double',
    currency: 'Currency',
    percent: 'Percent',
    boolean: 'Boolean',
    date: 'Date',
    datetime: 'DateTime',
    time: 'Time',
    lookup: 'Reference',
    masterDetail: 'Reference',
    autoNumber: 'String',
    email: 'Email',
    phone: 'Phone',
    url: 'Url',
    location: 'Location',
    address: 'Address',
    binary: 'Base64'
};

/** An object that this user may see. @throws PlatformError NOT_FOUND in the UI API's words */
export const uiObject = (tx: Transaction, name: string): ObjectDef => {
    const object = tx.schema.object(name);
    if (!object || !tx.user.access.object(object).read) {
        throw new PlatformError(
            'NOT_FOUND',
            `Object ${name} not found. Either it does not exist or you don't have access to it.`
        );
    }
    return object;
};

const referenceInfo = (tx: Transaction, name: string): { apiName: string; nameFields: string[] } => ({
    apiName: name,
    nameFields: nameFieldsOf(tx.schema.object(name))
});

const nameFieldsOf = (object: ObjectDef | undefined): string[] => {
    if (!object?.nameField) return [];
    const parts = ['FirstName', 'LastName'].filter((part) => object.nameField?.name === 'Name' && object.field(part));
    return parts.length === 2 ? ['Name', ...parts] : [object.nameField.name];
};

const fieldInfo = (tx: Transaction, field: FieldDef): Record<string, unknown> => {
    const may = tx.user.access.field(field);
    const numeric = ['number', 'currency', 'percent'].includes(field.type);
    const reference = field.type === 'lookup' || field.type === 'masterDetail';
    return {
        apiName: field.name,
        calculated: field.formula !== undefined || field.rollup !== undefined,
        compound: false,
        compoundComponentName: null,
        compoundFieldName: field.partOf ?? null,
        controllerName: field.picklist?.controllingField ?? null,
        controllingFields: field.picklist?.controllingField ? [field.picklist.controllingField] : [],
        createable: field.can.create && may.edit,
        custom: field.custom,
        dataType: DATA_TYPE[field.type],
        defaultValue: null,
        defaultedOnCreate: field.defaultValue !== undefined || field.type === 'boolean',
        digits: field.type === 'integer' ? 8 : 0,
        externalId: field.externalId,
        extraTypeInfo: field.type === 'longText' ? 'PlainTextArea' : field.type === 'richText' ? 'RichTextArea' : null,
        filterable: field.can.filter,
        filteredLookupInfo: null,
        highScaleNumber: false,
        htmlFormatted: isHtml(field),
        inlineHelpText: field.helpText ?? null,
        label: field.label,
        length: field.length ?? (reference || field.type === 'id' ? 18 : 0),
        nameField: field.nameField,
        polymorphicForeignKey: field.referenceTo.length > 1,
        precision: numeric ? (field.precision ?? 18) : 0,
        reference: reference,
        referenceTargetField: null,
        referenceToInfos: reference ? field.referenceTo.map((name) => referenceInfo(tx, name)) : [],
        relationshipName: parentNameOf(field),
        required: isRequired(field),
        scale: numeric ? (field.scale ?? 0) : 0,
        searchPrefilterable: reference,
        sortable: field.can.sort,
        unique: field.unique !== undefined,
        updateable: field.can.update && may.edit
    };
};

/** Controlling field → the fields that depend on it, each with its own dependents. Source: User Interface API, "Object Info". */
const dependentFields = (object: ObjectDef, fields: readonly FieldDef[]): Record<string, unknown> => {
    const below = (name: string, seen: ReadonlySet<string>): Record<string, unknown> =>
        Object.fromEntries(
            fields
                .filter((field) => object.field(field.picklist?.controllingField ?? '')?.name === name)
                .filter((field) => !seen.has(field.name))
                .map((field) => [field.name, below(field.name, new Set([...seen, field.name]))])
        );
    const controllers = new Set(
        fields.flatMap(({ picklist }) => object.field(picklist?.controllingField ?? '')?.name ?? [])
    );
    const roots = [...controllers].filter((name) => object.field(name)?.picklist?.controllingField === undefined);
    return Object.fromEntries(roots.map((name) => [name, below(name, new Set([name]))]));
};

/** An object as `getObjectInfo` gives it. */
export const objectInfo = (org: Org, tx: Transaction, object: ObjectDef): Record<string, unknown> => {
    const rights = tx.user.access.object(object);
    const fields = object.fields.filter(
        (field) => isSimple(field) && (field.type === 'id' || tx.user.access.field(field).read)
    );
    const relations = object.childRelations.filter((relation) => {
        const child = tx.schema.object(relation.child);
        return child !== undefined && tx.user.access.object(child).read;
    });
    return {
        apiName: object.name,
        associateEntityType: null,
        associateParentEntity: null,
        childRelationships: relations.map((relation) => ({
            childObjectApiName: relation.child,
            fieldName: relation.field,
            junctionIdListNames: [],
            junctionReferenceTo: [],
            relationshipName: relation.name
        })),
        compactLayoutable: true,
        createable: rights.create && !object.readOnly,
        custom: !['standard', 'share', 'history'].includes(object.kind),
        defaultRecordTypeId: defaultRecordTypeOf(org, tx, object).id,
        deletable: rights.delete && !object.readOnly,
        dependentFields: dependentFields(object, fields),
        eTag: `${object.name}-${tx.schema.generation}`,
        feedEnabled: false,
        fields: Object.fromEntries(fields.map((field) => [field.name, fieldInfo(tx, field)])),
        keyPrefix: object.keyPrefix,
        label: object.label,
        labelPlural: object.pluralLabel,
        layoutable: true,
        mruEnabled: true,
        nameFields: nameFieldsOf(object),
        queryable: true,
        recordTypeInfos: Object.fromEntries(
            recordTypesOf(org, tx, object).map((type) => [type.id, recordTypeFacts(tx.user, object, type)])
        ),
        searchable: object.features.search,
        searchLayoutable: object.features.search,
        themeInfo: null,
        updateable: rights.edit && !object.readOnly
    };
};

const one = (call: Call): ApiResponse =>
    call.transaction((tx) => json(200, objectInfo(call.org, tx, uiObject(tx, call.parameters.object ?? ''))));

const batch = (call: Call): ApiResponse =>
    call.transaction((tx) =>
        batchAnswer(commaList(call.parameters.objects), MOST_OBJECTS, (name) =>
            objectInfo(call.org, tx, uiObject(tx, name))
        )
    );

/** All objects that the user may see. Source: User Interface API, "Get a Directory of Supported Objects". */
const directory = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const shown = tx.schema.objects.filter((object) => tx.user.access.object(object).read);
        const objects = new Map(
            shown.map((object) => [
                object.name,
                {
                    apiName: object.name,
                    keyPrefix: object.keyPrefix,
                    label: object.label,
                    labelPlural: object.pluralLabel,
                    nameFields: nameFieldsOf(object),
                    objectInfoUrl: `${call.base}/ui-api/object-info/${object.name}`,
                    themeInfo: null
                }
            ])
        );
        return json(200, { eTag: `objects-${tx.schema.generation}`, objects: Object.fromEntries(objects) });
    });

/** Facts of a stage as the UI API names them. */
const picklistAttributes = (value: PicklistValueDef): Record<string, unknown> | null =>
    'IsWon' in value.facts || 'IsClosed' in value.facts
        ? {
              closed: value.facts.IsClosed ?? false,
              defaultProbability: toJson(value.facts.DefaultProbability),
              forecastCategoryName: toJson(value.facts.ForecastCategoryName),
              picklistAtrributesValueType: 'OpportunityStage',
              won: value.facts.IsWon ?? false
          }
        : null;

const picklistValue = (value: PicklistValueDef, object: ObjectDef, field: FieldDef): Record<string, unknown> => ({
    attributes: picklistAttributes(value),
    label: value.label,
    validFor: validNumbers(object, field, value.value),
    value: value.value
});

const picklistJson = (
    call: Call,
    object: ObjectDef,
    field: FieldDef,
    recordType: RecordTypeInfo
): Record<string, unknown> => {
    const { values, preset } = picklistOf(field, recordType);
    return {
        controllerValues: controllerValues(object, field),
        defaultValue: preset ? picklistValue(preset, object, field) : null,
        eTag: `${object.name}.${field.name}-${recordType.id}`,
        url: `${call.base}/ui-api/object-info/${object.name}/picklist-values/${recordType.id}/${field.name}`,
        values: values.map((value) => picklistValue(value, object, field))
    };
};

const isPicklist = (tx: Transaction, field: FieldDef): boolean =>
    field.picklist !== undefined && tx.user.access.field(field).read;

const picklists = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const object = uiObject(tx, call.parameters.object ?? '');
        const recordType = recordTypeOf(call.org, tx, object, call.parameters.recordType ?? '');
        const fields = object.fields.filter((field) => isPicklist(tx, field));
        return json(200, {
            eTag: `${object.name}-picklists-${recordType.id}`,
            picklistFieldValues: Object.fromEntries(
                fields.map((field) => [field.name, picklistJson(call, object, field, recordType)])
            )
        });
    });

const picklist = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const object = uiObject(tx, call.parameters.object ?? '');
        const recordType = recordTypeOf(call.org, tx, object, call.parameters.recordType ?? '');
        const field = object.field(call.parameters.field ?? '');
        if (!field || !isPicklist(tx, field)) {
            throw new PlatformError(
                'INVALID_FIELD',
                `${call.parameters.field ?? ''} is not a picklist field of ${object.name}`,
                [call.parameters.field ?? '']
            );
        }
        return json(200, picklistJson(call, object, field, recordType));
    });

export const objectInfoRoutes: readonly Route[] = [
    { method: 'GET', path: PATH, login: 'any', handle: directory },
    { method: 'GET', path: `${PATH}/:object`, login: 'any', handle: one },
    { method: 'GET', path: `${PATH}/batch/:objects`, login: 'any', handle: batch },
    { method: 'GET', path: `${PATH}/:object/picklist-values/:recordType`, login: 'any', handle: picklists },
    { method: 'GET', path: `${PATH}/:object/picklist-values/:recordType/:field`, login: 'any', handle: picklist }
];
