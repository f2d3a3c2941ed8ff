/** `/ui-api/layout`, `/ui-api/record-defaults`, `/ui-api/record-ui`: what a form needs before it is shown. */
import { PlatformError } from '../../model/index.ts';
import type { ObjectDef, SObject } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import { commaList, json } from '../http.ts';
import { MASTER_RECORD_TYPE, defaultRecordTypeOf, picklistOf, recordTypeFacts, recordTypeOf } from '../recordTypes.ts';
import type { RecordTypeInfo } from '../recordTypes.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { Display } from './display.ts';
import { addParentName, addPath, emptyTree, fieldTree } from './fields.ts';
import type { FieldTree } from './fields.ts';
import { layoutFields, layoutJson } from './layouts.ts';
import { objectInfo, uiObject } from './object-info.ts';
import { fetchRows, missing, objectOfRecord, recordView } from './record.ts';

const PATH = '/services/data/:version/ui-api';

const layoutType = (text: string | null): 'Full' | 'Compact' => {
    if (text === null || text === 'Full') return 'Full';
    if (text === 'Compact') return 'Compact';
    throw new PlatformError('ILLEGAL_QUERY_PARAMETER_VALUE', `Invalid layout type: ${text}`);
};
const modeOf = (text: string | null): 'View' | 'Edit' | 'Create' => {
    if (text === null || text === 'View') return 'View';
    if (text === 'Edit' || text === 'Create') return text;
    throw new PlatformError('ILLEGAL_QUERY_PARAMETER_VALUE', `Invalid mode: ${text}`);
};

const layout = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const object = uiObject(tx, call.parameters.object ?? '');
        return json(
            200,
            layoutJson(
                tx,
                call.org.current.model,
                object,
                layoutType(call.query.get('layoutType')),
                modeOf(call.query.get('mode')),
                recordTypeOf(call.org, tx, object, call.query.get('recordTypeId') ?? MASTER_RECORD_TYPE).id
            )
        );
    });

/** Fields of a form: those of the layout that can be written, and those asked for beside it. */
const formTree = (call: Call, tx: Transaction, object: ObjectDef, write: 'create' | 'update'): FieldTree => {
    const tree = emptyTree(object);
    for (const field of layoutFields(tx, call.org.current.model, object, 'Full')) {
        if (!field.can[write] || !tx.user.access.field(field).edit) continue;
        tree.fields.set(field.name, field);
        addParentName(tx, tree, field);
    }
    for (const text of commaList(call.query.get('optionalFields'))) addPath(tx, tree, text.split('.').slice(1));
    return tree;
};

/** @param recordType of the new record; a template of a record (`record-defaults/template/…`) has no layout */
const defaults = (
    call: Call,
    tx: Transaction,
    recordType: RecordTypeInfo,
    record: SObject,
    tree: FieldTree
): ApiResponse => {
    const { object } = tree;
    const facts = { recordTypeId: recordType.id, recordTypeInfo: recordTypeFacts(tx.user, object, recordType) };
    const isTemplate = call.request.path.includes('/record-defaults/template/');
    return json(200, {
        ...(isTemplate
            ? {}
            : { layout: layoutJson(tx, call.org.current.model, object, 'Full', 'Create', recordType.id) }),
        objectInfos: { [object.name]: objectInfo(call.org, tx, object) },
        record: { ...recordView(record, tree, new Display(tx.user)), ...facts }
    });
};

const mayCreate = (tx: Transaction, object: ObjectDef): void => {
    if (!tx.user.access.object(object).create || object.readOnly) {
        throw new PlatformError('INSUFFICIENT_ACCESS', `You don't have access to create ${object.name} records.`);
    }
};

const createDefaults = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const object = uiObject(tx, call.parameters.object ?? '');
        mayCreate(tx, object);
        const tree = formTree(call, tx, object, 'create');
        const asked = call.query.get('recordTypeId');
        const recordType =
            asked === null ? defaultRecordTypeOf(call.org, tx, object) : recordTypeOf(call.org, tx, object, asked);
        const record = call.org.database.records.defaults(tx, object);
        for (const field of recordType.type ? object.fields : [])
            if (field.picklist && !field.formula)
                record.set(field, picklistOf(field, recordType).preset?.value ?? null);
        return defaults(call, tx, recordType, record, tree);
    });

const cloneDefaults = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const { id, object } = objectOfRecord(tx, call.parameters.id ?? '');
        mayCreate(tx, object);
        const tree = formTree(call, tx, object, 'create');
        const [row] = fetchRows(call.org, tx, tree, [id]);
        if (!row) throw missing();
        const record = row.clone();
        record.id = undefined;
        const own = row.get('RecordTypeId');
        const asked = call.query.get('recordTypeId') ?? (typeof own === 'string' ? own : MASTER_RECORD_TYPE);
        return defaults(call, tx, recordTypeOf(call.org, tx, object, asked), record, tree);
    });

const recordUi = (call: Call): ApiResponse => {
    const types = commaList(call.query.get('layoutTypes') ?? 'Full').map(layoutType);
    const modes = commaList(call.query.get('modes') ?? 'View').map(modeOf);
    return call.transaction((tx) => {
        const model = call.org.current.model;
        const display = new Display(tx.user);
        const layouts: Record<string, Record<string, unknown>> = {};
        const objectInfos: Record<string, unknown> = {};
        const records: Record<string, unknown> = {};
        for (const text of commaList(call.parameters.ids)) {
            const { id, object } = objectOfRecord(tx, text);
            const optionalFields = commaList(call.query.get('optionalFields'));
            const tree = fieldTree(tx, model, object, { fields: [], optionalFields, layoutTypes: types });
            const [row] = fetchRows(call.org, tx, tree, [id]);
            if (!row) throw missing();
            records[id] = recordView(row, tree, display);
            objectInfos[object.name] = objectInfo(call.org, tx, object);
            const own = row.get('RecordTypeId');
            const recordTypeId = typeof own === 'string' ? own : MASTER_RECORD_TYPE;
            const byType = types.map(
                (type) =>
                    [
                        type,
                        Object.fromEntries(
                            modes.map((mode) => [mode, layoutJson(tx, model, object, type, mode, recordTypeId)])
                        )
                    ] as const
            );
            layouts[object.name] = { ...layouts[object.name], [recordTypeId]: Object.fromEntries(byType) };
        }
        return json(200, { eTag: Object.keys(records).join('-'), layouts, layoutUserStates: {}, objectInfos, records });
    });
};

export const pagePartRoutes: readonly Route[] = [
    { method: 'GET', path: `${PATH}/layout/:object`, login: 'any', handle: layout },
    ...['record-defaults', 'record-defaults/template'].flatMap((at): Route[] => [
        { method: 'GET', path: `${PATH}/${at}/create/:object`, login: 'any', handle: createDefaults },
        { method: 'GET', path: `${PATH}/${at}/clone/:id`, login: 'any', handle: cloneDefaults }
    ]),
    { method: 'GET', path: `${PATH}/record-ui/:ids`, login: 'any', handle: recordUi }
];
