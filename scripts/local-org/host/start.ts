/** `npm start`: from a folder to a running org with pages and sample data. */
import { randomBytes } from 'node:crypto';
import { createServer as createNetServer } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { createComponentBuild } from '../lightning/build/index.ts';
import type { ComponentBuild } from '../lightning/types.ts';
import { saysEmpty, scratchFeatures } from '../metadata/index.ts';
import type { ComponentId } from '../metadata/types.ts';
import type { Problem } from '../model/index.ts';
import { waitForEarlier } from './earlier.ts';
import { Engine } from './engine-client.ts';
import { PageEvents } from './events.ts';
import type { Home } from './home.ts';
import { StartProblem, deleteOrg, hasOrg, prepareHome, writeControl } from './home.ts';
import { jwtKey } from './jwt.ts';
import { readFolder } from './folder.ts';
import { Keys } from './keys.ts';
import { isRunByNpm, whenParentEnds } from './parent.ts';
import { administratorOf, differenceOf, kindOf, loadForeignProject, loadProject, problemLines } from './project.ts';
import type { Difference, Project } from './project.ts';
import type { DeployResult } from '../org/types.ts';
import { setAsideText } from './setAside.ts';
import type { ProjectKind } from './types.ts';
import { hasSeed, readSeedPages, runSeed } from './seed.ts';
import type { SeedPage } from './seed.ts';
import { createServer } from './server.ts';
import { Progress, confirm } from './terminal.ts';
import { watchProject } from './watch.ts';

export interface StartOptions {
    readonly home: Home;
    readonly port: number;
    readonly fresh: boolean;
    readonly yes: boolean;
    readonly watch: boolean;
    /** Of a foreign project, lists everything that was left out, with the reason. */
    readonly setAside: boolean;
    /** Takes a foreign project as our own: what the local org cannot take stops everything. */
    readonly strict: boolean;
}

/** @throws StartProblem where the port is taken, or none */
const checkPort = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
        if (!Number.isInteger(port) || port < 0 || port > 65_535) {
            reject(new StartProblem('PORT is not a port. Give a number from 1 to 65535, or 0 for a free one.'));
            return;
        }
        if (port === 0) {
            resolve();
            return;
        }
        const probe = createNetServer();
        probe.once('error', (error: NodeJS.ErrnoException) => {
            if (error.code === 'EADDRINUSE')
                reject(
                    new StartProblem(
                        `Port ${port} is in use by another program. Choose another one: PORT=${port + 1} npm start (0 takes a free one)`
                    )
                );
            else if (error.code === 'EACCES')
                reject(
                    new StartProblem(
                        `Port ${port} may not be used by this user. Choose one above 1023: PORT=8080 npm start`
                    )
                );
            else reject(error);
        });
        probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
    });

/** Bundles a program; imported by its address, since a bundled copy would look for the project beside itself. */
const bundleProgram = async (entry: string): Promise<string> => {
    const runner = (await import(pathToFileURL(path.join(PROJECT_ROOT, 'scripts', 'run.mjs')).href)) as {
        bundleProgram(entry: string): Promise<string>;
    };
    return runner.bundleProgram(path.join(PROJECT_ROOT, entry));
};

/** Classes and triggers, which no page's script holds anything of. */
const isCode = ({ type }: ComponentId): boolean => type === 'ApexClass' || type === 'ApexTrigger';

const beginAnew = async ({ home, yes }: StartOptions): Promise<void> => {
    if (!hasOrg(home)) return;
    if (!yes && !(await confirm(`Delete the local org in ${home.dir} with all of its data?`))) {
        throw new StartProblem('Nothing was deleted. To begin anew without being asked: npm start -- --fresh --yes');
    }
    deleteOrg(home);
};

/** The running host. */
class Host {
    private readonly options: StartOptions;
    private readonly progress = new Progress();
    private readonly events = new PageEvents();
    private readonly secret = randomBytes(32).toString('base64url');
    private readonly build: ComponentBuild;
    private engine: Engine | undefined;
    private server: FastifyInstance | undefined;
    private seeding: ChildProcess | undefined;
    private stopWatching: (() => Promise<void>) | undefined;
    private stopping: Promise<void> | undefined;
    private seedPages: readonly SeedPage[] = [];
    private unplaced: readonly Problem[] = [];
    private url = '';
    /** Deployments of the folder under way: these build what they need themselves. */
    private ownDeploys = 0;
    private following: Promise<void> = Promise.resolve();

