/** `lightning/pageReferenceUtils`: default values of a new record, as one piece of text in `state.defaultFieldValues`. */

/** Fields and values → text. */
export const encodeDefaultFieldValues = (values: Readonly<Record<string, unknown>>): string =>
    Object.entries(values)
        .filter(([, value]) => value !== undefined && value !== null)
        .map(([name, value]) => `${name}=${encodeURIComponent(String(value as string))}`)
        .join(',');

/** Text → fields and values. */
export const decodeDefaultFieldValues = (text: string): Record<string, string> =>
    Object.fromEntries(
        text
            .split(',')
            .filter((pair) => pair.includes('='))
            .map((pair) => [pair.slice(0, pair.indexOf('=')), decodeURIComponent(pair.slice(pair.indexOf('=') + 1))])
    );
