/** Bulk API 1.0 on the wire: descriptions and errors as XML or JSON, records as CSV or JSON. Source: Bulk API Developer Guide. */
import { PlatformError } from '../../../model/index.ts';
import { bodyText, isObject, json, readJson } from '../../http.ts';
import type { JsonObject } from '../../http.ts';
import { readDocument, Malformed } from '../../../metadata/index.ts';
import { explain } from '../../errors.ts';
import { toXml } from '../../soap/envelope.ts';
import type { SoapValue } from '../../soap/envelope.ts';
import type { ApiResponse, Call } from '../../types.ts';
import { csvLine } from '../csv.ts';

export const NAMESPACE = 'http://www.force.com/2009/06/asyncapi/dataload';
export type Form = 'xml' | 'json';

/** A refusal of this API: its codes are words. */
export class AsyncFault extends Error {
    readonly code: string;
    constructor(code: string, message: string) {
        super(message);
        this.code = code;
    }
}

/** With its namespace, and that of nil values where there are some. */
const declared = (name: string, text: string): string => {
    const nil = text.includes(' xsi:nil=') ? ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' : '';
    return text.replace(`<${name}>`, `<${name} xmlns="${NAMESPACE}"${nil}>`);
};

export const xml = (status: number, name: string, value: SoapValue): ApiResponse => ({
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>${declared(name, toXml(name, value))}`
});

/** In the form of the job: a list under its item's name is XML's way, an array JSON's. */
export const answer = (
    status: number,
    form: Form,
    name: string,
    value: Readonly<Record<string, SoapValue>>
): ApiResponse => (form === 'json' ? json(status, value) : xml(status, name, value));

export const formOfRequest = ({ request }: Call): Form =>
    /\bjson\b/i.test(request.headers['content-type'] ?? '') ? 'json' : 'xml';

/** What was thrown, as this API says it. */
export const faultAnswer = (error: unknown, form: Form): ApiResponse => {
    const { status, errors } = error instanceof AsyncFault ? { status: 400, errors: [] } : explain(error);
    const fault = {
        exceptionCode: error instanceof AsyncFault ? error.code : (errors[0]?.errorCode ?? 'Unknown'),
        exceptionMessage: error instanceof AsyncFault ? error.message : (errors[0]?.message ?? '')
    };
    return answer(status, form, 'error', fault);
};

/** The members of a `jobInfo`, as texts. @throws AsyncFault */
export const readInfo = (call: Call): Readonly<Record<string, string>> => {
    const text = bodyText(call.request);
    if (formOfRequest(call) === 'json') {
        const value = readJson(call.request);
        if (!isObject(value)) throw new AsyncFault('InvalidJob', 'The body must be a JSON object');
        return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, String(item)]));
    }
    try {
        const root = readDocument('', text);
        if (root.name.replace(/^.*:/, '') !== 'jobInfo') throw new AsyncFault('InvalidJob', 'Unable to parse Job');
        return Object.fromEntries(root.children.map((child) => [child.name.replace(/^.*:/, ''), child.text]));
    } catch (error) {
        if (error instanceof Malformed) throw new AsyncFault('InvalidJob', `Unable to parse Job: ${error.message}`);
        throw error;
    }
};

const columnsOf = (record: JsonObject, prefix = ''): [string, string][] =>
    Object.entries(record).flatMap(([name, value]): [string, string][] => {
        if (name === 'attributes') return [];
        if (isObject(value)) {
            const type = isObject(value.attributes) ? value.attributes.type : undefined;
            const head = typeof type === 'string' && prefix === '' ? `${type}:${name}.` : `${prefix}${name}.`;
            return columnsOf(value, head);
        }
        const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
        return [[prefix + name, value === null ? '#N/A' : isPlain ? String(value) : JSON.stringify(value)]];
    });

/** Records as JSON, in the CSV that jobs work on. @throws AsyncFault InvalidBatch */
export const csvOfJson = (call: Call): string => {
    let list: unknown;
    try {
        list = readJson(call.request);
    } catch (error) {
        if (error instanceof PlatformError) throw new AsyncFault('InvalidBatch', error.message);
        throw error;
    }
    if (!Array.isArray(list)) throw new AsyncFault('InvalidBatch', 'The batch must be a JSON array of records');
    return csvOfRecords(list);
};

/** Records in the CSV that jobs work on. */
export const csvOfRecords = (list: readonly unknown[]): string => {
    const rows = list.map((record: unknown) => new Map(isObject(record) ? columnsOf(record) : []));
    const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))];
    return [csvLine(columns), ...rows.map((row) => csvLine(columns.map((name) => row.get(name) ?? '')))].join('');
};
