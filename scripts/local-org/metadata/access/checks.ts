import { fold, type FieldDef, type ObjectDef, type Schema } from '../../model/index.ts';
import type { Report } from '../problems.ts';
import type { ObjectRights } from '../types.ts';
import { childOf, childrenOf, flagOf, textOf, type XmlElement } from '../xml/document.ts';
import { compoundOf, isPermissionable } from './governed.ts';

/**
 * Refuses a field row that a deploy refuses: required, master-detail, name and system fields; edit on computed fields; edit without read.
 * @returns whether the row can be used
 */
export const checkFieldRow = (
    row: XmlElement,
    name: string,
    object: ObjectDef,
    fields: readonly FieldDef[],
    report: Report
): boolean => {
    const full = `${object.name}.${name}`;
    const blocked = fields.find((field) => !isPermissionable(field, object));
    if (blocked) {
        report.add(row, `You cannot deploy to a required field: ${full}`);
        return false;
    }
    const compound = fields.length === 1 && fields[0] ? compoundOf(fields[0]) : undefined;
    if (compound !== undefined) {
        report.add(row, `${full} cannot be granted by itself: grant ${object.name}.${compound}`);
        return false;
    }
    const editable = flagOf(row, 'editable');
    const at = childOf(row, 'editable') ?? row;
    if (editable && !flagOf(row, 'readable'))
        report.add(at, `Field-Level Security: ${full} is editable and not readable`);
    if (
        editable &&
        fields.every(
            (field) =>
                field.formula !== undefined ||
                field.rollup !== undefined ||
                field.type === 'autoNumber' ||
                !field.can.create
        )
    )
        report.add(at, `Cannot set editable to true for a read-only field: ${full}`);
    return true;
};

const RIGHTS = [
    ['create', 'Create', ['read']],
    ['edit', 'Edit', ['read']],
    ['delete', 'Delete', ['read', 'edit']],
    ['viewAll', 'View All', ['read']],
    ['modifyAll', 'Modify All', ['read', 'edit', 'delete', 'viewAll']]
] as const satisfies readonly (readonly [keyof ObjectRights, string, readonly (keyof ObjectRights)[]])[];
const NAMES: Readonly<Record<keyof ObjectRights, string>> = {
    read: 'Read',
    create: 'Create',
    edit: 'Edit',
    delete: 'Delete',
    viewAll: 'View All',
    modifyAll: 'Modify All'
};

/** Rights on a detail need the right to read its master; `Contact` needs `Account`. Source: deploy errors of the platform. */
const mastersOf = (object: ObjectDef): string[] => {
    if (fold(object.name) === 'contact' || fold(object.name) === 'opportunity') return ['Account'];
    return object.fields.filter((field) => field.type === 'masterDetail').flatMap((field) => field.referenceTo);
};

/** Refuses rights that lack the rights they depend on: edit without read, read on a detail without read on its master. */
export const checkObjectRights = (
    root: XmlElement,
    objects: ReadonlyMap<string, ObjectRights>,
    schema: Schema,
    report: Report
): void => {
    for (const row of childrenOf(root, 'objectPermissions')) {
        const object = schema.object(textOf(row, 'object') ?? '');
        const rights = object && objects.get(object.name);
        if (!object || !rights) continue;
        for (const [right, label, needed] of RIGHTS) {
            const lacking = needed.filter((other) => rights[right] && !rights[other]);
            if (lacking.length > 0)
                report.add(
                    row,
                    `Permission ${label} ${object.name} depends on permission(s): ${lacking.map((other) => `${NAMES[other]} ${object.name}`).join(', ')}`
                );
        }
        if (!rights.read) continue;
        for (const master of mastersOf(object))
            if (objects.get(master)?.read !== true)
                report.add(row, `Permission Read ${object.name} depends on permission(s): Read ${master}`);
    }
};
