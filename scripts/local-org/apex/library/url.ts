import type { LibraryType } from '../types.ts';
import { orgUrl } from './domains.ts';
import { need, raise } from './support.ts';

const API_VERSION = '67.0';

/** System.URL. */
class ApexUrl {
    readonly url: URL;
    readonly text: string;
    constructor(text: string) {
        if (!URL.canParse(text)) raise('System.StringException', `no protocol: ${text}`);
        this.url = new URL(text);
        this.text = text;
    }
    apexText(): string {
        return this.text;
    }
}
const bare = (text: string): string | null => (text === '' ? null : text);
const url: LibraryType = {
    name: 'System.URL',
    kind: 'class',
    is: (value) => value instanceof ApexUrl,
    members: {
        'new(String spec)': (spec: string) => new ApexUrl(need(spec)),
        'static System.URL getOrgDomainUrl()': () => new ApexUrl(orgUrl()),
        'static System.URL getSalesforceBaseUrl()': () => new ApexUrl(orgUrl()),
        'static System.URL getCurrentRequestUrl()': () => new ApexUrl(orgUrl()),
        'new(System.URL context, String spec)': (context: ApexUrl | null, spec: string | null) =>
            new ApexUrl(new URL(need(spec), need(context).url).href),
        'new(String protocol, String host, String file)': (
            protocol: string | null,
            host: string | null,
            file: string | null
        ) => new ApexUrl(`${need(protocol)}://${need(host)}${need(file)}`),
        'new(String protocol, String host, Integer port, String file)': (
            protocol: string | null,
            host: string | null,
            port: number | null,
            file: string | null
        ) => new ApexUrl(`${need(protocol)}://${need(host)}${port === -1 ? '' : `:${need(port)}`}${need(file)}`),
        'static String getFileFieldURL(String entityId, String field)': (id: string | null, field: string | null) =>
            `${orgUrl()}/services/data/v${API_VERSION}/sobjects/${need(id)}/${need(field)}`,
        'String getUserInfo()': (self: ApexUrl) =>
            bare(self.url.username + (self.url.password === '' ? '' : `:${self.url.password}`)),
        'String getAuthority()': (self: ApexUrl) => self.url.host,
        'Integer getDefaultPort()': (self: ApexUrl) =>
            ({ 'https:': 443, 'http:': 80, 'ftp:': 21 })[self.url.protocol] ?? -1,
        'String getFile()': (self: ApexUrl) => self.url.pathname + self.url.search,
        'String getHost()': (self: ApexUrl) => self.url.hostname,
        'String getPath()': (self: ApexUrl) => self.url.pathname,
        'Integer getPort()': (self: ApexUrl) => (self.url.port === '' ? -1 : Number(self.url.port)),
        'String getProtocol()': (self: ApexUrl) => self.url.protocol.replace(/:$/, ''),
        'String getQuery()': (self: ApexUrl) => bare(self.url.search.replace(/^\?/, '')),
        'String getRef()': (self: ApexUrl) => bare(self.url.hash.replace(/^#/, '')),
        'Boolean sameFile(System.URL other)': (self: ApexUrl, other: ApexUrl) =>
            self.url.origin === need(other).url.origin &&
            self.url.pathname + self.url.search === other.url.pathname + other.url.search,
        'String toExternalForm()': (self: ApexUrl) => self.text,
        'String toString()': (self: ApexUrl) => self.text
    }
};

/** URL. Source: Apex Reference Guide, Url Class; java.net.URL. */
export const urlTypes: readonly LibraryType[] = [url];
