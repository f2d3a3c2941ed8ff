/** One CometD connection for all subscriptions of a page. Source: Streaming API Developer Guide, "Bayeux Protocol, CometD, and Long Polling". */

type Message = Readonly<Record<string, unknown>>;
/** Sends messages and gives what the server answers. @throws where it does not answer */
export type Exchange = (messages: readonly Message[]) => Promise<readonly Message[]>;
type OnMessage = (message: Message) => void;

/** Source: LWC guide, "Subscribe to a Channel": what `subscribe` resolves to. */
export interface Subscription {
    readonly id: number;
    readonly channel: string;
    readonly replayId: number;
}
interface Listener extends Subscription {
    readonly onMessage: OnMessage;
}

const RETRY_MS = 2000;

const replayIdOf = ({ data }: Message): number | undefined => {
    const { event } = (data ?? {}) as { readonly event?: { readonly replayId?: number } };
    return event?.replayId;
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Subscriptions to channels, with one long poll as long as there is any. */
export class Channels {
    private readonly exchange: Exchange;
    private readonly retryMs: number;
    private readonly listeners = new Map<number, Listener>();
    private readonly errors = new Set<OnMessage>();
    /** The newest event of each channel that was told. */
    private readonly newest = new Map<string, number>();
    private clientId: Promise<string> | undefined;
    private polling = false;
    private ids = 0;

    constructor(exchange: Exchange, retryMs = RETRY_MS) {
        this.exchange = exchange;
        this.retryMs = retryMs;
    }

    onError(listener: OnMessage): void {
        this.errors.add(listener);
    }

    /**
     * @param replayId -1 for new events only, -2 for all that are kept, or the event after which it begins
     * @throws Error with the server's reason where there is no such channel for this user
     */
    async subscribe(channel: string, replayId: number, onMessage: OnMessage): Promise<Subscription> {
        await this.tellServer(channel, replayId);
        const listener = { id: ++this.ids, channel, replayId, onMessage };
        this.listeners.set(listener.id, listener);
        void this.poll();
        return { id: listener.id, channel, replayId };
    }

    /** @returns the server's answer; others may still listen to the channel */
    async unsubscribe({ id, channel }: Subscription): Promise<Message> {
        const known = this.listeners.delete(id);
        const answer = { channel: '/meta/unsubscribe', subscription: channel, successful: known };
        if (!known || this.of(channel).length > 0) return answer;
        this.newest.delete(channel);
        const [told = answer] = await this.send({ channel: '/meta/unsubscribe', subscription: channel });
        return told;
    }

    private of(channel: string): Listener[] {
        return [...this.listeners.values()].filter((listener) => listener.channel === channel);
    }

    private async tellServer(channel: string, replayId: number): Promise<void> {
        const replay = { replay: { [channel]: replayId } };
        const [answer = {}] = await this.send({ channel: '/meta/subscribe', subscription: channel, ext: replay });
        if (answer.successful === true) return;
        for (const listener of this.errors) listener(answer);
        const { error } = answer;
        throw new Error(typeof error === 'string' ? error : `${channel} cannot be subscribed to`);
    }

    private async send(message: Message): Promise<readonly Message[]> {
        this.clientId ??= this.handshake();
        return this.exchange([{ ...message, clientId: await this.clientId }]);
    }

    private async handshake(): Promise<string> {
        try {
            const [answer = {}] = await this.exchange([
                { channel: '/meta/handshake', version: '1.0', supportedConnectionTypes: ['long-polling'] }
            ]);
            return String(answer.clientId);
        } catch (error) {
            this.clientId = undefined;
            throw error;
        }
    }

    private async poll(): Promise<void> {
        if (this.polling) return;
        this.polling = true;
        while (this.listeners.size > 0) {
            try {
                const answers = await this.send({ channel: '/meta/connect', connectionType: 'long-polling' });
                answers.forEach((answer) => this.tell(answer));
                const { advice } = (answers.at(-1) ?? {}) as { readonly advice?: { readonly reconnect?: string } };
                if (advice?.reconnect === 'handshake') await this.begin();
            } catch {
                await wait(this.retryMs);
            }
        }
        this.polling = false;
    }

    /** After the server forgot this client: each channel goes on after the last event that was told. */
    private async begin(): Promise<void> {
        this.clientId = undefined;
        for (const channel of new Set([...this.listeners.values()].map((listener) => listener.channel)))
            await this.tellServer(channel, this.newest.get(channel) ?? -1);
    }

    private tell(message: Message): void {
        const channel = String(message.channel);
        if (channel.startsWith('/meta/')) return;
        const replayId = replayIdOf(message);
        if (replayId !== undefined) this.newest.set(channel, Math.max(replayId, this.newest.get(channel) ?? 0));
        for (const { onMessage } of this.of(channel)) {
            // A listener that fails takes no event from the others.
            try {
                onMessage(message);
            } catch (error) {
                console.error(error);
            }
        }
    }
}
