import { execution } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { HttpResponse, type HttpRequest } from './httpMessages.ts';
import { staticResource } from './staticResources.ts';
import { need, raise } from './support.ts';

/** A mock of the platform, which answers with static resources. */
export class ResourceMock {
    readonly resources = new Map<string, string>();
    /** For every address, where the mock knows one resource only. */
    resource: string | undefined;
    status: string | null = null;
    statusCode = 200;
    readonly headers = new Map<string, string>();
    /** @throws CalloutException for an address without a resource, or a resource that is not there */
    respond(request: HttpRequest): HttpResponse {
        const name = this.resource ?? this.resources.get(request.endpoint ?? '');
        if (name === undefined)
            return raise('System.CalloutException', `No mock response for the endpoint ${request.endpoint}`);
        const bytes = staticResource(name);
        if (!bytes) return raise('System.CalloutException', `Static resource not found: ${name}`);
        const response = new HttpResponse();
        response.bytes = bytes;
        response.status = this.status;
        response.statusCode = this.statusCode;
        for (const [header, value] of this.headers) response.setHeader(header, value);
        return response;
    }
}
const shared: LibraryType['members'] = {
    'void setHeader(String name, String value)': (self: ResourceMock, name: string | null, value: string | null) => {
        self.headers.set(need(name), value ?? '');
    },
    'void setStatus(String status)': (self: ResourceMock, status: string | null) => {
        self.status = status;
    },
    'void setStatusCode(Integer code)': (self: ResourceMock, code: number | null) => {
        self.statusCode = need(code);
    },
    'HttpResponse respond(HttpRequest request)': (self: ResourceMock, request: HttpRequest | null) =>
        self.respond(need(request))
};
const one: LibraryType = {
    name: 'System.StaticResourceCalloutMock',
    kind: 'class',
    implements: ['System.HttpCalloutMock'],
    is: (value) => value instanceof ResourceMock,
    members: {
        'new()': () => new ResourceMock(),
        'void setStaticResource(String name)': (self: ResourceMock, name: string | null) => {
            self.resource = need(name);
        },
        ...shared
    }
};
const several: LibraryType = {
    name: 'System.MultiStaticResourceCalloutMock',
    kind: 'class',
    implements: ['System.HttpCalloutMock'],
    is: (value) => value instanceof ResourceMock,
    members: {
        'new()': () => new ResourceMock(),
        'void setStaticResource(String endpoint, String name)': (
            self: ResourceMock,
            endpoint: string | null,
            name: string | null
        ) => {
            self.resources.set(need(endpoint), need(name));
        },
        ...shared
    }
};

/** The mock for an interface that a test set, in whatever way the interface was named. */
export const mockOf = (interfaceName: string): unknown => {
    const mocks = execution().test?.mocks;
    return mocks?.get(interfaceName) ?? mocks?.get(`system.${interfaceName}`);
};

/** Mocks of the platform. Source: Apex Developer Guide, "Testing HTTP Callouts Using Static Resources". */
export const calloutMockTypes: readonly LibraryType[] = [one, several];
