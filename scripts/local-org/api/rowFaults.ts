/** Faults of a row's key, before it is saved: an Id where none may be, none where one must be. */
import type { FieldDef, SaveError, SObject } from '../model/index.ts';

const forbidden = (message: string): SaveError => ({
    statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
    message,
    fields: ['Id']
});

export const insertFault = (record: SObject): SaveError | undefined =>
    record.id === undefined ? undefined : forbidden('cannot specify Id in an insert call');

export const updateFault = (record: SObject): SaveError | undefined =>
    record.id === undefined
        ? { statusCode: 'MISSING_ARGUMENT', message: 'Id not specified in an update call', fields: ['Id'] }
        : undefined;

/** @param field what an upsert finds its record by */
export const upsertFault = (field: FieldDef, record: SObject): SaveError | undefined => {
    if (field.type === 'id') return undefined;
    if (record.id !== undefined) return forbidden('cannot specify Id with an external id in an upsert call');
    const value = record.get(field);
    return value === undefined || value === null
        ? { statusCode: 'MISSING_ARGUMENT', message: `${field.name} not specified`, fields: [] }
        : undefined;
};
