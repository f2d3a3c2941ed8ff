/** Users, roles, groups and permission set groups: names that follow from labels, and rows that come along. */
import type { Id, ObjectDef, SObject } from '../../../../model/index.ts';
import { tableFor } from '../../../storage/tables.ts';
import { textOf } from '../../../storage/values.ts';
import { sound } from '../../row.ts';
import type { Row, Work } from '../../row.ts';
import type { Derive } from '../index.ts';
import { deriveName } from '../names.ts';
import { setupRows, writeSetupRow } from './rows.ts';

const text = (record: SObject, field: string): string => textOf(record.get(field) ?? null);

/** `Inside Sales (EU)` → `Inside_Sales_EU`. */
const developerName = (label: string): string =>
    label
        .replace(/[^A-Za-z0-9]+/g, '_')
        .replace(/^[_0-9]+|_+$/g, '')
        .replace(/_+/g, '_');

/**
 * What a user is follows from their profile's licence, whose record they are from their contact.
 * Source: Object Reference, "User", UserType and AccountId.
 */
export const deriveUser: Derive = (work, record, before, given) => {
    deriveName(work, record, before, given);
    // Kept in lower case, as tests of rflib expect ("testUserSwitch").
    const username = record.get('Username');
    if (typeof username === 'string') record.set('Username', username.toLowerCase());
    const [profile] = setupRows(work, 'Profile', 'Id', [text(record, 'ProfileId')]);
    if (profile) record.set('UserType', profile.get('UserType') ?? null);
    const contact = text(record, 'ContactId');
    if (contact === '' || contact === textOf(before?.get('ContactId') ?? null)) return;
    const [person] = setupRows(work, 'Contact', 'Id', [contact]);
    record.set('AccountId', person?.get('AccountId') ?? null);
    record.set('IsPortalEnabled', true);
};

/** A role or group without a developer name gets one from its name. */
export const deriveDeveloperName = (_work: Work, record: SObject): void => {
    if (text(record, 'DeveloperName') === '') record.set('DeveloperName', developerName(text(record, 'Name')) || null);
};

export const derivePermissionSet = (_work: Work, record: SObject): void => {
    if (text(record, 'Type') !== '') return;
    record.set('Type', 'Regular');
    record.set('IsCustom', true);
    record.set('IsOwnedByProfile', false);
};

export const derivePermissionSetGroup = (_work: Work, record: SObject): void => {
    record.set('Status', 'Updated');
    if (text(record, 'Language') === '') record.set('Language', 'en_US');
};

export const deriveEntityAccess = (work: Work, record: SObject): void => {
    const entity = work.storage.generation.schema.objectOf(text(record, 'SetupEntityId'));
    record.set('SetupEntityType', entity?.name ?? null);
};

/** An assignment of a permission set group is one of the set that stands for the group. */
export const deriveAssignment = (work: Work, record: SObject): void => {
    record.set('IsActive', true);
    const group = text(record, 'PermissionSetGroupId');
    if (group === '') return;
    const [set] = setupRows(work, 'PermissionSet', 'PermissionSetGroupId', [group]);
    record.set('PermissionSetId', set?.id ?? null);
};

/** A user has their profile's own permission set. Source: Object Reference, "PermissionSetAssignment". */
const assignProfile = (work: Work, user: Row): void => {
    const [set] = setupRows(work, 'PermissionSet', 'ProfileId', [text(user.record, 'ProfileId')]);
    if (!set) return;
    const assignments = setupRows(work, 'PermissionSetAssignment', 'AssigneeId', [user.id as Id]);
    const owned = new Set(
        setupRows(
            work,
            'PermissionSet',
            'Id',
            assignments.map((row) => text(row, 'PermissionSetId'))
        )
            .filter((row) => row.get('IsOwnedByProfile') === true)
            .map((row) => row.id)
    );
    const present = assignments.find((row) => owned.has(text(row, 'PermissionSetId')));
    if (!present) {
        writeSetupRow(work, 'PermissionSetAssignment', {
            AssigneeId: user.id as Id,
            PermissionSetId: set.id as Id,
            IsActive: true
        });
        return;
    }
    const field = present.type.field('PermissionSetId');
    if (!field || present.get(field) === set.id) return;
    present.set(field, set.id as Id);
    tableFor(work.storage.generation, present.type).update(present, [field]);
};

/** The groups that stand for a role, alone and with the roles below. Source: Object Reference, "Group", Type. */
const addRoleGroups = (work: Work, role: Row): void => {
    for (const Type of ['Role', 'RoleAndSubordinates'])
        writeSetupRow(work, 'Group', {
            Type,
            RelatedId: role.id as Id,
            DeveloperName: text(role.record, 'DeveloperName'),
            DoesIncludeBosses: false
        });
};

/** The permission set that stands for a group of them. Source: Object Reference, "PermissionSet", Type `Group`. */
const addGroupSet = (work: Work, group: Row): void => {
    writeSetupRow(work, 'PermissionSet', {
        Name: text(group.record, 'DeveloperName'),
        Label: text(group.record, 'MasterLabel'),
        PermissionSetGroupId: group.id as Id,
        IsOwnedByProfile: false,
        IsCustom: true,
        Type: 'Group'
    });
};

/** Writes what comes along with set-up records that were just written. */
export const writeConsequences = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    for (const row of sound(rows)) {
        if (object.name === 'User') assignProfile(work, row);
        else if (row.old) continue;
        else if (object.name === 'UserRole') addRoleGroups(work, row);
        else if (object.name === 'PermissionSetGroup') addGroupSet(work, row);
    }
};
