/** Values of records in the CSV of bulk queries. */
import { DatetimeValue, Decimal, DoubleBox } from '../../model/index.ts';
import type { FieldDef, ObjectDef, Scalar, SObject } from '../../model/index.ts';
import { toJson, plainText } from '../values.ts';

/** A double as Java writes it, which is how the platform does: `10.0`, `1.5E7`. */
export const doubleText = (value: number): string => {
    if (Number.isInteger(value) && Math.abs(value) < 1e7) return `${value}.0`;
    const size = Math.abs(value);
    if (size >= 1e-3 && size < 1e7) return String(value);
    const [digits = '', exponent = '0'] = value.toExponential().split('e');
    return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
};

const DOUBLES = new Set(['number', 'currency', 'percent']);

const text = (field: FieldDef | undefined, value: Scalar | undefined): string => {
    if (value === null || value === undefined) return '';
    if (value instanceof DatetimeValue) return new Date(value.ms).toISOString();
    const plain = toJson(value);
    const isDouble =
        value instanceof Decimal || value instanceof DoubleBox || (field !== undefined && DOUBLES.has(field.type));
    return isDouble && typeof plain === 'number' ? doubleText(plain) : plainText(plain);
};

/** The value at a path of names (`Owner.Name`), as the CSV has it; empty where a parent is missing. */
export const valueAt = (row: SObject, path: readonly string[]): string => {
    const [head = '', ...rest] = path;
    if (rest.length > 0) {
        const parent = row.parent(head);
        return parent ? valueAt(parent, rest) : '';
    }
    const field = row.type.field(head);
    return text(field, row.get(field ?? head));
};

/** How the schema spells a path: the header's names, whatever the query's. */
export const spelled = (
    object: ObjectDef,
    path: readonly string[],
    byName: (name: string) => ObjectDef | undefined
): string => {
    const [head = '', ...rest] = path;
    if (rest.length === 0) return object.field(head)?.name ?? head;
    const lookup = object.parent(head);
    const target = lookup?.referenceTo[0] === undefined ? undefined : byName(lookup.referenceTo[0]);
    return `${head}.${target ? spelled(target, rest, byName) : rest.join('.')}`;
};
