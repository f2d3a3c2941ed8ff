import { Decimal } from '../../../model/index.ts';
import type { Scalar, SObject } from '../../../model/index.ts';
import type { Work } from '../row.ts';

/** The stored record that an Id of this object names; undefined for another object's Id, or where it is gone. */
export const recordOf = (work: Work, objectName: string, id: Scalar | undefined): SObject | undefined => {
    const object = work.storage.generation.schema.object(objectName);
    return object && typeof id === 'string' && id.startsWith(object.keyPrefix)
        ? work.storage.rows(object, [id]).get(id)
        : undefined;
};

/** Sets a field that the object has. */
export const setKnown = (record: SObject, name: string, value: Scalar | undefined): void => {
    if (record.type.field(name)) record.set(name, value ?? null);
};

/** A fact of a picklist value: whether a status closes, which category it belongs to. */
export const factOf = (record: SObject, field: string, fact: string): Scalar => {
    const value = record.get(field) ?? null;
    return record.type.field(field)?.picklist?.values.find((one) => one.value === value)?.facts[fact] ?? null;
};

export const decimalOf = (value: Scalar | undefined): Decimal | undefined =>
    value instanceof Decimal ? value : typeof value === 'number' ? Decimal.of(value) : undefined;
