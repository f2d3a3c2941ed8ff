/** Dependent picklists: which values go with which of the controlling field. */
import type { FieldDef, ObjectDef } from './types.ts';

/** How metadata names the two values of a checkbox, and how the APIs do. Source: Metadata API Developer Guide, "ValueSettings". */
const CHECKBOX: readonly (readonly [metadata: string, api: string])[] = [
    ['unchecked', 'false'],
    ['checked', 'true']
];

/** The values of the controlling field in the order by which APIs number them: as metadata names them, and as the APIs do. */
const controllersOf = (object: ObjectDef, field: FieldDef): readonly (readonly [metadata: string, api: string])[] => {
    const controller = object.field(field.picklist?.controllingField ?? '');
    if (!controller) return [];
    if (controller.type === 'boolean') return CHECKBOX;
    return (controller.picklist?.values ?? []).map(({ value }) => [value, value] as const);
};

/** Number of each value of the controlling field; empty of a picklist that depends on none. Source: User Interface API, "Picklist Values". */
export const controllerValues = (object: ObjectDef, field: FieldDef): Readonly<Record<string, number>> =>
    Object.fromEntries(controllersOf(object, field).map(([, api], at) => [api, at]));

/** Numbers of the controlling values that a value goes with. */
export const validNumbers = (object: ObjectDef, field: FieldDef, value: string): readonly number[] => {
    const allowed = field.picklist?.validFor?.get(value);
    return controllersOf(object, field).flatMap(([metadata], at) => (allowed?.has(metadata) ? [at] : []));
};

/**
 * The same as a bit for each controlling value, the first one highest, in base64; null of a picklist that depends on none.
 * Source: SOAP API Developer Guide, "PicklistEntry", validFor.
 */
export const validBits = (object: ObjectDef, field: FieldDef, value: string): string | null => {
    if (field.picklist?.controllingField === undefined) return null;
    const bytes = Math.ceil(controllersOf(object, field).length / 8);
    const bits = new Uint8Array(Math.max(3, Math.ceil(bytes / 3) * 3));
    for (const at of validNumbers(object, field, value)) bits[at >> 3] = (bits[at >> 3] ?? 0) | (0x80 >> (at & 7));
    return Buffer.from(bits).toString('base64');
};
