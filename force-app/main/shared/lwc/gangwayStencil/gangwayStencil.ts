import { LightningElement, api } from 'lwc';
import loading from '@salesforce/label/c.Gangway_Loading';

/** The place of what is still loading, so that the page does not jump when it comes. */
export default class GangwayStencil extends LightningElement {
    /** How many rows will come. */
    @api rows: number | string = 3;

    labels = Object.freeze({ loading });

    get keys(): number[] {
        return Array.from({ length: Number(this.rows) }, (_, key) => key);
    }
}
