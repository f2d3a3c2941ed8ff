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
/** A request to Apex REST. */
export interface RestInput {
    readonly method: string;
    /** From `/services/apexrest` on, decoded as it came. */
    readonly path: string;
    readonly contentType: string;
    readonly headers: Iterable<readonly [string, string]>;
    readonly parameters: Iterable<readonly [string, string]>;
    readonly body: Uint8Array;
}
export interface RestOutput {
    readonly status: number;
    /** Lower-case names. */
    readonly headers: readonly (readonly [string, string])[];
    readonly body: Uint8Array;
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
    /**
     * Answers a request by the class whose `@RestResource` fits.
     * @throws ApexFailure, LimitExceeded, NotSupported; PlatformError NOT_FOUND, METHOD_NOT_ALLOWED, FORBIDDEN, JSON_PARSER_ERROR
     */
    rest(tx: Transaction, input: RestInput): RestOutput;
    /** Is this `@AuraEnabled` method declared `cacheable=true`? */
    isCacheable(className: string, method: string): boolean;
    anonymous(tx: Transaction, source: ApexSource): AnonymousResult;
    run(tx: Transaction, job: AsyncJob): void;
    readonly tests: readonly ApexTestMethod[];
    /** What Flow and the actions API may call. */
    invocables(): readonly InvocableMethod[];
    /** Lines executed so far in this process, by class and trigger: line → count. Test classes count nothing. */
    coverage(): readonly LineCounts[];
    /** The same, since the last call of this method: what one test method executed. Only units with an executed line. */
    newCoverage(): readonly LineCounts[];
}
/** An input or output of an invocable method. */
export interface InvocableParameter {
    readonly name: string;
    readonly label: string;
    readonly description: string | null;
    readonly required: boolean;
    /** As Apex writes it: `String`, `List<Id>`, `Account`. */
    readonly type: string;
    /** The object, of records. */
    readonly object: string | undefined;
}
export interface InvocableMethod {
    readonly className: string;
    readonly label: string;
    readonly description: string | null;
    readonly inputs: readonly InvocableParameter[];
    readonly outputs: readonly InvocableParameter[];
}
/** How often each coverable line of a class or trigger ran. */
export interface LineCounts {
    readonly className: string;
    readonly kind: 'class' | 'trigger';
    readonly lines: ReadonlyMap<number, number>;
}
/** A method, constructor, accessor or initialiser that does not compile: the rest of its class runs, calling it refuses. */
export interface RefusedMember extends Problem {
    readonly unit: string;
}
export interface ApexCompileResult {
    readonly program?: ApexProgram;
    readonly problems: readonly Problem[];
    /** Members left out, of a tolerant compilation only. */
    readonly refused: readonly RefusedMember[];
}
export interface ApexCompileInput {
    readonly sources: readonly ApexSource[];
    readonly model: MetadataModel;
    readonly database: Database;
    /** Emitted code by hash of source and of the signatures it used. */
    readonly cache?: CompileCache;
    /** The program of before: what did not change since is taken from it. */
    readonly previous?: ApexProgram;
    /** A member whose body does not compile is left out and refuses where it is called, instead of being a problem of its class. */
    readonly tolerant?: boolean;
}
export interface CompileCache {
    get(key: string): string | undefined;
    set(key: string, value: string): void;
}
/** What a run covered of one class or trigger. */
export interface ClassCoverage {
    readonly className: string;
    readonly kind: 'class' | 'trigger';
    /** Number of covered lines. */
    readonly covered: number;
    /** Number of lines that can be covered. */
    readonly lines: number;
    readonly coveredLines: readonly number[];
    readonly uncovered: readonly number[];
}
export interface TestResult {
    readonly className: string;
    readonly method: string;
    /** When it began, as milliseconds since 1970. */
    readonly startedAt: number;
    readonly ms: number;
    /** How long `@TestSetup` of the class took: with the first method that ran after it. */
    readonly setupMs?: number;
    readonly outcome: 'passed' | 'failed' | 'refused';
    readonly message?: string;
    readonly stack?: string;
    readonly limits: Readonly<Record<LimitKind, number>>;
    /** What this method alone covered, where `methodCoverage` was asked for: one ApexCodeCoverage row for each. */
    readonly coverage?: readonly ClassCoverage[];
}
export interface TestRunSummary {
    readonly passed: number;
    readonly failed: number;
    /** Met something the local org does not support: counts as failed. */
    readonly refused: number;
    readonly statements: number;
    readonly ms: number;
    /** Of all methods together, for every class and trigger that is no test: one ApexCodeCoverageAggregate row for each. */
    readonly coverage: readonly ClassCoverage[];
}
/** A test method of a class that was set aside. */
export interface LostTest extends ApexTestMethod {
    readonly reason: string;
}
export interface TestRunOptions {
    /** Tests of classes that are not part of the program: reported as refused. */
    readonly lost?: readonly LostTest[];
    /** `Class` or `Class.method`; empty for all. */
    readonly only: readonly string[];
    readonly userId: Id;
    /** Tell for each method what it covered. */
    readonly methodCoverage?: boolean;
    /** Told before the first method runs. */
    onStart?(methods: number): void;
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
    /** Other names of it, with their namespaces. */
    readonly aliases?: readonly string[];
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
    /** Of a part of the platform that the local org lacks: any member compiles, and is refused by name where it runs. */
    readonly lacking?: boolean;
    /** `instanceof` at run time, where the JavaScript class does not tell. */
    is?(value: unknown): boolean;
}
