/** The host's side of the engine: starts it, sends one message at a time, ends and restarts it where it runs too long. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { ApiRequest, ApiResponse } from '../api/types.ts';
import type { AnonymousResult, TestResult, TestRunSummary } from '../apex/types.ts';
import type { ComponentId, ComponentSource, LabelDef, TrustedSiteDef } from '../metadata/types.ts';
import type { DeployResult } from '../org/types.ts';
import type { EngineClient, EngineMessage, EngineReply, EngineStatus, EngineUser, ProjectKind } from './types.ts';

export interface EngineOptions {
    /** The bundled engine. */
    readonly entry: string;
    readonly databaseFile: string;
    readonly cacheDir: string;
    readonly pidFile: string;
    /** Absent: our own. */
    readonly kind?: ProjectKind;
    /** Features to switch on, named as in a scratch-org definition. */
    readonly features?: readonly string[];
    /** Username of a new org's administrator; absent: our own. */
    readonly administrator?: string;
    readonly requestMs?: number;
    onStep(step: string): void;
    /** Something was deployed, from here or over the API. */
    onSwap?(): void;
}

/** The engine was ended, or ended by itself, before it answered. */
export class EngineStopped extends Error {
    /** True where it ran past its time; false where it died. */
    readonly tooLong: boolean;
    constructor(tooLong: boolean, message: string) {
        super(message);
        this.name = 'EngineStopped';
        this.tooLong = tooLong;
    }
}
/** The engine refused; `code` is the platform's error code, where it has one. */
export class EngineError extends Error {
    readonly code: string | undefined;
    constructor(message: string, code: string | undefined) {
        super(message);
        this.name = 'EngineError';
        this.code = code;
    }
}

interface Job {
    readonly message: EngineMessage;
    readonly wallMs: number;
    readonly onResult?: (result: TestResult) => void;
    resolve(value: unknown): void;
    reject(error: Error): void;
}

const REQUEST_MS = 10_000;
const DEPLOY_MS = 180_000;
const ASYNC_MS = 60_000;
/** How often to look for jobs that wait for a time. */
const JOB_POLL_MS = 2000;

export class Engine implements EngineClient {
    private readonly options: EngineOptions;
    private readonly waiting: Job[] = [];
    private running: { job: Job; id: number; timer: NodeJS.Timeout } | undefined;
    private child: ChildProcess | undefined;
    private isOpen = false;
    private isLaunching = false;
    private stopping = false;
    private nextId = 1;
    private mayHaveJobs = true;
    private readonly poll: NodeJS.Timeout;

    private constructor(options: EngineOptions) {
        this.options = options;
        this.poll = setInterval(() => {
            this.mayHaveJobs = true;
            this.next();
        }, JOB_POLL_MS);
        this.poll.unref();
    }

    /** Starts the engine. @throws Error with its message where the org's file cannot be opened */
    static async start(options: EngineOptions): Promise<Engine> {
        const engine = new Engine(options);
        try {
            await engine.launch();
        } catch (error) {
            clearInterval(engine.poll);
            throw error;
        }
        return engine;
    }

    request(request: ApiRequest): Promise<ApiResponse> {
        return this.send({ kind: 'request', request }, this.options.requestMs ?? REQUEST_MS) as Promise<ApiResponse>;
    }
    deploy(
        changes: readonly ComponentSource[],
        remove: readonly ComponentId[],
        checkOnly: boolean,
        merge = false
    ): Promise<DeployResult> {
        return this.send({ kind: 'deploy', changes, remove, checkOnly, merge }, DEPLOY_MS) as Promise<DeployResult>;
    }
    deployed(): Promise<readonly (ComponentId & { readonly hash: string; readonly origin: string })[]> {
        return this.send({ kind: 'deployed' }, REQUEST_MS) as Promise<
            readonly (ComponentId & { hash: string; origin: string })[]
        >;
    }
    user(username?: string): Promise<EngineUser> {
        return this.send(
            { kind: 'user', ...(username === undefined ? {} : { username }) },
            REQUEST_MS
        ) as Promise<EngineUser>;
    }
    trustedSites(): Promise<readonly TrustedSiteDef[]> {
        return this.send({ kind: 'trustedSites' }, REQUEST_MS) as Promise<readonly TrustedSiteDef[]>;
    }
    labels(): Promise<ReadonlyMap<string, LabelDef>> {
        return this.send({ kind: 'labels' }, REQUEST_MS) as Promise<ReadonlyMap<string, LabelDef>>;
    }
    bundles(): Promise<readonly ComponentSource[]> {
        return this.send({ kind: 'bundles' }, REQUEST_MS) as Promise<readonly ComponentSource[]>;
    }
    status(): Promise<EngineStatus> {
        return this.send({ kind: 'status' }, ASYNC_MS) as Promise<EngineStatus>;
    }
    anonymous(text: string, username?: string): Promise<AnonymousResult> {
        const message = { kind: 'anonymous', text, ...(username === undefined ? {} : { username }) } as const;
        return this.send(message, this.options.requestMs ?? REQUEST_MS) as Promise<AnonymousResult>;
    }
    async lock(ids: readonly string[], seconds: number): Promise<void> {
        await this.send({ kind: 'lock', ids, seconds }, REQUEST_MS);
    }
    test(only: readonly string[], onResult: (result: TestResult) => void): Promise<TestRunSummary> {
        return this.send({ kind: 'test', only }, 0, onResult) as Promise<TestRunSummary>;
    }
    /** Closes the org and ends the process; ends it by force where it does not answer. */
    async stop(): Promise<void> {
        if (this.stopping) return;
        this.stopping = true;
        clearInterval(this.poll);
        const { child } = this;
        if (!child || child.exitCode !== null) return;
        const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
        child.send({ id: 0, message: { kind: 'stop' } satisfies EngineMessage });
        const timer = setTimeout(() => child.kill('SIGKILL'), 3000);
        await ended;
        clearTimeout(timer);
    }

