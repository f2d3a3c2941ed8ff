/** Descriptions of objects whose rows are worked out: their columns are those of their rows. Source: Tooling API, "sObject Describe". */
import { json } from '../http.ts';
import type { ApiResponse, Call } from '../types.ts';
import { rowsOf } from './objects.ts';
import type { ToolingRow } from './memoryQuery.ts';
import { writerOf } from './writers.ts';

/** What a value says of the type of its column. */
const typeOf = (name: string, value: unknown): readonly [type: string, soapType: string] => {
    if (name === 'Id') return ['id', 'tns:ID'];
    if (/Id$/.test(name)) return ['reference', 'tns:ID'];
    if (typeof value === 'boolean') return ['boolean', 'xsd:boolean'];
    if (typeof value === 'number') return ['int', 'xsd:int'];
    if (typeof value === 'object' && value !== null) return ['complexvalue', 'urn:address'];
    return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)
        ? ['datetime', 'xsd:dateTime']
        : ['string', 'xsd:string'];
};

/** Rows of a parent are no columns of their own. */
const isParent = (value: unknown): boolean => typeof value === 'object' && value !== null && 'attributes' in value;

const columnsOf = (rows: readonly ToolingRow[]): ReadonlyMap<string, unknown> => {
    const columns = new Map<string, unknown>([['Id', '']]);
    const [first] = rows;
    for (const name of Object.keys(first ?? {})) {
        if (name === 'attributes') continue;
        // A column that is worked out when it is read is a complex one.
        const isCostly = Object.getOwnPropertyDescriptor(first, name)?.get !== undefined;
        const value = isCostly ? {} : rows.map((row) => row[name]).find((one) => one !== null && one !== undefined);
        if (!isParent(value)) columns.set(name, value);
    }
    return columns;
};

const fieldJson = (name: string, value: unknown, writable: boolean) => {
    const [type, soapType] = typeOf(name, value);
    const simple = type !== 'complexvalue';
    const open = writable && (name === 'Metadata' || name === 'FullName');
    return {
        aggregatable: simple,
        byteLength: type === 'string' ? 765 : type === 'id' || type === 'reference' ? 18 : 0,
        createable: open,
        custom: false,
        defaultedOnCreate: false,
        deprecatedAndHidden: false,
        digits: type === 'int' ? 9 : 0,
        filterable: simple && name !== 'FullName',
        groupable: simple,
        label: name,
        length: type === 'string' ? 255 : type === 'id' || type === 'reference' ? 18 : 0,
        name,
        nameField: name === 'DeveloperName',
        nillable: name !== 'Id',
        picklistValues: [],
        precision: 0,
        referenceTo: [],
        relationshipName: null,
        scale: 0,
        soapType,
        sortable: simple,
        type,
        unique: false,
        updateable: open
    };
};

/** Describes an object; of one without a row only its Id is known. */
export const describeRows = (call: Call, name: string): ApiResponse =>
    call.transaction((tx) => {
        const writer = writerOf(name);
        const rows = rowsOf(name)?.(call.org, tx) ?? [];
        return json(200, {
            actionOverrides: [],
            childRelationships: [],
            createable: writer.create !== undefined,
            custom: false,
            deletable: writer.remove !== undefined,
            fields: [...columnsOf(rows)].map(([column, value]) =>
                fieldJson(column, value, writer.create !== undefined)
            ),
            keyPrefix: null,
            label: name,
            labelPlural: name,
            name,
            queryable: true,
            retrieveable: true,
            searchable: false,
            updateable: writer.update !== undefined,
            urls: { sobject: `${call.base}/tooling/sobjects/${name}` }
        });
    });
