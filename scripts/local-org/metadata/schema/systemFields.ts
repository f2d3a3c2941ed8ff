import type { FieldDef, FieldType, ObjectKind } from '../../model/index.ts';
import { queryRights } from './fieldRights.ts';

type Extra = Partial<Omit<FieldDef, 'object' | 'name' | 'label' | 'type'>> & {
    readonly access?: 'none' | 'create' | 'all';
};

/** A field that the platform adds by itself. */
export const systemField = (
    object: string,
    name: string,
    label: string,
    type: FieldType,
    extra: Extra = {}
): FieldDef => {
    const { access = 'none', ...rest } = extra;
    const length = rest.length ?? (type === 'id' || type === 'lookup' ? 18 : undefined);
    return Object.freeze({
        object,
        name,
        label,
        type,
        custom: false,
        required: false,
        ...(length === undefined ? {} : { length }),
        externalId: false,
        referenceTo: Object.freeze([]),
        ...(type === 'lookup' ? { onDelete: 'clear' as const } : {}),
        nameField: false,
        can: Object.freeze({
            create: access !== 'none',
            update: access === 'all',
            ...queryRights(type, length, false)
        }),
        ...rest
    });
};

const user = (object: string, name: string, label: string): FieldDef =>
    systemField(object, name, label, 'lookup', { referenceTo: Object.freeze(['User']) });

/** `record`: can be deleted and undeleted; `setup`: cannot; `none`: only an Id. */
export type SystemFields = 'record' | 'setup' | 'none';
export interface SystemFieldOptions {
    readonly fields: SystemFields;
    readonly owners: readonly string[];
    readonly activities: boolean;
    readonly recentlyViewed: boolean;
    readonly recordTypes: boolean;
}

/**
 * The fields that every object of a kind has without a file. Source: Object Reference, "System Fields"; Custom Metadata Types
 * Implementation Guide, "Custom Metadata Type__mdt".
 */
export const systemFields = (object: string, kind: ObjectKind, options: SystemFieldOptions): FieldDef[] => {
    const id = systemField(object, 'Id', 'Record ID', 'id');
    const stamp = systemField(object, 'SystemModstamp', 'System Modstamp', 'datetime');
    const created = [
        systemField(object, 'CreatedDate', 'Created Date', 'datetime'),
        user(object, 'CreatedById', 'Created By ID')
    ];
    if (kind === 'customMetadata') return [id, ...customMetadataFields(object), stamp];
    if (kind === 'platformEvent')
        return [systemField(object, 'ReplayId', 'Replay ID', 'text', { length: 1000 }), eventUuid(object), ...created];
    // Source: Big Objects Implementation Guide, "SOQL with Big Objects".
    if (kind === 'bigObject') return [id, ...created, stamp];
    if (options.fields === 'none') return [id];
    const fields = [id];
    if (options.fields === 'record') fields.push(systemField(object, 'IsDeleted', 'Deleted', 'boolean'));
    if (options.owners.length > 0)
        fields.push(
            systemField(object, 'OwnerId', 'Owner ID', 'lookup', {
                access: 'all',
                referenceTo: Object.freeze([...options.owners])
            })
        );
    if (kind === 'customSetting') fields.push(...customSettingFields(object));
    if (options.recordTypes)
        fields.push(
            systemField(object, 'RecordTypeId', 'Record Type ID', 'lookup', {
                access: 'all',
                referenceTo: Object.freeze(['RecordType'])
            })
        );
    fields.push(
        ...created,
        systemField(object, 'LastModifiedDate', 'Last Modified Date', 'datetime'),
        user(object, 'LastModifiedById', 'Last Modified By ID'),
        stamp
    );
    if (options.activities) fields.push(systemField(object, 'LastActivityDate', 'Last Activity Date', 'date'));
    if (options.recentlyViewed)
        fields.push(
            systemField(object, 'LastViewedDate', 'Last Viewed Date', 'datetime'),
            systemField(object, 'LastReferencedDate', 'Last Referenced Date', 'datetime')
        );
    return fields;
};

const eventUuid = (object: string): FieldDef => systemField(object, 'EventUuid', 'Event UUID', 'text', { length: 36 });

const customMetadataFields = (object: string): FieldDef[] => [
    systemField(object, 'DeveloperName', 'Custom Metadata Record Name', 'text', { length: 40, required: true }),
    systemField(object, 'MasterLabel', 'Label', 'text', { length: 40, required: true, nameField: true }),
    systemField(object, 'Language', 'Master Language', 'text', { length: 40 }),
    systemField(object, 'NamespacePrefix', 'Namespace Prefix', 'text', { length: 15 }),
    systemField(object, 'Label', 'Label', 'text', { length: 40, required: true }),
    systemField(object, 'QualifiedApiName', 'Qualified API Name', 'text', { length: 70 })
];

const customSettingFields = (object: string): FieldDef[] => [
    systemField(object, 'Name', 'Name', 'text', { length: 38, access: 'all', nameField: true }),
    systemField(object, 'SetupOwnerId', 'Location', 'lookup', {
        access: 'create',
        referenceTo: Object.freeze(['Organization', 'Profile', 'User'])
    })
];
