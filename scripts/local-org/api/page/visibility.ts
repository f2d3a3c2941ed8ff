/** Which components of a page this user sees on this record, and on this device. Source: Salesforce Help, "Dynamic Lightning Pages". */
import { DateValue, DatetimeValue, tryParseId } from '../../model/index.ts';
import type { Id, ObjectDef, SObject, Scalar } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import type { PageItem, PageRegion, VisibilityCriterion, VisibilityRule } from '../../metadata/types.ts';
import type { Org } from '../../org/types.ts';
import { holds } from '../filters.ts';
import { addPath, emptyTree } from '../ui/fields.ts';
import { uiValue } from '../ui/display.ts';
import { fetchRows } from '../ui/record.ts';
import type { RegionView } from './types.ts';

/** Who looks at what, and on which device. */
export interface Viewer {
    readonly org: Org;
    readonly tx: Transaction;
    readonly formFactor: string;
    /** Of a record's page. */
    readonly record?: { readonly id: Id; readonly object: ObjectDef };
}

const rulesOf = (items: readonly PageItem[]): VisibilityRule[] =>
    items.flatMap((item) => [
        ...(item.visibility ? [item.visibility] : []),
        ...Object.values(item.lists ?? {}).flatMap((entries) => entries.flatMap(({ visibility }) => visibility ?? [])),
        ...Object.values(item.facets).flatMap(rulesOf)
    ]);

/** Whether what is shown can change with the record. */
export const followsRecord = (regions: readonly PageRegion[]): boolean =>
    regions.some(({ items }) => rulesOf(items).some(({ criteria }) => criteria.some(({ of }) => of === 'record')));

/** Values of a record by path, as this user may read them. */
const readerOf = (
    { org, tx }: Viewer,
    object: ObjectDef | undefined,
    id: string,
    paths: readonly string[]
): ((path: string) => Scalar) => {
    const tree = object && emptyTree(object);
    if (tree) for (const path of paths) addPath(tx, tree, path.split('.'));
    const key = tryParseId(id);
    const [row] = tree && key !== undefined && paths.length > 0 ? fetchRows(org, tx, tree, [key]) : [];
    return (path) => {
        const names = path.split('.');
        let at: SObject | null | undefined = row;
        for (const name of names.slice(0, -1)) at = at?.parent(name);
        const field = at?.type.field(names.at(-1) ?? '');
        return (field && at?.get(field)) ?? null;
    };
};

const isNumber = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text);

/** As numbers where both are, otherwise as text: dates are written so that their order is that of the text. */
const compare = (left: string, right: string): number => {
    if (isNumber(left) && isNumber(right)) return Number(left) - Number(right);
    return left === right ? 0 : left < right ? -1 : 1;
};

const textOf = (value: Scalar, like: string): string => {
    const plain = uiValue(value);
    if (typeof plain !== 'string' && typeof plain !== 'number' && typeof plain !== 'boolean') return '';
    // a moment is compared with a day by its own day
    const isDay = value instanceof DateValue || (value instanceof DatetimeValue && like.length === 10);
    return isDay ? String(plain).slice(0, 10) : String(plain);
};

const meets = ({ operator, value }: VisibilityCriterion, found: Scalar): boolean => {
    const text = textOf(found, value);
    const order = compare(text, value);
    switch (operator) {
        case 'EQUAL':
            return order === 0;
        case 'NE':
            return order !== 0;
        case 'CONTAINS':
            return text.toLowerCase().includes(value.toLowerCase());
        default:
            // nothing is neither more nor less than something
            if (text === '') return false;
            if (operator === 'GT') return order > 0;
            if (operator === 'GE') return order >= 0;
            return operator === 'LT' ? order < 0 : order <= 0;
    }
};

/**
 * The regions of a page without what its rules hide, and without the rules.
 * @param regions as the page defines them
 */
export const visibleRegions = (regions: readonly PageRegion[], viewer: Viewer): RegionView[] => {
    const { tx, record } = viewer;
    const criteria = regions.flatMap(({ items }) => rulesOf(items).flatMap((rule) => rule.criteria));
    const pathsOf = (source: VisibilityCriterion['of']): string[] =>
        criteria.flatMap(({ of, path }) => (of === source ? [path] : []));
    const ofRecord = readerOf(viewer, record?.object, record?.id ?? '', pathsOf('record'));
    const ofUser = readerOf(viewer, tx.schema.object('User'), tx.user.userId, pathsOf('user'));
    const valueOf = ({ of, path }: VisibilityCriterion): Scalar => {
        if (of === 'record') return ofRecord(path);
        if (of === 'user') return ofUser(path);
        return of === 'permission' ? tx.user.access.permission(path) : viewer.formFactor;
    };
    const isShown = ({ visibility }: Pick<PageItem, 'visibility'>): boolean =>
        visibility === undefined ||
        holds(
            visibility.criteria.map((criterion) => meets(criterion, valueOf(criterion))),
            visibility.logic
        );
    const shownEntries = (lists: NonNullable<PageItem['lists']>): Record<string, string> =>
        Object.fromEntries(
            Object.entries(lists).map(([name, entries]) => [
                name,
                entries
                    .filter(isShown)
                    .map(({ value }) => value)
                    .join(',')
            ])
        );
    const visible = (items: readonly PageItem[]): PageItem[] =>
        items.filter(isShown).map(({ visibility: _rule, lists = {}, ...item }) => ({
            ...item,
            properties: { ...item.properties, ...shownEntries(lists) },
            facets: Object.fromEntries(Object.entries(item.facets).map(([name, facet]) => [name, visible(facet)]))
        }));
    return regions.map(({ name, items }) => ({ name, items: visible(items) }));
};
