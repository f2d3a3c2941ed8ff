/** `/ui-api/list-info`, `/ui-api/list-records`, `/ui-api/list-ui`. */
import { tryParseId } from '../../model/index.ts';
import type { ObjectDef } from '../../model/index.ts';
import { USER_MODE } from '../../security/types.ts';
import type { Transaction } from '../../database/types.ts';
import type { ListViewDef } from '../../metadata/types.ts';
import type { Org } from '../../org/types.ts';
import { commaList, json, notFound } from '../http.ts';
import { parentNameOf } from '../records.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { Display } from './display.ts';
import { addParentName, addPath, emptyTree, selectPaths } from './fields.ts';
import { columnPath, listViewId, listViewOf, listViewOfId, listViewsOf, shownColumns, whereOf } from './list-views.ts';
import { objectInfo, uiObject } from './object-info.ts';
import { inputsOf, orderOf, pageJson, pageOf } from './paging.ts';
import { recordView } from './record.ts';

const PATH = '/services/data/:version/ui-api';

const reference = (org: Org, view: ListViewDef): Record<string, unknown> => ({
    id: listViewId(org, view),
    listViewApiName: view.name,
    objectApiName: view.object,
    type: 'listView'
});

/** A column with the label of its field, or of the parent it leads to. */
export const columnJson = (object: ObjectDef, path: string): Record<string, unknown> => {
    const parts = path.split('.');
    const field = parts.length === 1 ? object.field(path) : object.parent(parts[0] ?? '');
    const label = field?.label.replace(/ ID$/, '') ?? path;
    const lookup = field ? parentNameOf(field) : null;
    return {
        fieldApiName: path,
        label,
        lookupId: parts.length > 1 && lookup !== null ? `${lookup}.Id` : null,
        sortable: field?.can.sort ?? false
    };
};

const infoJson = (
    org: Org,
    tx: Transaction,
    object: ObjectDef,
    view: ListViewDef,
    listReference = reference(org, view)
): Record<string, unknown> => ({
    cloneable: false,
    createable: tx.user.access.object(object).create && !object.readOnly,
    deletable: false,
    displayColumns: shownColumns(tx, object, view.columns).map((path) => columnJson(object, path)),
    eTag: `${view.object}-${view.name}-${tx.schema.generation}`,
    filterLogicString: view.filterLogic ?? null,
    filteredByInfo: view.filters.map((filter) => ({
        fieldApiName: columnPath(object, filter.field),
        operandLabels: filter.value.split(','),
        operator: filter.operation
    })),
    label: view.label,
    listReference,
    orderedByInfo: [],
    updateable: false,
    userPreferences: { columnWidths: {}, columnWrap: {} },
    visibility: 'Public',
    visibilityEditable: false
});

/** What every record of a list view carries beside the columns. Source: UI API guide, "Get Records for a List View by API Name". */
const ALWAYS = ['Id', 'CreatedDate', 'LastModifiedDate', 'SystemModstamp'];

/** Which records a list shows, in which order where nobody asks for another, and what it is called by. */
interface Source {
    readonly where: string | undefined;
    readonly order: string;
    readonly listInfoETag: string;
    readonly listReference: Record<string, unknown>;
}

const sourceOf = (org: Org, tx: Transaction, object: ObjectDef, view: ListViewDef): Source => ({
    where: whereOf(org, tx, object, view),
    order: `${object.nameField?.name ?? 'Id'} ASC NULLS LAST`,
    listInfoETag: `${view.object}-${view.name}`,
    listReference: reference(org, view)
});

const recordsJson = (
    call: Call,
    tx: Transaction,
    object: ObjectDef,
    view: ListViewDef,
    source = sourceOf(call.org, tx, object, view)
): Record<string, unknown> => {
    const input = inputsOf(call);
    const page = pageOf(input('pageSize'), input('pageToken'));
    const tree = emptyTree(object);
    for (const path of shownColumns(tx, object, view.columns)) addPath(tx, tree, path.split('.'));
    for (const column of view.columns) {
        const field = object.field(columnPath(object, column));
        if (field && addPath(tx, tree, [field.name])) addParentName(tx, tree, field);
    }
    for (const name of ALWAYS) addPath(tx, tree, [name]);
    for (const text of commaList(`${input('fields') ?? ''},${input('optionalFields') ?? ''}`))
        addPath(tx, tree, text.split('.').slice(1));
    const sortBy = input('sortBy');
    const { where, listInfoETag, listReference } = source;
    const order = orderOf(object, sortBy) ?? source.order;
    const text = `SELECT ${selectPaths(tree).join(', ')} FROM ${object.name}${where ? ` WHERE ${where}` : ''} ORDER BY ${order} LIMIT ${page.size + 1} OFFSET ${page.offset}`;
    const rows = call.org.database.soql.query(tx, call.org.database.soql.parse(text), [], USER_MODE).rows;
    const display = new Display(tx.user);
    const records = rows.slice(0, page.size).map((row) => recordView(row, tree, display));
    return {
        ...pageJson(page, records.length, rows.length > page.size),
        fields: [...tree.fields.keys()].map((name) => `${object.name}.${name}`),
        listInfoETag,
        listReference,
        optionalFields: [],
        records,
        searchTerm: null,
        sortBy: sortBy ?? null
    };
};

