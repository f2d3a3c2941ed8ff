import type { Problem } from '../../../model/types.ts';

/** What the host tells about the project's files. */
export interface LiveListener {
    problems(problems: readonly Problem[]): void;
    /** False while the local org does not answer. */
    connected(connected: boolean): void;
}

const problemsOf = (data: string): readonly Problem[] => {
    const content = JSON.parse(data) as Problem | readonly Problem[] | { readonly problems: readonly Problem[] };
    if (Array.isArray(content)) return content as readonly Problem[];
    return 'problems' in content ? content.problems : [content as Problem];
};

/** Follows the host's events: loads the page anew after a build, hands on what could not be built. */
export const followBuilds = (listener: LiveListener): void => {
    const events = new EventSource('/local-org/events');
    const receive = (type: string, data: string): void => {
        if (type === 'reload') location.reload();
        if (type === 'problem') listener.problems(problemsOf(data));
    };
    events.addEventListener('reload', () => receive('reload', ''));
    events.addEventListener('problem', (event) => receive('problem', (event as MessageEvent<string>).data));
    events.addEventListener('open', () => listener.connected(true));
    events.addEventListener('error', () => listener.connected(false));
};
