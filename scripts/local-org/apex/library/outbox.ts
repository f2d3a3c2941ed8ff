/** E-mails and notifications that Apex sent: kept in the org, for its page to show; nothing leaves the local org. */
import type { KeyValueStore } from '../../database/types.ts';
import { execution } from '../runtime/index.ts';

/** A message as it is kept. */
export interface SentMessage {
    readonly kind: 'email' | 'notification';
    /** ISO 8601. */
    readonly sentAt: string;
    /** The running user's Id. */
    readonly sentBy: string;
    readonly recipients: readonly string[];
    /** What was set, by the platform's names: `Subject`, `PlainTextBody`, `Title` …; attachments by their file names. */
    readonly fields: Readonly<Record<string, unknown>>;
}

const FOLDER = 'apex/outbox/';
const SEQUENCE = 'apex/outbox';
/** How many messages are kept. */
const KEPT = 200;
const keyOf = (number: number): string => `${FOLDER}${String(number).padStart(12, '0')}`;

/** Keeps a message with the transaction: it is sent where that commits. */
export const keepMessage = (
    kind: SentMessage['kind'],
    recipients: readonly string[],
    fields: Readonly<Record<string, unknown>>
): void => {
    const { database, tx } = execution();
    const message: SentMessage = {
        kind,
        sentAt: new Date(tx.now.ms).toISOString(),
        sentBy: tx.user.userId,
        recipients,
        fields
    };
    const number = database.store.nextNumber(SEQUENCE);
    database.store.set(keyOf(number), new TextEncoder().encode(JSON.stringify(message)));
    database.store.delete(keyOf(number - KEPT));
};
/** The last messages that Apex sent, newest first. */
export const sentMessages = (store: KeyValueStore): SentMessage[] =>
    [...store.keys(FOLDER)].reverse().flatMap((key) => {
        const bytes = store.get(key);
        return bytes ? [JSON.parse(new TextDecoder().decode(bytes)) as SentMessage] : [];
    });
