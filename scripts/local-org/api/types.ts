/** The REST APIs: pure, synchronous request → response per route, in the engine's process. HTTP itself lives in host/. */
import type { Id } from '../model/index.ts';
import type { Transaction } from '../database/types.ts';
import type { Org } from '../org/types.ts';

/** Text, or the bytes as they came: uploads are as large as 150 MB and archives are no text. */
export type Body = string | Uint8Array;
export interface ApiRequest {
    readonly method: string;
    /** Path without query, leading slashes collapsed to one. */
    readonly path: string;
    readonly query: string;
    /** Lower-case names. */
    readonly headers: Readonly<Record<string, string>>;
    /** Unpacked; `bodyText` and `bodyBytes` (http.ts) read it. */
    readonly body: Body;
    /** Set by the host from a token or a page's session; undefined where neither was valid. */
    readonly userId?: Id;
    /** `token`: Authorization header; `page`: the browser's session cookie with the same-origin checks. */
    readonly login?: 'token' | 'page';
}
export interface ApiResponse {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Body;
    /** Not done yet: whoever sent the request asks this address for its answer, after a moment in which others are served. */
    readonly again?: { readonly path: string; readonly afterMs: number };
}
/** One request on its way through a route: what it asks, of which org, as whom. */
export interface Call {
    readonly org: Org;
    readonly request: ApiRequest;
    readonly parameters: Readonly<Record<string, string>>;
    readonly query: URLSearchParams;
    /** The user of the token or session; the router has refused requests without one where the route needs one. */
    readonly userId: Id;
    /** `/services/data/v67.0`, in the version that was asked for. */
    readonly base: string;
    /** Runs in a transaction of its own, or in a savepoint of the one that a composite request opened. */
    transaction<T>(body: (tx: Transaction) => T): T;
    /** Answers another request as part of this one (composite APIs); `tx` makes it part of that transaction. Never throws. */
    dispatch(
        request: Pick<ApiRequest, 'method' | 'path' | 'query' | 'headers' | 'body'>,
        tx?: Transaction
    ): ApiResponse;
}
/**
 * What one transaction is: single record call: 1 · `/composite/sobjects`: 1 a call (all-or-none or partial) · `/composite/tree`: 1
 * · `/composite`: 1 a sub-request unless `allOrNone` · `/composite/graph`: 1 a graph · Apex method, invocable: 1 · asynchronous job: 1 · deploy: 1.
 */
export interface Route {
    readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' | 'HEAD';
    /** find-my-way style: `/services/data/:version/sobjects/:object/:id`. */
    readonly path: string;
    readonly login: 'none' | 'token' | 'page' | 'any';
    handle(call: Call): ApiResponse;
}
/*
 * Exported by api/index.ts: handle(org: Org, request: ApiRequest): ApiResponse     never throws
 * Folders: rest/ (query, sobjects, composite, describe, search, limits)   ui/ (UI API)   page/ (/local-org/…: what a page needs and no public API gives)   shapes.ts (shared JSON)
 */
