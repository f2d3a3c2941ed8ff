/** The org: its file, what is deployed in it, and the one way to change that. */
import { baseComponents } from '../metadata/index.ts';
import type { ComponentSource, KeyPrefixes } from '../metadata/types.ts';
import type { CompileCache, LostTest, TestResult, TestRunSummary } from '../apex/types.ts';
import { createDatabase } from '../database/index.ts';
import type { Database } from '../database/types.ts';
import type { Id, Problem } from '../model/index.ts';
import { attributed, changesOf } from './changes.ts';
import { compileCandidate, databaseModel } from './compile.ts';
import type { Candidate, CandidateInput } from './compile.ts';
import { componentKey, loadComponents } from './components.ts';
import { featuresOf, switchOn } from './features.ts';
import { runNextJob } from './jobs.ts';
import { ADMINISTRATOR, ADMINISTRATOR_ID, readOrgId } from './first-run.ts';
import type { Content, KeptResults } from './kept.ts';
import { keepCandidate, keptCandidate } from './keptCandidate.ts';
import { readKeyPrefixes, readNumber, writeDeployment } from './orgFile.ts';
import type { Deployment } from './orgFile.ts';
import { TestRuns } from './testing/runs.ts';
import type { TestRequest } from './testing/types.ts';
import { compileTolerantly } from './tolerance.ts';
import type { DeployOptions, DeployResult, Generation, Org } from './types.ts';

/** Of the base alone. */
const FIRST = 1;
const IN_MEMORY = ':memory:';

const firstProblem = (problem: Problem): string =>
    `${problem.file}:${problem.line}:${problem.column}: ${problem.message}`;

/** What the org has of the process that it lives in. */
export interface Surroundings {
    /** A project that was not written for the local org: what it cannot take is set aside. */
    readonly tolerant?: boolean;
    readonly onSwap?: () => void;
    /** Username of a new org's administrator; absent: our own. */
    readonly administrator?: string;
    /** Script of the test process; absent: tests run here, and nothing else meanwhile. */
    readonly entry?: string;
    readonly cacheDir?: string;
    /** What earlier processes compiled, and the first states of orgs in memory. */
    readonly kept?: KeptResults;
}

/** What a deployment changes, compiled and not yet in use. */
type Step = Pick<Deployment, 'changed' | 'removed'> & {
    readonly candidate: Candidate;
    readonly generation: Generation;
    readonly by: Id;
};

