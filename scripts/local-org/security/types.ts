/** The only place that answers "may this user". It returns data; database/ turns it into SQL once. */
import type { FieldDef, Id, ObjectDef, Schema, SObject } from '../model/index.ts';
import type { ObjectRights, ShareTarget } from '../metadata/types.ts';

/**
 * Decided by apex/ for each statement from class API version, sharing keyword, clause and "is trigger body".
 * `fields`: object and field permissions; `records`: sharing. API requests and pages run `{ user, with }`.
 */
export interface ExecutionMode {
    readonly fields: 'user' | 'system';
    readonly records: 'with' | 'without';
}
export const USER_MODE: ExecutionMode = { fields: 'user', records: 'with' };
export const SYSTEM_MODE: ExecutionMode = { fields: 'system', records: 'without' };

export type Need = 'read' | 'edit' | 'delete';
/** Records that pass: owned by one of `owners`, shared with one of `groups` at `level` or better, or implied. */
export interface RecordFilter {
    readonly owners: readonly Id[];
    /** UserOrGroupId values of share rows: the user, their groups and roles. */
    readonly groups: readonly Id[];
    /** 1 read, 2 edit, 3 all (owner rights). */
    readonly level: 1 | 2 | 3;
    /** Controlled by parent: visible where the parents of all these lookups are (a junction has two masters). */
    readonly parents?: readonly { readonly field: FieldDef; readonly filter: RecordFilter | 'all' | 'none' }[];
    /** Implicit access: an account is readable through a child record (opportunity, contact, case) that is. */
    readonly implied?: readonly { readonly field: FieldDef; readonly filter: RecordFilter | 'all' }[];
    /** Visible where one of these parents is: an activity through the records it is about. */
    readonly anyParent?: readonly {
        readonly field: FieldDef;
        readonly object: ObjectDef;
        readonly filter: RecordFilter | 'all';
    }[];
    /** Children of accounts that these users own: what the role of an account's owner gives on opportunities, cases and contacts. */
    readonly parentOwners?: { readonly field: FieldDef; readonly owners: readonly Id[] };
    /** Access that a share row of the parent carries for its children: `AccountShare.OpportunityAccessLevel`, by the lookup to the parent. */
    readonly parentShares?: readonly {
        readonly field: FieldDef;
        readonly share: ObjectDef;
        readonly accessField: FieldDef;
    }[];
}
export interface UserAccess {
    /** Equal keys may share query plans. */
    readonly key: string;
    object(object: ObjectDef): ObjectRights;
    field(field: FieldDef): { readonly read: boolean; readonly edit: boolean };
    /** A user permission (`ModifyAllData`, `ViewSetup`, `ApiEnabled`) or a custom permission, by API name. */
    permission(name: string): boolean;
    apexClass(name: string): boolean;
    tab(name: string): boolean;
    app(name: string): boolean;
    customMetadata(type: string): boolean;
    /** Whether records of an object may be given this record type, by its developer name. */
    recordType(object: ObjectDef, name: string): boolean;
    /** The developer name of the record type that new records get. */
    defaultRecordType(object: ObjectDef): string | undefined;
    /** The full name of the layout that the profile assigns, for records of a type or for all. */
    layout(object: ObjectDef, recordType: string | undefined): string | undefined;
    /** Whether this user is among those that something is shared with, as a member, by their role, or above one of them. */
    reaches(target: ShareTarget): boolean;
    /** @param records 'without' ignores sharing but never an object right, which `object` answers. */
    visible(object: ObjectDef, need: Need): 'all' | 'none' | RecordFilter;
}
export interface UserContext {
    readonly userId: Id;
    readonly username: string;
    readonly name: string;
    readonly profileId: Id;
    readonly roleId: Id | undefined;
    readonly timeZone: string;
    readonly locale: string;
    readonly isActive: boolean;
    readonly access: UserAccess;
}
/** The schema in force and rows that access depends on (User, PermissionSetAssignment, UserRole, GroupMember, PermissionSet); database/ implements it, in system mode. */
export interface AccessFacts {
    readonly schema: Schema;
    rows(object: string, field: string, values: readonly Id[]): readonly SObject[];
    /** Whether this permission set's ObjectPermissions, FieldPermissions … are rows that count, rather than what was deployed. */
    hasGrantRows(setId: Id): boolean;
    /** Milliseconds since 1970: assignments end. */
    now(): number;
}
export interface AccessModel {
    /** @throws PlatformError INVALID_CROSS_REFERENCE_KEY where there is no such user */
    load(userId: Id, facts: AccessFacts): UserContext;
}
/*
 * Exported by security/index.ts: createAccessModel(model: MetadataModel): AccessModel
 */
