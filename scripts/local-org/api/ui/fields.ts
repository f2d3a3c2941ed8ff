/** Which fields a UI API request asks for: by name, by layout, required or optional, own or of parents. */
import { PlatformError } from '../../model/index.ts';
import { isSimple } from '../values.ts';
import type { FieldDef, ObjectDef } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import type { MetadataModel } from '../../metadata/types.ts';
import { parentNameOf } from '../records.ts';
import { layoutFields } from './layouts.ts';

/** Fields of one object and, by relationship name, of its parents. */
export interface FieldTree {
    readonly object: ObjectDef;
    readonly fields: Map<string, FieldDef>;
    readonly parents: Map<string, { readonly lookup: FieldDef; readonly tree: FieldTree }>;
}

export const emptyTree = (object: ObjectDef): FieldTree => ({ object, fields: new Map(), parents: new Map() });

const mayRead = (tx: Transaction, field: FieldDef): boolean => field.type === 'id' || tx.user.access.field(field).read;

/** What a look-up leads to: of several objects (an owner is a user or a queue) the first that has the field. */
const targetOf = (tx: Transaction, { referenceTo }: FieldDef, field: string): ObjectDef | undefined => {
    const targets = referenceTo.flatMap((name) => tx.schema.object(name) ?? []);
    return targets.find((target) => target.field(field) ?? target.parent(field)) ?? targets[0];
};

/**
 * Adds one path without its object name, `Owner.Name`.
 * @returns false where it leads to nothing that this user may read
 */
export const addPath = (tx: Transaction, tree: FieldTree, path: readonly string[]): boolean => {
    const [head = '', ...rest] = path;
    if (rest.length === 0) {
        const field = tree.object.field(head);
        if (!field || !isSimple(field) || !mayRead(tx, field)) return false;
        tree.fields.set(field.name, field);
        return true;
    }
    const lookup = tree.object.parent(head);
    const name = lookup ? parentNameOf(lookup) : null;
    if (!lookup || name === null || !mayRead(tx, lookup)) return false;
    const target = targetOf(tx, lookup, rest[0] ?? '');
    if (!target || !tx.user.access.object(target).read) return false;
    const parent = tree.parents.get(name) ?? { lookup, tree: emptyTree(target) };
    if (!addPath(tx, parent.tree, rest)) return false;
    tree.parents.set(name, parent);
    return true;
};

/** Adds the name of the record that a look-up field points to, so that a page can show it. */
export const addParentName = (tx: Transaction, tree: FieldTree, field: FieldDef): void => {
    const name = parentNameOf(field);
    const target = tx.schema.object(field.referenceTo[0] ?? '');
    if (name !== null && target?.nameField) addPath(tx, tree, [name, target.nameField.name]);
};

/** `Account.Owner.Name` of Account → `['Owner', 'Name']`. */
const withoutObject = (object: ObjectDef, text: string): readonly string[] | undefined => {
    const [first, ...rest] = text.split('.');
    return first?.toLowerCase() === object.name.toLowerCase() && rest.length > 0 ? rest : undefined;
};

export interface Asked {
    readonly fields: readonly string[];
    readonly optionalFields: readonly string[];
    readonly layoutTypes: readonly string[];
}

/**
 * The tree of all fields asked for.
 * @throws PlatformError INVALID_FIELD for a required field that this user cannot read, ILLEGAL_QUERY_PARAMETER_VALUE
 */
export const fieldTree = (tx: Transaction, model: MetadataModel, object: ObjectDef, asked: Asked): FieldTree => {
    const tree = emptyTree(object);
    for (const text of asked.fields) {
        const path = withoutObject(object, text);
        if (!path || !addPath(tx, tree, path)) {
            throw new PlatformError(
                'INVALID_FIELD',
                `No such column '${(path ?? [text]).join('.')}' on entity '${object.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.`,
                [text]
            );
        }
    }
    for (const text of asked.optionalFields) {
        const path = withoutObject(object, text);
        if (path) addPath(tx, tree, path);
    }
    for (const type of asked.layoutTypes) {
        if (type !== 'Full' && type !== 'Compact')
            throw new PlatformError('ILLEGAL_QUERY_PARAMETER_VALUE', `Invalid layout type: ${type}`);
        for (const field of layoutFields(tx, model, object, type)) {
            tree.fields.set(field.name, field);
            addParentName(tx, tree, field);
        }
    }
    return tree;
};

/** The tree's paths as a SELECT clause needs them, with the keys that every record carries. */
export const selectPaths = (tree: FieldTree, prefix = ''): string[] => {
    const keys = ['Id', 'LastModifiedDate', 'LastModifiedById', 'SystemModstamp', 'RecordTypeId'].filter((name) =>
        prefix === '' ? tree.object.field(name) : name === 'Id'
    );
    const own = [...new Set([...keys, ...tree.fields.keys()])].map((name) => prefix + name);
    if (prefix === '' && tree.object.recordTypes.length > 0) own.push('RecordType.DeveloperName');
    for (const [name, parent] of tree.parents) own.push(...selectPaths(parent.tree, `${prefix}${name}.`));
    return own;
};
