/** Apex: compile, run, test. Queries and saves only through SoqlEngine and Records. */
import type { Id, Problem, Schema } from '../model/index.ts';
import type { MetadataModel } from '../metadata/types.ts';
import type { AsyncJob, Database, LimitKind, SoqlEngine, Transaction, Triggers } from '../database/types.ts';

export interface ApexSource {
    readonly name: string;
    readonly kind: 'class' | 'trigger' | 'anonymous';
    readonly file: string;
    readonly text: string;
    /** From the `-meta.xml`: decides access defaults (67 and later: user mode, `with sharing`). */
    readonly apiVersion: number;
}
export interface AnonymousResult {
    readonly compiled: boolean;
    readonly success: boolean;
    readonly problem?: Problem;
    readonly exception?: { readonly message: string; readonly stack: string };
    readonly log: string;
}
export type Entry = 'auraEnabled' | 'invocable' | 'rest' | 'test';
export interface ApexTestMethod {
    readonly className: string;
    readonly method: string;
    readonly setup?: string;
}
/** What an entry point threw, as callers see it. */
export interface ApexFault {
    readonly exceptionType: string;
    readonly message: string;
    /** `Class.Foo.bar: line 12, column 1` lines. */
    readonly stack: string;
    /** Set for AuraHandledException: the message may be shown; otherwise the page gets the platform's generic text in production. */
    readonly handled: boolean;
}
export class ApexFailure extends Error {
    readonly fault: ApexFault;
    /** @param cause what Apex threw: Test.stopTest throws it on, as the platform does with a job's exception */
    constructor(fault: ApexFault, cause?: unknown) {
        super(fault.message, { cause });
        this.name = 'ApexFailure';
        this.fault = fault;
    }
}
export interface ApexProgram extends Triggers {
    /**
     * Runs a static entry method. Arguments and result are plain JSON values, converted by the declared types.
     * @throws ApexFailure, LimitExceeded, NotSupported; PlatformError NOT_FOUND, INSUFFICIENT_ACCESS (no access to the class)
     */
    call(
        tx: Transaction,
        className: string,
        method: string,
        args: Readonly<Record<string, unknown>>,
        entry: Entry
    ): unknown;
    /** Is this `@AuraEnabled` method declared `cacheable=true`? */
    isCacheable(className: string, method: string): boolean;
    anonymous(tx: Transaction, source: ApexSource): AnonymousResult;
    run(tx: Transaction, job: AsyncJob): void;
    readonly tests: readonly ApexTestMethod[];
    readonly classNames: readonly string[];
    /** Lines executed so far in this process, by class: line → count. */
    coverage(): readonly { readonly className: string; readonly lines: ReadonlyMap<number, number> }[];
}
export interface ApexCompileResult {
    readonly program?: ApexProgram;
    readonly problems: readonly Problem[];
}
export interface ApexCompileInput {
    readonly sources: readonly ApexSource[];
    readonly model: MetadataModel;
    readonly database: Database;
    /** Emitted code by hash of source and of the signatures it used. */
    readonly cache?: CompileCache;
}
export interface CompileCache {
    get(key: string): string | undefined;
    set(key: string, value: string): void;
}
export interface TestResult {
    readonly className: string;
    readonly method: string;
    readonly ms: number;
    readonly outcome: 'passed' | 'failed' | 'refused';
    readonly message?: string;
    readonly stack?: string;
    readonly limits: Readonly<Record<LimitKind, number>>;
}
export interface TestRunSummary {
    readonly passed: number;
    readonly failed: number;
    /** Met something the local org does not support: counts as failed. */
    readonly refused: number;
    readonly statements: number;
    readonly ms: number;
    readonly coverage: readonly {
        readonly className: string;
        readonly covered: number;
        readonly lines: number;
        readonly uncovered: readonly number[];
    }[];
}
export interface TestRunOptions {
    /** `Class` or `Class.method`; empty for all. */
    readonly only: readonly string[];
    readonly userId: Id;
    onResult(result: TestResult): void;
}
/*
 * Exported by apex/index.ts:
 *   compileApex(input: ApexCompileInput): ApexCompileResult
 *   runTests(program: ApexProgram, database: Database, options: TestRunOptions): TestRunSummary     database is an image of its own
 *   soqlInApex(sources, schema, soql): Problem[] is part of compileApex: a wrong field is a compile problem
 */
export type { Schema, SoqlEngine };

// ── The library: each type's signatures stand beside their implementation.
/**
 * One platform type. Signatures are written as Apex writes them and parsed by the compiler:
 *   'Integer length()'          'static String join(Object iterable, String separator)'
 *   'T get(Integer index)'      'static Date newInstance(Integer year, Integer month, Integer day)'
 *   'new(String message)'       constructors
 *   'Integer size'              a property (get); with `set` beside it when writable
 * The implementation gets `self` first (instance members only), then the arguments as run-time values, and returns one.
 * Unlisted members are a compile problem: "Method does not exist or incorrect signature".
 */
export interface LibraryType {
    /** `System.String`, `Database.SaveResult`, `Schema.SObjectType`. */
    readonly name: string;
    readonly typeParameters?: readonly string[];
    readonly extends?: string;
    readonly implements?: readonly string[];
    readonly kind: 'class' | 'interface' | 'enum' | 'exception' | 'primitive';
    readonly enumValues?: readonly string[];
    // The one place that cannot be typed more tightly: arguments follow the signature text.
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    readonly members: Readonly<Record<string, (...args: any[]) => unknown>>;
    /** Abstract members of an interface or overridable class, as signatures, that user classes implement. */
    readonly abstractMembers?: readonly string[];
    /** `instanceof` at run time, where the JavaScript class does not tell. */
    is?(value: unknown): boolean;
}
