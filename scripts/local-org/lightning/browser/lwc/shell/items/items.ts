import { LightningElement, api } from 'lwc';
import { formFactor } from 'org/client';
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
    | 'fieldSection'
    | 'listCard'
    | 'relatedLinks'
    | 'nothing'
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
    'flexipage:richText': 'richText',
    'flexipage:fieldSection': 'fieldSection',
    'flexipage:filterListCard': 'listCard',
    'flexipage:blankSpace': 'nothing',
    'force:relatedListQuickLinksContainer': 'relatedLinks',
    // the details of pages with sections of their own, on phones
    'force:recordDetailPanelMobile': formFactor === 'Small' ? 'detail' : 'nothing'
};
/** Stands where a component of another project was set aside. */
const GAP = 'localOrg:gap';

const RECORD_ONLY = new Set<Kind>([
    'highlights',
    'detail',
    'relatedLists',
    'relatedList',
    'relatedLinks',
    'fieldSection'
]);

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
                name: item.component === GAP ? item.properties.name : item.component,
                reason: item.component === GAP ? item.properties.reason : undefined,
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
                fieldSection: kind === 'fieldSection',
                listCard: kind === 'listCard',
                relatedLinks: kind === 'relatedLinks',
                nothing: kind === 'nothing',
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
