import type { FormulaContext } from '../../formula/types.ts';
import { fold, NotSupported } from '../../model/index.ts';
import type { Id, Scalar } from '../../model/index.ts';
import type { Transaction } from '../types.ts';
import type { Storage } from './types.ts';

/** A field of the first record with this value of a field; null where there is none. */
const fieldOf = (storage: Storage, object: string, by: string, value: Scalar, name: string): Scalar => {
    const type = storage.generation.schema.object(object);
    const key = type?.field(by);
    const field = type?.field(name);
    if (!type || !key || !field) throw new NotSupported(`the formula global $${object}.${name}`);
    const row = storage.rowsWhere(type, key, [value])[0];
    return row?.get(field) ?? null;
};

const organizationField = (storage: Storage, name: string): Scalar => {
    const type = storage.generation.schema.object('Organization');
    const row = type && storage.generation.statement('SELECT "Id" FROM "Organization" LIMIT 1').raw(true).get();
    const id = (row as [Id] | undefined)?.[0];
    return id === undefined ? null : fieldOf(storage, 'Organization', 'Id', id, name);
};

/** Evaluates `$User.X`, `$Permission.X` and the other globals a formula may use. */
const globalValue = (storage: Storage, tx: Transaction, name: string): Scalar => {
    const [kind = '', ...rest] = name.split('.');
    const last = rest[rest.length - 1] ?? '';
    switch (fold(kind)) {
        case '$user':
            return fieldOf(storage, 'User', 'Id', tx.user.userId, last);
        case '$profile':
            return fieldOf(storage, 'Profile', 'Id', tx.user.profileId, last);
        case '$userrole':
            return tx.user.roleId === undefined ? null : fieldOf(storage, 'UserRole', 'Id', tx.user.roleId, last);
        case '$organization':
            return organizationField(storage, last);
        case '$permission':
            return tx.user.access.permission(last);
        case '$label': {
            const labels = storage.generation.model.labels;
            const label =
                labels.get(last) ??
                labels.get(fold(last)) ??
                [...labels.values()].find((one) => fold(one.name) === fold(last));
            if (!label) throw new NotSupported(`the formula global ${name}`);
            return label.value;
        }
        case '$custommetadata':
            return fieldOf(storage, rest[0] ?? '', 'DeveloperName', rest[1] ?? '', last);
        default:
            throw new NotSupported(`the formula global ${name}`);
    }
};

/** What formulas see of a transaction; globals are computed once for each user in it. */
export const createFormulaContext = (storage: Storage, tx: Transaction, isNew: boolean): FormulaContext => {
    const known = new Map<string, Scalar>();
    const { userId, timeZone } = tx.user;
    return {
        now: tx.now,
        timeZone,
        isNew,
        global(name) {
            const key = `${userId} ${name}`;
            let value = known.get(key);
            if (value === undefined) known.set(key, (value = globalValue(storage, tx, name)));
            return value;
        }
    };
};