/** List views are asked for by object and name, or by their Id alone. */
const viewOf = (call: Call, tx: Transaction): { object: ObjectDef; view: ListViewDef } => {
    const id = call.parameters.view === undefined ? tryParseId(call.parameters.object ?? '') : undefined;
    if (id !== undefined) {
        const found = listViewOfId(call.org, tx, id);
        if (!found) throw notFound();
        return found;
    }
    const object = uiObject(tx, call.parameters.object ?? '');
    return { object, view: listViewOf(call.org, tx.user, object, call.parameters.view ?? '') };
};

const info = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const { object, view } = viewOf(call, tx);
        return json(200, infoJson(call.org, tx, object, view));
    });

const records = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const { object, view } = viewOf(call, tx);
        return json(200, recordsJson(call, tx, object, view));
    });

const listUi = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const { object, view } = viewOf(call, tx);
        return json(200, {
            info: infoJson(call.org, tx, object, view),
            objectInfos: { [object.name]: objectInfo(call.org, tx, object) },
            records: recordsJson(call, tx, object, view)
        });
    });

const isListView = (text: string | undefined): boolean => tryParseId(text ?? '')?.startsWith('00B') ?? false;

const all = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const object = uiObject(tx, call.parameters.object ?? '');
        const lists = listViewsOf(call.org.current.model, tx.user, object).map((view) => ({
            apiName: view.name,
            id: listViewId(call.org, view),
            label: view.label,
            listUiUrl: `${call.base}/ui-api/list-ui/${object.name}/${view.name}`
        }));
        return json(200, {
            count: lists.length,
            currentPageToken: '0',
            eTag: `${object.name}-lists`,
            lists,
            nextPageToken: null,
            objectApiName: object.name,
            pageSize: lists.length,
            previousPageToken: null
        });
    });

/** The list views of an object, or what one list view's Id stands for. */
const byId =
    (one: (call: Call) => ApiResponse) =>
    (call: Call): ApiResponse =>
        isListView(call.parameters.object) ? one(call) : all(call);

/** The list of what a person looked at last: queries say so (`FOR VIEW`), opening a page does not. */
const recentView = (object: ObjectDef): ListViewDef => ({
    object: object.name,
    name: '__Recent',
    label: 'Recently Viewed',
    columns: object.nameField ? [object.nameField.name] : ['Id'],
    scope: 'Everything',
    filters: []
});
const recentReference = (object: ObjectDef) => ({ objectApiName: object.name, type: 'mru' });

const recentInfoJson = (call: Call, tx: Transaction, object: ObjectDef): Record<string, unknown> => ({
    ...infoJson(call.org, tx, object, recentView(object), recentReference(object)),
    visibility: 'Private'
});
const recentRecordsJson = (call: Call, tx: Transaction, object: ObjectDef): Record<string, unknown> => {
    const isDated = object.field('LastViewedDate') !== undefined;
    return recordsJson(call, tx, object, recentView(object), {
        where: isDated ? 'LastViewedDate != NULL' : 'Id = NULL',
        order: isDated ? 'LastViewedDate DESC' : 'Id',
        listInfoETag: `${object.name}-mru`,
        listReference: recentReference(object)
    });
};

const recentInfo = (call: Call): ApiResponse =>
    call.transaction((tx) => json(200, recentInfoJson(call, tx, uiObject(tx, call.parameters.object ?? ''))));
const recentRecords = (call: Call): ApiResponse =>
    call.transaction((tx) => json(200, recentRecordsJson(call, tx, uiObject(tx, call.parameters.object ?? ''))));
const recentUi = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const object = uiObject(tx, call.parameters.object ?? '');
        return json(200, {
            info: recentInfoJson(call, tx, object),
            objectInfos: { [object.name]: objectInfo(call.org, tx, object) },
            records: recentRecordsJson(call, tx, object)
        });
    });

export const listRoutes: readonly Route[] = [
    { method: 'GET', path: `${PATH}/list-info/:object`, login: 'any', handle: byId(info) },
    { method: 'GET', path: `${PATH}/list-ui/:object`, login: 'any', handle: byId(listUi) },
    { method: 'GET', path: `${PATH}/list-records/:object`, login: 'any', handle: records },
    { method: 'GET', path: `${PATH}/mru-list-info/:object`, login: 'any', handle: recentInfo },
    { method: 'GET', path: `${PATH}/mru-list-records/:object`, login: 'any', handle: recentRecords },
    { method: 'GET', path: `${PATH}/mru-list-ui/:object`, login: 'any', handle: recentUi },
    { method: 'GET', path: `${PATH}/list-info/:object/:view`, login: 'any', handle: info },
    { method: 'GET', path: `${PATH}/list-records/:object/:view`, login: 'any', handle: records },
    { method: 'POST', path: `${PATH}/list-records/:object/:view`, login: 'any', handle: records },
    { method: 'GET', path: `${PATH}/list-ui/:object/:view`, login: 'any', handle: listUi }
];
