/** `@salesforce/apex` and `@salesforce/apex/…`, for built components. */
import { unwrap } from 'lwc';
import { refreshApex as refresh } from './apexCalls.ts';

export { apexMethod, getSObjectValue } from './apexCalls.ts';

/** A component that tracks what the wire gave hands over LWC's proxy of it. */
export const refreshApex = (wired: unknown): Promise<void> => refresh(unwrap(wired));
