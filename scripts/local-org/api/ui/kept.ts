/** What the UI API keeps of a user: favorites, how they like their lists, the app they are in. */
import type { Id } from '../../model/index.ts';
import type { Call } from '../types.ts';

const keyOf = (userId: Id, what: string): string => `ui-api/${userId}/${what}`;

/** Reads what is kept of the asking user; `otherwise` where nothing is. */
export const readKept = <Value>(call: Call, what: string, otherwise: Value): Value => {
    const bytes = call.org.database.store.get(keyOf(call.userId, what));
    return bytes ? (JSON.parse(Buffer.from(bytes).toString('utf8')) as Value) : otherwise;
};

/** Keeps something of the asking user, in the transaction of the request. */
export const keep = (call: Call, what: string, value: unknown): void =>
    call.org.database.store.set(keyOf(call.userId, what), Buffer.from(JSON.stringify(value)));
