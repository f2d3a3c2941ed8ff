import { NotSupported } from '../../model/index.ts';
import { Blob, execution, invoke } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { mockOf, ResourceMock } from './calloutMocks.ts';
import { DomDocument } from './dom.ts';
import { HttpRequest, HttpResponse, type Message } from './httpMessages.ts';
import { listOf, need, raise } from './support.ts';
import { XmlReader } from './xmlStreams.ts';

type Members = LibraryType['members'];

const message: Members = {
    'String getBody()': (self: Message) => self.body.text,
    'void setBody(String body)': (self: Message, body: string) => {
        self.body = Blob.ofText(need(body));
    },
    'Dom.Document getBodyDocument()': (self: Message) => {
        const document = new DomDocument();
        document.load(self.body.text);
        return document;
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
        'void setBodyDocument(Dom.Document document)': (self: HttpRequest, document: DomDocument | null) => {
            self.body = Blob.ofText(need(document).text);
        },
        // What a connection shows of itself: no callout leaves the local org, and mocks are not shown it.
        'void setClientCertificate(String certificate, String password)': (
            _self: HttpRequest,
            certificate: string | null,
            password: string | null
        ) => {
            need(certificate);
            need(password);
        },
        'void setClientCertificateName(String name)': (_self: HttpRequest, name: string | null) => {
            need(name);
        }
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
        'System.XmlStreamReader getXmlStreamReader()': (self: HttpResponse) => new XmlReader(self.body.text),
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

/** What stands between a change and a callout. */
export const UNCOMMITTED_WORK = 'You have uncommitted work pending. Please commit or rollback before calling out';

/**
 * Callouts reach mocks only: the engine has no network.
 * @throws CalloutException where the platform would; NotSupported outside of tests
 */
const send = (_client: HttpClient, request: HttpRequest): unknown => {
    const { test, tx } = execution();
    const { endpoint, method } = need(request);
    if (!test) {
        // Only a real callout looks at the address and the method: a mock answers whatever it is sent.
        if (!endpoint) raise('System.CalloutException', 'no protocol: ');
        if (!method) raise('System.CalloutException', 'Method is null');
        throw new NotSupported(`callouts (${method} ${endpoint}): the local org has no network`);
    }
    tx.limits.spend('callouts', 1);
    const mock = mockOf('httpcalloutmock');
    if (!mock) {
        return raise('System.CalloutException', 'Methods defined as TestMethod do not support Web service callouts');
    }
    if (tx.limits.used('dmlStatements') > 0) {
        raise('System.CalloutException', UNCOMMITTED_WORK);
    }
    return mock instanceof ResourceMock ? mock.respond(request) : invoke(mock, 'respond', request);
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

/** Http, HttpRequest, HttpResponse, HttpCalloutMock. Source: Apex Reference Guide, System Namespace. */
export const httpTypes: readonly LibraryType[] = [http, request, response, calloutMock];
