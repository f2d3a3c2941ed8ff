import type { SaveError } from './types.ts';

/** A refusal in the platform's own words: `statusCode` is what REST calls `errorCode`. Apex may catch it. */
export class PlatformError extends Error implements SaveError {
    readonly statusCode: string;
    readonly fields: readonly string[];
    constructor(statusCode: string, message: string, fields: readonly string[] = []) {
        super(message);
        this.name = 'PlatformError';
        this.statusCode = statusCode;
        this.fields = fields;
    }
}

/** Something was needed and null was given, which Apex reports as a System.NullPointerException. */
export class NullDereference extends Error {
    constructor() {
        super('Attempt to de-reference a null object');
        this.name = 'NullDereference';
    }
}

/** A governor limit was exceeded. Never catchable by Apex; `finally` is skipped. */
export class LimitExceeded extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'LimitExceeded';
    }
}

/** What the local org lacks, by name. Never catchable by Apex, always a failed test. */
export class NotSupported extends Error {
    readonly feature: string;
    constructor(feature: string) {
        super(`not supported by the local org: ${feature}`);
        this.name = 'NotSupported';
        this.feature = feature;
    }
}

/** True for errors that Apex code must never see. */
export const isUncatchable = (error: unknown): boolean =>
    error instanceof LimitExceeded || error instanceof NotSupported;
