/** A compiled program: entry points, triggers, jobs. One for each generation of the org. */
import { PlatformError } from '../../model/index.ts';
import type { ObjectDef, SObject } from '../../model/index.ts';
import type { AsyncJob, Transaction, TriggerEvent } from '../../database/types.ts';
import type { MetadataModel } from '../../metadata/types.ts';
import { runAsyncJob } from '../library/index.ts';
import { cell, execution } from '../runtime/execution.ts';
import { fromPlain, toPlain } from '../runtime/plain-values.ts';
import { noteEnded, noteJob } from '../library/jobRows.ts';
import { thaw } from '../library/state.ts';
import type { ApexType, RuntimeProgram } from '../runtime/types.ts';
import type { EnumValue } from '../runtime/values.ts';
import type {
    InvocableMethod,
    AnonymousResult,
    ApexCompileInput,
    ApexProgram,
    ApexSource,
    ApexTestMethod,
    Entry,
    LineCounts,
    RestInput,
    RestOutput
} from '../types.ts';
import { runAnonymous } from './anonymous.ts';
import { isAssignable } from './conversions.ts';
import { CoverageCounter } from './coverage.ts';
import { sharingAtEntry } from './entrySharing.ts';
import { failureOf } from './failures.ts';
import { constantsOfType, Linker } from './link.ts';
import type { LinkedFile } from './link.ts';
import { MethodNames } from './method-names.ts';
import type { Outline } from './outline.ts';
import { invocablesOf } from './invocables.ts';
import { inExecution } from './executions.ts';
import { callRest } from './rest-calls.ts';
import { fireTrigger } from './triggers.ts';
import type { LoadedTrigger } from './triggers.ts';
import type { ClassSymbol, MethodSymbol } from './symbols.ts';
import { methodsNamed } from './members.ts';
import { parseTypeName } from './signatures.ts';
import type { TypeTable } from './type-table.ts';
import type { UnitCode } from './unit-code.ts';
import type { UsesMemory } from './uses.ts';

export interface TriggerUnit {
    readonly name: string;
    readonly object: string;
    readonly events: readonly string[];
}
interface UnitFacts {
    readonly fileName: string;
    readonly source: ApexSource;
    readonly symbol: ClassSymbol | undefined;
    readonly trigger: TriggerUnit | undefined;
}

/** A file that was compiled: its declarations and its code. */
interface KnownUnit {
    readonly outline: Outline;
    readonly code: UnitCode;
}

export class Program implements ApexProgram, RuntimeProgram {
    readonly table: TypeTable;
    readonly input: ApexCompileInput;
    readonly methodNames = new MethodNames();
    readonly linker: Linker;
    /** What it was made of, by hash of the source, so that the next program need not make it again. */
    readonly units = new Map<string, KnownUnit>();
    /** Their declarations, by name of file. */
    readonly outlines = new Map<string, Outline>();
    private readonly triggers: LoadedTrigger[] = [];
    private readonly covered: { readonly source: ApexSource; readonly file: LinkedFile; counter?: CoverageCounter }[] =
        [];
    readonly memory: UsesMemory;
    constructor(table: TypeTable, input: ApexCompileInput, memory: UsesMemory) {
        this.table = table;
        this.memory = memory;
        this.input = input;
        this.linker = new Linker(table, ({ fileName, code }) => this.methodNames.add(fileName, code.emitted.ranges));
    }
    /** Takes a file in; its code runs when something of it is first used. */
    add(code: UnitCode, { fileName, source, symbol, trigger }: UnitFacts): void {
        const file = this.linker.add(code, fileName, symbol);
        if (source.kind !== 'anonymous' && !symbol?.isTest) this.covered.push({ source, file });
        const object = trigger && this.table.schema.object(trigger.object);
        if (!trigger || !object) return;
        this.triggers.push({
            name: trigger.name,
            object,
            events: new Set(trigger.events),
            main: () => file.main?.()
        });
        this.triggers.sort((left, right) => (left.name < right.name ? -1 : 1));
    }

