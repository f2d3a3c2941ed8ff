/** List views of an object: which there are, how they look as SOQL, their rows. Source: REST API Developer Guide, "List Views". */
import type { ObjectDef } from '../../model/index.ts';
import { USER_MODE } from '../../security/types.ts';
import type { Transaction } from '../../database/types.ts';
import type { ListViewDef } from '../../metadata/types.ts';
import { json } from '../http.ts';
import { visibleObject } from '../records.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { plainText, toJson } from '../values.ts';
import { listViewId, listViewOf, listViewsOf, shownColumns, whereOf } from '../ui/list-views.ts';
import { columnJson } from '../ui/lists.ts';

const PATH = '/services/data/:version/sobjects/:object/listviews';

/** Source: REST API Developer Guide, "List View Results": 25 rows, 2,000 at most. */
const DEFAULT_ROWS = 25;
const MOST_ROWS = 2000;

type Json = Readonly<Record<string, unknown>>;

/** As SOQL's USING SCOPE names them. */
const SCOPE_NAMES: Readonly<Record<ListViewDef['scope'], string>> = {
    Everything: 'everything',
    Mine: 'mine',
    MineAndMyGroups: 'mine_and_my_groups',
    Queue: 'queue'
};

const summary = (call: Call, view: ListViewDef): Json => {
    const id = listViewId(call.org, view);
    const address = `${call.base}/sobjects/${view.object}/listviews/${id}`;
    return {
        describeUrl: `${address}/describe`,
        developerName: view.name,
        id,
        label: view.label,
        resultsUrl: `${address}/results`,
        soqlCompatible: true,
        url: address
    };
};

const viewsOf = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const object = visibleObject(tx, call.parameters.object ?? '');
        const listviews = listViewsOf(call.org.current.model, tx.user, object).map((view) => summary(call, view));
        return json(200, {
            done: true,
            listviews,
            nextRecordsUrl: null,
            size: listviews.length,
            sobjectType: object.name
        });
    });

interface Asked {
    readonly object: ObjectDef;
    readonly view: ListViewDef;
    readonly columns: readonly string[];
    readonly query: string;
}

const asked = (call: Call, tx: Transaction): Asked => {
    const object = visibleObject(tx, call.parameters.object ?? '');
    const view = listViewOf(call.org, tx.user, object, call.parameters.view ?? '');
    const columns = shownColumns(tx, object, view.columns);
    const where = whereOf(call.org, tx, object, view);
    const selected = [...new Set([...columns, 'Id'])].join(', ');
    const order = object.nameField?.name ?? 'Id';
    const query = `SELECT ${selected} FROM ${object.name}${where ? ` WHERE ${where}` : ''} ORDER BY ${order} ASC NULLS FIRST, Id ASC NULLS FIRST`;
    return { object, view, columns, query };
};

const columnsJson = ({ object, columns }: Asked): Json[] =>
    columns.map((path) => {
        const { label, sortable } = columnJson(object, path);
        return {
            ascendingLabel: null,
            descendingLabel: null,
            fieldNameOrPath: path,
            hidden: false,
            label,
            searchable: false,
            selectListItem: path,
            sortDirection: null,
            sortIndex: null,
            sortable,
            type: object.field(path)?.type === 'datetime' ? 'datetime' : 'string'
        };
    });

const one = (call: Call): ApiResponse => call.transaction((tx) => json(200, summary(call, asked(call, tx).view)));

const describe = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const found = asked(call, tx);
        return json(200, {
            columns: columnsJson(found),
            id: listViewId(call.org, found.view),
            orderBy: [
                {
                    fieldNameOrPath: found.object.nameField?.name ?? 'Id',
                    nullsPosition: 'first',
                    sortDirection: 'ascending'
                },
                { fieldNameOrPath: 'Id', nullsPosition: 'first', sortDirection: 'ascending' }
            ],
            query: found.query,
            relatedEntityId: null,
            scope: SCOPE_NAMES[found.view.scope],
            scopeEntityId: null,
            sobjectType: found.object.name,
            whereCondition: null
        });
    });

const number = (text: string | null, otherwise: number): number => {
    const value = Number(text ?? otherwise);
    return Number.isInteger(value) && value >= 0 ? value : otherwise;
};

const results = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const found = asked(call, tx);
        const limit = Math.min(MOST_ROWS, number(call.query.get('limit'), DEFAULT_ROWS));
        const offset = number(call.query.get('offset'), 0);
        const { soql } = call.org.database;
        const { rows } = soql.query(tx, soql.parse(`${found.query} LIMIT ${limit} OFFSET ${offset}`), [], USER_MODE);
        return json(200, {
            columns: columnsJson(found),
            developerName: found.view.name,
            done: rows.length < limit,
            id: listViewId(call.org, found.view),
            label: found.view.label,
            records: rows.map((row) => ({
                columns: [...new Set([...found.columns, 'Id'])].map((path) => {
                    const parts = path.split('.');
                    const holder = parts.length > 1 ? row.parent(parts[0] ?? '') : row;
                    const value = holder?.get(parts.at(-1) ?? '');
                    return {
                        fieldNameOrPath: path,
                        value: value === null || value === undefined ? null : plainText(toJson(value))
                    };
                })
            })),
            size: rows.length
        });
    });

export const listViewRoutes: readonly Route[] = [
    { method: 'GET', path: PATH, login: 'any', handle: viewsOf },
    { method: 'GET', path: `${PATH}/:view`, login: 'any', handle: one },
    { method: 'GET', path: `${PATH}/:view/describe`, login: 'any', handle: describe },
    { method: 'GET', path: `${PATH}/:view/results`, login: 'any', handle: results }
];
