/** Who may talk to this server: not other pages of the browser, not other machines, not without a token or session. */
import type { IncomingHttpHeaders } from 'node:http';

const HOSTS = ['127.0.0.1', 'localhost', '[::1]'];

/** DNS rebinding: a name that an attacker points at 127.0.0.1 has another Host header. */
export const isOwnHost = (host: string | undefined, port: number): boolean =>
    HOSTS.some((name) => host === `${name}:${port}`);

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** Does the request come from a page of this server? `Sec-Fetch-Site` says so; browsers without it send Origin with every write. */
export const isSameOrigin = (method: string, headers: IncomingHttpHeaders): boolean => {
    const site = one(headers['sec-fetch-site']);
    if (site !== undefined) return site === 'same-origin';
    const origin = one(headers.origin);
    return origin === undefined ? method === 'GET' : origin === `http://${headers.host ?? ''}`;
};

/** A call of a page's script: from this origin, with the header that no form and no other origin can send. */
export const isPageCall = (method: string, headers: IncomingHttpHeaders): boolean =>
    isSameOrigin(method, headers) && one(headers['x-local-org']) === 'page';

/** The person opened the address, or followed a link within the page. */
export const isOwnNavigation = (headers: IncomingHttpHeaders): boolean =>
    ['none', 'same-origin', undefined].includes(one(headers['sec-fetch-site']));

export const cookieOf = (headers: IncomingHttpHeaders, name: string): string | undefined => {
    for (const part of (headers.cookie ?? '').split(';')) {
        const at = part.indexOf('=');
        if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
    }
    return undefined;
};

export const bearerOf = (headers: IncomingHttpHeaders): string | undefined =>
    /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];

/** Headers of every answer. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY'
};

/** Scripts come from this server only; components bring their styles as style elements. */
const POLICY: Readonly<Record<string, readonly string[]>> = {
    'default-src': [`'self'`],
    'style-src': [`'self'`, `'unsafe-inline'`],
    'img-src': [`'self'`, 'data:', 'blob:'],
    'font-src': [`'self'`, 'data:'],
    'object-src': [`'none'`],
    'base-uri': [`'none'`],
    'form-action': [`'self'`],
    'frame-ancestors': [`'none'`]
};

/** A server that pages may load from. */
export interface TrustedSite {
    readonly url: string;
    readonly directives: readonly string[];
}

/**
 * The content security policy of pages.
 * @param sites what the project trusts beside this server
 */
export const contentSecurityPolicy = (sites: readonly TrustedSite[]): string => {
    const policy = new Map(Object.entries(POLICY));
    for (const { url, directives } of sites)
        for (const directive of directives) policy.set(directive, [...(policy.get(directive) ?? [`'self'`]), url]);
    return [...policy].map(([directive, sources]) => `${directive} ${sources.join(' ')}`).join('; ');
};
/** Of answers that are no pages. */
export const CONTENT_SECURITY_POLICY = contentSecurityPolicy([]);
