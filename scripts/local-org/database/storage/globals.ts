import type { FormulaContext } from '../../formula/types.ts';
import { fold, NotSupported } from '../../model/index.ts';
import type { Id, Scalar, SObject } from '../../model/index.ts';
import type { UserContext } from '../../security/types.ts';
import type { Transaction } from '../types.ts';
import { tableFor } from './tables.ts';
import type { StorageGeneration } from './types.ts';
import { textOf } from './values.ts';

/**
 * Records that `$User`, `$Profile`, `$UserRole` and `$Organization` name, read when the user's rights are: a formula that SQL evaluates
 * cannot query.
 */
export interface GlobalRecords {
    readonly $user: SObject | undefined;
    readonly $profile: SObject | undefined;
    readonly $userrole: SObject | undefined;
    readonly $organization: SObject | undefined;
}

const CUSTOM_METADATA = Symbol('custom metadata by name');

/** Reads the records of a user's globals. */
export const readGlobals = (generation: StorageGeneration, user: UserContext): GlobalRecords => {
    const first = (object: string, id?: Id): SObject | undefined => {
        const type = generation.schema.object(object);
        if (!type) return undefined;
        const table = tableFor(generation, type);
        return (id === undefined ? table.find('"IsDeleted" = 0 LIMIT 1', []) : table.find('"Id" = ?', [id]))[0];
    };
    return {
        $user: first('User', user.userId),
        $profile: first('Profile', user.profileId),
        $userrole: user.roleId === undefined ? undefined : first('UserRole', user.roleId),
        $organization: first('Organization')
    };
};

/** Keeps the rows of all custom metadata types for formulas, after they were filled. */
export const keepCustomMetadata = (generation: StorageGeneration): void => {
    const rows = new Map<string, SObject>();
    for (const object of generation.schema.objects) {
        if (object.kind !== 'customMetadata') continue;
        for (const record of tableFor(generation, object).find('"IsDeleted" = 0', []))
            rows.set(fold(`${object.name}.${textOf(record.get('DeveloperName'))}`), record);
    }
    generation.cells.set(CUSTOM_METADATA, rows);
};

const fieldOf = (record: SObject | undefined, field: string, global: string): Scalar => {
    if (record && !record.type.field(field)) throw new NotSupported(`the formula global ${global}`);
    return record?.get(field) ?? null;
};

/** Evaluates `$User.X`, `$Permission.X` and the other globals a formula may use. */
const globalValue = (
    generation: StorageGeneration,
    records: GlobalRecords,
    user: UserContext,
    name: string
): Scalar => {
    const [kind = '', ...rest] = name.split('.');
    const last = rest[rest.length - 1] ?? '';
    const folded = fold(kind);
    switch (folded) {
        case '$user':
        case '$profile':
        case '$userrole':
        case '$organization':
            return fieldOf(records[folded], last, name);
        case '$permission':
            return user.access.permission(last);
        case '$label': {
            const { labels } = generation.model;
            const label = labels.get(last) ?? [...labels.values()].find((one) => fold(one.name) === fold(last));
            if (!label) throw new NotSupported(`the formula global ${name}`);
            return label.value;
        }
        case '$custommetadata': {
            const rows = generation.cells.get(CUSTOM_METADATA) as Map<string, SObject> | undefined;
            return fieldOf(rows?.get(fold(`${rest[0]}.${rest[1]}`)), last, name);
        }
        default:
            throw new NotSupported(`the formula global ${name}`);
    }
};

/** What formulas see of a transaction; globals are computed once for each user in it. */
export const createFormulaContext = (
    generation: StorageGeneration,
    records: GlobalRecords,
    tx: Transaction,
    isNew: boolean
): FormulaContext => {
    const known = new Map<string, Scalar>();
    const { user } = tx;
    return {
        now: tx.now,
        timeZone: user.timeZone,
        isNew,
        global(name) {
            let value = known.get(name);
            if (value === undefined) known.set(name, (value = globalValue(generation, records, user, name)));
            return value;
        }
    };
};
