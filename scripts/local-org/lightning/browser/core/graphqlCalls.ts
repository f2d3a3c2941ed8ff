import { DATA, isResponseError, request } from './http.ts';
import { freeze, type Emit, type WireAdapter, wireAdapter } from './wire.ts';

/** What `gql` makes of a document: opaque to components. */
export interface GraphqlDocument {
    readonly text: string;
}
/** An error of a document or of one of its fields. */
export interface GraphqlError {
    readonly message: string;
    readonly [further: string]: unknown;
}
/** What the wire gives: data and errors may come together. */
export interface GraphqlResult {
    readonly data: unknown;
    readonly errors: readonly GraphqlError[] | undefined;
    /** Asks again and tells all who wired the same. */
    readonly refresh?: () => Promise<void>;
}
export interface GraphqlConfig {
    readonly query?: GraphqlDocument;
    readonly variables?: Readonly<Record<string, unknown>>;
    readonly operationName?: string;
}

const isDocument = (value: unknown): value is GraphqlDocument =>
    typeof value === 'object' && value !== null && typeof (value as GraphqlDocument).text === 'string';

/** The tag of documents: other documents may be put in, as fragments; nothing else. */
export const gql = (parts: TemplateStringsArray, ...fragments: readonly unknown[]): GraphqlDocument => {
    const text = parts.reduce((before, part, index) => {
        const fragment = fragments[index - 1];
        if (!isDocument(fragment)) throw new Error('gql takes nothing but other gql documents between its parts');
        return before + fragment.text + part;
    });
    return Object.freeze({ text });
};

interface Answer {
    readonly data: unknown;
    readonly errors: readonly GraphqlError[];
}

const errorsOf = (error: unknown): readonly GraphqlError[] => [
    { message: isResponseError(error) ? error.body.message : error instanceof Error ? error.message : String(error) }
];

/** Sends a document. Whatever goes wrong is among its errors. */
export const runDocument = async ({ query, variables, operationName }: GraphqlConfig): Promise<GraphqlResult> => {
    try {
        const body = {
            query: query?.text ?? '',
            variables: variables ?? {},
            ...(operationName ? { operationName } : {})
        };
        const { data, errors } = await request<Answer>('POST', `${DATA}/graphql`, body);
        return { data: data ?? undefined, errors: errors.length > 0 ? errors : undefined };
    } catch (error) {
        return { data: undefined, errors: errorsOf(error) };
    }
};

/** What a component was given → how to ask again, for `refreshGraphQL`. */
const given = new WeakMap<object, () => Promise<void>>();

/** The adapter behind `@wire(graphql, …)`. */
export const graphql: WireAdapter<GraphqlConfig> = wireAdapter<GraphqlConfig, unknown>(
    ({ query, variables }) => isDocument(query) && Object.values(variables ?? {}).every((value) => value !== undefined),
    (config, emit) => {
        const load = async (): Promise<void> => {
            const found = await runDocument(config);
            const value = freeze({ ...found, error: undefined, refresh: load });
            given.set(value, load);
            (emit as Emit<unknown> & ((value: GraphqlResult) => void))(value);
        };
        void load();
        return () => undefined;
    }
);

/** Asks again for what a wire gave. */
export const refreshGraphQL = async (result: unknown): Promise<void> => {
    if (typeof result === 'object' && result !== null) await given.get(result)?.();
};

/** Runs a mutation outside of a wire. */
export const executeMutation = (config: GraphqlConfig): Promise<GraphqlResult> => runDocument(config);
