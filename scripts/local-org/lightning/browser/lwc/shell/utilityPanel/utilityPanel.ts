import { LightningElement, api } from 'lwc';
import type { PageItem } from 'org/regions';
import { provideUtility } from '../../lightning/platformUtilityBarApi/platformUtilityBarApi';

/** The component of one utility, which can ask which utility holds it. */
export default class UtilityPanel extends LightningElement {
    @api utilityId = '';
    @api item?: PageItem;

    constructor() {
        super();
        provideUtility(this, {
            consumerConnectedCallback: (consumer) => consumer.provide({ utilityId: this.utilityId })
        });
    }
    get items(): readonly PageItem[] {
        return this.item ? [this.item] : [];
    }
}
