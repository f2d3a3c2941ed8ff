/** Values of records in the CSV of bulk queries. */
import { DatetimeValue, doubleText } from '../../model/index.ts';
import type { FieldDef, ObjectDef, Scalar, SObject } from '../../model/index.ts';
import { isDouble, toJson, plainText } from '../values.ts';

const text = (field: FieldDef | undefined, value: Scalar | undefined): string => {
    if (value === null || value === undefined) return '';
    if (value instanceof DatetimeValue) return new Date(value.ms).toISOString();
    const plain = toJson(value);
    return typeof plain === 'number' && isDouble(field, value) ? doubleText(plain) : plainText(plain);
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
