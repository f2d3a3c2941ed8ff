/** `lightning/actions`. */
export const CLOSE_ACTION_SCREEN = 'lightning__actionsclosescreen';

/** Dispatched by a quick action's component to close its modal. */
export class CloseActionScreenEvent extends CustomEvent<null> {
    constructor(init: CustomEventInit<null> = {}) {
        super(CLOSE_ACTION_SCREEN, { ...init, bubbles: true, composed: true, cancelable: true });
    }
}
