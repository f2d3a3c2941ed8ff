import { noteAtLine } from './lines.ts';
import type { Id, ObjectDef, SaveError } from '../../model/index.ts';

/** One failed row of a DML statement, as DmlException's getDml… methods show it. */
export interface DmlRow {
    /** Position in the list that was saved. */
    readonly index: number;
    readonly id: Id | undefined;
    /** The object of a row that has no Id. */
    readonly object?: ObjectDef | undefined;
    readonly errors: readonly SaveError[];
}

/**
 * Every exception that Apex can catch. User exception classes are subclasses made by the compiler.
 * The JavaScript stack is the Apex stack: `apexStack` in stack.ts reads it.
 */
export class ApexException extends Error {
    /** `System.NullPointerException`, `Handoff_Service.Refused`: what getTypeName answers. */
    apexType: string;
    /** Null where none was given: getMessage then answers `Script-thrown exception`. */
    apexMessage: string | null;
    override cause: ApexException | null = null;
    dmlRows: readonly DmlRow[] = [];
    /** Of a query in user mode: fields that the user may not read, by object. */
    inaccessible: ReadonlyMap<string, readonly string[]> = new Map();
    constructor(apexType: string, message: string | null) {
        const limit = Error.stackTraceLimit;
        Error.stackTraceLimit = 200;
        super(message ?? '');
        Error.stackTraceLimit = limit;
        this.name = apexType;
        this.apexType = apexType;
        this.apexMessage = message;
    }
}

/**
 * A platform exception by its name.
 * @param name with or without `System.`: `NullPointerException`
 */
export const exception = (name: string, message: string): ApexException => {
    const apexType = name.includes('.') ? name : `System.${name}`;
    noteAtLine('ApexCode', 'EXCEPTION_THROWN', () => `${apexType}: ${message}`);
    return new ApexException(apexType, message);
};

/** @throws ApexException System.NullPointerException, in the platform's words */
export const nullPointer = (message = 'Attempt to de-reference a null object'): never => {
    throw exception('NullPointerException', message);
};

/** The value, which must not be null. */
export const required = <T>(value: T | null | undefined): T => {
    if (value === null || value === undefined) return nullPointer();
    return value;
};

/** `Argument cannot be null.`: what most library methods say when given null. */
export const requiredArgument = <T>(value: T | null | undefined): T => {
    if (value === null || value === undefined) throw exception('NullPointerException', 'Argument cannot be null.');
    return value;
};
