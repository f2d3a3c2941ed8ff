/** The org: its file, what is deployed in it, and the one way to change that. */
import { baseComponents } from '../metadata/index.ts';
import type { ComponentId, ComponentSource, KeyPrefixes, SetAside } from '../metadata/types.ts';
import { lostTests } from '../apex/index.ts';
import type { CompileCache, LostTest, TestResult, TestRunSummary } from '../apex/types.ts';
import { createDatabase } from '../database/index.ts';
import type { Database } from '../database/types.ts';
import type { Id, Problem } from '../model/index.ts';
import { attributed, changesOf } from './changes.ts';
import { compileCandidate, databaseModel } from './compile.ts';
import type { Candidate } from './compile.ts';
import { apexSources, componentKey, dropComponent, loadComponents, saveComponent } from './components.ts';
import { featuresOf, switchOn } from './features.ts';
import { runNextJob } from './jobs.ts';
import { noteChanges } from './ledger.ts';
import {
    ADMINISTRATOR_ID,
    assignToAdministrator,
    readOrgId,
    writeAutomatedProcess,
    writeFirstRows
} from './first-run.ts';
import { writeCodeMirrors, writeMirrors } from './mirrors.ts';
import { compileTolerantly } from './tolerance.ts';
import type { OrgContent, OrgImages } from './images.ts';
import { runOnImage } from './testing/image.ts';
import { startTestProcess } from './testing/start.ts';
import type { TestRequest, TestRun } from './testing/types.ts';
import type { DeployOptions, DeployResult, DeployedComponent, Generation, Org } from './types.ts';

const PREFIXES_KEY = 'key-prefixes';
const NUMBER_KEY = 'generation';
/** Of the base alone. */
const FIRST = 1;

const readJson = <T>(database: Database, key: string, otherwise: T): T => {
    const bytes = database.store.get(key);
    return bytes ? (JSON.parse(Buffer.from(bytes).toString('utf8')) as T) : otherwise;
};
const writeJson = (database: Database, key: string, value: unknown): void =>
    database.store.set(key, Buffer.from(JSON.stringify(value)));

const firstProblem = (problem: Problem): string =>
    `${problem.file}:${problem.line}:${problem.column}: ${problem.message}`;

/** The tests of the classes that were set aside. */
const lostOf = (setAside: readonly SetAside[], components: ReadonlyMap<string, ComponentSource>): LostTest[] =>
    setAside
        .filter(({ type }) => type === 'ApexClass')
        .flatMap(({ type, name, file, line, message }) => {
            const component = components.get(componentKey({ type, fullName: name }));
            return apexSources(component ? [component] : []).flatMap((source) =>
                lostTests(source, `${message} (${file}:${line})`)
            );
        });

/** What the org has of the process that it lives in. */
export interface Surroundings {
    /** A project that was not written for the local org: what it cannot take is set aside. */
    readonly tolerant?: boolean;
    readonly onSwap?: () => void;
    /** Script of the test process; absent: tests run here, and nothing else meanwhile. */
    readonly entry?: string;
    readonly cacheDir?: string;
    /** For orgs in memory: one with the content of an earlier one begins as its copy. */
    readonly images?: OrgImages;
}

export class LocalOrg implements Org {
    private readonly opened: Database = createDatabase();
    readonly administratorId = ADMINISTRATOR_ID;
    private ownId: Id;
    private readonly cache: CompileCache;
    private readonly features: readonly string[];
    private readonly around: Surroundings;
    private readonly images: OrgImages | undefined;
    private readonly testRuns = new Map<string, TestRun>();
    private readonly base = baseComponents();
    private components: Map<string, ComponentSource>;
    private keyPrefixes: KeyPrefixes;
    /** Undefined until the org is first asked for: what is deployed into a new one before that is compiled and written at once with the base. */
    private running: Generation | undefined;
    private lost: readonly LostTest[] = [];

    /**
     * Opens a file, or makes a new org in it.
     * @throws Error where another process holds the file or its tables cannot be brought to this version
     */
    constructor(
        file: string,
        cache: CompileCache,
        onStep: (step: string) => void,
        features: readonly string[],
        around: Surroundings = {}
    ) {
        this.around = around;
        this.images = file === ':memory:' ? around.images : undefined;
        this.cache = cache;
        this.opened.open(file);
        try {
            this.features = switchOn(this.opened, features);
            this.components = loadComponents(this.opened.store);
            this.keyPrefixes = new Map(readJson<[string, string][]>(this.opened, PREFIXES_KEY, []));
            this.ownId = readOrgId(this.opened);
            const number = readJson<number>(this.opened, NUMBER_KEY, 0);
            if (number === 0) {
                onStep('Creating the org');
                return;
            }
            let candidate = this.compile(this.components, number);
            if (!candidate.generation && this.components.size > 0) {
                const [problem] = candidate.problems;
                onStep(
                    `What is deployed no longer compiles and is set aside, its data kept: ${problem ? firstProblem(problem) : ''}`
                );
                this.components = new Map();
                candidate = this.compile(this.components, number + 1);
            }
            this.start(candidate, false);
        } catch (error) {
            this.opened.close();
            throw error;
        }
    }

