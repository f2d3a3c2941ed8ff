/** Pages of records: `pageSize`, `pageToken`, `sortBy` as the list and related-list resources take them. */
import { PlatformError } from '../../model/index.ts';
import type { ObjectDef } from '../../model/index.ts';
import { commaList, isObject, readJson } from '../http.ts';
import type { JsonObject } from '../http.ts';
import type { Call } from '../types.ts';

export interface Page {
    readonly offset: number;
    readonly size: number;
}

/** Source: User Interface API: pageSize 1 to 2000, 50 where absent. @throws PlatformError ILLEGAL_QUERY_PARAMETER_VALUE */
export const pageOf = (size: string | undefined | null, token: string | undefined | null): Page => {
    const pageSize = Number(size ?? 50);
    const offset = Number(token ?? 0);
    if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > 2000)
        throw new PlatformError('ILLEGAL_QUERY_PARAMETER_VALUE', `Invalid pageSize: ${size ?? ''}`);
    if (!Number.isInteger(offset) || offset < 0)
        throw new PlatformError('ILLEGAL_QUERY_PARAMETER_VALUE', `Invalid pageToken: ${token ?? ''}`);
    return { offset, size: pageSize };
};

/** `-Name` or `Contact.LastName` → `Name DESC NULLS LAST`; undefined where nothing is asked. @throws PlatformError */
export const orderOf = (object: ObjectDef, sortBy: string | undefined | null): string | undefined => {
    const terms = commaList(sortBy).map((text) => {
        const descending = text.startsWith('-');
        const parts = text.replace(/^[-+]/, '').split('.');
        const own = parts.length > 1 && parts[0]?.toLowerCase() === object.name.toLowerCase() ? parts.slice(1) : parts;
        const target = own.length === 1 ? object.field(own[0] ?? '') : object.parent(own[0] ?? '');
        if (!target || own.some((part) => !/^\w+$/.test(part)))
            throw new PlatformError('ILLEGAL_QUERY_PARAMETER_VALUE', `Invalid sortBy: ${text}`);
        return `${own.join('.')} ${descending ? 'DESC NULLS LAST' : 'ASC NULLS FIRST'}`;
    });
    return terms.length > 0 ? terms.join(', ') : undefined;
};

/** The tokens and addresses that surround a page of records. */
export const pageJson = (page: Page, returned: number, more: boolean): Record<string, unknown> => ({
    count: returned,
    currentPageToken: String(page.offset),
    nextPageToken: more ? String(page.offset + page.size) : null,
    previousPageToken: page.offset > 0 ? String(Math.max(0, page.offset - page.size)) : null,
    pageSize: page.size
});

const textOf = (value: unknown): string | undefined => {
    if (Array.isArray(value)) return value.map((item) => textOf(item) ?? '').join(',');
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? String(value)
        : undefined;
};

/** What a list resource is asked, by name. */
export type Inputs = (name: string) => string | undefined;

/** Inputs as a body holds them. Lists come as `a,b`. */
export const inputsIn =
    (body: JsonObject): Inputs =>
    (name) =>
        textOf(body[name]);

/** The inputs of a list resource: GET takes them from the query, POST from the body. */
export const inputsOf = (call: Call): Inputs => {
    const body = call.request.method === 'POST' && call.request.body.length > 0 ? readJson(call.request) : undefined;
    return isObject(body) ? inputsIn(body) : (name) => call.query.get(name) ?? undefined;
};
