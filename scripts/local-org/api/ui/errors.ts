/** What a page shows when a record could not be saved. */
import type { ObjectDef } from '../../model/index.ts';
import { LimitExceeded } from '../../model/index.ts';
import { ApexFailure } from '../../apex/types.ts';
import { SaveFailure, explain } from '../errors.ts';
import { json } from '../http.ts';
import type { ApiResponse } from '../types.ts';

/**
 * Errors of a save in the UI API's shape: those of fields by field, the rest together.
 * @throws whatever is no refusal of a save
 */
export const saveErrorResponse = (
    error: unknown,
    object: ObjectDef | undefined,
    verb: 'create' | 'update' | 'delete'
): ApiResponse => {
    if (!(error instanceof SaveFailure || error instanceof LimitExceeded || error instanceof ApexFailure)) throw error;
    const { status, errors } = explain(error);
    const general: unknown[] = [];
    // A Map: whoever asks may call a field `toString`.
    const fieldErrors = new Map<string, unknown[]>();
    for (const item of errors) {
        const fields = item.fields ?? [];
        const shape = {
            constituentField: null,
            duplicateRecordError: null,
            errorCode: item.errorCode,
            message: item.message
        };
        if (fields.length === 0) general.push({ ...shape, field: null, fieldLabel: null });
        for (const name of fields) {
            const label = object?.field(name)?.label ?? name;
            const shaped = { ...shape, field: name, fieldLabel: label };
            fieldErrors.set(name, [...(fieldErrors.get(name) ?? []), shaped]);
        }
    }
    return json(status, [
        {
            enhancedErrorType: 'RecordError',
            errorCode: errors[0]?.errorCode ?? 'UNKNOWN_EXCEPTION',
            message: `An error occurred while trying to ${verb} the record. Please try again.`,
            output: { errors: general, fieldErrors: Object.fromEntries(fieldErrors) },
            statusCode: status
        }
    ]);
};
