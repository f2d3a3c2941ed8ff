/** Single rows of the Tooling API by their Id: read, made, changed. */
import { NotSupported, PlatformError } from '../../model/index.ts';
import { explain } from '../errors.ts';
import { isObject, json, noContent, notFound, readObject } from '../http.ts';
import type { JsonObject } from '../http.ts';
import { idOf, visibleObject } from '../records.ts';
import { fetchRecord, fieldNames } from '../rest/sobjects.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { PATH, STORED, rowsOf, spelled } from './objects.ts';
import { describeRows } from './rowDescribe.ts';
import { writerOf } from './writers.ts';

const LARGEST = 200;

const sameId = (left: unknown, right: string): boolean =>
    typeof left === 'string' && (left === right || (right.length === 15 && left.slice(0, 15) === right));

/** Rows that are worked out have all of their columns; stored ones those of the object. */
const read = (call: Call): ApiResponse => {
    const name = spelled(call.parameters.object ?? '');
    const { id = '' } = call.parameters;
    const base = `${call.base}/tooling`;
    return call.transaction((tx) => {
        const rows = name === undefined ? undefined : rowsOf(name);
        if (name === undefined) throw notFound();
        if (rows) {
            const row = rows(call.org, tx).find((one) => sameId(one.Id, id));
            if (!row) throw notFound();
            return json(200, { ...row, attributes: { type: name, url: `${base}/sobjects/${name}/${id}` } });
        }
        const object = visibleObject(tx, name);
        return json(200, fetchRecord({ ...call, base }, tx, object, idOf(object, id), fieldNames(call, tx, object)));
    });
};

/** Stored objects are described alike in both APIs, at their own addresses. */
const describe = (call: Call): ApiResponse => {
    const name = spelled(call.parameters.object ?? '');
    if (name === undefined) throw notFound();
    if (!STORED.includes(name)) return describeRows(call, name);
    const { method, path, query, headers, body } = call.request;
    return call.dispatch({ method, path: path.replace('/tooling/', '/'), query, headers, body });
};

/** Set-up rows are for who sets up. @throws PlatformError INSUFFICIENT_ACCESS */
const asAuthor = (call: Call): void =>
    call.transaction(({ user }) => {
        if (!['AuthorApex', 'CustomizeApplication', 'ModifyAllData'].some((name) => user.access.permission(name)))
            throw new PlatformError('INSUFFICIENT_ACCESS', 'insufficient access rights on cross-reference id');
    });

const create = (call: Call): ApiResponse => {
    asAuthor(call);
    const type = call.parameters.object ?? '';
    const writer = writerOf(type);
    if (!writer.create) throw new NotSupported(`creating records of ${type} by the Tooling API`);
    const values = readObject(call.request);
    const id = writer.create(call, values);
    return json(201, { id, success: true, errors: [], warnings: [], infos: [] });
};

const update = (call: Call): ApiResponse => {
    asAuthor(call);
    const { object: type = '', id = '' } = call.parameters;
    const writer = writerOf(type);
    if (!writer.update) throw new NotSupported(`updating records of ${type} by the Tooling API`);
    const values = readObject(call.request);
    writer.update(call, id, values);
    return noContent();
};

const remove = (call: Call): ApiResponse => {
    asAuthor(call);
    const { object: type = '', id = '' } = call.parameters;
    const writer = writerOf(type);
    if (!writer.remove) throw new NotSupported(`deleting records of ${type} by the Tooling API`);
    writer.remove(call, id);
    return noContent();
};

/** Rows of a collection each go their own way. Source: REST API Developer Guide, "sObject Collections". */
const collection =
    (one: (call: Call, type: string, record: JsonObject) => string) =>
    (call: Call): ApiResponse => {
        asAuthor(call);
        const { records } = readObject(call.request);
        if (!Array.isArray(records))
            throw new PlatformError('JSON_PARSER_ERROR', 'The request must contain a list named records');
        if (records.length > LARGEST)
            throw new PlatformError('INVALID_INPUT', `Exceeded max number of records allowed: ${LARGEST}`);
        const results = records.map((record: unknown) => {
            try {
                const values = isObject(record) ? record : {};
                const attributes = isObject(values.attributes) ? values.attributes : {};
                if (typeof attributes.type !== 'string')
                    throw new PlatformError('INVALID_TYPE', 'Each record needs attributes.type');
                return { id: one(call, attributes.type, values), success: true, errors: [] };
            } catch (error) {
                const [first] = explain(error).errors;
                const { errorCode = '', message = '', fields = [] } = first ?? {};
                return { success: false, errors: [{ statusCode: errorCode, message, fields }] };
            }
        });
        return json(200, results);
    };

const createMany = collection((call, type, values) => {
    const writer = writerOf(type);
    if (!writer.create) throw new NotSupported(`creating records of ${type} by the Tooling API`);
    return writer.create(call, values);
});
const updateMany = collection((call, type, values) => {
    const writer = writerOf(type);
    if (!writer.update) throw new NotSupported(`updating records of ${type} by the Tooling API`);
    const { Id: upper, id = upper, ...fields } = values;
    if (typeof id !== 'string')
        throw new PlatformError('MISSING_ARGUMENT', 'Id not specified in an update call', ['Id']);
    writer.update(call, id, fields);
    return id;
});

export const toolingRecordRoutes: readonly Route[] = [
    { method: 'GET', path: `${PATH}/sobjects/:object/describe`, login: 'token', handle: describe },
    { method: 'GET', path: `${PATH}/sobjects/:object/:id`, login: 'token', handle: read },
    { method: 'POST', path: `${PATH}/sobjects/:object`, login: 'token', handle: create },
    { method: 'PATCH', path: `${PATH}/sobjects/:object/:id`, login: 'token', handle: update },
    { method: 'DELETE', path: `${PATH}/sobjects/:object/:id`, login: 'token', handle: remove },
    { method: 'POST', path: `${PATH}/composite/sobjects`, login: 'token', handle: createMany },
    { method: 'PATCH', path: `${PATH}/composite/sobjects`, login: 'token', handle: updateMany }
];
