import { LightningElement, api } from 'lwc';

/** `lightning-click-to-dial`: without telephony the number stands there and cannot be pressed. Source: Lightning Component Library. */
export default class ClickToDial extends LightningElement {
    @api value = '';
    @api recordId?: string;
    @api params?: string;
    @api label?: string;
}
