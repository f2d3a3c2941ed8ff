/** Reports and dashboards, run as the user who looks at them. */
import { DATA, get, isResponseError, messagesOf } from './http.ts';

/** What came of it, or what the page says instead. */
export type AnalyticsRun<Answer> =
    | { readonly answer: Answer; readonly heading: ''; readonly message: '' }
    | { readonly answer: undefined; readonly heading: string; readonly message: string };

/** Runs a report or a dashboard. Never throws. */
export const runAnalytics = async <Answer>(
    kind: 'report' | 'dashboard',
    recordId: string,
    query = ''
): Promise<AnalyticsRun<Answer>> => {
    try {
        return {
            answer: await get<Answer>(`${DATA}/analytics/${kind}s/${recordId}${query}`),
            heading: '',
            message: ''
        };
    } catch (error) {
        const hidden = isResponseError(error) && error.status === 404;
        const heading = hidden ? `This ${kind} is not available` : `The ${kind} cannot be shown`;
        return { answer: undefined, heading, message: messagesOf(error).join(' ') };
    }
};