    private launch(): Promise<void> {
        const {
            entry,
            databaseFile,
            cacheDir,
            pidFile,
            kind = 'own',
            administrator = '',
            features = []
        } = this.options;
        // Apex may be a thousand calls deep; Windows gives the main thread too little to ask for more.
        const stack = process.platform === 'win32' ? [] : ['--stack-size=3900'];
        const child = fork(entry, [databaseFile, cacheDir, pidFile, kind, administrator, ...features], {
            serialization: 'advanced',
            execArgv: stack,
            stdio: ['ignore', 'inherit', 'inherit', 'ipc']
        });
        this.child = child;
        this.isOpen = false;
        this.isLaunching = true;
        return new Promise((resolve, reject) => {
            child.on('message', (reply: EngineReply) => {
                if (reply.kind === 'open') {
                    this.isOpen = true;
                    this.isLaunching = false;
                    resolve();
                    this.next();
                } else if (reply.kind === 'cannotOpen') reject(new Error(reply.message));
                else if (reply.kind === 'step') this.options.onStep(reply.text);
                else if (reply.kind === 'swapped') this.options.onSwap?.();
                else this.answered(reply);
            });
            child.once('exit', (code, signal) => {
                reject(new Error(`The engine ended while starting (${signal ?? code ?? 'unknown'})`));
                if (this.child === child) this.ended(false);
            });
        });
    }

    private answered(reply: Extract<EngineReply, { id: number }>): void {
        const current = this.running;
        if (!current || current.id !== reply.id) return;
        if (reply.kind === 'result') {
            current.job.onResult?.(reply.result);
            return;
        }
        clearTimeout(current.timer);
        this.running = undefined;
        if (reply.kind === 'done') current.job.resolve(reply.value);
        else current.job.reject(new EngineError(reply.message, reply.code));
        this.next();
    }

    /** The process is gone: whoever waited for it hears so, the others wait for the next one. */
    private ended(tooLong: boolean): void {
        const wasOpen = this.isOpen;
        this.isOpen = false;
        this.isLaunching = false;
        const current = this.running;
        this.running = undefined;
        if (current) {
            clearTimeout(current.timer);
            const message = tooLong
                ? `Ended after running for more than ${current.job.wallMs / 1000} seconds`
                : 'The engine ended unexpectedly';
            current.job.reject(new EngineStopped(tooLong, message));
        }
        // One that never opened would only fail again: the next request tries.
        if (wasOpen && !this.stopping) this.relaunch();
    }

    private relaunch(): void {
        this.launch().catch((error: unknown) => {
            const failure = error instanceof Error ? error : new Error(String(error));
            for (const job of this.waiting.splice(0)) job.reject(failure);
        });
    }

    private kill(): void {
        const { child } = this;
        if (!child) return;
        this.child = undefined;
        // The next engine may open the file once this one is gone.
        child.once('exit', () => this.ended(true));
        child.kill('SIGKILL');
    }

    private send(message: EngineMessage, wallMs: number, onResult?: (result: TestResult) => void): Promise<unknown> {
        if (this.stopping) return Promise.reject(new EngineStopped(false, 'The local org is stopping'));
        return new Promise((resolve, reject) => {
            this.waiting.push({ message, wallMs, resolve, reject, ...(onResult ? { onResult } : {}) });
            if (this.isOpen || this.isLaunching) this.next();
            else if (this.running === undefined) this.relaunch();
        });
    }

    private next(): void {
        if (this.running || !this.isOpen || this.stopping) return;
        const job = this.waiting.shift() ?? this.asyncJob();
        if (!job) return;
        if (job.message.kind === 'request') this.mayHaveJobs ||= job.message.request.method !== 'GET';
        if (job.message.kind === 'anonymous') this.mayHaveJobs = true;
        const id = this.nextId++;
        const timer = setTimeout(() => this.kill(), job.wallMs || 2 ** 31 - 1);
        this.running = { job, id, timer };
        this.child?.send({ id, message: job.message });
    }

    /** When nobody waits, the organisation's own queue runs, one job at a time. */
    private asyncJob(): Job | undefined {
        if (!this.mayHaveJobs) return undefined;
        this.mayHaveJobs = false;
        return {
            message: { kind: 'job' },
            wallMs: ASYNC_MS,
            resolve: (ran) => {
                if (ran === true) this.mayHaveJobs = true;
            },
            reject: () => undefined
        };
    }
}
