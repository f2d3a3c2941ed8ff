/** `lightning/platformShowToastEvent`. */
import { TOAST_EVENT, type ToastDetail } from 'org/toasts';

export const ShowToastEventName = TOAST_EVENT;

/** Dispatched by a component, shown by the shell. */
export class ShowToastEvent extends CustomEvent<ToastDetail> {
    constructor(detail: ToastDetail) {
        super(TOAST_EVENT, { detail, bubbles: true, composed: true, cancelable: true });
    }
}
