/** `lightning/refresh`: a component asks the view it is in to load its data again. */
export const REFRESH_EVENT = 'lightning__refresh';

/** Dispatched where the data of the surrounding view is known to have changed. */
export class RefreshEvent extends CustomEvent<null> {
    constructor() {
        super(REFRESH_EVENT, { bubbles: true, composed: true, cancelable: true });
    }
}

type Handler = (status: Promise<unknown>) => unknown;
const handlers = new Map<string, Handler>();

/**
 * Registers what runs when the view is refreshed.
 * @returns an id for `unregisterRefreshHandler`
 */
export const registerRefreshHandler = (context: object, handler: Handler): string => {
    const id = crypto.randomUUID();
    handlers.set(id, handler.bind(context));
    return id;
};
export const unregisterRefreshHandler = (id: string): void => {
    handlers.delete(id);
};

/** The older pair of names, whose containers start a refresh themselves. */
export const registerRefreshContainer = (): never => {
    throw new Error('not supported by the local org: registerRefreshContainer of lightning/refresh');
};
export const unregisterRefreshContainer = registerRefreshContainer;

/** Runs all handlers: what the shell does when a `RefreshEvent` reaches it. */
export const runRefreshHandlers = async (): Promise<void> => {
    const status = Promise.resolve();
    await Promise.allSettled([...handlers.values()].map((handler) => handler(status)));
};
