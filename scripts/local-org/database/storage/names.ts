import type { FieldDef, ObjectDef } from '../../model/index.ts';

/** Text up to this length gets a folded twin column. */
const FOLDED_LENGTH = 255;
const FOLDED_TYPES: ReadonlySet<string> = new Set([
    'text',
    'picklist',
    'multiPicklist',
    'email',
    'phone',
    'url',
    'autoNumber'
]);

/** A quoted SQL identifier. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The quoted table of an object. */
export const tableOf = (object: ObjectDef): string => quoted(object.name);

/** Formulas, addresses and geolocations have no column; every other field has one. */
export const isStored = (field: FieldDef): boolean => field.formula === undefined && field.compound === undefined;

/** The quoted column of a stored field; undefined for a formula field. */
export const columnOf = (field: FieldDef): string | undefined => (isStored(field) ? quoted(field.name) : undefined);

/** Does text of this field have a second column in folded form? */
export const isFolded = (field: FieldDef): boolean =>
    isStored(field) &&
    (field.type === 'longText'
        ? field.length !== undefined && field.length <= FOLDED_LENGTH
        : FOLDED_TYPES.has(field.type) && (field.length ?? FOLDED_LENGTH) <= FOLDED_LENGTH);

/** The quoted folded twin (`"Name$f"`); undefined where the field has none. */
export const foldedColumnOf = (field: FieldDef): string | undefined =>
    isFolded(field) ? quoted(`${field.name}$f`) : undefined;

/** SQLite's STRICT type of a stored field's column. */
export const sqlTypeOf = (field: FieldDef): 'TEXT' | 'INTEGER' | 'REAL' | 'BLOB' => {
    switch (field.type) {
        case 'boolean':
        case 'integer':
        case 'datetime':
        case 'time':
            return 'INTEGER';
        case 'number':
        case 'currency':
        case 'percent':
            return 'REAL';
        case 'binary':
            return 'BLOB';
        default:
            return 'TEXT';
    }
};
