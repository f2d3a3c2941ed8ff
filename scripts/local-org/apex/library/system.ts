import { apexHash, execution, sameValue, toText, type EnumValue } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { currentPage } from './apexPages.ts';
import { systemAssertions } from './assertions.ts';
import { asyncMembers } from './async.ts';
import { constantOf, QUIDDITY } from './enums.ts';
import { dayIn } from '../../model/index.ts';
import { enumName, now, refused, userTimeZone } from './support.ts';

/** Frames looked at for the line of a debug statement: the library's own, then the caller's. */
const FRAMES = 6;

/** The line of Apex that runs now. */
const currentLine = (): number => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = FRAMES;
    const { stack = '' } = new Error();
    Error.stackTraceLimit = limit;
    return Number(
        /\b(?:Class|Trigger)\.[\w.]+:(\d+):|\bAnonymousBlock:(\d+):/.exec(stack)?.slice(1).find(Boolean) ?? 0
    );
};

/** Writes one line of the debug log, as the platform does: `10:00:00.25 (25000000)|USER_DEBUG|[3]|DEBUG|text`. */
const debug = (level: string, value: unknown): null => {
    const { log, tx } = execution();
    const clock = new Date().toISOString().slice(11, 22);
    const nanoseconds = Math.max(0, Date.now() - tx.now.ms) * 1_000_000;
    log.push(`${clock} (${nanoseconds})|USER_DEBUG|[${currentLine()}]|${level}|${toText(value)}`);
    return null;
};

const system: LibraryType = {
    name: 'System.System',
    kind: 'class',
    members: {
        ...systemAssertions,
        ...asyncMembers,
        'static void debug(Object value)': (value: unknown) => debug('DEBUG', value),
        'static void debug(LoggingLevel level, Object value)': (level: unknown, value: unknown) =>
            debug(enumName(level), value),
        'static Long currentTimeMillis()': () => BigInt(Date.now()),
        'static Datetime now()': () => now(),
        'static Date today()': () => dayIn(now(), userTimeZone()),
        'static Boolean equals(Object left, Object right)': sameValue,
        'static Integer hashCode(Object value)': (value: unknown) => apexHash(value),
        'static PageReference currentPageReference()': currentPage,
        'static void setPassword(Id userId, String password)': refused('System.setPassword'),
        'static Object requestVersion()': refused('System.requestVersion'),
        'static Integer purgeOldAsyncJobs(Date date)': refused('System.purgeOldAsyncJobs')
    }
};
const enumeration: LibraryType = {
    name: 'System.Enum',
    kind: 'class',
    members: {
        'String name()': (self: EnumValue) => self.name,
        'Integer ordinal()': (self: EnumValue) => self.ordinal,
        'Boolean equals(Object other)': (self: EnumValue, other: unknown) => self === other,
        'Integer hashCode()': (self: EnumValue) => apexHash(self),
        'String toString()': (self: EnumValue) => self.name
    }
};

const QUIDDITIES: Readonly<Record<string, string>> = {
    auraEnabled: 'AURA',
    invocable: 'INVOCABLE_ACTION',
    rest: 'REST',
    test: 'RUNTEST_SYNC',
    anonymous: 'ANONYMOUS',
    trigger: 'SYNCHRONOUS',
    queueable: 'QUEUEABLE',
    future: 'FUTURE',
    batch: 'BATCH_APEX',
    schedulable: 'SCHEDULED'
};
class ApexRequest {
    readonly id: string;
    constructor(id: string) {
        this.id = id;
    }
}
const REQUEST = Symbol('request of this execution');
const request: LibraryType = {
    name: 'System.Request',
    kind: 'class',
    is: (value) => value instanceof ApexRequest,
    members: {
        'static System.Request getCurrent()': () => {
            const { cells } = execution();
            let current = cells.get(REQUEST);
            if (!current) cells.set(REQUEST, (current = new ApexRequest(`local-${Date.now().toString(36)}`)));
            return current;
        },
        'String getRequestId()': (self: ApexRequest) => self.id,
        'System.Quiddity getQuiddity()': () => constantOf(QUIDDITY, QUIDDITIES[execution().entry] ?? 'UNDEFINED')
    }
};

/** System, Enum, Request. Source: Apex Reference Guide, System Namespace. */
export const systemTypes: readonly LibraryType[] = [system, enumeration, request];
