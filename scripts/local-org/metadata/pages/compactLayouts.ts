import type { ObjectDef, Schema } from '../../model/index.ts';
import { FoldedMap } from '../folded.ts';
import type { Report } from '../problems.ts';
import type { Drafts } from '../schema/relations.ts';
import type { CompactLayoutDef, MetadataModel } from '../types.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, childrenOf, textOf } from '../xml/document.ts';

const SYSTEM = 'SYSTEM';

/** The platform's own, which shows the name. */
const systemLayout = (object: ObjectDef): CompactLayoutDef =>
    Object.freeze({
        object: object.name,
        name: SYSTEM,
        label: 'System Default',
        fields: Object.freeze(object.nameField ? [object.nameField.name] : [])
    });

/** Compact layouts that objects are assigned; `SYSTEM` (the default) shows the name. */
export const readCompactLayouts = (
    drafts: Drafts,
    schema: Schema,
    report: Report
): ReadonlyMap<string, CompactLayoutDef> => {
    const layouts = new FoldedMap<CompactLayoutDef>();
    for (const draft of drafts.values()) {
        const object = schema.object(draft.name);
        if (!object) continue;
        const own = new FoldedMap<CompactLayoutDef>();
        for (const element of draft.source.parts('compactLayouts')) {
            requireElements(element, ['label', 'fields'], report);
            const fields = childrenOf(element, 'fields').map((place) => {
                const field = object.field(place.text);
                if (!field) report.add(place, `Invalid field ${place.text} in the compact layout of ${object.name}`);
                return field?.name ?? place.text;
            });
            const name = textOf(element, 'fullName') ?? '';
            const label = textOf(element, 'label') ?? name;
            own.set(name, Object.freeze({ object: object.name, name, label, fields: Object.freeze(fields) }));
        }
        const assigned = draft.source.text('compactLayoutAssignment') ?? 'SYSTEM';
        const layout = assigned === 'SYSTEM' ? systemLayout(object) : own.get(assigned);
        if (layout) layouts.set(object.name, layout);
        else
            report.add(
                draft.source.own
                    ? (childOf(draft.source.own, 'compactLayoutAssignment') ?? draft.source.own)
                    : draft.source.anyFile,
                `No CompactLayout named ${assigned} found on ${object.name}`
            );
    }
    return layouts;
};

/** The compact layout of any object, those without components of their own included. */
export const compactLayoutOf = (
    { pages, schema }: Pick<MetadataModel, 'pages' | 'schema'>,
    name: string
): CompactLayoutDef => {
    const object = schema.object(name);
    if (!object) return Object.freeze({ object: name, name: SYSTEM, label: 'System Default', fields: [] });
    return pages.compactLayouts.get(name) ?? systemLayout(object);
};
