/** `/ui-api/related-list-info`, `/ui-api/related-list-records`: children of a record. */
import { PlatformError } from '../../model/index.ts';
import type { ChildRelation, Id, ObjectDef } from '../../model/index.ts';
import { USER_MODE } from '../../security/types.ts';
import type { Transaction } from '../../database/types.ts';
import type { LayoutDef, MetadataModel } from '../../metadata/types.ts';
import { Bound } from '../graphql/where.ts';
import { commaList, isObject, json, readObject } from '../http.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { batchAnswer } from './batches.ts';
import { Display } from './display.ts';
import { addParentName, addPath, emptyTree, fieldTree, selectPaths } from './fields.ts';
import { filterText } from './filters.ts';
import { layoutOf } from './layouts.ts';
import { columnPath, listViewsOf, shownColumns } from './list-views.ts';
import { columnJson } from './lists.ts';
import { uiObject } from './object-info.ts';
import { inputsIn, inputsOf, orderOf, pageJson, pageOf } from './paging.ts';
import type { Inputs } from './paging.ts';
import { fetchRows, missing, objectOfRecord, recordView } from './record.ts';

const PATH = '/services/data/:version/ui-api';

type RelatedListDef = LayoutDef['relatedLists'][number];
export interface RelatedList {
    readonly relation: ChildRelation;
    readonly child: ObjectDef;
    /** Field paths of the columns that this user may read. */
    readonly columns: readonly string[];
    readonly order: string | undefined;
}

/** Layouts name a related list by its relationship (`Contacts`) or by the child's look-up field (`Contact.AccountId`). */
const relationOf = (object: ObjectDef, name: string): ChildRelation | undefined => {
    const [child = '', field = ''] = name.split('.');
    const lower = (text: string) => text.toLowerCase();
    return (
        object.child(name) ??
        object.childRelations.find(
            (relation) => lower(relation.child) === lower(child) && lower(relation.field) === lower(field)
        ) ??
        object.childRelations.find((relation) => lower(name) === `related${lower(relation.child)}list`)
    );
};

/** Where the layout names no columns: those of a list of these records, without the look-up that leads here. */
const columnsOf = (
    tx: Transaction,
    model: MetadataModel,
    child: ObjectDef,
    list: RelatedListDef,
    lookup: string
): string[] => {
    if (list.fields.length > 0) return shownColumns(tx, child, list.fields);
    const plain = listViewsOf(model, tx.user, child)[0]?.columns ?? [];
    return shownColumns(
        tx,
        child,
        plain.filter((column) => columnPath(child, column) !== lookup)
    );
};

const related = (
    tx: Transaction,
    model: MetadataModel,
    object: ObjectDef,
    list: RelatedListDef
): RelatedList | undefined => {
    const relation = relationOf(object, list.relation);
    const child = relation ? tx.schema.object(relation.child) : undefined;
    const lookup = relation ? child?.field(relation.field) : undefined;
    if (!relation || !child || !lookup || !tx.user.access.object(child).read || !tx.user.access.field(lookup).read)
        return undefined;
    const sort =
        list.sortField === undefined
            ? undefined
            : `${list.sortDescending ? '-' : ''}${columnPath(child, list.sortField)}`;
    return { relation, child, columns: columnsOf(tx, model, child, list, lookup.name), order: orderOf(child, sort) };
};

/** The related lists of an object's layout that this user may see. */
export const relatedListsOf = (tx: Transaction, model: MetadataModel, object: ObjectDef): RelatedList[] =>
    layoutOf(tx, model, object).relatedLists.flatMap((list) => related(tx, model, object, list) ?? []);

const relatedList = (
    call: Call,
    tx: Transaction,
    object: ObjectDef,
    name = call.parameters.relation ?? ''
): RelatedList => {
    const model = call.org.current.model;
    const onLayout = layoutOf(tx, model, object).relatedLists.find(
        (list) => relationOf(object, list.relation)?.name.toLowerCase() === name.toLowerCase()
    );
    const found = related(tx, model, object, onLayout ?? { relation: name, fields: [], sortDescending: false });
    if (!found)
        throw new PlatformError('INVALID_PARAMETER_VALUE', `Could not find related list ${name} of ${object.name}`);
    return found;
};

