/** JavaScript stacks as Apex stacks: generated scripts are named after their class and keep the lines of the source. */
import { isUncatchable, LimitExceeded } from '../../model/index.ts';
import { ApexException, exception } from './exceptions.ts';

const FRAME = /\(?((?:Class|Trigger)\.[A-Za-z0-9_.]+|AnonymousBlock):(\d+):\d+\)?$/;

/** Names methods by file and line. */
export type NameLines = (file: string, line: number) => string;

/** The Apex frames of a JavaScript stack, innermost first: `Class.Foo.bar: line 12, column 1`. */
export const apexFrames = (stack: string, nameOf: NameLines): string[] => {
    const frames: string[] = [];
    for (const text of stack.split('\n')) {
        const match = FRAME.exec(text.trimEnd());
        if (match?.[1] === undefined) continue;
        const line = Number(match[2]);
        frames.push(`${nameOf(match[1], line)}: line ${line}, column 1`);
    }
    return frames;
};
/** Is the innermost frame of a JavaScript error generated code? */
const fromApex = (error: Error): boolean => {
    const first = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
    return first !== undefined && FRAME.test(first.trimEnd());
};

/**
 * What an Apex catch clause sees of a JavaScript error; undefined where it sees nothing: limits, refusals, failed assertions,
 * faults of the local org itself.
 */
export const catchable = (error: unknown): ApexException | undefined => {
    if (error instanceof ApexException)
        return (error as { catchable?: boolean }).catchable === false ? undefined : error;
    if (isUncatchable(error) || !(error instanceof TypeError) || !fromApex(error)) return undefined;
    const converted = exception('NullPointerException', 'Attempt to de-reference a null object');
    if (error.stack !== undefined) converted.stack = error.stack;
    return converted;
};
/** Turns an overflow of the JavaScript stack into the platform's limit. */
export const normalised = (error: unknown): unknown =>
    error instanceof RangeError && error.message.includes('call stack')
        ? new LimitExceeded('Maximum stack depth reached: 1001')
        : error;
