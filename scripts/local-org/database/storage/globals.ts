import type { FormulaContext } from '../../formula/types.ts';
import { DatetimeValue, fold, NotSupported } from '../../model/index.ts';
import type { FieldDef, Id, Scalar, SObject } from '../../model/index.ts';
import type { UserContext } from '../../security/types.ts';
import type { Transaction } from '../types.ts';
import { currencyNamed } from './currencies.ts';
import { findId } from './finders.ts';
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
    /** Hierarchical custom settings: for each, the rows that count, the user's own first. */
    readonly settings: ReadonlyMap<string, readonly SObject[]>;
}

/** `$System.OriginDateTime`: 1900-01-01 00:00:00 GMT. */
const ORIGIN = Date.UTC(1900, 0, 1);

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
        $organization: first('Organization'),
        settings: settingsOf(generation, user)
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
        case '$system':
            return new DatetimeValue(ORIGIN);
        case '$setup':
            return settingValue(records.settings.get(fold(rest[0] ?? '')) ?? [], last);
        case '$custommetadata': {
            const rows = generation.cells.get(CUSTOM_METADATA) as Map<string, SObject> | undefined;
            return fieldOf(rows?.get(fold(`${rest[0]}.${rest[1]}`)), last, name);
        }
        default:
            throw new NotSupported(`the formula global ${name}`);
    }
};

/**
 * What hierarchical custom settings hold for a user: their own row, else their profile's, else the organisation's, field by field.
 * Read at once, since a formula that SQL evaluates cannot query. Source: Apex Reference, "Custom Settings Methods", getInstance.
 */
const settingsOf = (generation: StorageGeneration, user: UserContext): Map<string, readonly SObject[]> => {
    const rows = new Map<string, readonly SObject[]>();
    const organization = generation.schema.object('Organization')?.keyPrefix ?? '';
    for (const object of generation.schema.objects) {
        if (object.kind !== 'customSetting') continue;
        const found = tableFor(generation, object).find('"IsDeleted" = 0 AND "SetupOwnerId" IS NOT NULL', []);
        const ownedBy = (test: (owner: string) => boolean): SObject[] =>
            found.filter((row) => test(textOf(row.get('SetupOwnerId') ?? null)));
        rows.set(fold(object.name), [
            ...ownedBy((owner) => owner === user.userId),
            ...ownedBy((owner) => owner === user.profileId),
            ...ownedBy((owner) => owner.startsWith(organization))
        ]);
    }
    return rows;
};

const settingValue = (rows: readonly SObject[], field: string): Scalar => {
    for (const row of rows) {
        const value = row.get(field) ?? null;
        if (value !== null) return value;
    }
    return null;
};

/** VLOOKUP: the field of the record with this name. */
const lookUp = (generation: StorageGeneration, field: FieldDef, name: string): Scalar => {
    const object = generation.schema.object(field.object);
    const id = object?.nameField && findId(generation, object, [[object.nameField, name]]);
    if (!object || id === undefined) return null;
    return tableFor(generation, object).find('"Id" = ?', [id])[0]?.get(field) ?? null;
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
        },
        lookUp: (field, name) => lookUp(generation, field, name),
        currencyRate: (isoCode) => currencyNamed(tx.schema, isoCode)?.rate
    };
};
