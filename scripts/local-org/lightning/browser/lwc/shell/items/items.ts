import { LightningElement, api } from 'lwc';
import type { PageItem } from 'org/regions';
import type { RecordPageView } from '../../../../../api/page/types';

type Kind =
    | 'highlights'
    | 'detail'
    | 'relatedLists'
    | 'relatedList'
    | 'tabset'
    | 'accordion'
    | 'column'
    | 'richText'
    | 'package'
    | 'unsupported';
const KINDS: Readonly<Record<string, Kind>> = {
    'force:highlightsPanel': 'highlights',
    'force:detailPanel': 'detail',
    'force:relatedListContainer': 'relatedLists',
    'force:relatedListSingleContainer': 'relatedList',
    'lst:dynamicRelatedList': 'relatedList',
    'flexipage:tabset': 'tabset',
    'flexipage:accordion': 'accordion',
    'flexipage:column': 'column',
    'flexipage:richText': 'richText'
};
const RECORD_ONLY = new Set<Kind>(['highlights', 'detail', 'relatedLists', 'relatedList']);

/** The components of a region, tab or column, each in its place. */
export default class Items extends LightningElement {
    @api items: readonly PageItem[] = [];
    @api view?: RecordPageView;
    @api narrow = false;

    get shown(): object[] {
        return this.items.map((item, index) => {
            const kind = this.kind(item);
            return {
                key: `${item.identifier || item.component}-${index}`,
                item,
                name: item.component,
                properties: item.properties,
                body: Object.values(item.facets).flat(),
                relation: item.properties.relatedListApiName ?? item.properties.relatedListId,
                limit: Number(item.properties.rowsToDisplay ?? item.properties.maxRecordsToDisplay ?? 6),
                text: item.properties.richTextValue ?? item.properties.value,
                highlights: kind === 'highlights',
                detail: kind === 'detail',
                relatedLists: kind === 'relatedLists',
                relatedList: kind === 'relatedList',
                tabset: kind === 'tabset',
                accordion: kind === 'accordion',
                column: kind === 'column',
                richText: kind === 'richText',
                package: kind === 'package'
            };
        });
    }

    private kind(item: PageItem): Kind {
        const kind =
            /^c[:_]/.test(item.component) || !item.component.includes(':')
                ? 'package'
                : (KINDS[item.component] ?? 'unsupported');
        return RECORD_ONLY.has(kind) && !this.view ? 'unsupported' : kind;
    }
}
