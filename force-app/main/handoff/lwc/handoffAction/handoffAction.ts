import { LightningElement, api } from 'lwc';
import heading from '@salesforce/label/c.Gangway_Handoff_Heading';

/** The handoff as a quick action of the Opportunity, on the desktop: the same panel, whatever page the record is on. */
export default class HandoffAction extends LightningElement {
    /** Comes after the component is connected. */
    @api recordId?: string;

    labels = Object.freeze({ heading });
}
