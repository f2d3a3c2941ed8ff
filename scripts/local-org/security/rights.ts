import { governingObject, isPermissionable } from '../metadata/index.ts';
import type { GrantDef, ObjectRights } from '../metadata/types.ts';
import { fold } from '../model/index.ts';
import type { FieldDef, ObjectDef, Schema } from '../model/index.ts';

const NONE: ObjectRights = { read: false, create: false, edit: false, delete: false, viewAll: false, modifyAll: false };
const ALL: ObjectRights = { read: true, create: true, edit: true, delete: true, viewAll: true, modifyAll: true };

/**
 * Objects that no object permission governs: who writes them, and who reads them where that is not everyone.
 * Source: Object Reference, "Special Access Rules" of each object.
 */
const WRITTEN_WITH: Readonly<Record<string, string>> = {
    apexlog: 'ViewAllData',
    user: 'ManageUsers',
    group: 'ManageUsers',
    groupmember: 'ManageUsers',
    queuesobject: 'ManageUsers',
    userrole: 'ManageRoles',
    businesshours: 'ManageBusinessHourHolidays',
    holiday: 'ManageBusinessHourHolidays',
    permissionsetassignment: 'AssignPermissionSets',
    permissionset: 'ManageProfilesPermissionsets',
    permissionsetgroup: 'ManageProfilesPermissionsets',
    permissionsetgroupcomponent: 'ManageProfilesPermissionsets',
    objectpermissions: 'ManageProfilesPermissionsets',
    fieldpermissions: 'ManageProfilesPermissionsets',
    setupentityaccess: 'ManageProfilesPermissionsets',
    emailtemplate: 'EditPublicTemplates',
    collaborationgroup: 'ChatterOwnGroups',
    contentworkspace: 'CreateWorkspaces',
    contentworkspacemember: 'CreateWorkspaces',
    topic: 'CreateTopics',
    topicassignment: 'AssignTopics',
    task: 'EditTask',
    event: 'EditEvent',
    eventrelation: 'EditEvent'
};
/**
 * Files, attachments, notes, mails and what is said in Chatter are everybody's to make. Source: Object Reference, Special Access Rules of
 * "ContentVersion", "Attachment", "EmailMessage", "FeedItem".
 */
const OPEN: ReadonlySet<string> = new Set(
    `attachment collaborationgroupmember contentdistribution contentdocument contentdocumentlink contentfolder contentfoldermember
    contentversion contentworkspacedoc emailmessage emailmessagerelation entitysubscription feedattachment feedcomment feeditem feedlike
    note`.split(/\s+/)
);
const READ_WITH_VIEW_SETUP: ReadonlySet<string> = new Set([
    'apexlog',
    'permissionset',
    'permissionsetgroup',
    'permissionsetgroupcomponent',
    'mutingpermissionset',
    'objectpermissions',
    'fieldpermissions',
    'permissionsetassignment',
    'groupmember',
    'setupentityaccess',
    'custompermission',
    'apexclass',
    'apextrigger',
    'apexpage',
    'asyncapexjob',
    'crontrigger',
    'cronjobdetail',
    'staticresource'
]);

/** The rights of one user: the union of what the profile and the assigned permission sets grant. */
export class Rights {
    private readonly grants: readonly GrantDef[];
    private readonly schema: Schema;
    private readonly objects = new Map<ObjectDef, ObjectRights>();
    private readonly fields = new Map<FieldDef, { readonly read: boolean; readonly edit: boolean }>();

