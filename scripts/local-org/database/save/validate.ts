import { PlatformError } from '../../model/index.ts';
import type { FieldDef, Id, ObjectDef, Scalar } from '../../model/index.ts';
import { checksOf } from './checks.ts';
import { checkReferences } from './references.ts';
import type { Reference } from './references.ts';
import { fail, sound } from './row.ts';
import type { Row, Work } from './row.ts';

/** What fields lose their end when a statement allows it. Source: Apex Reference Guide, Database.DMLOptions, allowFieldTruncation. */
const TRUNCATED: ReadonlySet<string> = new Set([
    'text',
    'longText',
    'richText',
    'picklist',
    'multiPicklist',
    'email',
    'phone',
    'encryptedText'
]);
const cut = (field: FieldDef, value: Scalar): Scalar =>
    typeof value === 'string' && field.length !== undefined && value.length > field.length && TRUNCATED.has(field.type)
        ? value.slice(0, field.length)
        : value;

const REPARENTING = (field: FieldDef): string =>
    `Unable to create/update fields: ${field.name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`;

/**
 * System validation of values that have not passed it yet: types, lengths, restricted picklists, ranges, Ids and what they refer to.
 * Runs before the before-triggers and, for what those changed, again after them. Source: Apex Developer Guide, "Triggers and Order of
 * Execution", step 2.
 */
export const validateValues = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const checks = checksOf(work.storage.generation, object);
    const references: Reference[] = [];
    for (const row of rows) {
        for (const [field, given] of row.record.populated()) {
            // What a trigger emptied by `''`.
            if (given === '') row.record.set(field, null);
            const value = given === '' ? null : given;
            const check = checks.get(field);
            if (value === null && field.type === 'boolean' && work.source === 'apex' && row.given.has(field))
                fail(row, 'INVALID_TYPE_ON_FIELD_IN_RECORD', `${field.label}: value not of required type: `, [
                    field.name
                ]);
            if (!check || value === null) continue;
            if (row.checked.get(field) === value) continue;
            if (row.old && row.old.get(field) === value) continue;
            const before = row.errors.length;
            const result = check(work.truncates === true ? cut(field, value) : value, (statusCode, message) =>
                fail(row, statusCode, message, [field.name])
            );
            if (row.errors.length > before) continue;
            if (result !== value) row.record.set(field, result);
            row.checked.set(field, result);
            if (field.type !== 'lookup' && field.type !== 'masterDetail') continue;
            if (row.old?.get(field) === result || result === null) continue;
            if (field.type === 'masterDetail' && row.old && !field.reparentable)
                fail(row, 'INVALID_FIELD_FOR_INSERT_UPDATE', REPARENTING(field), [field.name]);
            else references.push({ row, field, id: result as Id });
        }
    }
    checkReferences(work, object, references);
};

const requiredFields = (object: ObjectDef): FieldDef[] =>
    object.fields.filter(
        (field) =>
            (field.required || field.type === 'masterDetail') &&
            !field.formula &&
            field.type !== 'boolean' &&
            field.type !== 'autoNumber' &&
            (field.can.create || field.can.update) &&
            // A custom object's text name that is left empty becomes the record's Id.
            !(field.nameField && object.kind === 'custom')
    );

/** Required fields, after the before-triggers. */
export const validateRequired = (object: ObjectDef, rows: readonly Row[]): void => {
    const required = requiredFields(object);
    for (const row of rows) {
        const missing = required.filter(
            (field) => (row.record.get(field) ?? null) === null && !(row.old && (row.old.get(field) ?? null) === null)
        );
        if (missing.length === 0) continue;
        const names = missing.map((field) => field.name);
        fail(row, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${names.join(', ')}]`, names);
    }
};

/** A new owner must be an active user who may read the object, or a queue. Source: Object Reference, "OwnerId"; SOAP API status codes. */
export const validateOwners = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const field = object.field('OwnerId');
    const users = field && work.storage.generation.schema.object('User');
    if (!field || !users || work.source === 'system') return;
    const changed = sound(rows).filter((row) => row.record.get(field) !== (row.old?.get(field) ?? work.tx.user.userId));
    for (const row of changed) {
        const owner = row.record.get(field);
        if (typeof owner !== 'string' || !owner.startsWith(users.keyPrefix)) continue;
        try {
            const context = work.storage.userContext(owner);
            if (!context.isActive)
                fail(
                    row,
                    'INACTIVE_OWNER_OR_USER',
                    `operation performed with inactive user [${owner.slice(0, 15)}] as owner of ${object.name.toLowerCase()}`,
                    ['OwnerId']
                );
            else if (work.mode.fields === 'user' && !context.access.object(object).read)
                fail(row, 'TRANSFER_REQUIRES_READ', 'The new owner must have read permission', ['OwnerId']);
        } catch (error) {
            // No such user: the reference check has said so already.
            if (!(error instanceof PlatformError)) throw error;
        }
    }
};
