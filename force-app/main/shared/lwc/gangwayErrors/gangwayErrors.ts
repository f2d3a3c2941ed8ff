interface ErrorBody {
    message?: unknown;
    pageErrors?: { message: string }[];
    fieldErrors?: Record<string, { message: string }[]>;
    output?: { errors?: { message: string }[]; fieldErrors?: Record<string, { message: string }[]> };
}

const messagesOf = (body: ErrorBody): string[] => {
    const fieldErrors = Object.values(body.fieldErrors ?? body.output?.fieldErrors ?? {}).flat();
    const rows = [...(body.pageErrors ?? []), ...(body.output?.errors ?? []), ...fieldErrors].map(
        ({ message }) => message
    );
    if (rows.length > 0) return rows;
    return typeof body.message === 'string' ? [body.message] : [];
};

/**
 * The sentences in whatever a wire, a call or a rejected save gave: Apex, UI API, network and JavaScript errors have different shapes.
 * @param errors one error, a list of errors, or nothing
 * @returns messages without repetition, in order; empty where there is no error
 */
export const reduceErrors = (errors: unknown): string[] => {
    const list: unknown[] = Array.isArray(errors) ? errors : [errors];
    const messages = list.flatMap((error): string[] => {
        if (error === undefined || error === null) return [];
        if (typeof error === 'string') return [error];
        const { body, message, statusText } = error as {
            body?: ErrorBody | ErrorBody[];
            message?: unknown;
            statusText?: unknown;
        };
        const found = (Array.isArray(body) ? body : body ? [body] : []).flatMap(messagesOf);
        if (found.length > 0) return found;
        if (typeof message === 'string' && message !== '') return [message];
        return typeof statusText === 'string' ? [statusText] : [];
    });
    return [...new Set(messages)];
};

/**
 * Was a call refused because the user may not use the Apex class: has none of the permission sets?
 * @param className the class; the platform names it, in whatever language it says the rest
 */
export const isNoAccess = (errors: unknown, className: string): boolean =>
    reduceErrors(errors).some((message) => message.includes(className));
