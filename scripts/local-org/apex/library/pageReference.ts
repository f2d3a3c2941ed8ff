import { SObject } from '../../model/index.ts';
import type { ApexList, ApexMap } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { CaseInsensitiveMap } from './caseInsensitiveMap.ts';
import { mapOf, need, raise, refused, typeOf } from './support.ts';

/** System.Cookie. */
class Cookie {
    readonly name: string;
    readonly value: string | null;
    readonly path: string | null;
    readonly maxAge: number;
    readonly secure: boolean;
    readonly sameSite: string | null;
    readonly httpOnly: boolean;
    constructor(
        name: string | null,
        value: string | null,
        path: string | null,
        maxAge: number | null,
        secure: boolean | null,
        sameSite: string | null = null,
        httpOnly = false
    ) {
        this.httpOnly = httpOnly;
        this.name = need(name);
        this.value = value;
        this.path = path;
        this.maxAge = need(maxAge);
        this.secure = need(secure);
        this.sameSite = sameSite;
    }
}
const parametersOf = (query: string): ApexMap =>
    new CaseInsensitiveMap(typeOf('String'), typeOf('String'), [...new URLSearchParams(query)]);

/** System.PageReference: an address with its parameters; nothing is rendered. */
export class PageReference {
    readonly path: string;
    readonly parameters: ApexMap;
    readonly headers: ApexMap = mapOf('String', 'String', []);
    readonly cookies: ApexMap = mapOf('String', 'System.Cookie', []);
    anchor: string | null;
    redirect = false;
    redirectCode = 302;
    constructor(url: string) {
        const [, before = '', query = '', anchor] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(url) ?? [];
        this.path = before;
        this.parameters = parametersOf(query);
        this.anchor = anchor ?? null;
    }
    get url(): string {
        const query = this.parameters
            .entries()
            .toSorted(byName)
            .map(([name, value]) => `${encode(name)}=${value === null ? '' : encode(value)}`)
            .join('&');
        return this.path + (query === '' ? '' : `?${query}`) + (this.anchor === null ? '' : `#${this.anchor}`);
    }
    apexText(): string {
        return `System.PageReference[${this.url}]`;
    }
}
/** getUrl gives parameters in the order of their names. Not documented: tests of Summit Events (SummitEventsAddToCalendar_TEST) say so. */
const byName = ([left]: readonly [unknown, unknown], [right]: readonly [unknown, unknown]): number =>
    String(left).toLowerCase() < String(right).toLowerCase() ? -1 : 1;
const encode = (value: unknown): string => encodeURIComponent(String(value)).replaceAll('%20', '+');

const page: LibraryType = {
    name: 'System.PageReference',
    aliases: ['ApexPages.PageReference'],
    kind: 'class',
    is: (value) => value instanceof PageReference,
    members: {
        'new(String url)': (url: string | null) => new PageReference(need(url)),
        'new(SObject record)': (record: SObject | null) =>
            new PageReference(
                `/${need(record).id ?? raise('System.NullPointerException', 'Argument cannot be null.')}`
            ),
        'static PageReference forResource(String name)': refused('PageReference.forResource'),
        'static PageReference forResource(String name, String path)': refused('PageReference.forResource'),
        'String getAnchor()': (self: PageReference) => self.anchor,
        'Blob getContent()': refused('PageReference.getContent'),
        'Blob getContentAsPDF()': refused('PageReference.getContentAsPDF'),
        'Map<String, System.Cookie> getCookies()': (self: PageReference) => self.cookies,
        'Map<String, String> getHeaders()': (self: PageReference) => self.headers,
        'Map<String, String> getParameters()': (self: PageReference) => self.parameters,
        'Boolean getRedirect()': (self: PageReference) => self.redirect,
        'Integer getRedirectCode()': (self: PageReference) => self.redirectCode,
        'String getUrl()': (self: PageReference) => self.url,
        'PageReference setAnchor(String anchor)': (self: PageReference, anchor: string | null) => {
            self.anchor = anchor;
            return self;
        },
        'void setCookies(List<System.Cookie> cookies)': (self: PageReference, cookies: ApexList | null) => {
            for (const cookie of need(cookies).items as Cookie[]) self.cookies.put(need(cookie).name, cookie);
        },
        'PageReference setRedirect(Boolean redirect)': (self: PageReference, redirect: boolean | null) => {
            self.redirect = need(redirect);
            return self;
        },
        'PageReference setRedirectCode(Integer code)': (self: PageReference, code: number | null) => {
            self.redirectCode = need(code);
            return self;
        }
    }
};
const cookie: LibraryType = {
    name: 'System.Cookie',
    kind: 'class',
    is: (value) => value instanceof Cookie,
    members: {
        'new(String name, String value, String path, Integer maxAge, Boolean isSecure)': (
            name: string,
            value: string,
            path: string,
            maxAge: number,
            secure: boolean
        ) => new Cookie(name, value, path, maxAge, secure),
        'new(String name, String value, String path, Integer maxAge, Boolean isSecure, String sameSite)': (
            name: string,
            value: string,
            path: string,
            maxAge: number,
            secure: boolean,
            sameSite: string
        ) => new Cookie(name, value, path, maxAge, secure, sameSite),
        'new(String name, String value, String path, Integer maxAge, Boolean isSecure, String sameSite, Boolean isHttpOnly)':
            (
                name: string,
                value: string,
                path: string,
                maxAge: number,
                secure: boolean,
                sameSite: string,
                httpOnly: boolean
            ) => new Cookie(name, value, path, maxAge, secure, sameSite, need(httpOnly)),
        'Boolean isHttpOnly()': (self: Cookie) => self.httpOnly,
        'String getDomain()': () => null,
        'Integer getMaxAge()': (self: Cookie) => self.maxAge,
        'String getName()': (self: Cookie) => self.name,
        'String getPath()': (self: Cookie) => self.path,
        'String getSameSite()': (self: Cookie) => self.sameSite,
        'String getValue()': (self: Cookie) => self.value,
        'Boolean isSecure()': (self: Cookie) => self.secure
    }
};

/** PageReference and Cookie. Source: Apex Reference Guide, PageReference Class. */
export const pageTypes: readonly LibraryType[] = [page, cookie];
