import type { ObjectDef, Schema } from '../../model/index.ts';
import type { Report } from '../problems.ts';
import type { Drafts } from '../schema/relations.ts';
import type { ListViewDef } from '../types.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '../xml/document.ts';
import { columnPath } from './fieldNames.ts';

const readView = (element: XmlElement, object: ObjectDef, schema: Schema, report: Report): ListViewDef | undefined => {
    if (!requireElements(element, ['label', 'filterScope'], report)) return undefined;
    const scope = textOf(element, 'filterScope');
    if (scope !== 'Everything' && scope !== 'Mine') {
        report.add(
            childOf(element, 'filterScope') ?? element,
            `not supported by the local org: list view scope ${scope ?? ''}`
        );
        return undefined;
    }
    if (scope === 'Mine' && !object.field('OwnerId'))
        report.add(
            childOf(element, 'filterScope') ?? element,
            `The scope Mine is not available on ${object.name}: its records have no owner`
        );
    const shared = childOf(element, 'sharedTo');
    if (shared && !childOf(shared, 'allInternalUsers'))
        report.add(shared, 'not supported by the local org: a list view shared with some');
    const pathOf = (place: XmlElement, text: string): string => {
        const path = columnPath(text, object, schema);
        if (path === undefined) report.add(place, `Could not resolve list view column: ${text}`);
        return path ?? text;
    };
    const filterLogic = textOf(element, 'booleanFilter');
    const filters = childrenOf(element, 'filters').map((filter) => {
        requireElements(filter, ['field', 'operation'], report);
        return Object.freeze({
            field: pathOf(childOf(filter, 'field') ?? filter, textOf(filter, 'field') ?? ''),
            operation: textOf(filter, 'operation') ?? '',
            value: textOf(filter, 'value') ?? ''
        });
    });
    for (const index of filterLogic?.match(/\d+/g) ?? [])
        if (Number(index) < 1 || Number(index) > filters.length)
            report.add(
                childOf(element, 'booleanFilter') ?? element,
                `The filter logic names filter ${index}, there are ${filters.length}`
            );
    return Object.freeze({
        object: object.name,
        name: textOf(element, 'fullName') ?? '',
        label: textOf(element, 'label') ?? '',
        columns: Object.freeze(childrenOf(element, 'columns').map((column) => pathOf(column, column.text))),
        scope,
        filters: Object.freeze(filters),
        ...(filterLogic === undefined ? {} : { filterLogic })
    });
};

/** List views of all objects; columns and filters are API paths (`Name`, `Owner.Alias`, `Status__c`). */
export const readListViews = (drafts: Drafts, schema: Schema, report: Report): ListViewDef[] =>
    [...drafts.values()].flatMap((draft) => {
        const object = schema.object(draft.name);
        if (!object) return [];
        const views = draft.source.parts('listViews').map((element) => readView(element, object, schema, report));
        return views.filter((view) => view !== undefined);
    });
