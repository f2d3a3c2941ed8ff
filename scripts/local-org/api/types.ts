/** The REST APIs: pure, synchronous request → response per route, in the engine's process. HTTP itself lives in host/. */
import type { Id } from '../model/index.ts';
import type { Org } from '../org/types.ts';

export interface ApiRequest {
    readonly method: string;
    /** Path without query, leading slashes collapsed to one. */
    readonly path: string;
    readonly query: string;
    /** Lower-case names. */
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    /** Set by the host from a token or a page's session; undefined where neither was valid. */
    readonly userId?: Id;
    /** `token`: Authorization header; `page`: the browser's session cookie with the same-origin checks. */
    readonly login?: 'token' | 'page';
}
export interface ApiResponse {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
}
export interface Route {
    readonly method: string;
    /** find-my-way style: `/services/data/:version/sobjects/:object/:id`. */
    readonly path: string;
    readonly login: 'none' | 'token' | 'page' | 'any';
    handle(org: Org, request: ApiRequest, parameters: Readonly<Record<string, string>>): ApiResponse;
}
/*
 * Exported by api/index.ts: handle(org: Org, request: ApiRequest): ApiResponse     never throws
 * Folders: rest/ (query, sobjects, composite, describe, search, limits)   ui/ (UI API)   page/ (/local-org/…: what a page needs and no public API gives)   shapes.ts (shared JSON)
 */
