import { NotSupported } from '../../model/index.ts';
import { Blob, execution, invoke } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { listOf, need, raise, refused } from './support.ts';

type Members = LibraryType['members'];

/** Body and headers, which requests and responses have alike. Header names ignore case. */
class Message {
    body: Blob = Blob.ofText('');
    readonly headers = new Map<string, readonly [name: string, value: string]>();
    setHeader(name: string, value: string): void {
        this.headers.set(need(name).toLowerCase(), [name, value]);
    }
    header(name: string): string | null {
        return this.headers.get(need(name).toLowerCase())?.[1] ?? null;
    }
}
class HttpRequest extends Message {
    endpoint: string | null = null;
    method: string | null = null;
    timeout = 10_000;
    compressed = false;
    apexText(): string {
        return `System.HttpRequest[Endpoint=${this.endpoint}, Method=${this.method}]`;
    }
}
class HttpResponse extends Message {
    status: string | null = null;
    statusCode = 0;
    apexText(): string {
        return `System.HttpResponse[Status=${this.status}, StatusCode=${this.statusCode}]`;
    }
}

const message: Members = {
    'String getBody()': (self: Message) => self.body.text,
    'void setBody(String body)': (self: Message, body: string) => {
        self.body = Blob.ofText(need(body));
    },
    'Blob getBodyAsBlob()': (self: Message) => self.body,
    'void setBodyAsBlob(Blob body)': (self: Message, body: Blob) => {
        self.body = need(body);
    },
    'String getHeader(String name)': (self: Message, name: string) => self.header(name),
    'void setHeader(String name, String value)': (self: Message, name: string, value: string) =>
        self.setHeader(name, value)
};

const request: LibraryType = {
    name: 'System.HttpRequest',
    kind: 'class',
    is: (value) => value instanceof HttpRequest,
    members: {
        'new()': () => new HttpRequest(),
        ...message,
        'String getEndpoint()': (self: HttpRequest) => self.endpoint,
        'void setEndpoint(String endpoint)': (self: HttpRequest, endpoint: string) => {
            self.endpoint = endpoint;
        },
        'String getMethod()': (self: HttpRequest) => self.method,
        'void setMethod(String method)': (self: HttpRequest, method: string) => {
            self.method = method;
        },
        'void setTimeout(Integer milliseconds)': (self: HttpRequest, timeout: number) => {
            if (need(timeout) < 1 || timeout > 120_000) {
                raise('System.CalloutException', 'Timeout must be between 1 and 120000 milliseconds');
            }
            self.timeout = timeout;
        },
        'Boolean getCompressed()': (self: HttpRequest) => self.compressed,
        'void setCompressed(Boolean compressed)': (self: HttpRequest, compressed: boolean) => {
            self.compressed = need(compressed);
        },
        'void setClientCertificateName(String name)': refused('HttpRequest.setClientCertificateName')
    }
};
const response: LibraryType = {
    name: 'System.HttpResponse',
    kind: 'class',
    is: (value) => value instanceof HttpResponse,
    members: {
        'new()': () => new HttpResponse(),
        ...message,
        'List<String> getHeaderKeys()': (self: HttpResponse) =>
            listOf(
                'String',
                [...self.headers.values()].map(([name]) => name)
            ),
        'String getStatus()': (self: HttpResponse) => self.status,
        'void setStatus(String status)': (self: HttpResponse, status: string) => {
            self.status = status;
        },
        'Integer getStatusCode()': (self: HttpResponse) => self.statusCode,
        'void setStatusCode(Integer code)': (self: HttpResponse, code: number) => {
            self.statusCode = need(code);
        }
    }
};

/**
 * Callouts reach mocks only: the engine has no network.
 * @throws CalloutException where the platform would; NotSupported outside of tests
 */
const send = (_client: HttpClient, request: HttpRequest): unknown => {
    const { test, tx } = execution();
    const { endpoint, method } = need(request);
    if (!endpoint) raise('System.CalloutException', 'no protocol: ');
    if (!method) raise('System.CalloutException', 'Method is null');
    if (!test) throw new NotSupported(`callouts (${method} ${endpoint}): the local org has no network`);
    tx.limits.spend('callouts', 1);
    const mock = test.mocks.get('httpcalloutmock') ?? test.mocks.get('system.httpcalloutmock');
    if (!mock) {
        return raise('System.CalloutException', 'Methods defined as TestMethod do not support Web service callouts');
    }
    if (tx.limits.used('dmlStatements') > 0) {
        raise(
            'System.CalloutException',
            'You have uncommitted work pending. Please commit or rollback before calling out'
        );
    }
    return invoke(mock, 'respond', request);
};
class HttpClient {
    apexText(): string {
        return 'System.Http[]';
    }
}
const http: LibraryType = {
    name: 'System.Http',
    kind: 'class',
    is: (value) => value instanceof HttpClient,
    members: {
        'new()': () => new HttpClient(),
        'HttpResponse send(HttpRequest request)': send
    }
};
const calloutMock: LibraryType = {
    name: 'System.HttpCalloutMock',
    kind: 'interface',
    members: {
        'HttpResponse respond(HttpRequest request)': (self: unknown, argument: unknown) =>
            invoke(self, 'respond', argument)
    },
    abstractMembers: ['HttpResponse respond(HttpRequest request)']
};

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
        'static System.URL getOrgDomainUrl()': refused('URL.getOrgDomainUrl'),
        'static System.URL getSalesforceBaseUrl()': refused('URL.getSalesforceBaseUrl'),
        'static System.URL getCurrentRequestUrl()': refused('URL.getCurrentRequestUrl'),
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

/** Http, HttpRequest, HttpResponse, HttpCalloutMock, URL. Source: Apex Reference Guide, System Namespace. */
export const httpTypes: readonly LibraryType[] = [http, request, response, calloutMock, url];
