import { fold, type ObjectDef } from '../../model/index.ts';
import { shareTargetOf, type SharingNames } from '../access/shareTargets.ts';
import { FoldedMap } from '../folded.ts';
import type { Report } from '../problems.ts';
import type { Drafts } from '../schema/relations.ts';
import type { ListViewDef } from '../types.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '../xml/document.ts';
import { columnPath } from './fieldNames.ts';

const SCOPES: ReadonlySet<string> = new Set(['Everything', 'Mine', 'MineAndMyGroups', 'Queue']);

const isScope = (text: string): text is ListViewDef['scope'] => SCOPES.has(text);

/** @returns undefined where the scope is none that the local org can show (reported) */
const readScope = (
    element: XmlElement,
    object: ObjectDef,
    { groups }: SharingNames,
    report: Report
): Pick<ListViewDef, 'scope' | 'queue'> | undefined => {
    const scope = textOf(element, 'filterScope') ?? '';
    const place = childOf(element, 'filterScope') ?? element;
    if (!isScope(scope)) {
        report.add(place, `not supported by the local org: list view scope ${scope}`);
        return undefined;
    }
    if (scope !== 'Everything' && !object.field('OwnerId'))
        report.add(place, `The scope ${scope} is not available on ${object.name}: its records have no owner`);
    if (scope !== 'Queue') return { scope };
    const queue = textOf(element, 'queue') ?? '';
    if (!groups.some(({ kind, name }) => kind === 'Queue' && fold(name) === fold(queue)))
        report.add(childOf(element, 'queue') ?? element, `In field: queue - no Queue named ${queue} found`);
    return { scope, queue };
};

/** Who sees it; everybody where nobody is named. */
const readSharedTo = (element: XmlElement, names: SharingNames, report: Report): Pick<ListViewDef, 'sharedTo'> => {
    const shared = childOf(element, 'sharedTo');
    const rows = shared?.children.flatMap((row) => shareTargetOf(row, names, report) ?? []) ?? [];
    return shared ? { sharedTo: Object.freeze(rows) } : {};
};

const readView = (
    element: XmlElement,
    object: ObjectDef,
    names: SharingNames,
    report: Report
): ListViewDef | undefined => {
    if (!requireElements(element, ['label', 'filterScope'], report)) return undefined;
    const scope = readScope(element, object, names, report);
    if (!scope) return undefined;
    const pathOf = (place: XmlElement, text: string): string => {
        const path = columnPath(text, object, names.schema);
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
        ...scope,
        ...readSharedTo(element, names, report),
        filters: Object.freeze(filters),
        ...(filterLogic === undefined ? {} : { filterLogic })
    });
};

/** List views of all objects; columns and filters are API paths (`Name`, `Owner.Alias`, `Status__c`). */
export const readListViews = (drafts: Drafts, names: SharingNames, report: Report): ListViewDef[] =>
    [...drafts.values()].flatMap((draft) => {
        const object = names.schema.object(draft.name);
        if (!object) return [];
        // A project's list view takes the place of the platform's of that name.
        const views = new FoldedMap<ListViewDef>();
        for (const element of draft.source.parts('listViews')) {
            const view = readView(element, object, names, report);
            if (view) views.set(view.name, view);
        }
        return [...views.values()];
    });
