import type { Id } from '../local-org/model/index.ts';
import type { Org } from '../local-org/org/types.ts';
import type { Random } from './random.ts';

/** What one input led to. */
export interface Outcome {
    /** Everything that a caller would read. */
    readonly reply: string;
    /** HTTP status, or what it would be. */
    readonly status: number;
    /** Did the reply say that something was changed? Only then may something be. */
    readonly saysChanged: boolean;
}
/** Who sends, and where to. */
export interface Caller {
    readonly org: Org;
    /** Absent: somebody without a token. */
    readonly userId?: Id;
}
/** A way in for somebody's input. */
export interface Door {
    readonly name: string;
    /** One input, valid or not, that a number of changes away from a valid one. */
    input(random: Random): string | Uint8Array;
    /** Inputs that are each a case of their own: deep nesting, great length. */
    special(): readonly (string | Uint8Array)[];
    send(caller: Caller, input: string | Uint8Array): Outcome;
}
