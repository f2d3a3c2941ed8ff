/** What a permission set grants, read from its rows: sets made by DML, and deployed ones whose rows have been touched. */
import { fieldsGrantedBy, FoldedSet } from '../metadata/index.ts';
import type { GrantDef, ObjectRights } from '../metadata/types.ts';
import { fold } from '../model/index.ts';
import type { Id, SObject } from '../model/index.ts';
import type { AccessFacts } from './types.ts';

const textOf = (record: SObject, field: string): string => {
    const value = record.get(field);
    return typeof value === 'string' ? value : '';
};
const isSet = (record: SObject, field: string): boolean => record.get(field) === true;

const objectRows = (id: Id, facts: AccessFacts): Map<string, ObjectRights> =>
    new Map(
        facts.rows('ObjectPermissions', 'ParentId', [id]).map((row) => [
            fold(textOf(row, 'SobjectType')),
            {
                read: isSet(row, 'PermissionsRead'),
                create: isSet(row, 'PermissionsCreate'),
                edit: isSet(row, 'PermissionsEdit'),
                delete: isSet(row, 'PermissionsDelete'),
                viewAll: isSet(row, 'PermissionsViewAllRecords'),
                modifyAll: isSet(row, 'PermissionsModifyAllRecords')
            }
        ])
    );

const fieldRows = (id: Id, facts: AccessFacts): Map<string, { read: boolean; edit: boolean }> =>
    new Map(
        facts.rows('FieldPermissions', 'ParentId', [id]).flatMap((row) => {
            const rights = { read: isSet(row, 'PermissionsRead'), edit: isSet(row, 'PermissionsEdit') };
            const [objectName = '', name = ''] = textOf(row, 'Field').split('.');
            const object = facts.schema.object(objectName);
            const fields = object ? fieldsGrantedBy(name, object) : [];
            return fields.map((field) => [fold(`${objectName}.${field.name}`), rights] as const);
        })
    );

/** Names of classes and custom permissions that the rows of SetupEntityAccess point to. */
const entityNames = (id: Id, object: string, nameField: string, facts: AccessFacts): FoldedSet => {
    const ids = facts.rows('SetupEntityAccess', 'ParentId', [id]).map((row) => textOf(row, 'SetupEntityId'));
    const names = new FoldedSet();
    for (const row of facts.rows(object, 'Id', ids)) names.add(textOf(row, nameField));
    return names;
};

const PREFIX = 'Permissions';

const userPermissions = (set: SObject): FoldedSet => {
    const names = new FoldedSet();
    for (const field of set.type.fields)
        if (field.name.startsWith(PREFIX) && isSet(set, field.name)) names.add(field.name.slice(PREFIX.length));
    return names;
};

/**
 * Reads one permission set's rows.
 * @param deployed what was deployed under its name: tabs, apps and metadata types have no rows that could have changed
 */
export const grantOfRows = (set: SObject, deployed: GrantDef | undefined, facts: AccessFacts): GrantDef => {
    const id = set.id as Id;
    return {
        kind: 'permissionSet',
        name: textOf(set, 'Name'),
        label: textOf(set, 'Label'),
        description: textOf(set, 'Description'),
        objects: objectRows(id, facts),
        fields: fieldRows(id, facts),
        userPermissions: userPermissions(set),
        customPermissions: entityNames(id, 'CustomPermission', 'DeveloperName', facts),
        classes: entityNames(id, 'ApexClass', 'Name', facts),
        tabs: deployed?.tabs ?? new FoldedSet(),
        apps: deployed?.apps ?? new FoldedSet(),
        customMetadataTypes: deployed?.customMetadataTypes ?? new FoldedSet(),
        recordTypes: deployed?.recordTypes ?? new Map(),
        layouts: deployed?.layouts ?? []
    };
};
