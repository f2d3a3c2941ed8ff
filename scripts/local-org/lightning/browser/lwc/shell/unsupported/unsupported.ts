import { LightningElement, api } from 'lwc';

/** Stands where a page names a component that the local org does not have: says so, and tests find it by `data-unsupported`. */
export default class Unsupported extends LightningElement {
    @api name = '';
    @api reason?: string;
    get why(): string {
        return this.reason ?? 'not supported by the local org';
    }
}
