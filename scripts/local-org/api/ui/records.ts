/** `/ui-api/records`: read, create, update, delete, as Lightning Data Service does. */
import { PlatformError, SObject } from '../../model/index.ts';
import type { ObjectDef } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import { commaList, isObject, json, noContent, readObject, textOf } from '../http.ts';
import { objectOfType, pageSave, saveOne } from '../records.ts';
import { conditionalAnswer } from '../rest/conditions.ts';
import { deleteOne } from '../rest/sobjects.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { batchAnswer } from './batches.ts';
import { Display } from './display.ts';
import { saveErrorResponse } from './errors.ts';
import { addParentName, emptyTree, fieldTree } from './fields.ts';
import type { Asked } from './fields.ts';
import { fetchRows, missing, objectOfRecord, recordView } from './record.ts';
import type { RecordView } from './record.ts';

const PATH = '/services/data/:version/ui-api/records';

/** What the query string asks for. @throws PlatformError where it asks for nothing */
const askedOf = (call: Call): Asked => {
    const asked = {
        fields: commaList(call.query.get('fields')),
        optionalFields: commaList(call.query.get('optionalFields')),
        layoutTypes: commaList(call.query.get('layoutTypes'))
    };
    if (asked.fields.length + asked.optionalFields.length + asked.layoutTypes.length === 0) {
        throw new PlatformError('MISSING_RECORD_FIELDS', 'Specify fields, optionalFields, or layoutTypes');
    }
    return asked;
};

/** One record as asked for. @throws PlatformError NOT_FOUND, INVALID_FIELD */
const viewRecord = (call: Call, tx: Transaction, text: string, asked: Asked): RecordView => {
    const { id, object } = objectOfRecord(tx, text);
    const tree = fieldTree(tx, call.org.current.model, object, asked);
    const [row] = fetchRows(call.org, tx, tree, [id]);
    if (!row) throw missing();
    return recordView(row, tree, new Display(tx.user));
};

const read = (call: Call): ApiResponse => {
    const asked = askedOf(call);
    return call.transaction((tx) => json(200, viewRecord(call, tx, call.parameters.id ?? '', asked)));
};

/** Source: User Interface API, "Get a Batch of Records". */
const MOST_RECORDS = 200;

const readBatch = (call: Call): ApiResponse => {
    const asked = askedOf(call);
    return call.transaction((tx) =>
        batchAnswer(commaList(call.parameters.ids), MOST_RECORDS, (id) => viewRecord(call, tx, id, asked))
    );
};

/** The answer to a write: the fields that were sent, as they are now. */
const afterSave = (
    call: Call,
    tx: Transaction,
    object: ObjectDef,
    id: string,
    names: readonly string[]
): RecordView => {
    const tree = emptyTree(object);
    const shown = [...names, object.nameField?.name ?? 'Id'];
    for (const name of shown) {
        const field = object.field(name);
        if (!field || (field.type !== 'id' && !tx.user.access.field(field).read)) continue;
        tree.fields.set(field.name, field);
        addParentName(tx, tree, field);
    }
    const [row] = fetchRows(call.org, tx, tree, [id]);
    // Whoever gives a record away may not see it afterwards; the change stands all the same.
    if (!row) return recordView(withId(object, id), emptyTree(object), new Display(tx.user));
    return recordView(row, tree, new Display(tx.user));
};

const withId = (object: ObjectDef, id: string): SObject => {
    const record = new SObject(object);
    record.id = id;
    return record;
};

const fieldsOf = (body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
    if (!isObject(body.fields))
        throw new PlatformError('INVALID_INPUT', "The request must contain the record's fields");
    return body.fields;
};

const create = (call: Call): ApiResponse => {
    const body = readObject(call.request);
    const fields = fieldsOf(body);
    let object: ObjectDef | undefined;
    try {
        return call.transaction((tx) => {
            object = objectOfType(tx.schema, textOf(body, 'apiName') ?? '');
            const result = saveOne(call.org, tx, 'insert', object, fields, undefined, pageSave(body));
            return json(201, afterSave(call, tx, object, result.id ?? '', Object.keys(fields)));
        });
    } catch (error) {
        return saveErrorResponse(error, object, 'create');
    }
};

const update = (call: Call): ApiResponse => {
    const body = readObject(call.request);
    const source = fieldsOf(body);
    const fields = Object.fromEntries(Object.entries(source).filter(([name]) => name.toLowerCase() !== 'id'));
    let object: ObjectDef | undefined;
    try {
        return call.transaction((tx) => {
            const found = objectOfRecord(tx, call.parameters.id ?? '');
            object = found.object;
            conditionalAnswer(call, tx, object, found.id, false);
            saveOne(call.org, tx, 'update', found.object, fields, found.id, pageSave(body));
            return json(200, afterSave(call, tx, found.object, found.id, Object.keys(fields)));
        });
    } catch (error) {
        return saveErrorResponse(error, object, 'update');
    }
};

const remove = (call: Call): ApiResponse => {
    try {
        return call.transaction((tx) => {
            const { id, object } = objectOfRecord(tx, call.parameters.id ?? '');
            deleteOne(call, tx, object, id);
            return noContent();
        });
    } catch (error) {
        return saveErrorResponse(error, undefined, 'delete');
    }
};

export const recordRoutes: readonly Route[] = [
    { method: 'POST', path: PATH, login: 'any', handle: create },
    { method: 'GET', path: `${PATH}/:id`, login: 'any', handle: read },
    { method: 'PATCH', path: `${PATH}/:id`, login: 'any', handle: update },
    { method: 'DELETE', path: `${PATH}/:id`, login: 'any', handle: remove },
    { method: 'GET', path: `${PATH}/batch/:ids`, login: 'any', handle: readBatch }
];
