/** What Lightning's modules reject with: the HTTP response, with the platform's error as its body. */
export interface ResponseError {
    readonly ok: false;
    readonly status: number;
    readonly statusText: string;
    readonly body: ErrorBody;
    readonly headers: Readonly<Record<string, string>>;
    readonly errorType: 'fetchResponse';
}
export interface ErrorBody {
    readonly message: string;
    readonly errorCode?: string;
    readonly statusCode?: number;
    readonly enhancedErrorType?: string;
    readonly output?: SaveOutput;
    readonly [further: string]: unknown;
}
/** Why a record was not saved: errors of the whole record, and those of single fields. */
export interface SaveOutput {
    readonly errors: readonly SaveFault[];
    readonly fieldErrors: Readonly<Record<string, readonly SaveFault[]>>;
}
export interface SaveFault {
    readonly errorCode: string;
    readonly message: string;
    readonly field: string | null;
    readonly fieldLabel: string | null;
}

/** Where the UI API and the other REST resources are. */
export const DATA = '/services/data/v67.0';
export const UI_API = `${DATA}/ui-api`;

/** Errors come as an array from REST resources, as an object from Apex. */
const bodyOf = (content: unknown, status: number, statusText: string): ErrorBody => {
    const first: unknown = Array.isArray(content) ? content[0] : content;
    if (typeof first === 'object' && first !== null && 'message' in first) {
        return { statusCode: status, ...(first as ErrorBody) };
    }
    return { message: statusText || `The server answered ${status}.`, statusCode: status };
};

/* eslint-disable @typescript-eslint/only-throw-error -- Lightning's modules reject with the response, which is no Error */
const failure = (status: number, statusText: string, body: ErrorBody): ResponseError => ({
    ok: false,
    status,
    statusText,
    body,
    headers: {},
    errorType: 'fetchResponse'
});

const parse = (text: string): unknown => {
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return undefined;
    }
};

const APP = 'local-org-app';

/** The app that this window is in, once one was chosen; the server takes the first that fits otherwise. */
const inApp = (): Record<string, string> => {
    const app = globalThis.sessionStorage?.getItem(APP);
    return app ? { 'X-Local-Org-App': app } : {};
};
export const enterApp = (name: string): void => sessionStorage.setItem(APP, name);

/**
 * One request to the local org, in this page's session.
 * @param body sent as JSON
 * @returns the answer's JSON; undefined where it has none
 * @throws ResponseError
 */
export const request = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    let response: Response;
    try {
        response = await fetch(path, {
            method,
            headers: {
                'X-Local-Org': 'page',
                ...inApp(),
                ...(body === undefined ? {} : { 'Content-Type': 'application/json' })
            },
            ...(body === undefined ? {} : { body: JSON.stringify(body) })
        });
    } catch {
        throw failure(0, 'Disconnected', {
            message: 'The local org does not answer. Is it still running?',
            statusCode: 0
        });
    }
    const text = await response.text();
    const content = text === '' ? undefined : parse(text);
    if (!response.ok) {
        throw failure(response.status, response.statusText, bodyOf(content, response.status, response.statusText));
    }
    return content as Answer;
};

/* eslint-enable @typescript-eslint/only-throw-error */

export const get = <Answer>(path: string): Promise<Answer> => request<Answer>('GET', path);

/** A path with its parameters; those without a value are left out. */
export const withQuery = (path: string, parameters: Readonly<Record<string, string | number | undefined>>): string => {
    const given = Object.entries(parameters).flatMap(([name, value]): [string, string][] =>
        value === undefined || value === '' ? [] : [[name, String(value)]]
    );
    return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
};

export const isResponseError = (error: unknown): error is ResponseError =>
    typeof error === 'object' && error !== null && (error as ResponseError).errorType === 'fetchResponse';

/** The sentences in an error: of the record, of its fields, or the error's own. */
export const messagesOf = (error: unknown): string[] => {
    if (!isResponseError(error)) return [error instanceof Error ? error.message : String(error)];
    const { output, message, pageErrors } = error.body as ErrorBody & { pageErrors?: readonly { message: string }[] };
    const faults = output ? [...output.errors, ...Object.values(output.fieldErrors).flat()] : (pageErrors ?? []);
    return faults.length > 0 ? faults.map((fault) => fault.message) : [message];
};
