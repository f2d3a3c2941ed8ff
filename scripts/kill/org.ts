/** A local org of its own, host and engine, that may be killed and started again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { everythingSet } from '../local-org/conformance/everything.ts';
import { callControl, homeOf, type Home } from '../local-org/host/index.ts';
import { compileMetadata, baseComponents, readProject } from '../local-org/metadata/index.ts';
import { bundle } from '../run.mjs';

const READY_MS = 120_000;
/** A queueable that leaves a mark on a crate each time it runs: once, whatever happens. */
const CLASS = `public without sharing class Marker implements Queueable {
    private String key;
    public Marker(String key) { this.key = key; }
    public void execute(QueueableContext context) {
        List<Crate__c> found = [SELECT Id, Log__c FROM Crate__c WHERE Key__c = :key WITH SYSTEM_MODE];
        for (Crate__c crate : found) { crate.Log__c = (crate.Log__c ?? '') + 'x'; }
        update as system found;
    }
}
`;
const META = `<?xml version="1.0" encoding="UTF-8"?>\n<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>67.0</apiVersion><status>Active</status></ApexClass>\n`;

export interface Login {
    readonly instanceUrl: string;
    readonly accessToken: string;
    readonly userId: string;
}

/** The conformance cases' objects as a project in a temporary folder, with a permission set that grants them. */
const makeProject = (dir: string): void => {
    const source = path.join(dir, 'force-app');
    cpSync(path.join(PROJECT_ROOT, 'scripts', 'local-org', 'conformance', 'metadata'), source, { recursive: true });
    writeFileSync(
        path.join(dir, 'sfdx-project.json'),
        '{ "packageDirectories": [{ "path": "force-app" }], "sourceApiVersion": "67.0" }'
    );
    mkdirSync(path.join(source, 'classes'));
    writeFileSync(path.join(source, 'classes', 'Marker.cls'), CLASS);
    writeFileSync(path.join(source, 'classes', 'Marker.cls-meta.xml'), META);
    const { model, problems } = compileMetadata([...baseComponents(), ...readProject(dir).components], 1, new Map());
    if (!model) throw new Error(problems.map(({ message }) => message).join('\n'));
    for (const [file, bytes] of everythingSet(model).files) writeFileSync(path.join(source, file), bytes);
};

export class KilledOrg {
    private readonly dir = mkdtempSync(path.join(tmpdir(), 'gangway-kill-'));
    private readonly projectDir = path.join(this.dir, 'project');
    private readonly home: Home;
    private host: ChildProcess | undefined;
    private printed = '';

    constructor() {
        mkdirSync(this.projectDir);
        makeProject(this.projectDir);
        process.env.LOCAL_ORG_HOME = path.join(this.dir, 'home');
        this.home = homeOf(this.projectDir);
    }
    /** Starts the host as a person does, and logs in. */
    async start(): Promise<Login> {
        const entry = await bundle('scripts/local-org/main.ts');
        const host = spawn(process.execPath, ['--enable-source-maps', entry, 'start', '--project', this.projectDir], {
            cwd: PROJECT_ROOT,
            env: { ...process.env, LOCAL_ORG_HOME: this.home.dir, PORT: '0' },
            stdio: ['ignore', 'pipe', 'pipe']
        });
        this.host = host;
        this.printed = '';
        await new Promise<void>((resolve, reject) => {
            const timer = setTimeout(() => reject(new Error(`not ready in time:\n${this.printed}`)), READY_MS);
            const read = (chunk: Buffer): void => {
                this.printed = (this.printed + chunk.toString()).slice(-20_000);
                if (!this.printed.includes('is ready: ')) return;
                clearTimeout(timer);
                resolve();
            };
            host.stdout.on('data', read);
            host.stderr.on('data', read);
            host.once('exit', () => {
                clearTimeout(timer);
                reject(new Error(`the host ended:\n${this.printed}`));
            });
        });
        return (await callControl(this.home, 'login', {})) as Login;
    }
    processes(): { readonly host: number; readonly engine: number } {
        return { host: this.host?.pid ?? 0, engine: Number(readFileSync(this.home.enginePidFile, 'utf8')) };
    }
    killEngine(): void {
        process.kill(this.processes().engine, 'SIGKILL');
    }
    async killHost(): Promise<void> {
        const { host } = this;
        if (!host) return;
        const ended = new Promise((resolve) => host.once('exit', resolve));
        host.kill('SIGKILL');
        await ended;
        this.host = undefined;
    }
    async stop(): Promise<void> {
        const { host } = this;
        if (host) {
            const ended = new Promise((resolve) => host.once('exit', resolve));
            host.kill('SIGINT');
            await ended;
        }
        rmSync(this.dir, { recursive: true, force: true });
    }
}
