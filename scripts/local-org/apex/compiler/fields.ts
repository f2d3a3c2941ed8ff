/** Record fields in Apex: their types, what may be written, parents and children. */
import type { FieldDef, ObjectDef } from '../../model/index.ts';
import type { ApexType } from '../runtime/types.ts';
import type { TypeTable } from './type-table.ts';

const TYPES: Readonly<Record<string, string>> = {
    id: 'Id',
    lookup: 'Id',
    masterDetail: 'Id',
    boolean: 'Boolean',
    integer: 'Integer',
    number: 'Decimal',
    currency: 'Decimal',
    percent: 'Decimal',
    date: 'Date',
    datetime: 'Datetime',
    time: 'Time',
    address: 'Address',
    location: 'Location',
    binary: 'Blob'
};

/** The Apex type of a field. Source: Apex Developer Guide, "Primitive types" by field type. */
export const typeOfField = (table: TypeTable, field: FieldDef): ApexType =>
    table.builtin(TYPES[field.type] ?? 'String');

/**
 * What may be assigned to a field. A relationship of custom metadata takes any text: records to be deployed name their parent.
 * Source: Custom Metadata Types Implementation Guide, "Metadata Relationship".
 */
export const assignableTypeOf = (table: TypeTable, object: ObjectDef, field: FieldDef): ApexType =>
    object.kind === 'customMetadata' && field.type === 'lookup' ? table.builtin('String') : typeOfField(table, field);

/** May Apex assign it at all? Records of custom metadata may be built in memory. */
export const isWriteable = (object: ObjectDef, field: FieldDef): boolean =>
    field.can.create || field.can.update || field.name === 'Id' || object.kind === 'customMetadata' || object.readOnly;

/**
 * The parent's type behind a relationship name. Of several possible ones (an owner, who, what), User stands for the platform's
 * generic `Name`, else the first: records are read by field name, whatever they are.
 */
export const parentType = (table: TypeTable, lookup: FieldDef): ApexType => {
    const name = lookup.referenceTo.find((candidate) => candidate === 'User') ?? lookup.referenceTo[0];
    const object = name === undefined ? undefined : table.objectNamed(name);
    return object ? table.sobject(object) : table.anySObject;
};