const listReference = (object: ObjectDef, relation: ChildRelation, parent: Id | null): Record<string, unknown> => ({
    inContextOfRecordId: parent,
    parentObjectApiName: object.name,
    recordTypeId: null,
    relatedListId: relation.name,
    type: 'relatedList'
});

const infos = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const object = uiObject(tx, call.parameters.object ?? '');
        const relatedLists = relatedListsOf(tx, call.org.current.model, object).map(({ relation, child }) => ({
            entityLabel: child.label,
            entityLabelPlural: child.pluralLabel,
            fieldApiName: relation.field,
            keyPrefix: child.keyPrefix,
            label: child.pluralLabel,
            objectApiName: child.name,
            relatedListId: relation.name,
            relatedListInfoUrl: `${call.base}/ui-api/related-list-info/${object.name}/${relation.name}`,
            themeInfo: null
        }));
        return json(200, {
            eTag: `${object.name}-related`,
            parentObjectApiName: object.name,
            parentRecordTypeId: null,
            relatedLists
        });
    });

const infoJson = (tx: Transaction, object: ObjectDef, { relation, child, columns }: RelatedList) => ({
    cloneable: false,
    createable: tx.user.access.object(child).create && !child.readOnly,
    deletable: false,
    displayColumns: columns.map((path) => columnJson(child, path)),
    eTag: `${object.name}-${relation.name}`,
    fieldApiName: relation.field,
    filterLogicString: null,
    filteredByInfo: [],
    label: child.pluralLabel,
    listReference: listReference(object, relation, null),
    objectApiNames: [child.name],
    orderedByInfo: [],
    restrictColumnsToLayout: true,
    updateable: false,
    userPreferences: { columnWidths: {}, columnWrap: {}, orderedBy: [] }
});

const info = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const object = uiObject(tx, call.parameters.object ?? '');
        return json(200, infoJson(tx, object, relatedList(call, tx, object)));
    });

/** Source: User Interface API, "Get Related List Info Batch". */
const MOST_LISTS = 8;

const infoBatch = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const object = uiObject(tx, call.parameters.object ?? '');
        return batchAnswer(commaList(call.parameters.relations), MOST_LISTS, (name) =>
            infoJson(tx, object, relatedList(call, tx, object, name))
        );
    });

const recordsJson = (
    call: Call,
    tx: Transaction,
    object: ObjectDef,
    id: Id,
    list: RelatedList,
    input: Inputs = inputsOf(call)
): Record<string, unknown> => {
    const [fields, optionalFields, sortBy] = [
        commaList(input('fields')),
        commaList(input('optionalFields')),
        input('sortBy')
    ];
    const page = pageOf(input('pageSize'), input('pageToken'));
    const { relation, child } = list;
    const tree = fieldTree(tx, call.org.current.model, child, {
        fields,
        optionalFields,
        layoutTypes: []
    });
    if (fields.length === 0) {
        for (const path of list.columns) addPath(tx, tree, path.split('.'));
        for (const parent of [...tree.parents.values()]) {
            tree.fields.set(parent.lookup.name, parent.lookup);
            addParentName(tx, tree, parent.lookup);
        }
    }
    const order = orderOf(child, sortBy) ?? list.order ?? (child.field('CreatedDate') ? 'CreatedDate DESC, Id' : 'Id');
    const bound = new Bound();
    const own = `${relation.field} = ${bound.bind(id)}`;
    const where = [own, filterText(tx, child, input('where'), bound)].filter((part) => part !== undefined);
    const text = `SELECT ${selectPaths(tree).join(', ')} FROM ${child.name} WHERE ${where.join(' AND ')} ORDER BY ${order} LIMIT ${page.size + 1} OFFSET ${page.offset}`;
    const rows = call.org.database.soql.query(tx, call.org.database.soql.parse(text), bound.values, USER_MODE).rows;
    const display = new Display(tx.user);
    const records = rows.slice(0, page.size).map((row) => recordView(row, tree, display));
    return {
        ...pageJson(page, records.length, rows.length > page.size),
        fields,
        listInfoETag: `${object.name}-${relation.name}`,
        listReference: listReference(object, relation, id),
        optionalFields,
        records,
        sortBy: commaList(sortBy)
    };
};