    constructor(options: StartOptions) {
        this.options = options;
        this.build = createComponentBuild({
            cacheDir: path.join(PROJECT_ROOT, '.cache', 'lightning'),
            outDir: options.home.pagesDir,
            tolerant: this.foreign
        });
    }

    async run(): Promise<void> {
        const { home, watch } = this.options;
        const { progress } = this;
        progress.line(`Starting the local org in ${home.dir}`);
        const [project, engine] = await Promise.all([
            progress.step('Read the project', async (note) => {
                const read = await this.load();
                note(`${read.components.length} components`);
                return read;
            }),
            this.openEngine()
        ]);
        await this.deploy(project, engine);
        // Runs beside the sample data; whoever awaits it later hears of a failure, it must not end the process before.
        const built = this.build
            .vendor(progress.quarters('Compiling the base components, once'))
            .then(() => this.buildComponents(engine));
        built.catch(() => undefined);
        const { orgId } = await engine.user();
        const keys = new Keys(home.keysFile, orgId);
        await this.listen(
            engine,
            keys,
            built.then(() => this.build)
        );
        await this.seed(engine, keys);
        await built;
        if (watch) {
            // What goes wrong here goes wrong again, and is reported, when something changes.
            const warmed = this.warm(engine).catch(() => undefined);
            this.stopWatching = await watchProject(home.projectDir, async (files) => {
                await warmed;
                await this.redeploy(engine, files);
            });
        }
        this.sayReady();
    }

    private get kind(): ProjectKind {
        return this.options.strict ? 'own' : kindOf(this.options.home.projectDir);
    }
    private get foreign(): boolean {
        return this.kind === 'foreign';
    }

    /** Of a foreign project, files without a place are no reason not to start: they are told with what else was set aside. */
    private async load(isEmitted = false): Promise<Project> {
        const { projectDir } = this.options.home;
        if (!this.foreign) return loadProject(projectDir, isEmitted);
        const { components, problems } = loadForeignProject(projectDir);
        if (components.length === 0) return { components, problems };
        this.unplaced = problems;
        return { components, problems: [] };
    }

    private openEngine(): Promise<Engine> {
        const { home } = this.options;
        return this.progress.step('Opened the org', async () => {
            const entry = await bundleProgram('scripts/local-org/host/engine.ts');
            const { databaseFile, cacheDir, enginePidFile: pidFile } = home;
            const administrator = administratorOf(home.projectDir);
            this.engine = await Engine.start({
                entry,
                databaseFile,
                cacheDir,
                pidFile,
                kind: this.kind,
                features: scratchFeatures(home.projectDir),
                ...(administrator === undefined ? {} : { administrator }),
                onStep: (text) => this.progress.line(`  ${text}`),
                onSwap: () => this.swapped()
            });
            return this.engine;
        });
    }

    /** Sends the difference. With problems the state of before stays; without one there is nothing to start. */
    private async deploy(project: Project, engine: Engine): Promise<void> {
        const problems = await this.progress.step('Deployed', async (note) => {
            if (project.problems.length > 0 && !project.problems.every(saysEmpty)) return project.problems;
            const before = await engine.deployed();
            const { changes, remove } = differenceOf(project, before);
            note(
                changes.length + remove.length === 0
                    ? 'nothing changed'
                    : `${changes.length} changed, ${remove.length} removed`
            );
            const result = await this.deployOwn(engine, { changes, remove });
            for (const step of before.length === 0 ? [] : result.migration) this.progress.line(`  ${step}`);
            return result.problems;
        });
        if (problems.length === 0) return;
        process.stderr.write(`${problemLines(problems)}\n`);
        const hasState = (await engine.deployed()).length > 0;
        if (!hasState)
            throw new StartProblem('The project does not deploy: correct what is named above and start again.');
        process.stderr.write('The project does not deploy; the local org goes on with what was deployed before.\n');
        this.events.send({ kind: 'problems', problems });
    }