    // ── What library code sees
    get model(): MetadataModel {
        return this.input.model;
    }
    get userClasses(): Iterable<ClassSymbol> {
        return this.table.classes.values();
    }
    typeNamed(name: string): ApexType | undefined {
        return this.table.resolveText(name);
    }
    platformType(name: string): ApexType | undefined {
        return this.table.resolvePlatform(parseTypeName(name));
    }
    listOf(element: ApexType): ApexType {
        return this.table.listOf(element);
    }
    setOf(element: ApexType): ApexType {
        return this.table.setOf(element);
    }
    mapOf(key: ApexType, value: ApexType): ApexType {
        return this.table.mapOf(key, value);
    }
    sobject(object: ObjectDef): ApexType {
        return this.table.sobject(object);
    }
    userClass(name: string): ClassSymbol | undefined {
        return this.table.userClass(name);
    }
    isAssignable(from: ApexType, to: ApexType): boolean {
        return isAssignable(this.table, from, to);
    }
    methodAt(file: string, line: number): string {
        return this.methodNames.nameOf(file, line);
    }
    constants(type: ApexType): readonly EnumValue[] {
        return constantsOfType(type);
    }

    // ── Triggers
    has(object: ObjectDef, event: TriggerEvent): boolean {
        return this.triggers.some((trigger) => trigger.object.name === object.name && trigger.events.has(event));
    }
    nameOf(object: ObjectDef, event: TriggerEvent): string | undefined {
        return this.triggers.find((trigger) => trigger.object.name === object.name && trigger.events.has(event))?.name;
    }
    fire(
        tx: Transaction,
        event: TriggerEvent,
        object: ObjectDef,
        news?: readonly SObject[],
        olds?: readonly SObject[]
    ): void {
        const found = this.triggers.filter(
            (trigger) => trigger.object.name === object.name && trigger.events.has(event)
        );
        const type = this.table.sobject(object);
        inExecution(this, tx, 'trigger', () => {
            for (const trigger of found) fireTrigger(this, trigger, event, type, news, olds);
        });
    }

    // ── Entry points
    call(
        tx: Transaction,
        className: string,
        method: string,
        args: Readonly<Record<string, unknown>>,
        entry: Entry
    ): unknown {
        const found = this.entryMethod(className, method, entry);
        if (entry !== 'test' && !tx.user.access.apexClass(found.owner.name)) {
            throw new PlatformError(
                'INSUFFICIENT_ACCESS',
                `You do not have access to the Apex class named '${found.owner.name}'.`
            );
        }
        return inExecution(this, tx, entry, () => {
            try {
                cell.sharing = sharingAtEntry(found.owner, entry);
                if (entry === 'auraEnabled') execution().savesRefused = this.isCacheable(className, method);
                if (entry === 'invocable') return this.callInvocable(found, args);
                const values = found.parameters.map(({ name, type }) =>
                    fromPlain(named(args, name), type, 'auraenabled')
                );
                return toPlain(found.invoke(undefined, ...values), 'auraenabled');
            } catch (error) {
                throw failureOf(this, error);
            }
        });
    }
    private callInvocable(found: MethodSymbol, { inputs }: Readonly<Record<string, unknown>>): unknown {
        const [parameter] = found.parameters;
        const element = parameter?.type.arguments[0];
        const rows = Array.isArray(inputs) ? (inputs as unknown[]) : [];
        const plain = rows.map((row): unknown =>
            element?.user || typeof row !== 'object' || row === null
                ? row
                : Object.values(row as Record<string, unknown>)[0]
        );
        const values = parameter ? [fromPlain(plain, parameter.type, 'invocablevariable')] : [];
        return toPlain(found.invoke(undefined, ...values), 'invocablevariable');
    }
    private entryMethod(className: string, method: string, entry: Entry): MethodSymbol {
        const owner = this.table.userClass(className);
        if (!owner) throw new PlatformError('NOT_FOUND', `No Apex class named '${className}'.`);
        const annotation = { auraEnabled: 'auraenabled', invocable: 'invocablemethod', rest: 'http', test: '' }[entry];
        const fits = (candidate: MethodSymbol): boolean =>
            candidate.isStatic &&
            (method === '' || candidate.name.toLowerCase() === method.toLowerCase()) &&
            (annotation === '' || [...candidate.annotations.keys()].some((name) => name.startsWith(annotation)));
        const found = owner.methods.find(fits);
        if (!found)
            throw new PlatformError('NOT_FOUND', `No ${entry} method '${method}' in the Apex class '${owner.name}'.`);
        return found;
    }
    rest(tx: Transaction, input: RestInput): RestOutput {
        return callRest(this, tx, input);
    }
    invocables(): readonly InvocableMethod[] {
        return invocablesOf([...this.table.classes.values()]);
    }
    isCacheable(className: string, method: string): boolean {
        const owner = this.table.userClass(className);
        const candidates = owner ? methodsNamed(this.table, owner.type, method) : [];
        return candidates.some(({ user }) => user?.annotations.get('auraenabled')?.get('cacheable') === 'true');
    }
    anonymous(tx: Transaction, source: ApexSource): AnonymousResult {
        return runAnonymous(this, tx, source);
    }

