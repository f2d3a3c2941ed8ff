/** Where a page is, as components name it. Source: Lightning Web Components guide, "PageReference Types". */
export interface PageReference {
    readonly type: string;
    readonly attributes: Readonly<Record<string, string | undefined>>;
    readonly state: Readonly<Record<string, string | undefined>>;
}
export type PageReferenceInput = {
    readonly type: string;
    readonly attributes?: Readonly<Record<string, unknown>>;
    readonly state?: Readonly<Record<string, unknown>>;
};

const page = (
    type: string,
    attributes: PageReference['attributes'],
    state: PageReference['state'] = {}
): PageReference => ({
    type,
    attributes,
    state
});

/** What an address of this page stands for; undefined for an address that is none of the shell's. */
export const pageOf = (url: URL): PageReference | undefined => {
    const state = Object.fromEntries(url.searchParams);
    const parts = url.pathname.split('/').filter(Boolean).map(decodeURIComponent);
    const [root = '', kind = '', first = '', second = '', third = '', fourth = ''] = parts;
    if (parts.length === 0) return page('standard__namedPage', { pageName: 'home' }, state);
    if (parts.length === 1 && /^([a-zA-Z0-9]{15}|[a-zA-Z0-9]{18})$/.test(root)) {
        return page('standard__recordPage', { recordId: root, actionName: 'view' }, state);
    }
    if (root !== 'lightning') return undefined;
    switch (kind) {
        case '':
            return page('standard__namedPage', { pageName: 'home' }, state);
        case 'page':
            return page('standard__namedPage', { pageName: first }, state);
        case 'o':
            return page('standard__objectPage', { objectApiName: first, actionName: second || 'list' }, state);
        case 'n':
            return page('standard__navItemPage', { apiName: first }, state);
        case 'cmp':
            return page('standard__component', { componentName: first }, state);
        case 'search':
            return page('standard__search', {}, state);
        case 'r': {
            // the object's name may be left out
            const named = !/^([a-zA-Z0-9]{15}|[a-zA-Z0-9]{18})$/.test(first);
            const [objectApiName, recordId, action, relation] = named
                ? [first, second, third, fourth]
                : [undefined, first, second, third];
            if (action === 'related') {
                return page(
                    'standard__recordRelationshipPage',
                    { objectApiName, recordId, relationshipApiName: relation, actionName: 'view' },
                    state
                );
            }
            return page('standard__recordPage', { objectApiName, recordId, actionName: action || 'view' }, state);
        }
        default:
            return undefined;
    }
};

/**
 * An address that enters an app, taken apart: `/lightning/app/<name>[/…]`. It is no page itself: whoever follows it loads the page anew.
 * @returns the app's name, and the address within it, which is home where none is named
 */
export const appEntry = (url: URL): { readonly app: string; readonly inside: URL } | undefined => {
    const [, app, rest = '/page/home'] = /^\/lightning\/app\/([^/]+)(\/.+)?$/.exec(url.pathname) ?? [];
    if (app === undefined) return undefined;
    const inside = new URL(`/lightning${rest}${url.search}`, url);
    return { app: decodeURIComponent(app).replace(/^(?:c|standard)__/, ''), inside };
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const pathOf = ({ type, attributes = {} }: PageReferenceInput): string => {
    const { recordId, objectApiName, actionName, apiName, pageName, relationshipApiName } = attributes;
    const object = text(objectApiName);
    switch (type) {
        case 'standard__recordPage':
            return `/lightning/r/${object === '' ? '' : `${object}/`}${text(recordId)}/${text(actionName) || 'view'}`;
        case 'standard__recordRelationshipPage':
            return `/lightning/r/${object === '' ? '' : `${object}/`}${text(recordId)}/related/${text(relationshipApiName)}/view`;
        case 'standard__objectPage':
            return `/lightning/o/${object}/${text(actionName) || 'list'}`;
        case 'standard__navItemPage':
            return `/lightning/n/${text(apiName)}`;
        case 'standard__namedPage':
            return `/lightning/page/${text(pageName) || 'home'}`;
        case 'standard__component':
            return `/lightning/cmp/${text(attributes.componentName)}`;
        case 'standard__search':
            return '/lightning/search';
        case 'standard__webPage':
            return text(attributes.url);
        case 'standard__app': {
            const { pageRef } = attributes;
            const page = typeof pageRef === 'object' && pageRef !== null ? urlOf(pageRef as PageReferenceInput) : '';
            return `/lightning/app/${text(attributes.appTarget)}${page.replace(/^\/lightning/, '')}`;
        }
        default:
            throw new Error(`not supported by the local org: page reference ${type}`);
    }
};

/** The address of a page. @throws Error naming a type of page that the local org has not */
export const urlOf = (reference: PageReferenceInput): string => {
    const path = pathOf(reference);
    const state = Object.entries(reference.state ?? {}).flatMap(([name, value]): [string, string][] =>
        value === undefined || value === null || value === '' ? [] : [[name, String(value as string)]]
    );
    return state.length === 0 || reference.type === 'standard__webPage'
        ? path
        : `${path}?${new URLSearchParams(state).toString()}`;
};