    private async warm(engine: Engine): Promise<void> {
        await this.build.warm(await engine.bundles(), await engine.labels());
    }

    /** Builds what pages load from what is deployed, whether it came from the folder or over the API. */
    private async buildComponents(engine: Engine): Promise<readonly Problem[]> {
        const { problems, lost = new Map<string, Problem>() } = await this.progress.step(
            'Built the components',
            async () => this.build.build(await engine.bundles(), await engine.labels())
        );
        for (const [name, problem] of lost) this.progress.line(`  Left out c/${name}: ${problemLines([problem])}`);
        if (problems.length > 0) {
            process.stderr.write(`${problemLines(problems)}\n`);
            this.events.send({ kind: 'problems', problems });
        }
        return problems;
    }

    private async listen(engine: Engine, keys: Keys, pages: Promise<ComponentBuild>): Promise<void> {
        const { home, port } = this.options;
        pages.catch(() => undefined);
        this.server = await createServer({
            engine,
            keys,
            events: this.events,
            secret: this.secret,
            jwtKeyFile: home.jwtKeyFile,
            pages,
            defaultUserId: async () => {
                const persona = (this.seedPages[0] ?? readSeedPages(home.seedFile)?.[0])?.persona;
                return (await engine.user(persona).catch(() => engine.user())).userId;
            },
            commands: {
                status: async () => ({
                    url: this.url,
                    pid: process.pid,
                    ...(await engine.status()),
                    pages: this.seedPages
                }),
                login: async ({ user, jwt }) => {
                    const found = await engine.user(typeof user === 'string' ? user : undefined);
                    return {
                        instanceUrl: this.url,
                        accessToken: keys.issueToken(found.userId),
                        refreshToken: keys.issueRefreshToken(found.username),
                        username: found.username,
                        userId: found.userId,
                        orgId: found.orgId,
                        ...(found.passwordHash === undefined ? { password: keys.passwordOf(found.username) } : {}),
                        ...keys.app,
                        ...(jwt === true ? { jwtKeyFile: (jwtKey(home.jwtKeyFile), home.jwtKeyFile) } : {})
                    };
                },
                apex: ({ text, user }) => engine.anonymous(String(text), typeof user === 'string' ? user : undefined),
                lock: ({ ids, seconds }) => engine.lock(Array.isArray(ids) ? ids.map(String) : [], Number(seconds)),
                deploy: async ({ dir }) => ({
                    problems: await (typeof dir === 'string' ? this.deployFolder(engine, dir) : this.redeploy(engine))
                })
            }
        });
        try {
            this.url = await this.server.listen({ port, host: '127.0.0.1' });
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
            throw new StartProblem(
                `Port ${port} is in use by another program. Choose another one: PORT=${port + 1} npm start (0 takes a free one)`
            );
        }
        writeControl(home, { url: this.url, secret: this.secret, pid: process.pid });
    }

    /** Sample data on the first run; a seed that failed is tried again at the next start. */
    private async seed(engine: Engine, keys: Keys): Promise<void> {
        const { home } = this.options;
        const known = readSeedPages(home.seedFile);
        if (known) {
            this.seedPages = known;
            return;
        }
        if (this.foreign || !hasSeed(home.projectDir)) return;
        const token = keys.issueToken((await engine.user()).userId);
        try {
            this.seedPages = await this.progress.step('Loaded the sample data', () =>
                runSeed(
                    { url: this.url, token },
                    home.seedFile,
                    (line) => this.progress.line(`  ${line}`),
                    (child) => (this.seeding = child)
                )
            );
        } catch (error) {
            if (this.stopping) return;
            process.stderr.write(
                `The sample data could not be loaded: ${error instanceof Error ? error.message : String(error)}. The next start tries again.\n`
            );
        }
    }

