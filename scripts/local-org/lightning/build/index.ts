/** Builds what pages load: the vendor modules and the shell once, the package's components on every change. */
import { fork } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RollupCache } from 'rollup';
import type { ComponentSource, LabelDef } from '../../metadata/types.ts';
import type { Problem } from '../../model/index.ts';
import type { AssetFolder, BuildResult, ComponentBuild } from '../types.ts';
import { stageBundles } from './bundles.ts';
import { hashOf, hashOfFiles } from './hash.ts';
import { sldsUrl, vendorUrl } from './plugins.ts';
import { inTypeScript } from './problems.ts';
import { browserFolder, compileShell } from './shell.ts';
import { packageFolder, packageVersion, vendorModules } from './vendorModules.ts';

export { emitComponents } from './emit.ts';

/** A folder whose name is its content's key, filled once: by this process, or by another that was faster. */
const once = async (dir: string, fill: (temporary: string) => Promise<void>): Promise<void> => {
    if (existsSync(dir)) return;
    const temporary = `${dir}.${process.pid}.tmp`;
    rmSync(temporary, { recursive: true, force: true });
    mkdirSync(temporary, { recursive: true });
    try {
        await fill(temporary);
        if (!existsSync(dir)) renameSync(temporary, dir);
    } finally {
        rmSync(temporary, { recursive: true, force: true });
    }
};

/** Removes what earlier versions left in the cache. */
const keepOnly = (folder: string, prefix: string, name: string): void => {
    for (const entry of readdirSync(folder)) {
        if (entry.startsWith(prefix) && entry !== name && !entry.endsWith('.tmp')) {
            rmSync(path.join(folder, entry), { recursive: true, force: true });
        }
    }
};

const sourceFile = (name: string): string =>
    path.join(PROJECT_ROOT, 'scripts', 'local-org', 'lightning', 'build', name);

const COMPILED = [
    'lwc',
    '@lwc/synthetic-shadow',
    '@lwc/state',
    '@lwc/rollup-plugin',
    'lightning-base-components',
    'rollup',
    'esbuild'
];

const vendorKey = (): string =>
    hashOf(
        ...COMPILED.map(packageVersion),
        ...vendorModules(),
        hashOfFiles(['vendor.ts', 'vendorModules.ts', 'plugins.ts'].map(sourceFile))
    );

const shellKey = (version: string): string =>
    hashOf(
        version,
        hashOfFiles([browserFolder(), ...['shell.ts', 'page.ts', 'plugins.ts', 'emit.ts'].map(sourceFile)])
    );

/** Runs the vendor build in a process of its own: its memory goes with it. */
const compileVendorApart = (outDir: string, onProgress: (done: number, of: number) => void): Promise<void> =>
    new Promise((resolve, reject) => {
        const child = fork(
            path.join(PROJECT_ROOT, 'scripts', 'run.mjs'),
            [sourceFile('compileProcess.ts'), 'vendor', outDir],
            { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] }
        );
        const errors: Buffer[] = [];
        child.stderr?.on('data', (data: Buffer) => errors.push(data));
        child.stdout?.on('data', (data: Buffer) => {
            const [done, of] = data.toString().trim().split('\n').at(-1)?.split(' ').map(Number) ?? [];
            if (done !== undefined && of !== undefined) onProgress(done, of);
        });
        child.on('error', reject);
        child.on('exit', (code) => {
            if (code === 0) resolve();
            else reject(new Error(`The base components could not be compiled:\n${Buffer.concat(errors).toString()}`));
        });
    });

/** What the build that is there left out: each start says so, not only the one that built. */
const readLost = (file: string): ReadonlyMap<string, Problem> =>
    new Map(existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as [string, Problem][]) : []);

/** @param kind how they are built: a tolerant build of bundles is none that a strict one may take for its own */
const bundleHash = (
    bundles: readonly ComponentSource[],
    labels: ReadonlyMap<string, LabelDef>,
    version: string,
    kind: 'tolerant' | 'strict'
): string =>
    hashOf(
        version,
        kind,
        hashOfFiles(
            ['app.ts', 'bundles.ts', 'lost.ts', 'packageModules.ts', 'plugins.ts', 'shell.ts', 'vendorModules.ts'].map(
                sourceFile
            )
        ),
        ...bundles.flatMap(({ fullName, hash }) => [fullName, hash]),
        ...[...labels.values()].flatMap(({ name, value }) => [name, value])
    );

