/** Anonymous Apex by REST and by SOAP, with its debug log. */
import { PlatformError } from '../../model/index.ts';
import type { AnonymousResult } from '../../apex/types.ts';
import { runAnonymous } from '../anonymous.ts';
import { json } from '../http.ts';
import { faultOf, readEnvelope, soapResponse, soapChild } from '../soap/envelope.ts';
import type { SoapCall } from '../soap/envelope.ts';
import type { ApiResponse, Call, Route } from '../types.ts';

const NAMESPACE = 'http://soap.sforce.com/2006/08/apex';

const run = (call: Call, text: string): AnonymousResult =>
    runAnonymous(call.org, text, (body) =>
        call.transaction((tx) => {
            if (!tx.user.access.permission('AuthorApex'))
                throw new PlatformError('INSUFFICIENT_ACCESS', 'Anonymous Apex needs the permission Author Apex');
            return body(tx);
        })
    );

/** Where an exception was thrown: the first line of its stack. */
const placeOf = (stack: string): { line: number; column: number } => {
    const match = /line (\d+), column (\d+)/.exec(stack);
    return { line: Number(match?.[1] ?? -1), column: Number(match?.[2] ?? -1) };
};

/** Source of the answer's form: Tooling API, "REST Resources", executeAnonymous; line and column are -1 where nothing failed. */
const resultOf = ({ compiled, success, problem, exception }: AnonymousResult) => ({
    ...(problem ? { line: problem.line, column: problem.column } : placeOf(exception?.stack ?? '')),
    compiled,
    success,
    compileProblem: problem?.message ?? null,
    exceptionStackTrace: exception?.stack ?? null,
    exceptionMessage: exception?.message ?? null
});

const executeRest = (call: Call): ApiResponse => {
    const text = call.query.get('anonymousBody');
    if (text === null) throw new PlatformError('MISSING_ARGUMENT', 'anonymousBody is a required parameter');
    return json(200, resultOf(run(call, text)));
};

const LEVELS =
    'APEX_CODE,DEBUG;APEX_PROFILING,NONE;CALLOUT,NONE;DB,NONE;SYSTEM,NONE;VALIDATION,NONE;VISUALFORCE,NONE;WORKFLOW,NONE';

/** The debug log around what the code wrote, as the platform frames it. */
const logOf = (version: string, text: string, { log, exception, compiled }: AnonymousResult): string => {
    const clock = new Date().toISOString().slice(11, 22);
    const event = (name: string): string => `${clock} (0)|${name}`;
    const fatal = exception ? [event(`FATAL_ERROR|${exception.message}\n\n${exception.stack}`)] : [];
    return [
        `${version} ${LEVELS}`,
        ...text.split('\n').map((line) => `Execute Anonymous: ${line}`),
        ...(compiled
            ? [
                  event('EXECUTION_STARTED'),
                  event('CODE_UNIT_STARTED|[EXTERNAL]|execute_anonymous_apex'),
                  ...(log === '' ? [] : [log]),
                  ...fatal,
                  event('CODE_UNIT_FINISHED|execute_anonymous_apex'),
                  event('EXECUTION_FINISHED')
              ]
            : [])
    ].join('\n');
};

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const decode = (text: string): string =>
    text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
        if (name !== undefined) return ENTITIES[name] ?? whole;
        return String.fromCodePoint(hex === undefined ? Number(decimal) : parseInt(hex, 16));
    });

/** The code as it was sent: values of elements are trimmed, and lines must keep their numbers. */
const codeOf = ({ body, text }: SoapCall): string => {
    const element = soapChild(body, 'String') ?? soapChild(body, 'apexcode');
    if (!element) throw new PlatformError('MISSING_ARGUMENT', 'The code is missing');
    const raw = text.slice(element.span.inner, element.span.innerEnd);
    return raw.includes('<![CDATA[') ? element.text : decode(raw);
};

const executeSoap = (call: Call): ApiResponse => {
    try {
        const asked = readEnvelope(call.request);
        if (call.userId === '')
            throw new PlatformError('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session');
        if (asked.operation !== 'executeAnonymous')
            throw new PlatformError(
                'NOT_SUPPORTED',
                `not supported by the local org: Apex API call ${asked.operation}`
            );
        const code = codeOf(asked);
        const result = run(call, code);
        const debugLog = logOf(call.parameters.soapVersion ?? '67.0', code, result);
        const wantsLog = soapChild(asked.header, 'DebuggingHeader') !== undefined;
        const header = wantsLog ? { DebuggingInfo: { debugLog } } : {};
        return soapResponse(NAMESPACE, 'executeAnonymous', { result: resultOf(result) }, header);
    } catch (error) {
        return faultOf(error, NAMESPACE);
    }
};

export const anonymousRoutes: readonly Route[] = [
    {
        method: 'GET',
        path: '/services/data/:version/tooling/executeAnonymous',
        login: 'token',
        handle: executeRest
    },
    { method: 'POST', path: '/services/Soap/s/:soapVersion', login: 'none', handle: executeSoap },
    { method: 'POST', path: '/services/Soap/s/:soapVersion/:orgId', login: 'none', handle: executeSoap }
];
