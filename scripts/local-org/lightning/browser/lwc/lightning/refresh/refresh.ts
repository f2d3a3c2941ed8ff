/** `lightning/refresh`: a component asks the view that it is in to load its data again. Source: LWC guide, "lightning/refresh Module". */
import { RefreshTree, type RefreshStatus } from 'org/refreshTree';

export const REFRESH_EVENT = 'lightning__refresh';

export const REFRESH_COMPLETE: RefreshStatus = 'REFRESH_COMPLETE';
export const REFRESH_COMPLETE_WITH_ERRORS: RefreshStatus = 'REFRESH_COMPLETE_WITH_ERRORS';
export const REFRESH_ERROR: RefreshStatus = 'REFRESH_ERROR';

/** Dispatched where the data of the surrounding view is known to have changed. */
export class RefreshEvent extends CustomEvent<null> {
    constructor() {
        super(REFRESH_EVENT, { bubbles: true, composed: true, cancelable: true });
    }
}

const tree = new RefreshTree<Node>((place) => place.parentNode ?? (place as Partial<ShadowRoot>).host ?? null);

/** A component is where its host element is. */
const placeOf = (context: object): Node => {
    const { template, hostElement } = context as {
        readonly template?: { readonly host?: Node } | null;
        readonly hostElement?: Node;
    };
    return template?.host ?? hostElement ?? (context as Node);
};

/**
 * Registers what runs when the view is refreshed.
 * @param handler answers whether the components below shall be refreshed too
 * @returns a number for `unregisterRefreshHandler`
 */
export const registerRefreshHandler = (context: object, handler: () => unknown): number =>
    tree.add(placeOf(context), handler.bind(context));
export const unregisterRefreshHandler = (handle: number): void => tree.remove(handle);

const containers = new Map<number, () => void>();

/**
 * Makes a component the view that a `RefreshEvent` of the components in it refreshes.
 * @param provider hears how the refresh ends, when it begins
 * @returns a number for `unregisterRefreshContainer`
 */
export const registerRefreshContainer = (
    context: object,
    provider: (status: Promise<RefreshStatus>) => unknown
): number => {
    const place = placeOf(context);
    const listen = (event: Event): void => {
        event.stopPropagation();
        provider.call(context, tree.refresh(place));
    };
    place.addEventListener(REFRESH_EVENT, listen);
    const handle = containers.size + 1;
    containers.set(handle, () => place.removeEventListener(REFRESH_EVENT, listen));
    return handle;
};
export const unregisterRefreshContainer = (handle: number): void => containers.get(handle)?.();

/** Refreshes the whole page: what the shell does when a `RefreshEvent` reaches it. */
export const runRefreshHandlers = (): Promise<RefreshStatus> => tree.refresh(undefined);