/**
 * Builds the modules that pages load.
 * @param options.cacheDir shared by all local orgs of this project: the vendor build and the shell, kept by version
 * @param options.outDir this org's own: the package's components
 * @param options.tolerant leaves out what cannot be built instead of building nothing
 */
export const createComponentBuild = (options: {
    cacheDir: string;
    outDir: string;
    tolerant?: boolean;
}): ComponentBuild => {
    const { cacheDir, outDir } = options;
    const version = vendorKey();
    const kind = options.tolerant === true ? 'tolerant' : 'strict';
    const vendorDir = path.join(cacheDir, `vendor-${version}`);
    const slds = packageVersion('@salesforce-ux/design-system-2');
    const appDir = path.join(outDir, 'app');
    const stageDir = path.join(outDir, 'stage');
    const hashFile = path.join(outDir, 'built.txt');
    const lostFile = path.join(outDir, 'lost.json');
    const labelsByName = (labels: ReadonlyMap<string, LabelDef>): Map<string, LabelDef> =>
        new Map([...labels.values()].map((label) => [label.name, label]));
    // known once the shell is there: its key is the hash of its sources
    let shellDir = '';
    let cache: RollupCache | undefined;

    const compile = async (
        bundles: readonly ComponentSource[],
        labels: ReadonlyMap<string, LabelDef>,
        hash: string
    ): Promise<BuildResult> => {
        const build =
            kind === 'tolerant' ? (await import('./tolerant.ts')).buildTolerantly : (await import('./app.ts')).buildApp;
        const stage = stageBundles(stageDir, bundles);
        const result = await build({
            stage,
            stageDir,
            outDir: appDir,
            labels: labelsByName(labels),
            vendorVersion: version,
            cache
        });
        cache = result.cache;
        if (result.problems.length === 0) {
            writeFileSync(lostFile, JSON.stringify([...(result.lost ?? [])]));
            writeFileSync(hashFile, hash);
        }
        const problems = await Promise.all(result.problems.map((problem) => inTypeScript(problem, PROJECT_ROOT)));
        return { dir: appDir, problems, ...(result.lost ? { lost: result.lost } : {}) };
    };

    return {
        async vendor(onProgress) {
            mkdirSync(cacheDir, { recursive: true });
            await once(vendorDir, (temporary) => compileVendorApart(temporary, onProgress));
            keepOnly(cacheDir, 'vendor-', path.basename(vendorDir));
            const shell = path.join(cacheDir, `shell-${shellKey(version)}`);
            await once(shell, (temporary) => compileShell(temporary, { dir: vendorDir, version, slds }));
            keepOnly(cacheDir, 'shell-', path.basename(shell));
            shellDir = shell;
            return vendorDir;
        },
        async build(bundles, labels): Promise<BuildResult> {
            mkdirSync(appDir, { recursive: true });
            const hash = bundleHash(bundles, labels, version, kind);
            const manifest = path.join(appDir, 'manifest.json');
            if (existsSync(manifest) && existsSync(hashFile) && readFileSync(hashFile, 'utf8') === hash) {
                return { dir: appDir, problems: [], lost: readLost(lostFile) };
            }
            return compile(bundles, labels, hash);
        },
        async warm(bundles, labels) {
            if (cache === undefined) await compile(bundles, labels, bundleHash(bundles, labels, version, kind));
        },
        assets(): readonly AssetFolder[] {
            return [
                // names that hold their content's hash
                { prefix: '/assets/app/c/', dir: path.join(appDir, 'c'), immutable: true },
                { prefix: '/assets/app/chunks/', dir: path.join(appDir, 'chunks'), immutable: true },
                { prefix: '/assets/shell/chunks/', dir: path.join(shellDir, 'chunks'), immutable: true },
                { prefix: '/assets/app/', dir: appDir, immutable: false },
                { prefix: '/assets/shell/', dir: shellDir, immutable: false },
                { prefix: vendorUrl(version), dir: vendorDir, immutable: true },
                {
                    prefix: sldsUrl(slds),
                    dir: path.join(packageFolder('@salesforce-ux/design-system-2'), 'dist', 'css', 'bundled'),
                    immutable: true
                }
            ];
        },
        page() {
            return readFileSync(path.join(shellDir, 'index.html'), 'utf8');
        }
    };
};
