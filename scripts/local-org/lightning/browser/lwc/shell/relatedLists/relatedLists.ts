import { LightningElement, api } from 'lwc';
import type { RecordPageView } from '../../../../../api/page/types';

/** The related lists of the record's page layout. */
export default class RelatedLists extends LightningElement {
    @api view?: RecordPageView;
    @api narrow = false;
    get none(): boolean {
        return this.view?.relatedLists.length === 0;
    }
}
