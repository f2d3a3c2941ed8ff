/** Single rows of the Tooling API by their Id: read, made, changed. */
import { NotSupported } from '../../model/index.ts';
import { json, notFound, readObject } from '../http.ts';
import { idOf, visibleObject } from '../records.ts';
import { fetchRecord, fieldNames } from '../rest/sobjects.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { PATH, STORED, rowsOf, spelled } from './objects.ts';
import { addToSuite, createSuite } from './suites.ts';
import { abortRun, allRuns } from './testRuns.ts';

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
    if (name === undefined || !STORED.includes(name)) throw notFound();
    const { method, path, query, headers, body } = call.request;
    return call.dispatch({ method, path: path.replace('/tooling/', '/'), query, headers, body });
};

const create = (call: Call): ApiResponse => {
    const type = call.parameters.object ?? '';
    const body = readObject(call.request);
    const text = (name: string): string => (typeof body[name] === 'string' ? body[name] : '');
    const created = (id: string): ApiResponse => json(201, { id, success: true, errors: [], warnings: [], infos: [] });
    return call.transaction((): ApiResponse => {
        if (type === 'ApexTestSuite') return created(createSuite(call.org, text('TestSuiteName')));
        if (type === 'TestSuiteMembership')
            return created(addToSuite(call.org, text('ApexTestSuiteId'), text('ApexClassId')));
        throw new NotSupported(`creating records of ${type} by the Tooling API`);
    });
};

/** `Status: Aborted` on a queue item ends its run. */
const abort = (call: Call, ids: readonly string[]): void => {
    for (const run of allRuns(call.org))
        if (run.items.some(({ id }) => ids.some((asked) => asked.slice(0, 15) === id.slice(0, 15))))
            abortRun(call.org, run);
};

const update = (call: Call): ApiResponse => {
    const type = call.parameters.object ?? '';
    const { Status: status } = readObject(call.request);
    if (type !== 'ApexTestQueueItem' || status !== 'Aborted')
        throw new NotSupported(`updating records of ${type} by the Tooling API`);
    call.transaction(() => abort(call, [call.parameters.id ?? '']));
    return { status: 204, headers: {}, body: '' };
};

const remove = (call: Call): ApiResponse => {
    throw new NotSupported(`deleting records of ${call.parameters.object ?? ''} by the Tooling API`);
};

const updateMany = (call: Call): ApiResponse => {
    const { records } = readObject(call.request);
    const rows = (Array.isArray(records) ? records : []) as {
        Id?: string;
        Status?: string;
        attributes?: { type?: string };
    }[];
    if (rows.some((row) => row?.attributes?.type !== 'ApexTestQueueItem' || row.Status !== 'Aborted'))
        throw new NotSupported('updating records by the Tooling API, but for the abortion of tests');
    const ids = rows.flatMap(({ Id }) => Id ?? []);
    call.transaction(() => abort(call, ids));
    return json(
        200,
        ids.map((id) => ({ id, success: true, errors: [] }))
    );
};

export const toolingRecordRoutes: readonly Route[] = [
    { method: 'GET', path: `${PATH}/sobjects/:object/describe`, login: 'token', handle: describe },
    { method: 'GET', path: `${PATH}/sobjects/:object/:id`, login: 'token', handle: read },
    { method: 'POST', path: `${PATH}/sobjects/:object`, login: 'token', handle: create },
    { method: 'PATCH', path: `${PATH}/sobjects/:object/:id`, login: 'token', handle: update },
    { method: 'DELETE', path: `${PATH}/sobjects/:object/:id`, login: 'token', handle: remove },
    { method: 'PATCH', path: `${PATH}/composite/sobjects`, login: 'token', handle: updateMany }
];
