import { AddressValue, DateValue, Decimal, LocationValue, SObject } from '../../model/index.ts';
import type { AddressPart, FieldDef, ObjectDef, QueriedShape, Scalar } from '../../model/index.ts';
import { fromSql } from '../storage/index.ts';
import { EMPTY_ID } from './bigObjects.ts';
import { kindOf } from './kinds.ts';
import type { Run } from './values.ts';

export type RawRow = readonly unknown[];
export type Reader = (raw: unknown, run: Run) => Scalar;

/** How a record is made from columns of a row; one for all rows of a query. */
export interface RecordShape {
    readonly object: ObjectDef;
    readonly idColumn: number;
    readonly queried: QueriedShape;
    readonly names: Set<string>;
    readonly fields: { readonly field: FieldDef | string; readonly column: number; readonly read: Reader }[];
    readonly compounds: { readonly field: FieldDef; readonly parts: readonly PartColumn[] }[];
    readonly parents: Map<string, ParentShape>;
}
/** One part of an address or of a geolocation. */
export interface PartColumn {
    readonly part: AddressPart;
    readonly column: number;
    readonly read: Reader;
}
/** A parent record; several variants where the lookup is polymorphic: the one whose Id is there. */
export interface ParentShape {
    readonly relationship: string;
    readonly variants: RecordShape[];
}

export const newShape = (object: ObjectDef, idColumn: number): RecordShape => {
    const names = new Set(['id']);
    return { object, idColumn, queried: { fields: names }, names, fields: [], compounds: [], parents: new Map() };
};

/** A field, or a name that is none, read from one column. */
export const addField = (shape: RecordShape, field: FieldDef | string, column: number, read: Reader): void => {
    const name = (typeof field === 'string' ? field : field.name).toLowerCase();
    shape.names.add(name);
    if (name !== 'id') shape.fields.push({ field, column, read });
};

const MS_PER_DAY = 86_400_000;
/** `YYYY-MM-DD` as the column holds it; no check, the save pipeline wrote it. */
const readDay = (raw: unknown): Scalar => {
    if (typeof raw !== 'string') return null;
    return new DateValue(
        Date.UTC(Number(raw.slice(0, 4)), Number(raw.slice(5, 7)) - 1, Number(raw.slice(8, 10))) / MS_PER_DAY
    );
};
const readText = (raw: unknown): Scalar => raw as string | null;

/** Reads a field's column. */
export const readerOf = (field: FieldDef): Reader => {
    switch (kindOf(field)) {
        case 'date':
            return readDay;
        case 'id':
        case 'string':
        case 'longText':
        case 'multiPicklist':
            return readText;
        default:
            return (raw) => fromSql(field, raw);
    }
};

/** An address or a geolocation read from several columns. */
export const addCompound = (shape: RecordShape, field: FieldDef, parts: readonly PartColumn[]): void => {
    shape.names.add(field.name.toLowerCase());
    shape.compounds.push({ field, parts });
};

/** @returns null where every part is empty, and for a place without one of its coordinates */
const compoundValue = (field: FieldDef, columns: readonly PartColumn[], row: RawRow, run: Run): Scalar => {
    const parts = new Map<AddressPart, string | Decimal | null>();
    for (const { part, column, read } of columns) {
        const value = read(row[column], run);
        parts.set(part, typeof value === 'string' || value instanceof Decimal ? value : null);
    }
    if (field.type === 'location') {
        const [latitude, longitude] = [parts.get('latitude'), parts.get('longitude')];
        if (!(latitude instanceof Decimal) || !(longitude instanceof Decimal)) return null;
        return new LocationValue(latitude.toNumber(), longitude.toNumber());
    }
    return [...parts.values()].every((part) => part === null) ? null : new AddressValue(parts);
};

/** The record of a row. */
export const recordOf = (shape: RecordShape, row: RawRow, run: Run): SObject => {
    const record = new SObject(shape.object, shape.queried);
    record.id = shape.object.kind === 'bigObject' ? EMPTY_ID : (row[shape.idColumn] as string);
    for (const { field, column, read } of shape.fields) record.set(field, read(row[column], run));
    for (const { field, parts } of shape.compounds) record.set(field, compoundValue(field, parts, row, run));
    for (const { relationship, variants } of shape.parents.values()) {
        const variant = variants.find((candidate) => row[candidate.idColumn] !== null);
        record.setParent(relationship, variant ? recordOf(variant, row, run) : null);
    }
    return record;
};
