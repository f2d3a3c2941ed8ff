import { LightningElement, api } from 'lwc';
import type { RecordPageView } from '../../../../../api/page/types';

/** The record's page layout: read, and changed in place. */
export default class Detail extends LightningElement {
    @api view?: RecordPageView;
    @api narrow = false;
    get mode(): string {
        return this.view?.mayEdit ? 'view' : 'readonly';
    }
}
