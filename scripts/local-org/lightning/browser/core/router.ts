import { appEntry, pageOf, urlOf, type PageReference, type PageReferenceInput } from './pageReference.ts';

export { urlOf, type PageReference, type PageReferenceInput };

type Listener = (reference: PageReference) => void;
/** Actions that open over the page instead of leaving it; the shell answers true when it has. */
type Opener = (reference: PageReferenceInput) => boolean;

const UNKNOWN: PageReference = { type: 'unknown', attributes: {}, state: {} };

/** Where this page is, and the way to other pages without loading them anew. */
export class Router {
    readonly #listeners = new Set<Listener>();
    #opener: Opener = () => false;
    #current: PageReference;

    constructor() {
        const url = new URL(location.href);
        this.#current = pageOf(appEntry(url)?.inside ?? url) ?? UNKNOWN;
        addEventListener('popstate', () => this.#moved());
        document.addEventListener('click', (event) => this.#clicked(event));
    }

    get current(): PageReference {
        return this.#current;
    }

    /** Called at each move, not for the page that is there already. */
    listen(listener: Listener): () => void {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
    }

    openWith(opener: Opener): void {
        this.#opener = opener;
    }

    /** @throws Error naming a type of page that the local org has not */
    go(reference: PageReferenceInput, replace = false): void {
        const url = urlOf(reference);
        if (reference.type === 'standard__webPage') {
            if (this.#follows(url)) this.#move(url, replace);
            else open(url, '_blank', 'noopener');
            return;
        }
        // another app has other tabs and pages: all of it is read anew
        if (reference.type === 'standard__app') location.assign(url);
        else if (!this.#opener(reference)) this.#move(url, replace);
    }

    #follows(url: string): boolean {
        const target = new URL(url, location.href);
        return target.origin === location.origin && pageOf(target) !== undefined;
    }

    #move(url: string, replace: boolean): void {
        if (replace) history.replaceState(null, '', url);
        else if (url !== location.pathname + location.search) history.pushState(null, '', url);
        this.#moved();
    }

    #moved(): void {
        this.#current = pageOf(new URL(location.href)) ?? UNKNOWN;
        for (const listener of [...this.#listeners]) listener(this.#current);
    }

    /** Links to pages of the shell, wherever they are, move without a load; all others, and those opened aside, are the browser's. */
    #clicked(event: MouseEvent): void {
        if (
            event.defaultPrevented ||
            event.button !== 0 ||
            event.metaKey ||
            event.ctrlKey ||
            event.shiftKey ||
            event.altKey
        )
            return;
        const link = event
            .composedPath()
            .find((target): target is HTMLAnchorElement => target instanceof HTMLAnchorElement && target.href !== '');
        if (!link || (link.target !== '' && link.target !== '_self') || link.hasAttribute('download')) return;
        const url = new URL(link.href);
        const sameDocument = url.hash !== '' && url.pathname === location.pathname;
        if (sameDocument || url.origin !== location.origin || link.protocol === 'javascript:') return;
        const reference = pageOf(url);
        if (!reference) return;
        event.preventDefault();
        if (!this.#opener(reference)) this.#move(url.pathname + url.search, false);
    }
}

export const router = new Router();

/** `CurrentPageReference` of `lightning/navigation`. */
export const CurrentPageReference = class {
    readonly #callback: (value: unknown) => void;
    #stop: (() => void) | undefined;
    constructor(callback: (value: unknown) => void) {
        this.#callback = callback;
    }
    connect(): void {
        this.#callback(router.current);
        this.#stop = router.listen(this.#callback);
    }
    update(): void {
        // it takes no configuration
    }
    disconnect(): void {
        this.#stop?.();
    }
};
