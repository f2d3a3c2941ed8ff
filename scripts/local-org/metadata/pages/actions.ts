import type { Schema } from '../../model/index.ts';
import { documentsOf } from '../documents.ts';
import type { FoldedMap } from '../folded.ts';
import type { Report } from '../problems.ts';
import type { ComponentSource, QuickActionDef } from '../types.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, textOf } from '../xml/document.ts';
import { readForm } from './actionForms.ts';
import { checkUse, type Bundle } from './bundles.ts';

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
        const form = readForm(root, object, schema, report);
        return Object.freeze({
            ...(object ? { object: object.name } : {}),
            name,
            label: textOf(root, 'label') ?? textOf(root, 'standardLabel') ?? name,
            type,
            ...(component === undefined ? {} : { component }),
            ...(form ? { form } : {})
        });
    });
