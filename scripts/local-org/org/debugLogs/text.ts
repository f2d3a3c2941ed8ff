/** The text of a debug log: its frame, what the code wrote, the failure, the limits. Source: Apex Developer Guide, "Debug Log". */
import type { LimitKind, Limits } from '../../database/types.ts';
import { CATEGORIES, LEVELS, isAtLeast } from './levels.ts';
import type { Category, CategoryLevels, Level } from './levels.ts';

export interface LogFacts {
    /** `67.0`. */
    readonly version: string;
    readonly levels: Partial<CategoryLevels>;
    /** What ran: `execute_anonymous_apex`, an address, the class of a job. */
    readonly unit: string;
    /** Lines before the first event: the code of an anonymous block. */
    readonly head?: readonly string[];
    /** Lines that System.debug wrote. */
    readonly lines: readonly string[];
    /** When it began, as milliseconds since 1970. */
    readonly started: number;
    readonly failure?: { readonly message: string; readonly stack: string } | undefined;
    readonly limits?: Limits;
}

const USED: readonly (readonly [label: string, kind: LimitKind])[] = [
    ['Number of SOQL queries', 'queries'],
    ['Number of query rows', 'queryRows'],
    ['Number of SOSL queries', 'sosl'],
    ['Number of DML statements', 'dmlStatements'],
    ['Number of Publish Immediate DML', 'publishes'],
    ['Number of DML rows', 'dmlRows'],
    ['Number of callouts', 'callouts'],
    ['Number of Email Invocations', 'emails'],
    ['Number of future calls', 'futures'],
    ['Number of queueable jobs added to the queue', 'queueables']
];

/** Whether a line of System.debug is of a level that the log has. */
const isShown = (line: string, least: Level): boolean => {
    const level = LEVELS.find((one) => one === /\|USER_DEBUG\|\[\d+\]\|([A-Z]+)\|/.exec(line)?.[1]);
    return least !== 'NONE' && (level === undefined || isAtLeast(least, level));
};

/** Builds the text. */
export const debugLogText = (facts: LogFacts): string => {
    const { version, levels, unit, head = [], lines, started, failure, limits } = facts;
    const eventAt =
        (moment: number) =>
        (text: string): string =>
            `${new Date(moment).toISOString().slice(11, 22)} (${(moment - started) * 1_000_000})|${text}`;
    const began = eventAt(started);
    const event = eventAt(Date.now());
    const of = (category: Category): Level => levels[category] ?? 'NONE';
    const categories = (Object.keys(CATEGORIES) as Category[]).filter((category) => levels[category] !== undefined);
    const usage =
        limits && isAtLeast(of('ApexProfiling'), 'INFO')
            ? [
                  event('CUMULATIVE_LIMIT_USAGE'),
                  event('LIMIT_USAGE_FOR_NS|(default)|'),
                  ...USED.map(([label, kind]) => `  ${label}: ${limits.used(kind)} out of ${limits.max(kind)}`),
                  '',
                  event('CUMULATIVE_LIMIT_USAGE_END')
              ]
            : [];
    return [
        `${version} ${categories.map((category) => `${CATEGORIES[category]},${of(category)}`).join(';')}`,
        ...head,
        began('EXECUTION_STARTED'),
        began(`CODE_UNIT_STARTED|[EXTERNAL]|${unit}`),
        ...lines.filter((line) => isShown(line, of('ApexCode'))),
        ...(failure
            ? [event(`FATAL_ERROR|${failure.message}${failure.stack === '' ? '' : `\n\n${failure.stack}`}`)]
            : []),
        ...usage,
        event(`CODE_UNIT_FINISHED|${unit}`),
        event('EXECUTION_FINISHED')
    ].join('\n');
};
