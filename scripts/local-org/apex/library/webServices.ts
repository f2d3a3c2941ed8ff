import { NotSupported } from '../../model/index.ts';
import { type ApexList, execution, invoke } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { mockOf } from './calloutMocks.ts';
import { HttpRequest, HttpResponse } from './httpMessages.ts';
import { need, raise, refused } from './support.ts';

/**
 * What classes generated from a WSDL call: in tests the mock answers.
 * @param facts endpoint, SOAP action, namespace and name of the request, namespace, name and class of the response
 */
const call = (stub: unknown, request: unknown, response: unknown, facts: ApexList | null): null => {
    const { test, tx } = execution();
    const [endpoint, action, , requestName, responseNamespace, responseName, responseType] = need(facts).items;
    if (!test) throw new NotSupported('web service callouts: the local org has no network');
    tx.limits.spend('callouts', 1);
    const mock =
        mockOf('webservicemock') ??
        raise('System.CalloutException', 'Methods defined as TestMethod do not support Web service callouts');
    const values = [endpoint, action, requestName, responseNamespace, responseName, responseType];
    invoke(mock, 'doInvoke', stub, request, response, ...values);
    return null;
};
const callout: LibraryType = {
    name: 'System.WebServiceCallout',
    kind: 'class',
    members: {
        'static void invoke(Object stub, Object request, Object response, List<String> facts)': call,
        'static Object beginInvoke(Object stub, Object request, Object responseType, Object continuation, List<String> facts)':
            refused('WebServiceCallout.beginInvoke'),
        'static Object endInvoke(Object future)': refused('WebServiceCallout.endInvoke')
    }
};
const DO_INVOKE =
    'void doInvoke(Object stub, Object request, Map<String, Object> response, String endpoint, String soapAction, ' +
    'String requestName, String responseNamespace, String responseName, String responseType)';
const mockType: LibraryType = {
    name: 'System.WebServiceMock',
    kind: 'interface',
    members: {
        [DO_INVOKE]: (self: unknown, ...values: readonly unknown[]) => invoke(self, 'doInvoke', ...values)
    },
    abstractMembers: [DO_INVOKE]
};

const RESPONSES = Symbol('responses to continuations of this test');
const responses = (): Map<string, HttpResponse> => {
    const { cells } = execution();
    let found = cells.get(RESPONSES) as Map<string, HttpResponse> | undefined;
    if (!found) cells.set(RESPONSES, (found = new Map()));
    return found;
};
/** System.Continuation: requests whose answers a second method gets; only a test runs it. */
class Continuation {
    readonly timeout: number;
    readonly requests = new Map<string, HttpRequest>();
    method: string | null = null;
    state: unknown = null;
    constructor(timeout: number) {
        this.timeout = timeout;
    }
}
/** Test.setContinuationResponse. */
export const setContinuationResponse = (label: string | null, response: HttpResponse | null): null => {
    responses().set(need(label), need(response));
    return null;
};
/** Test.invokeContinuationMethod. */
export const invokeContinuation = (controller: unknown, continuation: Continuation | null): unknown =>
    invoke(need(controller), need(need(continuation).method));
const continuationType: LibraryType = {
    name: 'System.Continuation',
    kind: 'class',
    is: (value) => value instanceof Continuation,
    members: {
        'new(Integer seconds)': (seconds: number | null) => new Continuation(need(seconds)),
        'String addHttpRequest(HttpRequest request)': (self: Continuation, request: HttpRequest | null) => {
            if (self.requests.size >= 3) raise('System.CalloutException', 'A continuation has at most three requests');
            const label = `Continuation-${self.requests.size + 1}`;
            self.requests.set(label, need(request));
            return label;
        },
        'static HttpResponse getResponse(String label)': (label: string | null) => responses().get(need(label)) ?? null,
        'String continuationMethod': (self: Continuation) => self.method,
        'set String continuationMethod': (self: Continuation, method: string | null) => {
            self.method = method;
        },
        'Object state': (self: Continuation) => self.state,
        'set Object state': (self: Continuation, state: unknown) => {
            self.state = state;
        },
        'Integer timeout': (self: Continuation) => self.timeout
    }
};

/** SOAP callouts and continuations. Source: Apex Developer Guide, "Testing Web Service Callouts"; Apex Reference Guide, Continuation. */
export const webServiceTypes: readonly LibraryType[] = [callout, mockType, continuationType];
