/** `lightning/empApi`: platform events on the page. Source: LWC guide, "Subscribe to a Channel"; component reference, `lightning/empApi`. */
import { Channels, type Subscription } from 'org/channels';
import { request } from 'org/http';

type Message = Readonly<Record<string, unknown>>;
type Callback = (message: Message) => void;

const channels = new Channels((messages) => request<readonly Message[]>('POST', '/cometd/67.0', messages));

export const isEmpEnabled = (): Promise<boolean> => Promise.resolve(true);
export const setDebugFlag = (): void => undefined;
export const onError = (listener: Callback): void => channels.onError(listener);

/** @throws Error, through the promise, where there is no such channel for this user; listeners of errors hear of it too */
export const subscribe = (channel: string, replayId: number, onMessage: Callback): Promise<Subscription> =>
    channels.subscribe(channel, replayId, onMessage);

export const unsubscribe = async (subscription: Subscription, done?: Callback): Promise<Message> => {
    const response = await channels.unsubscribe(subscription);
    done?.(response);
    return response;
};
