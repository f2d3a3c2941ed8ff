/** The process the user starts: HTTP, sessions, static files, watching, and the engine's process. Nothing about records. */
import type { ApiRequest, ApiResponse } from '../api/types.ts';
import type { ComponentId, ComponentSource } from '../metadata/types.ts';
import type { DeployResult } from '../org/types.ts';
import type { TestResult, TestRunSummary } from '../apex/types.ts';

/** Messages between host and engine over `fork`'s channel (advanced serialisation: Maps and Uint8Arrays travel as they are). */
export type EngineMessage =
    | { readonly kind: 'request'; readonly request: ApiRequest }
    | { readonly kind: 'deploy'; readonly changes: readonly ComponentSource[]; readonly remove: readonly ComponentId[]; readonly checkOnly: boolean }
    | { readonly kind: 'deployed' }
    | { readonly kind: 'user'; readonly username?: string }
    | { readonly kind: 'test'; readonly only: readonly string[] }
    | { readonly kind: 'stop' };

export interface EngineClient {
    /** @throws where the engine was ended for running too long; it is restarted and the next request works */
    request(request: ApiRequest): Promise<ApiResponse>;
    deploy(changes: readonly ComponentSource[], remove: readonly ComponentId[], checkOnly: boolean): Promise<DeployResult>;
    deployed(): Promise<readonly (ComponentId & { readonly hash: string; readonly origin: string })[]>;
    /** A user by name, or the administrator. */
    user(username?: string): Promise<{ readonly userId: string; readonly username: string; readonly orgId: string }>;
    test(only: readonly string[], onResult: (result: TestResult) => void): Promise<TestRunSummary>;
    stop(): Promise<void>;
}
