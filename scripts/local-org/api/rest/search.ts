/** `/parameterizedSearch` and simple SOSL through `/search`. */
import { PlatformError } from '../../model/index.ts';
import type { ObjectDef, SObject } from '../../model/index.ts';
import { USER_MODE } from '../../security/types.ts';
import { searchText } from '../../database/index.ts';
import type { Transaction } from '../../database/types.ts';
import { commaList, isObject, json, readObject, textOf } from '../http.ts';
import { objectOfType } from '../records.ts';
import { attributesOf, recordJson } from '../rows.ts';
import { toJson } from '../values.ts';
import type { ApiResponse, Call, Route } from '../types.ts';

const DEFAULT_LIMIT = 2000;

export interface Wanted {
    readonly object: ObjectDef;
    readonly fields: readonly string[];
    readonly limit: number;
}

/** All objects that the user may read and that are searchable, by name. */
export const searchable = (tx: Transaction, limit: number): Wanted[] =>
    tx.schema.objects
        .filter((object) => object.features.search && object.nameField && tx.user.access.object(object).read)
        .map((object) => ({ object, fields: ['Id', object.nameField?.name ?? 'Id'], limit }));

const found = (call: Call, row: SObject, wanted: readonly Wanted[]): Record<string, unknown> => {
    const fields = wanted.find((item) => item.object.name === row.type.name)?.fields ?? ['Id'];
    const values = fields.map((name) => [row.type.field(name)?.name ?? name, toJson(row.get(name))] as const);
    return { attributes: attributesOf(row.type, row.id, call.base), ...Object.fromEntries(values) };
};

const run = (call: Call, tx: Transaction, words: string, wanted: readonly Wanted[]): ApiResponse => {
    if (words.trim().length < 2)
        throw new PlatformError('MALFORMED_SEARCH', 'search term must be longer than one character');
    if (wanted.some(({ limit }) => !Number.isInteger(limit) || limit < 1 || limit > DEFAULT_LIMIT))
        throw new PlatformError('MALFORMED_SEARCH', `limit must be a whole number from 1 to ${DEFAULT_LIMIT}`);
    const rows = call.org.database.soql.search(tx, words, wanted, USER_MODE);
    return json(200, { searchRecords: rows.map((row) => found(call, row, wanted)) });
};

const wantedOf = (tx: Transaction, name: string, fields: readonly string[], limit: number): Wanted => {
    const object = objectOfType(tx.schema, name);
    return { object, fields: fields.length > 0 ? fields : ['Id'], limit };
};

const parameterized = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const words = call.query.get('q') ?? '';
        const limit = Number(call.query.get('defaultLimit') ?? DEFAULT_LIMIT);
        const objects = commaList(call.query.get('sobject')).map((name) =>
            wantedOf(tx, name, commaList(call.query.get(`${name}.fields`) ?? call.query.get('fields')), limit)
        );
        return run(call, tx, words, objects.length > 0 ? objects : searchable(tx, limit));
    });

const parameterizedPost = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const body = readObject(call.request);
        const texts = (value: unknown): string[] =>
            Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
        const limit = typeof body.defaultLimit === 'number' ? body.defaultLimit : DEFAULT_LIMIT;
        const list = Array.isArray(body.sobjects) ? (body.sobjects as unknown[]) : [];
        const objects = list.map((item) => {
            const one = isObject(item) ? item : {};
            return wantedOf(
                tx,
                textOf(one, 'name') ?? '',
                texts(one.fields ?? body.fields),
                typeof one.limit === 'number' ? one.limit : limit
            );
        });
        return run(call, tx, textOf(body, 'q') ?? '', objects.length > 0 ? objects : searchable(tx, limit));
    });

/** A search written in SOSL. Source: REST API Developer Guide, "Search"; SOQL and SOSL Reference. */
const sosl = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const text = call.query.get('q') ?? '';
        const results = searchText(call.org.database.soql, tx, text, USER_MODE);
        const searchRecords = results.flatMap(({ rows, query }) =>
            rows.map((row) => recordJson(row, query, call.base))
        );
        return json(200, { searchRecords });
    });

export const searchRoutes: readonly Route[] = [
    { method: 'GET', path: '/services/data/:version/search', login: 'any', handle: sosl },
    { method: 'GET', path: '/services/data/:version/parameterizedSearch', login: 'any', handle: parameterized },
    { method: 'POST', path: '/services/data/:version/parameterizedSearch', login: 'any', handle: parameterizedPost }
];
