/** `lightning/messageService`: messages between components of one page. */
interface Channel {
    readonly name: string;
}
type Listener = (message: unknown) => void;
export interface MessageSubscription {
    readonly channel: string;
    readonly listener: Listener;
}
const subscriptions = new Set<MessageSubscription>();

/** Stands for every component of the page, active or not: the shell shows one page at a time, so the scopes do not differ. */
export const APPLICATION_SCOPE = Symbol('APPLICATION_SCOPE');

const context = Object.freeze({});

export const MessageContext = class {
    readonly #callback: (value: unknown) => void;
    constructor(callback: (value: unknown) => void) {
        this.#callback = callback;
    }
    connect(): void {
        this.#callback(context);
    }
    update(): void {
        // it takes no configuration
    }
    disconnect(): void {
        // subscriptions end with unsubscribe
    }
};
export const createMessageContext = (): object => context;
export const releaseMessageContext = (): void => undefined;

export const publish = (_context: unknown, channel: Channel, message?: unknown): void => {
    for (const one of [...subscriptions]) if (one.channel === channel.name) one.listener(message);
};
export const subscribe = (_context: unknown, channel: Channel, listener: Listener): MessageSubscription => {
    const subscription = { channel: channel.name, listener };
    subscriptions.add(subscription);
    return subscription;
};
export const unsubscribe = (subscription: MessageSubscription | null | undefined): void => {
    if (subscription) subscriptions.delete(subscription);
};
