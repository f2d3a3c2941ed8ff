import { LightningElement, api } from 'lwc';

/** A page that cannot be shown: what failed, and where to go from here. */
export default class ErrorPage extends LightningElement {
    @api heading = '';
    @api message = '';
    connectedCallback(): void {
        this.dispatchEvent(
            new CustomEvent('pagetitle', { detail: { title: this.heading }, bubbles: true, composed: true })
        );
    }
}
