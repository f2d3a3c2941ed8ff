/** Calls of `@AuraEnabled` methods by components: one transaction each. */
import { LimitExceeded, NotSupported, PlatformError } from '../../model/index.ts';
import { ApexFailure } from '../../apex/types.ts';
import { logUnexpected, statusOf } from '../errors.ts';
import { isObject, json, readObject } from '../http.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import type { ApexErrorBody } from './types.ts';

interface DmlErrors {
    readonly pageErrors: { statusCode: string; message: string }[];
    readonly fieldErrors: Record<string, { statusCode: string; message: string }[]>;
}

/** The parts of `Insert failed. First exception on row 0; first error: CODE, text: [Field]`. Source: Apex DmlException message. */
const dmlErrors = (message: string): DmlErrors | undefined => {
    const match = /first error: ([A-Z_]+), ([\s\S]*): \[([^\]]*)\]\s*$/.exec(message);
    if (!match) return undefined;
    const [, statusCode = '', text = '', fields = ''] = match;
    const error = { statusCode, message: text };
    const names = fields
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '');
    return names.length > 0
        ? { pageErrors: [], fieldErrors: Object.fromEntries(names.map((name) => [name, [error]])) }
        : { pageErrors: [error], fieldErrors: {} };
};

/** What a component finds in `error.body`. An AuraHandledException has its message; others theirs too, since this is a development org. */
const errorBody = (error: unknown): { status: number; body: ApexErrorBody } => {
    if (error instanceof ApexFailure) {
        const { exceptionType, message, stack, handled } = error.fault;
        const dml = exceptionType === 'System.DmlException' ? dmlErrors(message) : undefined;
        return {
            status: 500,
            body: {
                message,
                exceptionType,
                stackTrace: stack,
                isUserDefinedException: handled || !exceptionType.startsWith('System.'),
                ...(dml ?? {})
            }
        };
    }
    if (error instanceof LimitExceeded)
        return {
            status: 500,
            body: { message: error.message, exceptionType: 'System.LimitException', isUserDefinedException: false }
        };
    if (error instanceof NotSupported)
        return {
            status: 501,
            body: { message: error.message, exceptionType: 'NotSupported', isUserDefinedException: false }
        };
    if (error instanceof PlatformError)
        return {
            status: statusOf(error.statusCode),
            body: { message: error.message, exceptionType: error.statusCode }
        };
    const id = logUnexpected(error);
    return {
        status: 500,
        body: { message: `An unexpected error occurred. ErrorId: ${id}`, exceptionType: 'UNKNOWN_EXCEPTION' }
    };
};

const call = (request: Call): ApiResponse => {
    try {
        const body = request.request.body.length === 0 ? {} : readObject(request.request);
        const params = isObject(body.params) ? body.params : {};
        const { class: className = '', method = '' } = request.parameters;
        const result = request.transaction((tx) =>
            request.org.current.code.call(tx, className, method, params, 'auraEnabled')
        );
        return json(200, result ?? null);
    } catch (error) {
        const { status, body } = errorBody(error);
        return json(status, body);
    }
};

export const apexRoutes: readonly Route[] = [
    { method: 'POST', path: '/local-org/apex/:class/:method', login: 'page', handle: call }
];
