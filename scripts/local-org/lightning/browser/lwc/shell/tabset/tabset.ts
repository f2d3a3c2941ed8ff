import { LightningElement, api } from 'lwc';
import type { RecordPageView } from '../../../../../api/page/types';
import { tabTitle, type PageItem } from 'org/regions';

/** Tabs of a page; what is in a tab is made when it is first opened. */
export default class Tabset extends LightningElement {
    @api item?: PageItem;
    @api view?: RecordPageView;
    @api narrow = false;
    opened: readonly string[] = [];

    get tabs(): { key: string; title: string; items: readonly PageItem[]; opened: boolean }[] {
        const facets = this.item?.facets ?? {};
        const tabs = facets.tabs ?? Object.values(facets).flat();
        return tabs.map((tab, index) => {
            const key = tab.identifier || `tab-${index}`;
            return {
                key,
                title: tabTitle(tab.properties.title ?? tab.properties.label),
                items: tab.facets.body ?? Object.values(tab.facets).flat(),
                opened: this.opened.includes(key)
            };
        });
    }
    get active(): string | undefined {
        const tabs = this.item?.facets.tabs ?? [];
        const index = tabs.findIndex((tab) => tab.properties.active === 'true');
        return this.tabs[Math.max(index, 0)]?.key;
    }
    handleActive(event: Event): void {
        const { value } = event.target as HTMLElement & { value: string };
        if (!this.opened.includes(value)) this.opened = [...this.opened, value];
    }
}
