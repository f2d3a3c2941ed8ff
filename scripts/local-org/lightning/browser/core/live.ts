/** What could not be built, and where. */
export interface Problem {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly message: string;
}

/** What the host tells about the project's files. */
export interface LiveListener {
    problems(problems: readonly Problem[]): void;
    /** False while the local org does not answer. */
    connected(connected: boolean): void;
}

type Message = { readonly kind: 'reload' } | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** Follows the host's events: loads the page anew after a build, hands on what could not be built. */
export const followBuilds = (listener: LiveListener): void => {
    const events = new EventSource('/local-org/events');
    events.addEventListener('message', (event: MessageEvent<string>) => {
        const message = JSON.parse(event.data) as Message;
        if (message.kind === 'reload') location.reload();
        else listener.problems(message.problems);
    });
    events.addEventListener('open', () => listener.connected(true));
    events.addEventListener('error', () => listener.connected(false));
};