export class LocalOrg implements Org {
    private readonly opened: Database = createDatabase();
    readonly administratorId = ADMINISTRATOR_ID;
    private ownId: Id;
    private readonly cache: CompileCache;
    private readonly features: readonly string[];
    private readonly around: Surroundings;
    private readonly isInMemory: boolean;
    private readonly testRuns: TestRuns;
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
        this.isInMemory = file === IN_MEMORY;
        this.cache = cache;
        this.opened.open(file);
        try {
            this.features = switchOn(this.opened, features);
            this.components = loadComponents(this.opened.store);
            this.keyPrefixes = readKeyPrefixes(this.opened);
            this.ownId = readOrgId(this.opened);
            this.testRuns = this.createTestRuns();
            const number = readNumber(this.opened);
            if (number === 0) onStep('Creating the org');
            else this.resume(number, onStep);
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

    /** Goes on with what is deployed in the file. */
    private resume(number: number, onStep: (step: string) => void): void {
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
    }

    private compile(components: ReadonlyMap<string, ComponentSource>, number: number): Candidate {
        const { tolerant = false, kept } = this.around;
        const input: CandidateInput = {
            components: [...this.base, ...components.values()],
            number,
            keyPrefixes: this.keyPrefixes,
            features: featuresOf(this.features),
            database: this.opened,
            cache: this.cache,
            tolerant,
            previous: this.running
        };
        // What runs has most of the next one already.
        if (!kept || this.running) return compileCandidate(input);
        const known = keptCandidate(input, kept);
        if (known) return known;
        const candidate = compileCandidate(input);
        keepCandidate(input, candidate, kept);
        return candidate;
    }

    private start(candidate: Candidate, isNew: boolean): Generation {
        const { generation, problems } = candidate;
        if (!generation)
            throw new Error(`The base metadata does not compile: ${problems.map(firstProblem).join('; ')}`);
        const step: Step = { candidate, generation, changed: [], removed: [], by: ADMINISTRATOR_ID };
        if (isNew && this.takeImage(step)) return generation;
        const { refused } = this.opened.migrate(generation.model.schema);
        if (refused[0]) throw new Error(firstProblem(refused[0]));
        this.use(generation);
        this.write(step, isNew);
        this.running = generation;
        if (isNew) this.keepImage(step);
        return generation;
    }

    /** Where a new org in memory is the same as an earlier one: its tables and rows instead of writing them. */
    private takeImage(step: Step): boolean {
        const image = this.isInMemory && this.around.kept?.get('image', this.firstState(step));
        if (!image) return false;
        this.opened.close();
        this.opened.open(image);
        this.ownId = readOrgId(this.opened);
        this.use(step.generation);
        this.keyPrefixes = step.candidate.keyPrefixes;
        this.running = step.generation;
        return true;
    }
    private keepImage(step: Step): void {
        if (this.isInMemory) this.around.kept?.set('image', this.firstState(step), this.opened.image());
    }
    /** All that decides what the tables and rows of a new org are. */
    private firstState({ candidate, generation, changed, by }: Step): Content {
        return {
            components: [...this.base, ...changed],
            settings: [generation.number, this.features, [...candidate.keyPrefixes], by]
        };
    }

    private use(generation: Generation, isSourceOnly = false): void {
        if (!isSourceOnly) this.opened.use(databaseModel(generation));
        this.opened.records.attach(generation.code);
    }

    /** Does it differ from what runs in sources only? Then the tables and what the database knows stay. */
    private hasSameModel({ model }: Generation): boolean {
        return this.running?.model.schema === model.schema;
    }

    private write({ candidate, generation, changed, removed, by }: Step, isNew: boolean): void {
        const { keyPrefixes } = candidate;
        const { components: before, orgId } = this;
        const isSourceOnly = this.hasSameModel(generation);
        const { administrator = ADMINISTRATOR } = this.around;
        const what = { generation, keyPrefixes, before, changed, removed, by };
        writeDeployment(this.opened, { ...what, orgId, isNew, isSourceOnly, administrator });
        this.keyPrefixes = keyPrefixes;
    }

    deploy(
        sent: Iterable<ComponentSource>,
        { checkOnly, remove, strict, by = ADMINISTRATOR_ID }: DeployOptions
    ): DeployResult {
        const { changed, removed, reported, ...changes } = changesOf(this.components, sent, remove);
        let { next } = changes;
        const failed = (problems: readonly Problem[]): DeployResult => ({
            success: false,
            problems: attributed(problems, next),
            components: reported,
            migration: []
        });
        const done = (migration: readonly string[]): DeployResult => ({
            success: true,
            problems: [],
            components: reported,
            migration
        });
        if (changed.length === 0 && removed.length === 0) return done([]);
        const compile = (components: ReadonlyMap<string, ComponentSource>): Candidate =>
            this.compile(components, (this.running?.number ?? FIRST) + 1);
        const tolerates = this.around.tolerant === true && strict !== true;
        const tolerated = tolerates ? compileTolerantly(next, compile, this.keptTolerance(next)) : undefined;
        const candidate = tolerated?.candidate ?? compile(next);
        const left = tolerated ? { setAside: tolerated.setAside, refused: tolerated.refused } : {};
        if (tolerated) {
            this.lost = tolerated.lost;
            next = new Map(tolerated.components);
        }
        const { generation } = candidate;
        if (!generation) return { ...failed(candidate.problems), ...left };
        const files = new Set(changed.flatMap((component) => [...component.files.keys()]));
        const lacking = tolerates ? [] : candidate.refused.filter(({ file }) => files.has(file));
        if (lacking.length > 0) return failed(lacking);
        if (checkOnly) return { ...done([]), ...left };
        const kept = changed.flatMap((component) => next.get(componentKey(component)) ?? []);
        const { migration, refused } = this.swap({ candidate, generation, changed: kept, removed, by }, next);
        return { ...(refused ? failed(refused) : done(migration)), ...left };
    }
    private keptTolerance(next: ReadonlyMap<string, ComponentSource>): Parameters<typeof compileTolerantly>[2] {
        const results = this.around.kept;
        if (!results || this.running) return undefined;
        const settings = [this.features, [...this.keyPrefixes]];
        return { results, content: { components: [...this.base, ...next.values()], settings } };
    }

    /** Migrates, writes, swaps; whatever fails leaves the generation of before. */
    private swap(
        step: Step,
        next: Map<string, ComponentSource>
    ): { readonly migration: readonly string[]; readonly refused?: readonly Problem[] } {
        const { generation } = step;
        const isNew = !this.running;
        let migration: readonly string[] = [];
        if (!isNew || !this.takeImage(step)) {
            const isSourceOnly = this.hasSameModel(generation);
            if (!isSourceOnly) {
                const { steps, refused } = this.opened.migrate(generation.model.schema);
                if (refused.length > 0) return { migration: [], refused };
                migration = steps;
            }
            try {
                this.use(generation, isSourceOnly);
                this.write(step, isNew);
            } catch (error) {
                if (this.running) {
                    if (!isSourceOnly) this.opened.migrate(this.running.model.schema);
                    this.use(this.running, isSourceOnly);
                }
                throw error;
            }
            this.running = generation;
            if (isNew) this.keepImage(step);
        }
        this.components = next;
        this.around.onSwap?.();
        return { migration };
    }

    deployed(): ReturnType<Org['deployed']> {
        return [...this.components.values()].map(({ type, fullName, hash, origin }) => ({
            type,
            fullName,
            hash,
            origin
        }));
    }

    // ── Tests
    tests(): ReturnType<Org['tests']> {
        return [...this.started().code.tests, ...this.lost];
    }
    test(only: readonly string[], onResult: (result: TestResult) => void, methodCoverage = false): TestRunSummary {
        return this.testRuns.run(only, onResult, methodCoverage);
    }
    startTests(request: TestRequest): void {
        this.testRuns.start(request);
    }
    isTesting(id: string): boolean {
        return this.testRuns.isRunning(id);
    }
    cancelTests(id: string): void {
        this.testRuns.cancel(id);
    }
    private createTestRuns(): TestRuns {
        const { cache, features } = this;
        const { tolerant = false, entry, cacheDir, kept } = this.around;
        const ofImage = { tolerant, ...(kept ? { kept } : {}) };
        return new TestRuns({
            components: () => this.components.values(),
            lost: () => this.lost,
            image: () => new LocalOrg(IN_MEMORY, cache, () => undefined, features, ofImage),
            features,
            tolerant,
            ...(entry === undefined ? {} : { entry }),
            ...(cacheDir === undefined ? {} : { cacheDir })
        });
    }

    runNextJob(): boolean {
        return runNextJob(this.database, this.current.code);
    }

    close(): void {
        this.testRuns.close();
        this.opened.close();
    }
}