    run(tx: Transaction, job: AsyncJob): void {
        const entry = job.kind === 'event' || job.kind === 'callback' ? 'trigger' : job.kind;
        // A job is a transaction of its own with fresh statics; one that a test runs has the test's.
        inExecution(
            this,
            tx,
            entry,
            () => {
                try {
                    if (job.kind === 'future') this.runFuture(tx, job);
                    else if (job.kind === 'event') execution().database.records.deliver(tx, job);
                    else runAsyncJob(job);
                } catch (error) {
                    throw failureOf(this, error);
                }
            },
            true
        );
    }
    private runFuture(tx: Transaction, job: AsyncJob): void {
        const owner = this.table.userClass(job.className);
        const found = owner?.methods.find((method) => method.key === job.method);
        if (!found) throw new PlatformError('NOT_FOUND', `No future method ${job.className}.${job.method ?? ''}`);
        const values = thaw(job.state) as Iterable<unknown>;
        if (job.id) noteJob(tx, job.id, { Status: 'Processing' });
        this.linker.future(found).apply(found.owner.handle, [...values]);
        if (job.id) noteEnded(tx, job.id);
    }

    // ── Tests
    get tests(): readonly ApexTestMethod[] {
        return [...this.table.classes.values()].flatMap((symbol) => {
            if (!symbol.isTest) return [];
            const setup = symbol.methods.find(({ annotations }) => annotations.has('testsetup'))?.name;
            return symbol.methods
                .filter(({ annotations }) => annotations.has('istest'))
                .map(({ name }) => ({
                    className: symbol.name,
                    method: name,
                    ...(setup === undefined ? {} : { setup })
                }));
        });
    }
    coverage(): readonly LineCounts[] {
        return this.covered.map((unit) => this.counterOf(unit).total());
    }
    newCoverage(): readonly LineCounts[] {
        return this.covered.flatMap((unit) => (unit.file.isDefined ? (this.counterOf(unit).sinceLast() ?? []) : []));
    }
    private counterOf(unit: (typeof this.covered)[number]): CoverageCounter {
        const { name, kind } = unit.source;
        const { lines, properties } = unit.file.code.emitted;
        return (unit.counter ??= new CoverageCounter(
            { className: name, kind: kind === 'trigger' ? 'trigger' : 'class', lines },
            unit.file.cover,
            properties.map(([line, counter]) => [line, this.linker.counter(counter)])
        ));
    }
}
const named = (args: Readonly<Record<string, unknown>>, name: string): unknown => {
    const key = Object.keys(args).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    return key === undefined ? null : args[key];
};
