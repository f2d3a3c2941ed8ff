import { DateValue, DatetimeValue, Decimal, tryParseId } from '../../model/index.ts';
import type { FieldDef, FieldType, Problem, Schema } from '../../model/index.ts';
import type { ColumnDescription } from './description.ts';
import { columnOf, quoted, sqlTypeOf, tableOf } from './names.ts';
import type { Connection, SqlValue } from './types.ts';

const NUMBERS: ReadonlySet<FieldType> = new Set<FieldType>(['integer', 'number', 'currency', 'percent']);
const REFERENCES: ReadonlySet<FieldType> = new Set<FieldType>(['id', 'lookup', 'masterDetail']);
const TYPED: ReadonlySet<FieldType> = new Set<FieldType>([
    ...NUMBERS,
    ...REFERENCES,
    'boolean',
    'date',
    'datetime',
    'time',
    'binary'
]);
const isText = (type: FieldType): boolean => !TYPED.has(type);

const wholeDigits = (column: { precision?: number; scale?: number }): number =>
    (column.precision ?? 18) - (column.scale ?? 0);

/** Could a value of the old column not fit the field as it is now? */
export const mustConvert = (from: ColumnDescription, field: FieldDef): boolean => {
    if (from.type !== field.type) return true;
    if (NUMBERS.has(field.type)) return wholeDigits(field) < wholeDigits(from);
    if (REFERENCES.has(field.type)) return from.referenceTo.some((name) => !field.referenceTo.includes(name));
    return isText(field.type) && (field.length ?? Infinity) < (from.length ?? Infinity);
};

const textOf = (type: FieldType, raw: string | number): string => {
    if (type === 'boolean') return raw === 0 ? 'false' : 'true';
    return type === 'datetime' ? new DatetimeValue(Number(raw)).toString() : String(raw);
};

const numberOf = (field: FieldDef, from: ColumnDescription, raw: string | number): SqlValue | undefined => {
    if (!NUMBERS.has(from.type) && !isText(from.type)) return undefined;
    const value = Decimal.parse(String(raw));
    if (!value || (field.type === 'integer' && value.stripTrailingZeros().scale > 0)) return undefined;
    return value.abs().compare(new Decimal(10n ** BigInt(Math.max(wholeDigits(field), 0)), 0)) < 0
        ? value.toNumber()
        : undefined;
};

const isId = (text: string): boolean => tryParseId(text) === text;
/** A stored value in the form of the field's new type; undefined where it does not fit. */
const convertValue = (
    schema: Schema,
    from: ColumnDescription,
    field: FieldDef,
    raw: string | number
): SqlValue | undefined => {
    if (NUMBERS.has(field.type)) return numberOf(field, from, raw);
    if (REFERENCES.has(field.type)) {
        // A text may hold Ids: the platform's own fields that did so became lookups.
        const fits =
            (REFERENCES.has(from.type) || (isText(from.type) && isId(String(raw)))) &&
            field.referenceTo.some((name) => schema.object(name)?.keyPrefix === String(raw).slice(0, 3));
        return fits ? raw : undefined;
    }
    if (field.type === 'date') return isText(from.type) ? DateValue.parse(String(raw))?.toString() : undefined;
    if (field.type === 'datetime') {
        if (from.type === 'date') return (DateValue.parse(String(raw))?.day ?? 0) * 86_400_000;
        return isText(from.type) ? DatetimeValue.parse(String(raw))?.ms : undefined;
    }
    if (!isText(field.type)) return undefined;
    const text = textOf(from.type, raw);
    return text.length <= (field.length ?? 255) ? text : undefined;
};

interface StoredRow {
    readonly id: string;
    readonly value: string | number | null;
}

/**
 * Converts a column to the field's new type, where every value fits.
 * @returns a problem naming how many rows do not fit and the first three of them
 */
export const convertColumn = (
    connection: Connection,
    schema: Schema,
    from: ColumnDescription,
    field: FieldDef
): Problem | undefined => {
    const object = schema.object(field.object);
    if (!object) throw new Error(`no object ${field.object}`);
    const table = tableOf(object);
    const column = columnOf(field) as string;
    const rows = connection
        .prepare<[], StoredRow>(`SELECT "Id" AS id, ${column} AS value FROM ${table} ORDER BY "Id"`)
        .all();
    const converted: { id: string; value: SqlValue }[] = [];
    const misfits: StoredRow[] = [];
    for (const row of rows) {
        if (row.value === null) {
            if (field.type === 'masterDetail') misfits.push(row);
            continue;
        }
        const value = convertValue(schema, from, field, row.value);
        if (value === undefined) misfits.push(row);
        else converted.push({ id: row.id, value });
    }
    if (misfits.length > 0) {
        const first = misfits
            .slice(0, 3)
            .map(({ id, value }) => `${id} (${value === null ? 'empty' : JSON.stringify(value)})`);
        return {
            file: `objects/${object.name}/fields/${field.name}.field-meta.xml`,
            line: 1,
            column: 1,
            message: `${object.name}.${field.name} cannot change from ${from.type}${from.length ? `(${from.length})` : ''} to ${field.type}${field.length ? `(${field.length})` : ''}: ${misfits.length} of ${rows.length} rows do not fit, first ${first.join(', ')}`
        };
    }
    const next = quoted(`${field.name}$new`);
    const initial = field.type === 'boolean' ? ' DEFAULT 0' : '';
    connection.exec(`ALTER TABLE ${table} ADD COLUMN ${next} ${sqlTypeOf(field)}${initial}`);
    const update = connection.prepare(`UPDATE ${table} SET ${next} = ? WHERE "Id" = ?`);
    for (const { id, value } of converted) update.run(value, id);
    connection.exec(
        `ALTER TABLE ${table} DROP COLUMN ${column}; ALTER TABLE ${table} RENAME COLUMN ${next} TO ${column}`
    );
    return undefined;
};
