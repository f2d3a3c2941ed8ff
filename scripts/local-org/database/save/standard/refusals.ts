import { requireField } from '../../../model/index.ts';
import type { ObjectDef, SaveError, Scalar, SObject } from '../../../model/index.ts';
import { findId } from '../../storage/finders.ts';
import { fail, sound } from '../row.ts';
import type { Row, Work } from '../row.ts';
import { textOf } from '../../storage/values.ts';

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

/** One assignment of a permission set to a user. Source: Object Reference, "PermissionSetAssignment". */
export const checkAssignments = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const seen = new Set<string>();
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