    /**
     * One change or many: deploys the difference, builds what pages load, tells the pages.
     * @param files those that changed; absent where that is not known
     */
    private async redeploy(engine: Engine, files?: readonly string[]): Promise<readonly Problem[]> {
        const since = performance.now();
        // A component that could not be emitted is told again by each deployment, until it is right.
        const isEmitted = !this.events.showProblems && files?.every((file) => !file.endsWith('.ts')) === true;
        const project = await this.load(isEmitted);
        let problems = project.problems;
        if (problems.length === 0) {
            const { changes, remove } = differenceOf(project, await engine.deployed());
            if (changes.length + remove.length === 0) {
                // Back to what is deployed: what the pages show as broken no longer is.
                if (this.events.showProblems) this.events.send({ kind: 'reload' });
                return [];
            }
            const result = await this.deployOwn(engine, { changes, remove });
            problems = result.problems;
            for (const step of result.migration) this.progress.line(`  ${step}`);
            const names = [...changes, ...remove].map(({ fullName }) => fullName);
            const shown =
                names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
            if (problems.length === 0) {
                const built = [...changes, ...remove].every(isCode) ? [] : await this.buildComponents(engine);
                this.progress.line(`Deployed ${shown} (${Math.round(performance.now() - since)} ms)`);
                if (built.length > 0) return built;
                this.events.send({ kind: 'reload' });
                return [];
            }
        }
        process.stderr.write(`${problemLines(problems)}\n`);
        this.events.send({ kind: 'problems', problems });
        return problems;
    }

    /** A deployment over the API: pages follow it as they follow the folder. */
    private swapped(): void {
        const { engine } = this;
        if (!engine || this.ownDeploys > 0 || this.url === '') return;
        this.following = this.following
            .then(async () => {
                const built = await this.buildComponents(engine);
                if (built.length === 0) this.events.send({ kind: 'reload' });
            })
            .catch((error: unknown) => {
                if (this.stopping) return;
                process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
            });
    }

    /** Adds the metadata of a folder to what is deployed; the pages follow. */
    private async deployFolder(engine: Engine, dir: string): Promise<readonly Problem[]> {
        const { components, problems } = readFolder(dir);
        return problems.length > 0 ? problems : (await engine.deploy(components, [], false, true)).problems;
    }

    private async deployOwn(engine: Engine, { changes, remove }: Difference): Promise<DeployResult> {
        this.ownDeploys++;
        try {
            const result = await engine.deploy(changes, remove, false);
            const text = this.foreign ? setAsideText(result, this.unplaced, this.options.setAside) : '';
            if (text !== '') this.progress.line(text.trimEnd());
            return result;
        } finally {
            this.ownDeploys--;
        }
    }

    private sayReady(): void {
        this.progress.line(`Gangway is ready: ${this.url}`);
        const width = Math.max(0, ...this.seedPages.map(({ title }) => title.length));
        for (const { title, page, persona } of this.seedPages)
            this.progress.line(`  ${title.padEnd(width)}  ${this.url}${page}  as ${persona}`);
        this.progress.line(`Started in ${this.progress.elapsed()}. Ctrl-C stops it; the data stays.`);
    }

    stop(): Promise<void> {
        this.stopping ??= this.shutDown();
        return this.stopping;
    }

    private async shutDown(): Promise<void> {
        this.seeding?.kill('SIGTERM');
        await this.stopWatching?.();
        this.events.close();
        await this.server?.close();
        await this.engine?.stop();
        if (this.url !== '') rmSync(this.options.home.controlFile, { force: true });
    }
}

/**
 * Starts the local org and keeps it running until Ctrl-C.
 * @throws StartProblem with the fix
 */
export const start = async (options: StartOptions): Promise<void> => {
    const { home } = options;
    await checkPort(options.port);
    prepareHome(home);
    await waitForEarlier(home, () => process.stdout.write('Waiting for an earlier local org on this folder to end\n'));
    if (options.fresh) {
        await beginAnew(options);
        prepareHome(home);
    }
    const host = new Host(options);
    const leave = (): void => {
        void host.stop().then(() => {
            process.stdout.write(`Stopped. The data is kept in ${home.dir}\n`);
            process.exit(0);
        });
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave);
    if (isRunByNpm()) whenParentEnds(leave);
    try {
        await host.run();
    } catch (error) {
        await host.stop();
        throw error;
    }
};
