import { type ObjectDef, SObject, tryParseId } from '../../model/index.ts';
import { ApexMap, execution } from '../runtime/index.ts';
import { quietQuery, soqlText } from './quietQuery.ts';
import { need, typeOf } from './support.ts';

/** Records of a custom metadata type with all of their fields; reading them costs no query, as on the platform. */
const recordsOf = (object: ObjectDef, where = ''): readonly SObject[] => {
    const fields = object.fields.map((field) => field.name).join(', ');
    return quietQuery(`SELECT ${fields} FROM ${object.name}${where}`).map((row) => {
        // Unlike rows of a query, every field of these may be read.
        const record = new SObject(object);
        for (const [field, value] of row.populated()) record.set(field, value);
        return record;
    });
};

/** `My_Type__mdt.getAll()`: records by developer name. */
export const allCustomMetadata = (object: ObjectDef): ApexMap =>
    new ApexMap(
        typeOf('String'),
        execution().program.sobject(object),
        recordsOf(object).map((record) => [record.get('DeveloperName'), record] as const)
    );
/** `My_Type__mdt.getInstance(nameOrId)`: null where there is no such record. */
export const customMetadataInstance = (object: ObjectDef, nameOrId: string | null): SObject | null => {
    const key = need(nameOrId);
    const field = tryParseId(key) && execution().schema.objectOf(tryParseId(key) ?? '') ? 'Id' : 'DeveloperName';
    return recordsOf(object, ` WHERE ${field} = ${soqlText(key)}`)[0] ?? null;
};
