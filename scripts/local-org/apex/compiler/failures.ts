/** What a caller sees of an exception that nobody caught. */
import { AuraHandled } from '../library/index.ts';
import { ApexException } from '../runtime/exceptions.ts';
import { apexFrames, catchable, normalised } from '../runtime/stack.ts';
import { messageOf } from '../runtime/text.ts';
import { ApexFailure } from '../types.ts';
import type { Program } from './program.ts';

/** The Apex lines of an exception, innermost first, causes below. */
export const stackOf = (program: Program, error: Error): string =>
    apexFrames(error.stack ?? '', (file, line) => program.methodAt(file, line)).join('\n');

/** The failure of an entry point; limits, refusals and faults of the local org stay what they are. */
export const failureOf = (program: Program, raw: unknown): unknown => {
    const error = normalised(raw);
    const found = error instanceof ApexException ? error : catchable(error);
    if (!found) return error;
    const handled = found instanceof AuraHandled;
    const message = handled ? (found.apexMessage ?? messageOf(found)) : messageOf(found);
    return new ApexFailure({ exceptionType: found.apexType, message, stack: stackOf(program, found), handled }, found);
};
