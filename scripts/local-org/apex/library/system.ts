import { stamped } from '../../database/trace.ts';
import { apexHash, currentLine, execution, isReadOnly, sameValue, toText, type EnumValue } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { currentPage } from './apexPages.ts';
import { systemAssertions } from './assertions.ts';
import { asyncMembers } from './async.ts';
import { enumeration as newEnumeration } from './enumeration.ts';
import { constantOf } from './enums.ts';
import { passwordMembers, resetPasswordResult } from './passwords.ts';
import { PackageVersion } from './versions.ts';
import { dayIn } from '../../model/index.ts';
import { flexQueue } from './flexQueue.ts';
import { enumName, now, refused, userTimeZone } from './support.ts';

/** Writes one line of the debug log, as the platform does: `10:00:00.25 (25000000)|USER_DEBUG|[3]|DEBUG|text`. */
const debug = (level: string, value: unknown): null => {
    const { log, startedAt } = execution();
    log.push(stamped(startedAt, `USER_DEBUG|[${currentLine()}]|${level}|${toText(value)}`));
    return null;
};

const READ_WRITE_MODE = newEnumeration('System.ApplicationReadWriteMode', 'DEFAULT READ_ONLY');
const approvals: LibraryType['members'] = {
    'static List<Id> process(List<Id> workItems, String action, String comments, String nextApprover)':
        refused('System.process'),
    'static List<Id> submit(List<Id> recordIds, String comments, String nextApprover)': refused('System.submit')
};
const system: LibraryType = {
    name: 'System.System',
    kind: 'class',
    members: {
        ...systemAssertions,
        ...asyncMembers,
        'static void debug(Object value)': (value: unknown) => debug('DEBUG', value),
        ...passwordMembers,
        ...approvals,
        'static void debug(LoggingLevel level, Object value)': (level: unknown, value: unknown) =>
            debug(enumName(level), value),
        'static Long currentTimeMillis()': () => BigInt(now().ms),
        'static Datetime now()': () => now(),
        'static Date today()': () => dayIn(now(), userTimeZone()),
        'static Boolean equals(Object left, Object right)': sameValue,
        'static Integer hashCode(Object value)': (value: unknown) => apexHash(value),
        'static PageReference currentPageReference()': currentPage,
        // No function and no elastic computing runs Apex here.
        'static Boolean isFunctionCallback()': () => false,
        'static Boolean isRunningElasticCompute()': () => false,
        'static void runAs(System.Version version)': () => null,
        'static System.Version requestVersion()': () => new PackageVersion(1, 0),
        'static System.ApplicationReadWriteMode getApplicationReadWriteMode()': () =>
            constantOf(READ_WRITE_MODE, isReadOnly() ? 'READ_ONLY' : 'DEFAULT')
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

/** System, Enum. Source: Apex Reference Guide, System Namespace. */
export const systemTypes: readonly LibraryType[] = [
    system,
    enumeration,
    READ_WRITE_MODE,
    resetPasswordResult,
    flexQueue
];
