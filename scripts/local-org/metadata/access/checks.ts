import { type FieldDef, type ObjectDef, type Schema } from '../../model/index.ts';
import type { Report } from '../problems.ts';
import type { ObjectRights } from '../types.ts';
import { childOf, childrenOf, flagOf, textOf, type XmlElement } from '../xml/document.ts';
import { objectRightsFaults } from './dependencies.ts';
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
        for (const fault of objectRightsFaults(object, rights, (name) => objects.get(name), 'deploy'))
            report.add(row, fault);
    }
};
