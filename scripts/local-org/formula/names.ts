import type { FieldDef, ObjectDef, Schema } from '../model/index.ts';
import { parentNameOf } from '../metadata/index.ts';
import { fold } from '../model/index.ts';
import { FormulaProblem } from './tree.ts';
import type { FieldPath } from './types.ts';
import { valueTypeOf, type ValueType } from './values.ts';

const unknown = (name: string): FormulaProblem => new FormulaProblem(`Field ${name} does not exist. Check spelling.`);
const MAX_PARENTS = 10;

/** The object that a lookup leads to; `Owner:User` picks one of several. */
const targetOf = (lookup: FieldDef, kind: string | undefined, schema: Schema, name: string): ObjectDef => {
    const wanted = kind === 'Queue' ? 'Group' : kind;
    const targets = lookup.referenceTo.filter(
        (target) => wanted === undefined || target.toLowerCase() === wanted.toLowerCase()
    );
    const target = targets.length === 1 ? schema.object(targets[0] ?? '') : undefined;
    if (!target) throw unknown(name);
    return target;
};

/**
 * The fields along a path, from the formula's object through its parents.
 * @throws FormulaProblem where a part does not exist
 */
export const resolveField = (path: readonly string[], object: ObjectDef, schema: Schema): FieldPath => {
    if (path.length > MAX_PARENTS + 1)
        throw new FormulaProblem(`Too many relationships: ${path.join('.')} (at most ${MAX_PARENTS})`);
    const fields: FieldDef[] = [];
    let current = object;
    for (const part of path.slice(0, -1)) {
        const [relation = '', kind] = part.split(':');
        const lookup = current.parent(relation);
        if (!lookup) throw unknown(path.join('.'));
        fields.push(lookup);
        current = targetOf(lookup, kind, schema, path.join('.'));
    }
    const name = path.at(-1) ?? '';
    const last = current.field(name);
    if (!last) throw unknown(path.join('.'));
    return [...fields, last];
};

/** `$User.Id` and such: type by the schema's own objects. */
const GLOBAL_OBJECTS: Readonly<Record<string, string>> = {
    $USER: 'User',
    $PROFILE: 'Profile',
    $USERROLE: 'UserRole',
    $ORGANIZATION: 'Organization'
};

export interface Global {
    /** As `FormulaContext.global` gets it. */
    readonly name: string;
    readonly type: ValueType;
    readonly field?: FieldDef;
}

const fieldGlobal = (object: ObjectDef | undefined, fieldName: string, name: string): Global => {
    const field = object?.field(fieldName);
    const type = field && valueTypeOf(field);
    if (!field || !type) throw unknown(name);
    // The globals of users and organisations are text even where the field is a picklist.
    return { name, type: type === 'picklist' ? 'text' : type, field };
};

/**
 * A `$` name.
 * @throws FormulaProblem where there is none, or none that the local org knows
 */
export const resolveGlobal = (path: readonly string[], schema: Schema): Global => {
    const [root = '', first = '', second = '', third = ''] = path;
    const name = path.join('.');
    const kind = root.toUpperCase();
    const objectName = GLOBAL_OBJECTS[kind];
    if (objectName !== undefined && path.length === 2) return fieldGlobal(schema.object(objectName), first, name);
    if (kind === '$PERMISSION' && path.length === 2) return { name, type: 'boolean' };
    if (kind === '$LABEL' && path.length === 2) return { name, type: 'text' };
    if (kind === '$CUSTOMMETADATA' && path.length === 4) {
        const type = schema.object(first);
        if (type?.kind !== 'customMetadata') throw unknown(name);
        return { ...fieldGlobal(type, third, name), name: `$CustomMetadata.${type.name}.${second}.${third}` };
    }
    if (kind === '$SETUP' && path.length === 3) {
        const type = schema.object(first);
        if (type?.kind !== 'customSetting') throw unknown(name);
        return { ...fieldGlobal(type, second, name), name: `$Setup.${type.name}.${second}` };
    }
    if (kind === '$SYSTEM' && fold(first) === 'origindatetime' && path.length === 2)
        return { name: '$System.OriginDateTime', type: 'datetime' };
    if (['$API', '$ACTION', '$RESOURCE', '$SITE', '$NETWORK'].includes(kind))
        throw new FormulaProblem(`not supported by the local org: ${root} in a formula`);
    throw unknown(name);
};

/** Whether two paths name the same field by the same way. */
export const samePath = (left: FieldPath, right: FieldPath): boolean =>
    left.length === right.length && left.every((field, index) => field === right[index]);

/** `Account.Owner.Name` of a path. */
export const pathName = (path: FieldPath): string =>
    [...path.slice(0, -1).map((field) => parentNameOf(field) ?? field.name), path.at(-1)?.name ?? ''].join('.');
