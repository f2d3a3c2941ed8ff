import { LightningElement, api } from 'lwc';

/** `lightning-quick-action-panel`: header, body and footer of a quick action's modal. */
export default class QuickActionPanel extends LightningElement {
    @api header = '';
    @api title = '';
    get heading(): string {
        return this.header || this.title;
    }
}
