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

/** The permission set of an assignment names a licence, and the user's profile has another. */
const lacksLicence = (work: Work, assignee: string, set: SObject | undefined): boolean => {
    const wanted = textIn(set, 'LicenseId');
    if (wanted === '' || set?.get('IsOwnedByProfile') === true) return false;
    const [user] = setupRows(work, 'User', 'Id', [assignee]);
    const [profile] = setupRows(work, 'Profile', 'Id', [textIn(user, 'ProfileId')]);
    return textIn(profile, 'UserLicenseId') !== wanted;
};

/**
 * One assignment of a permission set to a user; a set with a licence goes to users of that licence only.
 * Sources: Object Reference, "PermissionSetAssignment"; Security Implementation Guide, "User Licenses in Permission Sets". The message
 * begins as the platform's do that end with a permission; how it ends for a licence could not be looked up.
 */
export const checkAssignments = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const seen = new Set<string>();
    const sets = new Map(
        setupRows(
            work,
            'PermissionSet',
            'Id',
            sound(rows).map((row) => textIn(row.record, 'PermissionSetId'))
        ).map((row) => [row.id as string, row])
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
        else if (lacksLicence(work, assignee, sets.get(set)))
            fail(
                row,
                'FIELD_INTEGRITY_EXCEPTION',
                `Can't assign permission set ${textIn(sets.get(set), 'Label')} to user ${textIn(setupRows(work, 'User', 'Id', [assignee])[0], 'Name')}. The user license doesn't match the license of the permission set`,
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
