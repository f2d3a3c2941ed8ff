/** The process the user starts: HTTP, sessions, static files, watching, and the engine's process. Nothing about records. */
import type { ApiRequest, ApiResponse } from '../api/types.ts';
import type { AnonymousResult, TestResult, TestRunSummary } from '../apex/types.ts';
import type { ComponentId, ComponentSource, LabelDef, TrustedSiteDef } from '../metadata/types.ts';
import type { DeployResult } from '../org/types.ts';

/** Messages between host and engine over `fork`'s channel (advanced serialisation: Maps and Uint8Arrays travel as they are). */
export type EngineMessage =
    | { readonly kind: 'request'; readonly request: ApiRequest }
    | {
          readonly kind: 'deploy';
          readonly changes: readonly ComponentSource[];
          readonly remove: readonly ComponentId[];
          readonly checkOnly: boolean;
          /** Adds to objects and labels that are deployed instead of replacing them. */
          readonly merge?: boolean;
      }
    | { readonly kind: 'deployed' }
    | { readonly kind: 'user'; readonly username?: string }
    | { readonly kind: 'test'; readonly only: readonly string[] }
    /** Labels as they are deployed, for the build of the components. */
    | { readonly kind: 'labels' }
    | { readonly kind: 'trustedSites' }
    /** The deployed Lightning components, for their build after a deployment that came over the API. */
    | { readonly kind: 'bundles' }
    /** Numbers for the command line. */
    | { readonly kind: 'status' }
    | { readonly kind: 'anonymous'; readonly text: string; readonly username?: string }
    /** Holds rows as another open transaction would; without Ids, all are let go. */
    | { readonly kind: 'lock'; readonly ids: readonly string[]; readonly seconds: number }
    /** Runs some of what waits: steps of background work, one asynchronous job; answers whether there was any. */
    | { readonly kind: 'job' }
    | { readonly kind: 'stop' };

/** What the engine sends: the answer to a message, or something on the way. */
export type EngineReply =
    | { readonly id: number; readonly kind: 'done'; readonly value: unknown }
    | { readonly id: number; readonly kind: 'failed'; readonly message: string; readonly code?: string }
    | { readonly id: number; readonly kind: 'result'; readonly result: TestResult }
    | { readonly kind: 'step'; readonly text: string }
    /** What is deployed has changed. */
    | { readonly kind: 'swapped' }
    | { readonly kind: 'open' }
    | { readonly kind: 'cannotOpen'; readonly message: string };

/** A foreign project was not written for the local org: what that lacks is set aside by name instead of stopping everything. */
export type ProjectKind = 'own' | 'foreign';

export interface EngineStatus {
    readonly generation: number;
    /** Components by type, rows by object; both without those of which there are none. */
    readonly components: Readonly<Record<string, number>>;
    readonly rows: Readonly<Record<string, number>>;
}
export interface EngineUser {
    readonly userId: string;
    readonly username: string;
    readonly orgId: string;
    /** Of the password that was set in the org; absent: the host's own for this user counts. */
    readonly passwordHash?: string;
}
export interface EngineClient {
    /** @throws EngineStopped where the engine was ended for running too long; it is restarted and the next request works */
    request(request: ApiRequest): Promise<ApiResponse>;
    deploy(
        changes: readonly ComponentSource[],
        remove: readonly ComponentId[],
        checkOnly: boolean,
        merge?: boolean
    ): Promise<DeployResult>;
    deployed(): Promise<readonly (ComponentId & { readonly hash: string; readonly origin: string })[]>;
    /** A user by name, or the administrator. */
    user(username?: string): Promise<EngineUser>;
    test(only: readonly string[], onResult: (result: TestResult) => void): Promise<TestRunSummary>;
    labels(): Promise<ReadonlyMap<string, LabelDef>>;
    trustedSites(): Promise<readonly TrustedSiteDef[]>;
    bundles(): Promise<readonly ComponentSource[]>;
    status(): Promise<EngineStatus>;
    anonymous(text: string, username?: string): Promise<AnonymousResult>;
    /** Holds rows for some seconds; without Ids, lets all go. */
    lock(ids: readonly string[], seconds: number): Promise<void>;
    stop(): Promise<void>;
}
