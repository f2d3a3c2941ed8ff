/** `/composite/tree/X`: up to 200 records with their children, all of them or none. */
import { PlatformError, SObject } from '../../model/index.ts';
import type { ObjectDef } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import { isObject, json, readObject } from '../http.ts';
import type { JsonObject } from '../http.ts';
import { RecordReader, clientSave, objectOfType, visibleObject } from '../records.ts';
import type { Draft } from '../records.ts';
import type { ApiResponse, Call, Route } from '../types.ts';

/** Source: REST API Developer Guide, "sObject Tree": 200 records in all, five levels. */
const LARGEST = 200;
const DEEPEST = 5;

interface Node {
    readonly referenceId: string;
    readonly object: ObjectDef;
    readonly draft: Draft;
    readonly parent?: { readonly node: Node; readonly field: string };
}

const children = (
    object: ObjectDef,
    source: JsonObject
): { relation: { child: string; field: string }; key: string; records: unknown[] }[] =>
    Object.entries(source).flatMap(([key, value]) => {
        const relation = object.child(key);
        return relation && isObject(value) && Array.isArray(value.records)
            ? [{ relation, key, records: value.records as unknown[] }]
            : [];
    });

const readNodes = (
    tx: Transaction,
    reader: RecordReader,
    object: ObjectDef,
    list: unknown,
    nodes: Node[],
    depth: number,
    parent?: Node['parent']
): void => {
    if (!Array.isArray(list))
        throw new PlatformError('JSON_PARSER_ERROR', 'The request must contain a list named records');
    if (depth > DEEPEST) throw new PlatformError('INVALID_INPUT', `Trees can be up to ${DEEPEST} levels deep`);
    for (const item of list as unknown[]) {
        const source: JsonObject = isObject(item) ? item : {};
        const attributes = isObject(source.attributes) ? source.attributes : {};
        const { referenceId, type } = attributes;
        if (typeof referenceId !== 'string' || typeof type !== 'string') {
            throw new PlatformError(
                'INVALID_INPUT',
                'Include a reference ID and a type for each record in the request.'
            );
        }
        if (objectOfType(tx.schema, type) !== object)
            throw new PlatformError('INVALID_INPUT', `Incorrect type of entity: ${type}, expected ${object.name}`);
        if (nodes.some((node) => node.referenceId === referenceId)) {
            throw new PlatformError('INVALID_INPUT', `Duplicate ReferenceId provided in the request: ${referenceId}`);
        }
        const nested = children(object, source);
        const skip = new Set(nested.map(({ key }) => key.toLowerCase()));
        const node: Node = {
            referenceId,
            object,
            draft: reader.read(object, source, skip),
            ...(parent ? { parent } : {})
        };
        nodes.push(node);
        if (nodes.length > LARGEST)
            throw new PlatformError('INVALID_INPUT', `The request can't contain more than ${LARGEST} records`);
        for (const { relation, records } of nested) {
            readNodes(tx, reader, objectOfType(tx.schema, relation.child), records, nodes, depth + 1, {
                node,
                field: relation.field
            });
        }
    }
};

interface NodeErrors {
    referenceId: string;
    errors: readonly { statusCode: string; message: string; fields: readonly string[] }[];
}
class TreeFailure extends Error {
    readonly failures: readonly NodeErrors[];
    constructor(failures: readonly NodeErrors[]) {
        super('tree not saved');
        this.failures = failures;
    }
}

/** Saves level by level, so that parents have Ids; each run of one object is one statement. */
const saveNodes = (call: Call, tx: Transaction, nodes: readonly Node[]): void => {
    const faulty = nodes.filter((node) => node.draft.errors.length > 0);
    if (faulty.length > 0)
        throw new TreeFailure(faulty.map((node) => ({ referenceId: node.referenceId, errors: node.draft.errors })));
    let left = [...nodes];
    while (left.length > 0) {
        const ready = left.filter((node) => !node.parent || node.parent.node.draft.record.id !== undefined);
        const object = ready[0]?.object;
        const batch = ready.filter((node) => node.object === object);
        for (const node of batch)
            if (node.parent) node.draft.record.set(node.parent.field, node.parent.node.draft.record.id ?? null);
        const records: SObject[] = batch.map((node) => node.draft.record);
        const results = call.org.database.records.save(tx, {
            operation: 'insert',
            records,
            allOrNone: true,
            ...clientSave(call.request)
        });
        const failures = batch.flatMap((node, index) => {
            const result = results[index];
            const own =
                result && !result.success
                    ? result.errors.filter((error) => error.statusCode !== 'ALL_OR_NONE_OPERATION_ROLLED_BACK')
                    : [];
            return own.length > 0 ? [{ referenceId: node.referenceId, errors: own }] : [];
        });
        if (failures.length > 0) throw new TreeFailure(failures);
        left = left.filter((node) => !batch.includes(node));
    }
};

const tree = (call: Call): ApiResponse => {
    try {
        return call.transaction((tx) => {
            const object = visibleObject(tx, call.parameters.object ?? '');
            const reader = new RecordReader(tx);
            const nodes: Node[] = [];
            readNodes(tx, reader, object, readObject(call.request).records, nodes, 1);
            reader.resolve(call.org);
            saveNodes(call, tx, nodes);
            return json(201, {
                hasErrors: false,
                results: nodes.map((node) => ({ referenceId: node.referenceId, id: node.draft.record.id }))
            });
        });
    } catch (error) {
        if (error instanceof TreeFailure) return json(400, { hasErrors: true, results: error.failures });
        throw error;
    }
};

export const treeRoutes: readonly Route[] = [
    { method: 'POST', path: '/services/data/:version/composite/tree/:object', login: 'any', handle: tree }
];
