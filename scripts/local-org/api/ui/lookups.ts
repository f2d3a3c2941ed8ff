/** `/ui-api/lookups`: records that a look-up field could point to, found by the first letters of their names. */
import { PlatformError } from '../../model/index.ts';
import type { FieldDef, ObjectDef } from '../../model/index.ts';
import { USER_MODE } from '../../security/types.ts';
import type { Transaction } from '../../database/types.ts';
import { json } from '../http.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { Display } from './display.ts';
import { addPath, emptyTree } from './fields.ts';
import { uiObject } from './object-info.ts';
import { pageJson, pageOf } from './paging.ts';
import { fetchRows, recordView } from './record.ts';

const PATH = '/services/data/:version/ui-api/lookups/:object/:field';

const targetOf = (call: Call, tx: Transaction, field: FieldDef): ObjectDef => {
    const name = call.parameters.target ?? field.referenceTo[0] ?? '';
    if (!field.referenceTo.some((item) => item.toLowerCase() === name.toLowerCase())) {
        throw new PlatformError('INVALID_PARAMETER_VALUE', `${name} is not a lookup target of ${field.name}`);
    }
    return uiObject(tx, name);
};

/** The newest records, for a field that was opened before anything was typed. */
const recent = (call: Call, tx: Transaction, target: ObjectDef, count: number): string[] => {
    const order = target.field('LastModifiedDate') ? 'LastModifiedDate DESC' : 'Id DESC';
    const active = target.name === 'User' ? ' WHERE IsActive = true' : '';
    const query = call.org.database.soql.parse(
        `SELECT Id FROM ${target.name}${active} ORDER BY ${order} LIMIT ${count}`
    );
    return call.org.database.soql.query(tx, query, [], USER_MODE).rows.flatMap((row) => row.id ?? []);
};

const lookup = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const object = uiObject(tx, call.parameters.object ?? '');
        const field = object.field(call.parameters.field ?? '');
        if (!field || field.referenceTo.length === 0 || !tx.user.access.field(field).read) {
            throw new PlatformError(
                'INVALID_PARAMETER_VALUE',
                `${call.parameters.field ?? ''} is not a lookup field of ${object.name}`
            );
        }
        const target = targetOf(call, tx, field);
        const page = pageOf(call.query.get('pageSize') ?? '25', call.query.get('page') ?? undefined);
        const words = (call.query.get('q') ?? '').replaceAll(/[*?"]/g, ' ').trim();
        const wanted = { object: target, fields: ['Id'], limit: page.offset + page.size + 1 };
        const ids =
            words === ''
                ? recent(call, tx, target, page.size)
                : call.org.database.soql.search(tx, words, [wanted], USER_MODE).flatMap((row) => row.id ?? []);
        const tree = emptyTree(target);
        for (const name of new Set(['Id', target.nameField?.name ?? 'Id', ...secondaryOf(target)]))
            addPath(tx, tree, [name]);
        const display = new Display(tx.user);
        const records = fetchRows(call.org, tx, tree, ids.slice(page.offset, page.offset + page.size)).map((row) =>
            recordView(row, tree, display)
        );
        return json(200, { ...pageJson(page, records.length, ids.length > page.offset + page.size), records });
    });

/** What tells two records of the same name apart. */
const secondaryOf = (target: ObjectDef): string[] =>
    ['Title', 'Email', 'Phone', 'Industry', 'StageName', 'CloseDate'].filter((name) => target.field(name)).slice(0, 2);

export const lookupRoutes: readonly Route[] = [
    { method: 'GET', path: PATH, login: 'any', handle: lookup },
    { method: 'GET', path: `${PATH}/:target`, login: 'any', handle: lookup }
];
