import type { FormulaSource, ObjectDef, Schema } from '../../model/index.ts';
import { fieldsGrantedBy } from '../access/governed.ts';
import type { Report } from '../problems.ts';
import type { LayoutItemDef, QuickActionForm, QuickActionPreset } from '../types.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '../xml/document.ts';

/** Types of actions that ask for a record's fields; the others open what pages run, or refuse when they are pressed. */
const FORMS: ReadonlySet<string> = new Set(['Create', 'Update', 'LogACall']);

const readFields = (root: XmlElement, target: ObjectDef, report: Report): LayoutItemDef[] => {
    const items = childrenOf(root, 'quickActionLayout')
        .flatMap((layout) => childrenOf(layout, 'quickActionLayoutColumns'))
        .flatMap((column) => childrenOf(column, 'quickActionLayoutItems'));
    return items.flatMap((item): LayoutItemDef[] => {
        const name = textOf(item, 'field');
        if (name === undefined) return [];
        const fields = fieldsGrantedBy(name, target);
        if (fields.length === 0)
            report.add(item, `In field: field - no CustomField named ${target.name}.${name} found`);
        const behavior = (textOf(item, 'uiBehavior') ?? 'Edit') as LayoutItemDef['behavior'];
        // A name, an address: the parts of a person's name are asked for one by one.
        return fields.map((field) => Object.freeze({ field: field.name, behavior }));
    });
};

/** Source: Metadata API Developer Guide, "QuickAction", `fieldOverrides`: a formula or a literal value for a field of the target. */
const readPresets = (root: XmlElement, target: ObjectDef, report: Report): QuickActionPreset[] =>
    childrenOf(root, 'fieldOverrides').flatMap((override): QuickActionPreset[] => {
        const name = textOf(override, 'field') ?? '';
        const field = target.field(name);
        if (!field) {
            report.add(override, `In field: field - no CustomField named ${target.name}.${name} found`);
            return [];
        }
        const text = textOf(override, 'formula');
        if (text === undefined)
            return [Object.freeze({ field: field.name, value: textOf(override, 'literalValue') ?? '' })];
        const { file, line, column } = childOf(override, 'formula') ?? override;
        const formula: FormulaSource = Object.freeze({ text, type: field.type, blanksAsZero: false });
        return [Object.freeze({ field: field.name, formula, place: Object.freeze({ file, line, column }) })];
    });

/** A look-up of the new record: standard ones by their relationship, `Account`, custom ones by their field. */
const readParentField = (root: XmlElement, target: ObjectDef, report: Report): string | undefined => {
    const name = textOf(root, 'targetParentField');
    if (name === undefined) return undefined;
    const field = target.field(name) ?? target.parent(name);
    if (!field)
        report.add(
            childOf(root, 'targetParentField') ?? root,
            `In field: targetParentField - no CustomField named ${target.name}.${name} found`
        );
    return field?.name;
};

/**
 * How an action asks for a record. Source: Metadata API Developer Guide, "QuickAction".
 * @param object whose action it is; undefined of a global one
 * @returns undefined where its kind of action asks for none, or where the record has no object (reported)
 */
export const readForm = (
    root: XmlElement,
    object: ObjectDef | undefined,
    schema: Schema,
    report: Report
): QuickActionForm | undefined => {
    const type = textOf(root, 'type') ?? '';
    if (!FORMS.has(type)) return undefined;
    const named = textOf(root, 'targetObject') ?? (type === 'LogACall' ? 'Task' : object?.name);
    const target = schema.object(named ?? '');
    if (!target) {
        report.add(childOf(root, 'targetObject') ?? root, `No CustomObject named ${named ?? '(none)'} found`);
        return undefined;
    }
    const parentField = readParentField(root, target, report);
    const message = textOf(root, 'successMessage');
    return Object.freeze({
        target: target.name,
        ...(parentField === undefined ? {} : { parentField }),
        fields: Object.freeze(readFields(root, target, report)),
        presets: Object.freeze(readPresets(root, target, report)),
        ...(message === undefined ? {} : { message })
    });
};
