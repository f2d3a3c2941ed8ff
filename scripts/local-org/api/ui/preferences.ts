/** How a user likes a list: widths and wrapping of columns, order. Source: User Interface API, "List Preferences", "Related List Preferences". */
import { PlatformError } from '../../model/index.ts';
import { isObject, json, readObject } from '../http.ts';
import type { JsonObject } from '../http.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { keep, readKept } from './kept.ts';
import { uiObject } from './object-info.ts';

const PATH = '/services/data/:version/ui-api';
const NONE: JsonObject = { columnWidths: {}, columnWrap: {}, orderedBy: [] };
const LARGEST = 10_000;

/** A list is named by its object and view, or by the Id of a related list's preferences, `Account.Contacts`. */
const nameOf = (call: Call): string => {
    const { object, list = '' } = call.parameters;
    if (!/^\w[\w.-]{0,119}$/.test(list))
        throw new PlatformError('INVALID_INPUT', `Invalid list: ${list.slice(0, 120)}`);
    if (object === undefined) return `related-list-preferences/${list}`;
    return call.transaction((tx) => `list-preferences/${uiObject(tx, object).name}/${list}`);
};

const read = (call: Call): ApiResponse => {
    const name = nameOf(call);
    return call.transaction(() => json(200, readKept(call, name, NONE)));
};

/** What is sent replaces what is kept under the same name; other names and other kinds are refused. */
const change = (call: Call): ApiResponse => {
    const name = nameOf(call);
    const body = readObject(call.request);
    const fits = (key: string, value: unknown): boolean =>
        key === 'orderedBy'
            ? Array.isArray(value)
            : (key === 'columnWidths' || key === 'columnWrap') && isObject(value);
    const wrong = Object.entries(body).find(([key, value]) => !fits(key, value))?.[0];
    if (wrong !== undefined) throw new PlatformError('INVALID_INPUT', `Invalid preference: ${wrong.slice(0, 80)}`);
    const kept = { ...readKept(call, name, NONE), ...body };
    if (JSON.stringify(kept).length > LARGEST)
        throw new PlatformError('INVALID_INPUT', 'The preferences are too large');
    return call.transaction(() => {
        keep(call, name, kept);
        return json(200, kept);
    });
};

export const preferenceRoutes: readonly Route[] = [
    `${PATH}/list-preferences/:object/:list`,
    `${PATH}/related-list-preferences/:list`
].flatMap((path): Route[] => [
    { method: 'GET', path, login: 'any', handle: read },
    { method: 'PATCH', path, login: 'any', handle: change }
]);
