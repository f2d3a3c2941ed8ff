import type { ObjectDef } from '../../model/index.ts';
import { findId, isUniqueFault } from '../storage/finders.ts';
import type { StorageGeneration } from '../storage/types.ts';
import { fail } from './row.ts';
import type { Row } from './row.ts';

const DUPLICATE_USERNAME =
    "Duplicate Username.The username already exists in this or another Salesforce organization. Usernames must be unique across all Salesforce organizations. To resolve, use a different username (it doesn't need to match the user's email address).";

/** Names the record that holds a unique key already: an older one, or one of this very statement. */
const explainDuplicate = (generation: StorageGeneration, object: ObjectDef, row: Row): void => {
    const { record } = row;
    for (const field of object.fields) {
        const value = record.get(field) ?? null;
        if (!field.unique || field.formula || value === null) continue;
        const id = findId(generation, object, [[field, value]], {
            exact: field.unique === 'caseSensitive',
            except: record.id
        });
        if (id === undefined) continue;
        if (object.name === 'User' && field.name === 'Username')
            fail(row, 'DUPLICATE_USERNAME', DUPLICATE_USERNAME, ['Username']);
        else
            fail(
                row,
                'DUPLICATE_VALUE',
                `duplicate value found: ${field.name} duplicates value on record with id: ${id.slice(0, 15)}`
            );
    }
};

/** Runs one write; a unique key that is taken becomes an error of the row. */
export const writeUnique = (generation: StorageGeneration, object: ObjectDef, row: Row, write: () => void): boolean => {
    try {
        write();
        return true;
    } catch (error) {
        if (!isUniqueFault(error)) throw error;
        const before = row.errors.length;
        explainDuplicate(generation, object, row);
        if (row.errors.length === before) throw error;
        return false;
    }
};
