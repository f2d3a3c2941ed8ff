import type { FieldDef, FieldType } from '../../model/index.ts';

/** How values compare: what the SQL side and the type check need to know of a field's type. */
export type Kind =
    | 'id'
    | 'string'
    | 'longText'
    | 'multiPicklist'
    | 'int'
    | 'double'
    | 'boolean'
    | 'date'
    | 'datetime'
    | 'time'
    | 'location'
    | 'binary';

const KINDS: Readonly<Record<FieldType, Kind>> = {
    id: 'id',
    lookup: 'id',
    masterDetail: 'id',
    text: 'string',
    picklist: 'string',
    email: 'string',
    phone: 'string',
    url: 'string',
    autoNumber: 'string',
    longText: 'longText',
    richText: 'longText',
    multiPicklist: 'multiPicklist',
    integer: 'int',
    number: 'double',
    currency: 'double',
    percent: 'double',
    boolean: 'boolean',
    date: 'date',
    datetime: 'datetime',
    time: 'time',
    location: 'location',
    address: 'location',
    binary: 'binary'
};
/** Type names as messages and describe give them. Source: Object Reference, "Field Types". */
const TYPE_NAMES: Readonly<Record<FieldType, string>> = {
    id: 'id',
    lookup: 'reference',
    masterDetail: 'reference',
    text: 'string',
    picklist: 'picklist',
    email: 'email',
    phone: 'phone',
    url: 'url',
    autoNumber: 'string',
    longText: 'textarea',
    richText: 'textarea',
    multiPicklist: 'multipicklist',
    integer: 'int',
    number: 'double',
    currency: 'currency',
    percent: 'percent',
    boolean: 'boolean',
    date: 'date',
    datetime: 'dateTime',
    time: 'time',
    location: 'location',
    address: 'address',
    binary: 'base64'
};

export const kindOf = (field: FieldDef): Kind => KINDS[field.type];
export const typeNameOf = (field: FieldDef): string => TYPE_NAMES[field.type];
/** The type that a filter's value must have, in the words of the refusal. */
export const valueTypeName = (kind: Kind, field: FieldDef | undefined): string => {
    if (kind === 'string' || kind === 'longText' || kind === 'multiPicklist') return 'string';
    if (kind === 'id') return 'ID';
    if (kind === 'datetime') return 'dateTime';
    return field && kindOf(field) === kind ? typeNameOf(field) : kind;
};
