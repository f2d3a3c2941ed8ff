import type { RegionView } from '../../../api/page/types.ts';

/** A component of a page, with the components in its tabs, columns or sections. */
export type PageItem = RegionView['items'][number];

/** A row of a page: one region over the whole width, or a wide one with narrow ones beside it. */
export interface PageRow {
    readonly key: string;
    readonly rowClass: string;
    readonly columns: readonly {
        readonly key: string;
        readonly columnClass: string;
        readonly narrow: boolean;
        readonly items: readonly PageItem[];
    }[];
}

const NARROW = /sidebar|^right|^left(?!Column)|^rightcol|^leftcol/i;
const FULL = /^(header|top|subheader|footer|bottom)$/i;

/**
 * Arranges the regions of any template: header and top over the whole width, side regions beside the main one, others below each other.
 * Regions without content take no room.
 */
export const rowsOf = (regions: readonly RegionView[]): PageRow[] => {
    const filled = regions.filter((region) => region.items.length > 0);
    const column = (region: RegionView, beside = 1) => {
        const narrow = NARROW.test(region.name);
        return {
            key: region.name,
            columnClass: narrow ? 'column column_narrow' : beside > 2 ? 'column column_third' : 'column',
            narrow,
            items: region.items
        };
    };
    const rows: PageRow[] = [];
    let beside: RegionView[] = [];
    const flush = (): void => {
        if (beside.length === 0) return;
        const left = beside.filter((region) => /^left/i.test(region.name));
        const wide = beside.filter((region) => !NARROW.test(region.name)).length;
        const ordered = [...left, ...beside.filter((region) => !left.includes(region))];
        rows.push({
            key: ordered.map((region) => region.name).join('-'),
            rowClass: 'row',
            columns: ordered.map((region) => column(region, wide))
        });
        beside = [];
    };
    for (const region of filled) {
        if (FULL.test(region.name)) {
            flush();
            rows.push({ key: region.name, rowClass: 'row', columns: [column(region)] });
        } else {
            beside.push(region);
        }
    }
    flush();
    return rows;
};

const STANDARD_TITLES: Readonly<Record<string, string>> = {
    'Standard.Tab.detail': 'Details',
    'Standard.Tab.details': 'Details',
    'Standard.Tab.relatedLists': 'Related',
    'Standard.Tab.related': 'Related',
    'Standard.Tab.activity': 'Activity',
    'Standard.Tab.collaborate': 'Chatter',
    'Standard.Tab.news': 'News'
};
/** A tab's title: the platform's own titles are names of labels. */
export const tabTitle = (title: string | undefined): string =>
    title === undefined ? 'Tab' : (STANDARD_TITLES[title] ?? title);

/** Whether a component with this name is somewhere in the regions. */
export const hasComponent = (items: readonly PageItem[], name: string): boolean =>
    items.some(
        (item) => item.component === name || Object.values(item.facets).some((facet) => hasComponent(facet, name))
    );
