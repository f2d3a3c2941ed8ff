import {
    DateValue,
    DatetimeValue,
    Decimal,
    type FieldDef,
    type Id,
    type ObjectDef,
    SObject,
    type Scalar,
    tryParseId
} from '../../model/index.ts';
import { packageNamed } from '../../metadata/index.ts';
import { SYSTEM_MODE } from '../../security/types.ts';
import { ApexList, execution, saveRecords } from '../runtime/index.ts';
import { staticResource } from './staticResources.ts';
import { raise } from './support.ts';

const tables = packageNamed<typeof import('csv-parse/sync')>('csv-parse/sync');

/**
 * Ids that files gave to their records → the Ids that those got: later files refer to records by the former, which may be any text. Source:
 * Salesforce Stack Exchange 54527, with the log of a run in an org.
 */
const GIVEN_IDS = Symbol('Ids that files of test data gave');
const idsGiven = (): Map<string, Id> => {
    const { cells } = execution();
    let known = cells.get(GIVEN_IDS) as Map<string, Id> | undefined;
    if (!known) cells.set(GIVEN_IDS, (known = new Map<string, Id>()));
    return known;
};

/** A cell as its field holds it. @throws SObjectException for a text that is no value of the field */
const cellValue = (field: FieldDef, text: string): Scalar => {
    const invalid = (): never => raise('System.SObjectException', `Invalid value for ${field.name}: ${text}`);
    switch (field.type) {
        case 'boolean':
            return /^(true|1|yes)$/i.test(text);
        case 'integer':
            return /^-?\d+$/.test(text) ? Number(text) : invalid();
        case 'number':
        case 'currency':
        case 'percent':
            return Decimal.parse(text) ?? invalid();
        case 'date': {
            const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(text) ?? [];
            return year === undefined ? invalid() : DateValue.of(Number(year), Number(month), Number(day));
        }
        case 'datetime': {
            const ms = Date.parse(text);
            return Number.isNaN(ms) ? invalid() : new DatetimeValue(ms);
        }
        case 'id':
        case 'lookup':
        case 'masterDetail':
            return idsGiven().get(text) ?? tryParseId(text) ?? invalid();
        default:
            return text;
    }
};

/**
 * Inserts the records of a static resource, a CSV file with field names in its first line. Ids in it are not kept, but later files can refer by them.
 * Source: Apex Developer Guide, "Loading Test Data".
 */
export const loadTestData = (object: ObjectDef, resource: string): ApexList => {
    const bytes = staticResource(resource) ?? raise('System.StringException', `Static Resource not found: ${resource}`);
    const rows = tables().parse<Record<string, string>>(Buffer.from(bytes), {
        columns: true,
        bom: true,
        skip_empty_lines: true,
        trim: true
    });
    const records = rows.map((row) => {
        const record = new SObject(object);
        for (const [name, text] of Object.entries(row)) {
            const field =
                object.field(name) ?? raise('System.SObjectException', `Invalid field ${name} for ${object.name}`);
            if (text !== '' && field.type !== 'id') record.set(field, cellValue(field, text));
        }
        return record;
    });
    saveRecords('insert', records, { allOrNone: true, mode: SYSTEM_MODE });
    const idColumn = Object.keys(rows[0] ?? {}).find((name) => object.field(name)?.type === 'id');
    rows.forEach((row, index) => {
        const given = idColumn === undefined ? '' : (row[idColumn] ?? '');
        const { id } = records[index] ?? {};
        if (given !== '' && id !== undefined) idsGiven().set(given, id);
    });
    return new ApexList(execution().program.sobject(object), records);
};
