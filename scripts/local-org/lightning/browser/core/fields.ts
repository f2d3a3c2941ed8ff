import type { FieldInfo, FieldValue, ObjectInfo, UiRecord } from './uiTypes.ts';

/** A record's name, or what stands for it where this user cannot read it. */
export const nameText = (record: UiRecord, nameField: string, otherwise = ''): string => {
    const value = record.fields[nameField]?.value;
    return typeof value === 'string' ? value : otherwise;
};

/** How a value is shown: raw value, text, and for a look-up the record that it leads to. */
export interface Shown {
    readonly dataType: string;
    readonly rich: boolean;
    readonly value: unknown;
    readonly text: string;
    readonly linkId: string | undefined;
}

/** A field's label on a page: a look-up is called by what it leads to. */
export const labelOf = (info: FieldInfo): string => (info.reference ? info.label.replace(/ ID$/, '') : info.label);

/** The path to the name of the record that a look-up field leads to, as `getRecord` takes it; undefined for other fields. */
export const namePath = (object: string, info: FieldInfo): string | undefined => {
    const [target] = info.referenceToInfos;
    return info.reference && info.relationshipName !== null && target
        ? `${object}.${info.relationshipName}.${target.nameFields[0] ?? 'Name'}`
        : undefined;
};

/** Everything to ask for so that these fields can be shown. */
export const pathsFor = (info: ObjectInfo, fields: readonly string[]): string[] =>
    fields.flatMap((name) => {
        const field = info.fields[name];
        if (!field) return [];
        return [`${info.apiName}.${name}`, namePath(info.apiName, field) ?? []].flat();
    });

/** A raw value as text; records and nothing are empty. */
export const asText = (value: unknown): string =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

/** A field of a record, ready to be shown. */
export const shown = (record: UiRecord | undefined, info: FieldInfo): Shown => {
    const field = record?.fields[info.apiName];
    const value = field?.value ?? null;
    const base = { dataType: info.dataType, rich: info.htmlFormatted, value };
    if (!info.reference || info.relationshipName === null) {
        return { ...base, text: field?.displayValue ?? asText(value), linkId: undefined };
    }
    const parent = record?.fields[info.relationshipName];
    return {
        ...base,
        text: parent?.displayValue ?? asText(value),
        linkId: typeof value === 'string' ? value : undefined
    };
};

/** The record at the end of a path of parents; the record itself for an empty path. */
const parentAt = (record: UiRecord, path: readonly string[]): UiRecord | null | undefined => {
    let at: UiRecord | null | undefined = record;
    for (const name of path) at = at?.fields[name]?.value as UiRecord | null | undefined;
    return at;
};

/** The value at the end of a path within a record: `Account.Owner.Name` of an opportunity. */
export const valueAt = (record: UiRecord, path: string): FieldValue | undefined => {
    const names = path.split('.');
    return parentAt(record, names.slice(0, -1))?.fields[names.at(-1) ?? ''];
};

/** A column of a list, ready to be shown: the record's name leads to it, a parent's name to the parent. */
export const shownColumn = (
    record: UiRecord,
    path: string,
    lookupId: string | null,
    info: FieldInfo | undefined
): Shown => {
    const field = valueAt(record, path);
    const value = field?.value ?? null;
    // `Owner.Id`: every record carries its Id beside its fields
    const leads =
        lookupId === null
            ? info?.nameField
                ? record.id
                : undefined
            : parentAt(record, lookupId.split('.').slice(0, -1))?.id;
    return {
        dataType: info?.dataType ?? 'String',
        rich: info?.htmlFormatted ?? false,
        value,
        text: field?.displayValue ?? asText(value),
        linkId: leads
    };
};
