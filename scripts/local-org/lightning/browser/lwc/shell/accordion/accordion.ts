import { LightningElement, api } from 'lwc';
import type { RecordPageView } from '../../../../../api/page/types';
import { tabTitle, type PageItem } from 'org/regions';

/** Sections of a page that open and close. */
export default class Accordion extends LightningElement {
    @api item?: PageItem;
    @api view?: RecordPageView;
    @api narrow = false;
    get sections(): { key: string; label: string; items: readonly PageItem[] }[] {
        const facets = this.item?.facets ?? {};
        const sections = facets.sections ?? Object.values(facets).flat();
        return sections.map((section, index) => ({
            key: section.identifier || `section-${index}`,
            label: tabTitle(section.properties.label ?? section.properties.title),
            items: section.facets.body ?? Object.values(section.facets).flat()
        }));
    }
    get open(): string[] {
        return this.sections.slice(0, 1).map((section) => section.key);
    }
    get several(): boolean {
        return this.item?.properties.allowMultipleSectionsOpen === 'true';
    }
}
