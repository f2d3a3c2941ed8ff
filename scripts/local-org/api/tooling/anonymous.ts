/** Anonymous Apex by REST and by SOAP, with its debug log. */
import { PlatformError } from '../../model/index.ts';
import type { AnonymousResult } from '../../apex/types.ts';
import { runAnonymous } from '../anonymous.ts';
import { json } from '../http.ts';
import { startTrace } from '../../database/index.ts';
import type { XmlElement } from '../../metadata/index.ts';
import { CATEGORIES, LEVELS } from '../../org/debugLogs/levels.ts';
import type { Category, CategoryLevels } from '../../org/debugLogs/levels.ts';
import { traceFacts } from '../../org/debugLogs/index.ts';
import { debugLogText } from '../../org/debugLogs/text.ts';
import { soapResponse, soapChild, soapChildren, soapText } from '../soap/envelope.ts';
import type { SoapCall } from '../soap/envelope.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { codeOf } from './soapCode.ts';

const NAMESPACE = 'http://soap.sforce.com/2006/08/apex';

/** @param levels what the answer's own log holds, beside that of a trace flag */
const run = (call: Call, text: string, levels?: Partial<CategoryLevels>): AnonymousResult =>
    runAnonymous(call.org, text, (body) =>
        call.transaction((tx) => {
            if (levels) startTrace(tx, traceFacts(call.org.database, levels));
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

/** Categories of the header's `categories`, as a log names them. Source: the Apex WSDL, `LogCategory`. */
const HEADER_CATEGORIES: Readonly<Record<string, readonly Category[]>> = {
    Db: ['Database'],
    Workflow: ['Workflow'],
    Validation: ['Validation'],
    Callout: ['Callout'],
    Apex_code: ['ApexCode'],
    Apex_profiling: ['ApexProfiling'],
    Visualforce: ['Visualforce'],
    System: ['System'],
    Wave: ['Wave'],
    Nba: ['Nba'],
    All: Object.keys(CATEGORIES) as Category[]
};
const QUIET = { Callout: 'NONE', Database: 'NONE', System: 'NONE', Validation: 'NONE', Visualforce: 'NONE' } as const;
/** What the old `debugLevel` of the header stands for. Source: SOAP API Developer Guide, "DebuggingHeader". */
const DEBUG_ONLY: Partial<CategoryLevels> = { ApexCode: 'DEBUG', ApexProfiling: 'NONE', ...QUIET, Workflow: 'NONE' };
const OLD_LEVELS: Readonly<Record<string, Partial<CategoryLevels>>> = {
    None: {},
    Debugonly: DEBUG_ONLY,
    Db: { ...DEBUG_ONLY, Database: 'INFO' },
    Profiling: { ...DEBUG_ONLY, ApexProfiling: 'INFO', Database: 'INFO' },
    Callout: { ...DEBUG_ONLY, ApexProfiling: 'INFO', Database: 'INFO', Callout: 'INFO' },
    Detail: { ...DEBUG_ONLY, ApexCode: 'FINEST', ApexProfiling: 'INFO', Database: 'INFO', Callout: 'INFO' }
};
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();

const levelsOf = (header: XmlElement): Partial<CategoryLevels> => {
    const categories = soapChildren(header, 'categories');
    if (categories.length === 0)
        return OLD_LEVELS[capital(soapText(header, 'debugLevel') ?? 'Debugonly')] ?? DEBUG_ONLY;
    const levels = categories.flatMap((one) => {
        const level = LEVELS.find((name) => name === soapText(one, 'level')?.toUpperCase()) ?? 'NONE';
        return (HEADER_CATEGORIES[capital(soapText(one, 'category') ?? '')] ?? []).map(
            (category) => [category, level] as const
        );
    });
    return Object.fromEntries(levels);
};

/** Texts of several lines are one event. */
const NEXT_EVENT = /\n(?=\d\d:\d\d:\d\d\.)/;

/** The debug log around what the code wrote, as the platform frames it; code that does not compile runs nothing. */
const logOf = (
    version: string,
    levels: Partial<CategoryLevels>,
    text: string,
    started: number,
    result: AnonymousResult
): string => {
    const { log, exception, compiled } = result;
    const head = text.split('\n').map((line) => `Execute Anonymous: ${line}`);
    const facts = { version, levels, unit: 'execute_anonymous_apex', head, started };
    const whole = debugLogText({ ...facts, lines: log === '' ? [] : log.split(NEXT_EVENT), failure: exception });
    return compiled
        ? whole
        : whole
              .split('\n')
              .slice(0, head.length + 1)
              .join('\n');
};

const blockOf = ({ body, text }: SoapCall): string => {
    const element = soapChild(body, 'String') ?? soapChild(body, 'apexcode');
    if (!element) throw new PlatformError('MISSING_ARGUMENT', 'The code is missing');
    return codeOf(element, text);
};

/** Anonymous Apex over SOAP, with the debug log that the header asks for. */
export const executeAnonymous = (call: Call, asked: SoapCall): ApiResponse => {
    const code = blockOf(asked);
    const wanted = soapChild(asked.header, 'DebuggingHeader');
    const levels = wanted && levelsOf(wanted);
    const started = Date.now();
    const result = run(call, code, levels);
    const version = call.parameters.soapVersion ?? '67.0';
    const header = levels ? { DebuggingInfo: { debugLog: logOf(version, levels, code, started, result) } } : {};
    return soapResponse(NAMESPACE, 'executeAnonymous', { result: resultOf(result) }, header);
};

export const anonymousRoutes: readonly Route[] = [
    {
        method: 'GET',
        path: '/services/data/:version/tooling/executeAnonymous',
        login: 'token',
        handle: executeRest
    }
];
