import type { Formula } from '../../formula/types.ts';
import type { FieldDef, ObjectDef, Scalar } from '../../model/index.ts';
import { compiled } from '../storage/generation.ts';
import { CURRENCY_FIELD, userCurrency } from '../storage/currencies.ts';
import { emptyRollup } from '../storage/rollups.ts';
import { tableFor } from '../storage/tables.ts';
import type { SqliteStorage } from '../storage/storage.ts';
import { defaultRecordType } from './recordTypes.ts';
import type { StorageGeneration } from '../storage/types.ts';
import type { Transaction } from '../types.ts';

interface Default {
    readonly field: FieldDef;
    readonly value?: Scalar;
    readonly formula?: Formula;
}

const DEFAULTS = Symbol('defaults');

const compileDefault = (field: FieldDef, object: ObjectDef, generation: StorageGeneration): Default | undefined => {
    if (field.formula) return undefined;
    if (field.rollup) return { field, value: emptyRollup(field) };
    if (field.defaultValue)
        return { field, formula: compiled(field.defaultValue, object, generation.schema, 'default') };
    const chosen = field.picklist?.values.find((value) => value.isDefault);
    if (chosen) return { field, value: chosen.value };
    return field.type === 'boolean' ? { field, value: field.name === 'IsActive' && object.name === 'User' } : undefined;
};

const defaultsOf = (generation: StorageGeneration, object: ObjectDef): readonly Default[] => {
    let known = generation.cells.get(DEFAULTS) as Map<ObjectDef, readonly Default[]> | undefined;
    if (!known) generation.cells.set(DEFAULTS, (known = new Map()));
    let defaults = known.get(object);
    if (!defaults) {
        defaults = object.fields
            .map((field) => compileDefault(field, object, generation))
            .filter((one) => one !== undefined);
        known.set(object, defaults);
    }
    return defaults;
};

/** The org itself, which a hierarchy setting is for unless it says otherwise. Source: Apex Developer Guide, "Custom Settings Methods". */
const organizationId = (storage: SqliteStorage): Scalar => {
    const object = storage.generation.schema.object('Organization');
    const rows = object ? tableFor(storage.generation, object).find('"IsDeleted" = 0 LIMIT 1', []) : [];
    return rows[0]?.id ?? null;
};

/**
 * What fields of a new record hold that nobody set: literal and formula defaults, default picklist values, empty roll-ups,
 * false, the running user as owner, and that user's currency. A default formula cannot see the record, so one evaluation serves a whole chunk.
 */
export const defaultValues = (
    storage: SqliteStorage,
    tx: Transaction,
    object: ObjectDef
): ReadonlyMap<FieldDef, Scalar> => {
    const values = new Map<FieldDef, Scalar>();
    const context = storage.formulaContext(tx, true);
    for (const { field, value, formula } of defaultsOf(storage.generation, object)) {
        const result = formula
            ? formula.evaluate(
                  formula.inputs.map(() => null),
                  context
              )
            : (value ?? null);
        if (result !== null) values.set(field, result);
        else if (field.type === 'boolean') values.set(field, false);
    }
    const currency = object.field(CURRENCY_FIELD);
    if (currency) values.set(currency, userCurrency(storage, tx.user.userId)?.isoCode ?? null);
    const level = object.settings === 'hierarchy' ? object.field('SetupOwnerId') : undefined;
    if (level) values.set(level, organizationId(storage));
    const recordType = defaultRecordType(storage, tx, object);
    const typeField = object.field('RecordTypeId');
    if (typeField && recordType !== undefined) values.set(typeField, recordType);
    const owner = object.field('OwnerId');
    if (owner && object.kind !== 'share') values.set(owner, tx.user.userId);
    return values;
};
