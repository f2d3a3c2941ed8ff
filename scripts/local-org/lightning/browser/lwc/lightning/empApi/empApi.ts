/**
 * `lightning/empApi`: events on the page. The local org's events reach Apex triggers and no subscriber, so it answers that they are not
 * enabled here, and refuses to subscribe. Source: LWC guide, "Subscribe to a Channel".
 */
type Listener = (error: object) => void;
const listeners = new Set<Listener>();

export const isEmpEnabled = (): Promise<boolean> => Promise.resolve(false);
export const onError = (listener: Listener): void => {
    listeners.add(listener);
};
export const setDebugFlag = (): void => undefined;

/** @throws Error always, through the promise; listeners of errors hear of it too */
export const subscribe = (channel: string): Promise<never> => {
    const message = `not supported by the local org: subscriptions to ${channel} (lightning/empApi)`;
    for (const listener of listeners) listener({ channel, error: message });
    return Promise.reject(new Error(message));
};
export const unsubscribe = (_subscription: unknown, done?: (response: object) => void): Promise<object> => {
    const response = { successful: true };
    done?.(response);
    return Promise.resolve(response);
};
