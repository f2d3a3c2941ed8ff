import { LightningElement, api } from 'lwc';
import type { RecordPageView, RegionView } from '../../../../../api/page/types';
import { rowsOf, type PageRow } from 'org/regions';

/** The regions of a page, side by side where there is room. */
export default class Regions extends LightningElement {
    @api regions: readonly RegionView[] = [];
    /** The record whose page this is. */
    @api view?: RecordPageView;
    get rows(): PageRow[] {
        const nothingRelated = this.view?.relatedLists.length === 0;
        const shown = this.regions.map((region) => ({
            ...region,
            items: region.items.filter((item) => !(nothingRelated && item.component === 'force:relatedListContainer'))
        }));
        return rowsOf(shown);
    }
}