    get orgId(): Id {
        return this.ownId;
    }
    get database(): Database {
        this.started();
        return this.opened;
    }
    get current(): Generation {
        return this.started();
    }
    private started(): Generation {
        return this.running ?? this.start(this.compile(this.components, FIRST), true);
    }

    private compile(components: ReadonlyMap<string, ComponentSource>, number: number): Candidate {
        return compileCandidate({
            components: [...this.base, ...components.values()],
            number,
            keyPrefixes: this.keyPrefixes,
            features: featuresOf(this.features),
            database: this.opened,
            cache: this.cache,
            tolerant: this.around.tolerant === true,
            previous: this.running
        });
    }

    private start(candidate: Candidate, isNew: boolean): Generation {
        const { generation, problems } = candidate;
        if (!generation)
            throw new Error(`The base metadata does not compile: ${problems.map(firstProblem).join('; ')}`);
        if (isNew && this.takeImage(candidate, generation, [])) return generation;
        const { refused } = this.opened.migrate(generation.model.schema);
        if (refused[0]) throw new Error(firstProblem(refused[0]));
        this.use(generation);
        this.persist(candidate, generation, [], [], isNew);
        this.running = generation;
        if (isNew) this.keepImage(candidate, generation, []);
        return generation;
    }

    /** Where a new org is the same as an earlier one: its tables and rows instead of writing them. */
    private takeImage(candidate: Candidate, generation: Generation, deployed: readonly ComponentSource[], by?: Id) {
        const image = this.images?.get(this.contentOf(candidate, generation, deployed, by));
        if (!image) return false;
        this.opened.close();
        this.opened.open(image);
        this.ownId = readOrgId(this.opened);
        this.use(generation);
        this.keyPrefixes = candidate.keyPrefixes;
        this.running = generation;
        return true;
    }
    private keepImage(candidate: Candidate, generation: Generation, deployed: readonly ComponentSource[], by?: Id) {
        this.images?.set(this.contentOf(candidate, generation, deployed, by), this.opened.image());
    }
    private contentOf(
        { keyPrefixes }: Candidate,
        { number }: Generation,
        deployed: readonly ComponentSource[],
        by: Id = ADMINISTRATOR_ID
    ): OrgContent {
        return { components: [...this.base, ...deployed], number, features: this.features, keyPrefixes, by };
    }

    private use(generation: Generation, isCodeOnly = false): void {
        if (!isCodeOnly) this.opened.use(databaseModel(generation));
        this.opened.records.attach(generation.code);
    }

    /** Does it differ from what runs in classes and triggers only? Then the tables and what the database knows stay. */
    private isCodeOnly({ model }: Generation): boolean {
        return this.running?.model.schema === model.schema;
    }

    /** Writes what was deployed and the rows that mirror it, in one transaction. */
    private persist(
        candidate: Candidate,
        generation: Generation,
        changed: readonly ComponentSource[],
        removed: readonly ComponentId[],
        isNew: boolean,
        by: Id = ADMINISTRATOR_ID
    ): void {
        const database = this.opened;
        const isCodeOnly = this.isCodeOnly(generation);
        database.transaction(ADMINISTRATOR_ID, 'request', (tx) => {
            for (const component of changed) saveComponent(database.store, component);
            for (const id of removed) dropComponent(database.store, id);
            noteChanges(database.store, { before: this.components, changed, removed }, by, tx.now.ms);
            writeJson(database, PREFIXES_KEY, [...candidate.keyPrefixes]);
            writeJson(database, NUMBER_KEY, generation.number);
            const own = [...this.components.values()].filter(
                (component) => !removed.some((id) => componentKey(id) === componentKey(component))
            );
            const replaced = new Set(changed.map(componentKey));
            const components = [...own.filter((component) => !replaced.has(componentKey(component))), ...changed];
            if (isCodeOnly) {
                writeCodeMirrors(database, tx, generation.model, components);
                return;
            }
            writeMirrors(database, tx, generation.model, components, this.orgId);
            if (isNew) writeFirstRows(database, tx);
            assignToAdministrator(
                database,
                tx,
                changed.filter(({ setUp }) => setUp === 'assigned').map(({ fullName }) => fullName)
            );
            writeAutomatedProcess(database, tx);
        });
        this.keyPrefixes = candidate.keyPrefixes;
    }

