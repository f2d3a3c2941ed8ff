import type { ObjectDef, Schema } from '../../model/index.ts';
import { fieldsGrantedBy } from '../access/governed.ts';
import { documentsOf } from '../documents.ts';
import type { FoldedMap } from '../folded.ts';
import type { Report } from '../problems.ts';
import type { ComponentSource, LayoutItemDef, QuickActionDef, QuickActionForm } from '../types.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '../xml/document.ts';
import { checkUse, type Bundle } from './bundles.ts';

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

const readPresets = (root: XmlElement, report: Report): Record<string, string> => {
    const presets: Record<string, string> = {};
    for (const override of childrenOf(root, 'fieldOverrides')) {
        const literal = textOf(override, 'literalValue');
        if (literal === undefined)
            report.add(override, 'not supported by the local org: a formula as predefined value of a quick action');
        else presets[textOf(override, 'field') ?? ''] = literal;
    }
    return presets;
};

/** How an action asks for a record. Source: Metadata API Developer Guide, "QuickAction". */
const readForm = (
    root: XmlElement,
    type: string,
    object: ObjectDef | undefined,
    schema: Schema,
    report: Report
): QuickActionForm | undefined => {
    const named = textOf(root, 'targetObject') ?? (type === 'LogACall' ? 'Task' : object?.name);
    const target = schema.object(named ?? '');
    if (!target) {
        report.add(childOf(root, 'targetObject') ?? root, `No CustomObject named ${named ?? '(none)'} found`);
        return undefined;
    }
    const parentField = textOf(root, 'targetParentField');
    const message = textOf(root, 'successMessage');
    return Object.freeze({
        target: target.name,
        ...(parentField === undefined ? {} : { parentField: target.field(parentField)?.name ?? parentField }),
        fields: Object.freeze(readFields(root, target, report)),
        presets: Object.freeze(readPresets(root, report)),
        ...(message === undefined ? {} : { message })
    });
};

/** Quick actions: `Opportunity.Create_Handoff` of an object, or global. */
export const readQuickActions = (
    components: readonly ComponentSource[],
    schema: Schema,
    bundles: FoldedMap<Bundle>,
    report: Report
): QuickActionDef[] =>
    documentsOf(components, 'QuickAction', report).map(({ root, name }): QuickActionDef => {
        requireElements(root, ['type', 'optionsCreateFeedItem'], report);
        if (!childOf(root, 'standardLabel')) requireElements(root, ['label'], report);
        const objectName = name.includes('.') ? name.split('.')[0] : undefined;
        const object = objectName === undefined ? undefined : schema.object(objectName);
        if (objectName !== undefined && !object) report.add(root, `No CustomObject named ${objectName} found`);
        const type = textOf(root, 'type') ?? '';
        const component = textOf(root, 'lightningWebComponent')?.replace(/^c:/, '');
        const place = childOf(root, 'lightningWebComponent') ?? root;
        if (type === 'LightningWebComponent') {
            const bundle = bundles.get(component ?? '');
            if (!bundle) report.add(place, `No LightningComponentBundle named ${component ?? '(none)'} found`);
            else
                checkUse(
                    bundle,
                    object ? 'lightning__RecordAction' : 'lightning__GlobalAction',
                    object?.name,
                    place,
                    report
                );
        }
        const form = FORMS.has(type) ? readForm(root, type, object, schema, report) : undefined;
        return Object.freeze({
            ...(object ? { object: object.name } : {}),
            name,
            label: textOf(root, 'label') ?? textOf(root, 'standardLabel') ?? name,
            type,
            ...(component === undefined ? {} : { component }),
            ...(form ? { form } : {})
        });
    });
