import { fold, type FieldDef, type LookupFilterDef } from '../../model/index.ts';
import type { Report } from '../problems.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, childrenOf, flagOf, textOf, type XmlElement } from '../xml/document.ts';
import { parentNameOf } from './definition.ts';
import type { ObjectDraft } from './drafts.ts';
import type { Drafts } from './relations.ts';

/** Source: Salesforce Help, "Lookup Filters": the message of a filter that has none. */
const DEFAULT_MESSAGE = 'Value does not exist or does not match filter criteria.';

/** The filter of a lookup field that is active. Source: Metadata API Developer Guide, "LookupFilter". */
export const readLookupFilter = (field: XmlElement, report: Report): LookupFilterDef | undefined => {
    const element = childOf(field, 'lookupFilter');
    if (!element || !requireElements(element, ['active', 'isOptional', 'filterItems'], report)) return undefined;
    if (!flagOf(element, 'active')) return undefined;
    const logic = textOf(element, 'booleanFilter');
    return Object.freeze({
        optional: flagOf(element, 'isOptional'),
        message: textOf(element, 'errorMessage') ?? DEFAULT_MESSAGE,
        ...(logic === undefined ? {} : { logic }),
        items: Object.freeze(
            childrenOf(element, 'filterItems').map((item) => {
                const valueField = textOf(item, 'valueField');
                return Object.freeze({
                    field: textOf(item, 'field') ?? '',
                    operation: textOf(item, 'operation') ?? 'equals',
                    value: textOf(item, 'value') ?? '',
                    ...(valueField === undefined ? {} : { valueField })
                });
            })
        )
    });
};

const parentOf = (draft: ObjectDraft, name: string): FieldDef | undefined =>
    [...draft.fields.values()].find((field) => fold(parentNameOf(field) ?? '') === fold(name));

/** Whether a path leads to a field: over parents, from the record that is looked up or the one that is saved. */
const leadsToField = (path: readonly string[], draft: ObjectDraft, drafts: Drafts): boolean => {
    const [head = '', ...rest] = path;
    if (rest.length === 0) return draft.fields.has(head) || head === 'RecordTypeId';
    const lookup = parentOf(draft, head);
    // A parent that may be of several objects, and record types, are known once everything is.
    if (!lookup) return head === 'RecordType';
    if (lookup.referenceTo.length !== 1) return true;
    const target = drafts.get(lookup.referenceTo[0] ?? '');
    return target !== undefined && leadsToField(rest, target, drafts);
};

const isKnown = (name: string, draft: ObjectDraft, target: ObjectDraft, drafts: Drafts): boolean => {
    const [first = '', ...rest] = name.split('.');
    if (fold(first) === '$source') return leadsToField(rest, draft, drafts);
    if (first.startsWith('$')) return true;
    return leadsToField(fold(first) === fold(target.name) ? rest : [first, ...rest], target, drafts);
};

/** Refuses filters of lookups over fields that do not exist. */
export const checkLookupFilters = (drafts: Drafts, report: Report): void => {
    for (const draft of drafts.values())
        for (const field of draft.fields.values()) {
            const target = drafts.get(field.referenceTo[0] ?? '');
            const place = draft.places.get(field.name);
            const element = place && childOf(place, 'lookupFilter');
            if (!field.lookupFilter || !target || !element) continue;
            for (const item of childrenOf(element, 'filterItems'))
                for (const name of [textOf(item, 'field'), textOf(item, 'valueField')])
                    if (name !== undefined && !isKnown(name, draft, target, drafts))
                        report.add(item, `In field: field - no CustomField named ${name} found`);
        }
};