    constructor(grants: readonly GrantDef[], schema: Schema) {
        this.grants = grants;
        this.schema = schema;
    }
    permission(name: string): boolean {
        const held = (permission: string): boolean =>
            this.grants.some(
                (grant) => has(grant.userPermissions, permission) || has(grant.customPermissions, permission)
            );
        return held(name) || (fold(name) === 'viewalldata' && held('ModifyAllData'));
    }
    apexClass(name: string): boolean {
        return (
            this.permission('AuthorApex') ||
            this.permission('ModifyAllData') ||
            this.grants.some((grant) => has(grant.classes, name))
        );
    }
    tab(name: string): boolean {
        return this.grants.some((grant) => has(grant.tabs, name));
    }
    app(name: string): boolean {
        return this.grants.some((grant) => has(grant.apps, name));
    }
    /** Source: Custom Metadata Types Implementation Guide, "Restricting Access": a grant of the type, or Customize Application. */
    customMetadata(type: string): boolean {
        return (
            this.permission('CustomizeApplication') || this.grants.some((grant) => has(grant.customMetadataTypes, type))
        );
    }
    /**
     * Where nothing that the user has says anything of an object's record types, all of them may be used: the local org's own profiles cannot
     * name a project's.
     */
    recordType(object: ObjectDef, name: string): boolean {
        const of = fold(`${object.name}.`);
        const rows = this.grants.flatMap(({ recordTypes }) =>
            [...recordTypes].filter(([key]) => fold(key).startsWith(of))
        );
        const wanted = fold(`${object.name}.${name}`);
        return rows.length === 0 || rows.some(([key, { visible }]) => visible && fold(key) === wanted);
    }
    defaultRecordType(object: ObjectDef): string | undefined {
        const of = fold(`${object.name}.`);
        for (const { kind, recordTypes } of this.grants)
            for (const [key, row] of kind === 'profile' ? recordTypes : [])
                if (row.default && fold(key).startsWith(of)) return key.slice(of.length);
        return undefined;
    }
    layout(object: ObjectDef, recordType: string | undefined): string | undefined {
        const rows = this.grants
            .filter(({ kind }) => kind === 'profile')
            .flatMap(({ layouts }) => layouts)
            .filter(({ layout }) => fold(layout.split('-')[0] ?? '') === fold(object.name));
        const type = recordType === undefined ? undefined : fold(`${object.name}.${recordType}`);
        const own = rows.findLast((row) => row.recordType !== undefined && fold(row.recordType) === type);
        return (own ?? rows.findLast((row) => row.recordType === undefined))?.layout;
    }
    object(object: ObjectDef): ObjectRights {
        let rights = this.objects.get(object);
        if (!rights) this.objects.set(object, (rights = this.computeObject(object)));
        return rights;
    }
    field(field: FieldDef): { readonly read: boolean; readonly edit: boolean } {
        let rights = this.fields.get(field);
        if (!rights) this.fields.set(field, (rights = this.computeField(field)));
        return rights;
    }

    private computeObject(object: ObjectDef): ObjectRights {
        const governing = governingObject(object);
        if (governing === undefined) return this.ungoverned(object);
        if (fold(governing) === fold(object.name)) return this.granted(object.name);
        const followed = this.schema.object(governing);
        const { read, edit, viewAll, modifyAll } = followed ? this.object(followed) : NONE;
        return { read, create: edit, edit, delete: edit, viewAll, modifyAll };
    }
    private granted(name: string): ObjectRights {
        if (this.permission('ModifyAllData')) return ALL;
        const merged = { ...NONE };
        for (const grant of this.grants) {
            const row = grant.objects.get(name) ?? grant.objects.get(fold(name));
            if (!row) continue;
            merged.read ||= row.read || row.edit || row.delete || row.create || row.viewAll || row.modifyAll;
            merged.create ||= row.create;
            merged.edit ||= row.edit || row.modifyAll;
            merged.delete ||= row.delete || row.modifyAll;
            merged.viewAll ||= row.viewAll || row.modifyAll;
            merged.modifyAll ||= row.modifyAll;
        }
        if (merged.read && this.permission('ViewAllData')) merged.viewAll = true;
        return this.permission('ViewAllData') ? { ...merged, read: true, viewAll: true } : merged;
    }
    private ungoverned(object: ObjectDef): ObjectRights {
        const all = this.permission('ModifyAllData');
        if (object.kind === 'customMetadata') return { ...NONE, read: this.customMetadata(object.name) };
        if (object.kind === 'customSetting') {
            const write = this.permission('CustomizeApplication');
            return {
                ...NONE,
                read: write || this.customMetadata(object.name),
                create: write,
                edit: write,
                delete: write
            };
        }
        const key = fold(object.name);
        const writer = WRITTEN_WITH[key];
        const write = OPEN.has(key) || (writer !== undefined && !object.readOnly && this.permission(writer));
        const read = write || !READ_WITH_VIEW_SETUP.has(key) || this.permission('ViewSetup');
        return {
            read,
            create: write,
            edit: write,
            delete: write,
            viewAll: this.permission('ViewAllData'),
            modifyAll: all
        };
    }
    private computeField(field: FieldDef): { readonly read: boolean; readonly edit: boolean } {
        const object = this.schema.object(field.object);
        if (!object) return { read: false, edit: false };
        const rights = this.object(object);
        const writable = (rights.edit || rights.create) && (field.can.create || field.can.update);
        if (!isPermissionable(field, object)) return { read: rights.read, edit: writable };
        const key = fold(`${object.name}.${field.name}`);
        const rows = this.grants.map((grant) => grant.fields.get(key)).filter((row) => row !== undefined);
        const edit = rows.some((row) => row.edit);
        return { read: rights.read && (edit || rows.some((row) => row.read)), edit: writable && edit };
    }
}

/** Grants' sets ignore case where metadata/ made them; a plain set is asked for the exact name. */
const has = (names: ReadonlySet<string>, name: string): boolean => names.has(name);
