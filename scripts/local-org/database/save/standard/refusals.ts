import { requireField } from '../../../model/index.ts';
import type { ObjectDef, SaveError, Scalar, SObject } from '../../../model/index.ts';
import { findId } from '../../storage/finders.ts';
import { fail, sound } from '../row.ts';
import type { Row, Work } from '../row.ts';
import { textOf } from '../../storage/values.ts';
import { setupRows } from './setup/rows.ts';

/** The record that has the same values in all of these fields already, among the stored ones. */
const sameIn = (
    work: Work,
    object: ObjectDef,
    record: SObject,
    fields: readonly string[],
    replaced: Readonly<Record<string, Scalar>> = {}
) =>
    findId(
        work.storage.generation,
        object,
        fields.map((name) => [requireField(object, name), replaced[name] ?? record.get(name) ?? null] as const)
    );

const textIn = (record: SObject | undefined, field: string): string => textOf(record?.get(field));

const byId = (work: Work, object: string, ids: readonly string[]): ReadonlyMap<string, SObject> =>
    new Map(setupRows(work, object, 'Id', [...new Set(ids)]).map((row) => [row.id as string, row]));

/** The permission set of an assignment names a licence, and the user's profile has another. */
const lacksLicence = (set: SObject | undefined, profile: SObject | undefined): boolean => {
    const wanted = textIn(set, 'LicenseId');
    return wanted !== '' && set?.get('IsOwnedByProfile') !== true && textIn(profile, 'UserLicenseId') !== wanted;
};

/**
 * One assignment of a permission set to a user; a set with a licence goes to users of that licence only.
 * Sources: Object Reference, "PermissionSetAssignment"; Security Implementation Guide, "User Licenses in Permission Sets". The message
 * begins as the platform's do that end with a permission; how it ends for a licence could not be looked up.
 */
export const checkAssignments = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const seen = new Set<string>();
    const namedIn = (field: string): string[] => sound(rows).map(({ record }) => textIn(record, field));
    const sets = byId(work, 'PermissionSet', namedIn('PermissionSetId'));
    const users = byId(work, 'User', namedIn('AssigneeId'));
    const profiles = byId(
        work,
        'Profile',
        [...users.values()].map((user) => textIn(user, 'ProfileId'))
    );
    for (const row of sound(rows)) {
        if (row.old) continue;
        const assignee = textOf(row.record.get('AssigneeId'));
        const set = textOf(row.record.get('PermissionSetId'));
        const known =
            seen.has(`${assignee} ${set}`) ||
            sameIn(work, object, row.record, ['AssigneeId', 'PermissionSetId']) !== undefined;
        seen.add(`${assignee} ${set}`);
        if (known)
            fail(
                row,
                'DUPLICATE_VALUE',
                `Duplicate PermissionSetAssignment. Assignee: ${assignee.slice(0, 15)}; Permission Set: ${set.slice(0, 15)}`
            );
        else if (lacksLicence(sets.get(set), profiles.get(textIn(users.get(assignee), 'ProfileId'))))
            fail(
                row,
                'FIELD_INTEGRITY_EXCEPTION',
                `Can't assign permission set ${textIn(sets.get(set), 'Label')} to user ${textIn(users.get(assignee), 'Name')}. The user license doesn't match the license of the permission set`,
                ['PermissionSetId']
            );
    }
};

/** A price in another book needs the standard price first, and each book has one price a product. Source: Object Reference, "PricebookEntry". */
export const checkPrices = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const { generation } = work.storage;
    const books = generation.schema.object('Pricebook2');
    const standard = books && findId(generation, books, [[requireField(books, 'IsStandard'), true]]);
    for (const row of sound(rows)) {
        if (row.old) continue;
        const fields = ['Product2Id', 'Pricebook2Id'];
        if (sameIn(work, object, row.record, fields) !== undefined)
            fail(row, 'DUPLICATE_VALUE', 'This price definition already exists in this price book');
        else if (
            standard !== undefined &&
            row.record.get('Pricebook2Id') !== standard &&
            !sameIn(work, object, row.record, fields, { Pricebook2Id: standard })
        )
            fail(row, 'STANDARD_PRICE_NOT_DEFINED', 'Before creating a custom price, create a standard price.');
    }
};

/** Objects whose records are deactivated, never deleted. Source: Object Reference, "User". */
export const checkDeletable = (object: ObjectDef): SaveError | undefined =>
    object.name === 'User' || object.name === 'Organization'
        ? {
              statusCode: 'INVALID_TYPE_FOR_OPERATION',
              message: `entity type cannot be deleted: ${object.label}`,
              fields: []
          }
        : undefined;