    deploy(sent: Iterable<ComponentSource>, { checkOnly, remove, strict, by }: DeployOptions): DeployResult {
        const { changed, removed, reported, ...changes } = changesOf(this.components, sent, remove);
        let { next } = changes;
        if (changed.length === 0 && removed.length === 0)
            return { success: true, problems: [], components: reported, migration: [] };
        const compile = (components: ReadonlyMap<string, ComponentSource>): Candidate =>
            this.compile(components, (this.running?.number ?? FIRST) + 1);
        const tolerates = this.around.tolerant === true && strict !== true;
        const tolerated = tolerates ? compileTolerantly(next.values(), compile) : undefined;
        const candidate = tolerated?.candidate ?? compile(next);
        const left = tolerated ? { setAside: tolerated.setAside, refused: tolerated.refused } : {};
        if (tolerated) {
            this.lost = lostOf(tolerated.setAside, next);
            next = new Map(tolerated.components);
        }
        const { generation } = candidate;
        if (!generation)
            return {
                success: false,
                problems: attributed(candidate.problems, next),
                components: reported,
                migration: [],
                ...left
            };
        const files = new Set(changed.flatMap((component) => [...component.files.keys()]));
        const lacking = tolerates ? [] : candidate.refused.filter(({ file }) => files.has(file));
        if (lacking.length > 0)
            return {
                success: false,
                problems: attributed(lacking, next),
                components: reported,
                migration: []
            };
        if (checkOnly) return { success: true, problems: [], components: reported, migration: [], ...left };
        const kept = changed.flatMap((component) => next.get(componentKey(component)) ?? []);
        return { ...this.swap(candidate, generation, next, kept, removed, reported, by), ...left };
    }

    /** Migrates, writes, swaps; whatever fails leaves the generation of before. */
    private swap(
        candidate: Candidate,
        generation: Generation,
        next: Map<string, ComponentSource>,
        changed: readonly ComponentSource[],
        removed: readonly ComponentId[],
        reported: readonly DeployedComponent[],
        by: Id | undefined
    ): DeployResult {
        const isNew = !this.running;
        if (isNew && this.takeImage(candidate, generation, changed, by)) {
            this.components = next;
            this.around.onSwap?.();
            return { success: true, problems: [], components: reported, migration: [] };
        }
        const isCodeOnly = this.isCodeOnly(generation);
        const { steps, refused } = isCodeOnly
            ? { steps: [], refused: [] }
            : this.opened.migrate(generation.model.schema);
        if (refused.length > 0)
            return { success: false, problems: attributed(refused, next), components: reported, migration: [] };
        try {
            this.use(generation, isCodeOnly);
            this.persist(candidate, generation, changed, removed, isNew, by);
        } catch (error) {
            if (this.running) {
                if (!isCodeOnly) this.opened.migrate(this.running.model.schema);
                this.use(this.running, isCodeOnly);
            }
            throw error;
        }
        this.components = next;
        this.running = generation;
        if (isNew) this.keepImage(candidate, generation, changed, by);
        this.around.onSwap?.();
        return { success: true, problems: [], components: reported, migration: steps };
    }

    deployed(): ReturnType<Org['deployed']> {
        return [...this.components.values()].map(({ type, fullName, hash, origin }) => ({
            type,
            fullName,
            hash,
            origin
        }));
    }

    tests(): ReturnType<Org['tests']> {
        return [...this.started().code.tests, ...this.lost];
    }

    test(only: readonly string[], onResult: (result: TestResult) => void, methodCoverage = false): TestRunSummary {
        const components = this.components.values();
        const outcome = runOnImage(this.image(), { components, only, methodCoverage, lost: this.lost, onResult });
        if (!outcome.summary) throw new Error(outcome.error);
        return outcome.summary;
    }

    startTests(request: TestRequest): void {
        const { id, only, methodCoverage } = request;
        const components = request.components ?? [...this.components.values()];
        const { entry, cacheDir, tolerant = false } = this.around;
        if (entry === undefined) {
            const onResult = (result: TestResult): void => request.onResult?.(result);
            const onStart = (methods: number): void => request.onStart?.(methods);
            const job = { components, only, methodCoverage, lost: this.lost, onStart, onResult };
            request.onDone(runOnImage(this.image(), job));
            return;
        }
        const onDone: TestRequest['onDone'] = (outcome) => {
            this.testRuns.delete(id);
            request.onDone(outcome);
        };
        const { lost, features } = this;
        const job = { components, only, methodCoverage, cacheDir, features, lost, tolerant };
        this.testRuns.set(id, startTestProcess(entry, job, { ...request, onDone }));
    }

    isTesting(id: string): boolean {
        return this.testRuns.has(id);
    }

    cancelTests(id: string): void {
        this.testRuns.get(id)?.cancel();
        this.testRuns.delete(id);
    }

    /** A fresh org in memory: tests see set-up rows and none of the org's data, as on the platform. */
    private image(): Org {
        const { tolerant = false } = this.around;
        return new LocalOrg(':memory:', this.cache, () => undefined, this.features, {
            tolerant,
            ...(this.around.images ? { images: this.around.images } : {})
        });
    }

    runNextJob(): boolean {
        return runNextJob(this.database, this.current.code);
    }

    close(): void {
        for (const id of this.testRuns.keys()) this.cancelTests(id);
        this.opened.close();
    }
}