/** The record whose lists are asked for: one that is not shared with this user shows no children either. */
const parentOf = (call: Call, tx: Transaction): { id: Id; object: ObjectDef } => {
    const parent = objectOfRecord(tx, call.parameters.parent ?? '');
    if (fetchRows(call.org, tx, emptyTree(parent.object), [parent.id]).length === 0) throw missing();
    return parent;
};

const records = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const { id, object } = parentOf(call, tx);
        return json(200, recordsJson(call, tx, object, id, relatedList(call, tx, object)));
    });

/** Several lists of one record, asked for by name, or each with its own inputs in `relatedListParameters`. */
const recordsBatch = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const { id, object } = parentOf(call, tx);
        if (call.request.method === 'GET')
            return batchAnswer(commaList(call.parameters.relations), MOST_LISTS, (name) =>
                recordsJson(call, tx, object, id, relatedList(call, tx, object, name))
            );
        const { relatedListParameters: asked } = readObject(call.request);
        const lists = Array.isArray(asked) ? asked.filter(isObject) : [];
        return batchAnswer(lists, MOST_LISTS, (one) => {
            const name = typeof one.relatedListId === 'string' ? one.relatedListId : '';
            return recordsJson(call, tx, object, id, relatedList(call, tx, object, name), inputsIn(one));
        });
    });

/** Counts are no further than this, unless the request says so. Source: User Interface API, "Get Related List Record Count". */
const MOST_COUNTED = 10;

const countJson = (
    call: Call,
    tx: Transaction,
    object: ObjectDef,
    id: Id,
    { relation, child }: RelatedList,
    most: number
) => {
    const soql = `SELECT Id FROM ${child.name} WHERE ${relation.field} = :parent LIMIT ${most + 1}`;
    const { rows } = call.org.database.soql.query(tx, call.org.database.soql.parse(soql), [id], USER_MODE);
    return {
        count: Math.min(rows.length, most),
        hasMore: rows.length > most,
        listReference: listReference(object, relation, id)
    };
};

const mostCounted = (call: Call): number => {
    const text = call.query.get('maxCount');
    const most = text === null ? MOST_COUNTED : Number(text);
    if (!Number.isInteger(most) || most < 1 || most > 2000)
        throw new PlatformError('ILLEGAL_QUERY_PARAMETER_VALUE', `Invalid maxCount: ${text ?? ''}`);
    return most;
};

const count = (call: Call): ApiResponse => {
    const most = mostCounted(call);
    return call.transaction((tx) => {
        const { id, object } = parentOf(call, tx);
        return json(200, countJson(call, tx, object, id, relatedList(call, tx, object), most));
    });
};

const countBatch = (call: Call): ApiResponse => {
    const most = mostCounted(call);
    return call.transaction((tx) => {
        const { id, object } = parentOf(call, tx);
        return batchAnswer(commaList(call.parameters.relations), MOST_LISTS, (name) =>
            countJson(call, tx, object, id, relatedList(call, tx, object, name), most)
        );
    });
};

const BATCH = `${PATH}/related-list`;

export const relatedRoutes: readonly Route[] = [
    { method: 'GET', path: `${BATCH}-info/batch/:object/:relations`, login: 'any', handle: infoBatch },
    { method: 'GET', path: `${BATCH}-count/batch/:parent/:relations`, login: 'any', handle: countBatch },
    { method: 'GET', path: `${BATCH}-records/batch/:parent/:relations`, login: 'any', handle: recordsBatch },
    { method: 'POST', path: `${BATCH}-records/batch/:parent`, login: 'any', handle: recordsBatch },
    { method: 'GET', path: `${PATH}/related-list-info/:object`, login: 'any', handle: infos },
    { method: 'GET', path: `${PATH}/related-list-info/:object/:relation`, login: 'any', handle: info },
    { method: 'GET', path: `${PATH}/related-list-count/:parent/:relation`, login: 'any', handle: count },
    { method: 'GET', path: `${PATH}/related-list-records/:parent/:relation`, login: 'any', handle: records },
    { method: 'POST', path: `${PATH}/related-list-records/:parent/:relation`, login: 'any', handle: records }
];
