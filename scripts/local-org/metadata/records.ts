import { DateValue, DatetimeValue, type FieldDef, type Schema } from '../model/index.ts';
import { documentsOf } from './documents.ts';
import { FoldedMap } from './folded.ts';
import type { Report } from './problems.ts';
import type { ComponentSource, CustomMetadataRecord, LabelDef } from './types.ts';
import { requireElements } from './xml/check.ts';
import { childOf, childrenOf, flagOf, textOf, type XmlElement } from './xml/document.ts';

const MAX_LABEL_LENGTH = 1000;

/** Custom labels of all files, by name (any case). */
export const readLabels = (components: readonly ComponentSource[], report: Report): FoldedMap<LabelDef> => {
    const labels = new FoldedMap<LabelDef>();
    for (const { root } of documentsOf(components, 'CustomLabels', report)) {
        for (const element of childrenOf(root, 'labels')) {
            if (!requireElements(element, ['fullName', 'language', 'protected', 'shortDescription', 'value'], report))
                continue;
            const name = textOf(element, 'fullName') ?? '';
            const value = textOf(element, 'value') ?? '';
            if (labels.has(name)) report.add(element, `Duplicate CustomLabel: ${name}`);
            if (!/^[A-Za-z](?:_?[A-Za-z0-9])*$/.test(name))
                report.add(
                    childOf(element, 'fullName') ?? element,
                    `The name ${name} is not a valid name for a custom label`
                );
            if (value.length > MAX_LABEL_LENGTH)
                report.add(
                    childOf(element, 'value') ?? element,
                    `Value: data value too large: ${name} (max length=${MAX_LABEL_LENGTH})`
                );
            labels.set(name, Object.freeze({ name, value }));
        }
    }
    return labels;
};

/** Custom permissions of all files, by name (any case). */
export const readCustomPermissions = (
    components: readonly ComponentSource[],
    report: Report
): FoldedMap<{ readonly label: string; readonly description: string }> => {
    const permissions = new FoldedMap<{ readonly label: string; readonly description: string }>();
    for (const { root, name } of documentsOf(components, 'CustomPermission', report)) {
        requireElements(root, ['label'], report);
        permissions.set(
            name,
            Object.freeze({ label: textOf(root, 'label') ?? name, description: textOf(root, 'description') ?? '' })
        );
    }
    return permissions;
};

const checkValue = (element: XmlElement, field: FieldDef, text: string, report: Report): void => {
    const at = childOf(element, 'value') ?? element;
    const name = `${field.object}.${field.name}`;
    if (field.picklist?.restricted === true && !field.picklist.values.some((value) => value.value === text))
        report.add(at, `bad value for restricted picklist field: ${text} (${name})`);
    if (field.length !== undefined && text.length > field.length)
        report.add(at, `${field.label}: data value too large: ${text} (max length=${field.length})`);
    if (field.type === 'boolean' && text !== 'true' && text !== 'false')
        report.add(at, `Invalid value ${text} for the checkbox ${name}`);
    if (['number', 'percent', 'currency', 'integer'].includes(field.type) && !/^-?\d+(\.\d+)?(E-?\d+)?$/.test(text))
        report.add(at, `Invalid value ${text} for the number ${name}`);
    if (field.type === 'date' && !DateValue.parse(text)) report.add(at, `Invalid value ${text} for the date ${name}`);
    if (field.type === 'datetime' && !DatetimeValue.parse(text))
        report.add(at, `Invalid value ${text} for the date and time ${name}`);
};

/** The name of a field with that of its object, both as they are defined: records refer to them in any case. */
const asDefined = (schema: Schema, object: string, field: string): string => {
    const owner = schema.object(object);
    return `${owner?.name ?? object}.${owner?.field(field)?.name ?? field}`;
};

const readValues = (
    root: XmlElement,
    type: string,
    schema: Schema,
    report: Report
): FoldedMap<string | boolean | null> => {
    const values = new FoldedMap<string | boolean | null>();
    const object = schema.object(type);
    for (const element of childrenOf(root, 'values')) {
        const name = textOf(element, 'field') ?? '';
        const field = object?.field(name);
        if (!field?.custom) {
            report.add(element, `Cannot find field ${name} on ${type}`);
            continue;
        }
        if (values.has(name)) report.add(element, `Duplicate value for ${type}.${name}`);
        const text = textOf(element, 'value');
        if (text !== undefined && text !== '') checkValue(element, field, text, report);
        values.set(field.name, text === undefined ? null : field.type === 'boolean' ? text === 'true' : text);
    }
    for (const field of object?.fields ?? []) {
        if (field.custom && field.required && values.get(field.name) == null)
            report.add(root, `Required fields are missing: [${field.name}]`);
        const named = values.get(field.name);
        const owner = field.definedBy === undefined ? undefined : values.get(field.definedBy);
        // A retrieved record names the field alone; of which object it is stands in the controlling field.
        if (typeof named === 'string' && typeof owner === 'string' && !named.includes('.'))
            values.set(field.name, asDefined(schema, owner, named));
    }
    return values;
};

/** Custom metadata records: `Trigger_Step.Default_Plan` is the record Default_Plan of Trigger_Step__mdt. */
export const readCustomMetadata = (
    components: readonly ComponentSource[],
    schema: Schema,
    report: Report
): CustomMetadataRecord[] =>
    documentsOf(components, 'CustomMetadata', report).flatMap(({ root, name }): CustomMetadataRecord[] => {
        const [typeName = '', developerName = ''] = name.split('.');
        const type = schema.object(`${typeName}__mdt`);
        if (type?.kind !== 'customMetadata') {
            report.add(
                root,
                `Invalid name for custom metadata type record: ${name}; no custom metadata type ${typeName}__mdt`
            );
            return [];
        }
        if (!/^[A-Za-z](?:_?[A-Za-z0-9])*$/.test(developerName) || developerName.length > 40)
            report.add(root, `Invalid name for custom metadata type record: ${name}`);
        requireElements(root, ['label'], report);
        return [
            Object.freeze({
                type: type.name,
                developerName,
                label: textOf(root, 'label') ?? developerName,
                protected: flagOf(root, 'protected'),
                values: readValues(root, type.name, schema, report)
            })
        ];
    });
