/** The one error boundary: whatever was thrown becomes the platform's JSON, and nothing of the inside gets out. */
import { randomUUID } from 'node:crypto';
import { LimitExceeded, NotSupported, PlatformError } from '../model/index.ts';
import type { SaveError } from '../model/index.ts';
import { ApexFailure } from '../apex/types.ts';
import { json } from './http.ts';
import type { ApiResponse } from './types.ts';

/** HTTP status by error code where it is not 400. Source: REST API Developer Guide, "Status Codes and Error Responses". */
const STATUS: Readonly<Record<string, number>> = {
    INVALID_SESSION_ID: 401,
    INSUFFICIENT_ACCESS: 403,
    INSUFFICIENT_ACCESS_OR_READONLY: 403,
    API_DISABLED_FOR_ORG: 403,
    REQUEST_LIMIT_EXCEEDED: 403,
    FORBIDDEN: 403,
    NOT_FOUND: 404,
    ENTITY_IS_DELETED: 404,
    METHOD_NOT_ALLOWED: 405,
    PRECONDITION_FAILED: 412,
    UNSUPPORTED_MEDIA_TYPE: 415,
    UNSUPPORTED_API_VERSION: 410,
    UNKNOWN_EXCEPTION: 500,
    NOT_SUPPORTED: 501
};

export interface ErrorBody {
    readonly message: string;
    readonly errorCode: string;
    readonly fields?: readonly string[];
}

export const statusOf = (errorCode: string): number => STATUS[errorCode] ?? 400;

/** A row's fault in the shape of the REST API. */
export const saveErrorBody = (error: SaveError): ErrorBody => ({
    message: error.message,
    errorCode: error.statusCode,
    fields: error.fields
});

/**
 * What was thrown, as status and REST error bodies. Unexpected errors are logged with an id; the reply carries the id only.
 */
export const explain = (error: unknown): { status: number; errors: readonly ErrorBody[] } => {
    if (error instanceof SaveFailure) {
        return {
            status: statusOf(error.errors[0]?.statusCode ?? 'UNKNOWN_EXCEPTION'),
            errors: error.errors.map(saveErrorBody)
        };
    }
    if (error instanceof PlatformError) {
        const body = { message: error.message, errorCode: error.statusCode };
        return {
            status: statusOf(error.statusCode),
            errors: [error.fields.length ? { ...body, fields: error.fields } : body]
        };
    }
    if (error instanceof NotSupported)
        return { status: 501, errors: [{ message: error.message, errorCode: 'NOT_SUPPORTED' }] };
    if (error instanceof LimitExceeded) {
        return {
            status: 400,
            errors: [
                {
                    message: `System.LimitException: ${error.message}`,
                    errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
                    fields: []
                }
            ]
        };
    }
    if (error instanceof ApexFailure) {
        const { exceptionType, message } = error.fault;
        return {
            status: 400,
            errors: [
                {
                    message: `${exceptionType}: ${message}`,
                    errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
                    fields: []
                }
            ]
        };
    }
    const id = logUnexpected(error);
    return {
        status: 500,
        errors: [
            {
                message: `An unexpected error occurred. Please include this ErrorId if you report it: ${id}`,
                errorCode: 'UNKNOWN_EXCEPTION'
            }
        ]
    };
};

/** Writes an unexpected error to the log of the process that runs the org, and returns the id that replies may carry. */
export const logUnexpected = (error: unknown): string => {
    const id = randomUUID();
    process.stderr.write(`ErrorId ${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return id;
};

/** The REST API's answer to what was thrown: an array of errors. */
export const errorResponse = (error: unknown): ApiResponse => {
    const { status, errors } = explain(error);
    return json(status, errors);
};

/** A single record that the save pipeline refused, with all of its reasons. Thrown, so that the transaction rolls back. */
export class SaveFailure extends Error {
    readonly errors: readonly SaveError[];
    constructor(errors: readonly SaveError[]) {
        super(errors.map((error) => `${error.statusCode}: ${error.message}`).join('; '));
        this.name = 'SaveFailure';
        this.errors = errors;
    }
}
