import { LightningElement, api } from 'lwc';
import { pageTitle } from 'org/titles';

/** A page that cannot be shown: what failed, and where to go from here. */
export default class ErrorPage extends LightningElement {
    @api heading = '';
    @api message = '';
    connectedCallback(): void {
        this.dispatchEvent(pageTitle(this.heading));
    }
}
