/** Which permissions work only with others. Deploys and DML on permission rows ask here. */
import { fold, type ObjectDef } from '../../model/index.ts';
import type { ObjectRights } from '../types.ts';

const RIGHTS = [
    ['create', 'Create', ['read']],
    ['edit', 'Edit', ['read']],
    ['delete', 'Delete', ['read', 'edit']],
    ['viewAll', 'View All', ['read']],
    ['modifyAll', 'Modify All', ['read', 'edit', 'delete', 'viewAll']]
] as const satisfies readonly (readonly [keyof ObjectRights, string, readonly (keyof ObjectRights)[]])[];
const NAMES: Readonly<Record<keyof ObjectRights, string>> = {
    read: 'Read',
    create: 'Create',
    edit: 'Edit',
    delete: 'Delete',
    viewAll: 'View All',
    modifyAll: 'Modify All'
};

const mastersOf = (object: ObjectDef): string[] =>
    object.fields.filter((field) => field.type === 'masterDetail').flatMap((field) => field.referenceTo);
/** What a deployed set's rights on an object need beside the masters. Source: deploy errors of the platform. */
const DEPLOYED_WITH: Readonly<Record<string, readonly string[]>> = { contact: ['Account'], opportunity: ['Account'] };

/**
 * What a set's rights on an object lack: edit without read, read on a detail without read on its master. Deployed rights on contacts and
 * opportunities need read on accounts too; a row of `ObjectPermissions` does not: released packages insert it alone in tests that must
 * pass to be released (NPSP's merge of contacts, `testAccessController`, `DMLManager`).
 * @param others the set's rights on any object
 * @param way how the rights come into the org
 * @returns the platform's sentence for each
 */
export const objectRightsFaults = (
    object: ObjectDef,
    rights: ObjectRights,
    others: (object: string) => ObjectRights | undefined,
    way: 'deploy' | 'dml'
): string[] => {
    const faults: string[] = [];
    for (const [right, label, needed] of RIGHTS) {
        // Records of big objects are never edited.
        const known = needed.filter((other) => other !== 'edit' || object.kind !== 'bigObject');
        const lacking = known.filter((other) => rights[right] && !rights[other]);
        if (lacking.length > 0)
            faults.push(
                `Permission ${label} ${object.name} depends on permission(s): ${lacking.map((other) => `${NAMES[other]} ${object.name}`).join(', ')}`
            );
    }
    if (!rights.read) return faults;
    const besides = way === 'deploy' ? (DEPLOYED_WITH[fold(object.name)] ?? []) : [];
    for (const master of [...mastersOf(object), ...besides])
        if (others(master)?.read !== true)
            faults.push(`Permission Read ${object.name} depends on permission(s): Read ${master}`);
    return faults;
};

/** A user permission works only with others. Source: Salesforce Help, "User Permissions and Access", and deploy errors of the platform. */
export const REQUIRED_PERMISSIONS: Readonly<Record<string, readonly string[]>> = {
    ModifyAllData: ['ViewAllData'],
    AuthorApex: ['ViewSetup'],
    CustomizeApplication: ['ViewSetup'],
    ManageUsers: ['ViewSetup'],
    ManageRoles: ['ViewSetup'],
    ManageSharing: ['ViewSetup'],
    ViewAllProfiles: ['ViewSetup']
};
