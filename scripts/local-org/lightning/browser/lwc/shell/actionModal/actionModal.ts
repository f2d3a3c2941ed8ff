import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { CLOSE_ACTION_SCREEN } from '../../lightning/actions/actions';

/** A quick action's component in a modal, closed by the component's `CloseActionScreenEvent`. */
export default class ActionModal extends LightningModal {
    @api component?: unknown;
    @api given: Record<string, unknown> = {};
    /** What the component has been given so far. */
    spread: Record<string, unknown> = {};

    connectedCallback(): void {
        this.template?.addEventListener(CLOSE_ACTION_SCREEN, (event) => {
            event.stopPropagation();
            this.close();
        });
    }
    /** The record comes after the component is connected, as on the platform. */
    renderedCallback(): void {
        if (this.spread !== this.given) void Promise.resolve().then(() => (this.spread = this.given));
    }
}
