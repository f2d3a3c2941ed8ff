import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin, RollupCache } from 'rollup';
import type { LabelDef } from '../../metadata/types.ts';
import type { Problem } from '../../model/index.ts';
import type { ComponentManifest } from '../types.ts';
import type { Stage } from './bundles.ts';
import { lostTags, tagOf } from './lost.ts';
import { packageModules } from './packageModules.ts';
import { APP_URL, SHELL_URL, sessionModules, vendorUrl } from './plugins.ts';
import { positionOf, problemOf } from './problems.ts';
import { platformModules } from './shell.ts';
import { vendorFile, vendorModules } from './vendorModules.ts';

export interface AppBuild {
    readonly problems: readonly Problem[];
    /** Bundles that a tolerant build left out, with the first reason. */
    readonly lost?: ReadonlyMap<string, Problem>;
    /** For the next build: modules that did not change are not compiled again. */
    readonly cache: RollupCache | undefined;
}

/** What is wrong with an import of a module that there is not. */
const missing = (id: string): string =>
    id.startsWith('c/') ? `There is no component ${id}.` : `not supported by the local org: ${id}`;

const appModules = (
    vendorVersion: string,
    entries: ReadonlyMap<string, string>,
    styles: ReadonlyMap<string, string>,
    report: (message: string, importer: string, imported: string) => void
): Plugin => {
    const vendor = new Set(vendorModules());
    const platform = new Set(platformModules());
    return {
        name: 'app-modules',
        resolveId(id, importer) {
            if (importer === undefined || id.startsWith('.') || id.startsWith('/') || id.startsWith('\0'))
                return undefined;
            if (platform.has(id)) return { id: `${SHELL_URL}${id}.js`, external: true };
            if (vendor.has(id)) return { id: `${vendorUrl(vendorVersion)}${vendorFile(id)}.js`, external: true };
            const own = entries.get(id) ?? (importer.endsWith('.html') ? undefined : styles.get(id));
            if (own !== undefined) return own;
            if (id.startsWith('@lwc/resources/')) return undefined;
            report(missing(id), importer, id);
            return { id, external: true };
        }
    };
};

/** Style sheets that bundles without a module share by `@import 'c/name'`. */
const stylesOf = ({ bundles }: Stage): Map<string, string> =>
    new Map(bundles.flatMap(({ name, styles }) => (styles === undefined ? [] : [[`c/${name}`, styles]])));

/** Why a template's tag has no component; undefined where it has one. */
const reasonWhy = (
    entries: ReadonlyMap<string, string>,
    lost: ReadonlyMap<string, Problem>
): ((module: string) => string | undefined) => {
    const known = new Set([...vendorModules(), ...platformModules(), ...entries.keys()]);
    return (module) =>
        !/^[\w-]+\/\w+$/.test(module) || known.has(module)
            ? undefined
            : (lost.get(module.replace(/^c\//, ''))?.message ?? missing(module));
};

/** The compiler of LWC, going on after an error so that one build names every wrong file. */
const compiler = async (rootDir: string, report: (error: unknown, file: string) => void): Promise<Plugin> => {
    const { default: lwc } = await import('@lwc/rollup-plugin');
    const plugin = lwc({
        rootDir,
        enableDynamicComponents: true,
        // generally available on the platform since Summer '25
        enableLwcOn: true,
        modules: [{ dir: rootDir }]
    }) as Plugin & { transform: (code: string, id: string) => unknown };
    return {
        ...plugin,
        transform(code, id) {
            try {
                return plugin.transform.call(this, code, id) as { code: string };
            } catch (error) {
                report(error, id.split('?')[0]!);
                return { code: 'export default undefined;', map: null };
            }
        }
    };
};

export interface AppBuildOptions {
    readonly stage: Stage;
    readonly stageDir: string;
    readonly outDir: string;
    readonly labels: ReadonlyMap<string, LabelDef>;
    readonly vendorVersion: string;
    readonly cache: RollupCache | undefined;
    /** Of a tolerant build: bundles to leave out, with the reason. */
    readonly lost?: ReadonlyMap<string, Problem>;
}

/**
 * Builds the package's bundles, one module each, over the vendor build and the shell. With problems nothing is written.
 * @param stage the bundles as `stageBundles` laid them out in `stageDir`
 */
export const buildApp = async (options: AppBuildOptions): Promise<AppBuild> => {
    const { stage, stageDir, outDir, labels, vendorVersion, lost } = options;
    const problems: Problem[] = [];
    const reportImport = (message: string, importer: string, imported: string): void => {
        const file = importer.split('?')[0]!;
        const text = file.endsWith('.html') ? `<${tagOf(imported)}` : imported;
        const problem = { file: stage.origins.get(file) ?? file, ...positionOf(file, text), message };
        if (!problems.some((one) => one.file === problem.file && one.message === message)) problems.push(problem);
    };
    const modules = stage.bundles.filter(({ name, entry }) => entry !== undefined && !lost?.has(name));
    const entries = new Map(modules.map(({ name, entry }) => [`c/${name}`, entry!]));
    if (modules.length === 0) return { problems, cache: undefined };
    let cache: RollupCache | undefined;
    try {
        const { rollup } = await import('rollup');
        const bundle = await rollup({
            input: Object.fromEntries(entries),
            // the platform shakes nothing off either, and a rebuild takes half as long
            treeshake: false,
            ...(options.cache === undefined ? {} : { cache: options.cache }),
            plugins: [
                sessionModules(),
                packageModules(labels, reportImport),
                ...(lost ? [lostTags(reasonWhy(entries, lost))] : []),
                appModules(vendorVersion, entries, stylesOf(stage), reportImport),
                await compiler(stageDir, (error, file) => problems.push(problemOf(error, file, stage.origins)))
            ],
            onwarn(warning) {
                if (warning.code !== 'MISSING_EXPORT') return;
                problems.push(problemOf(warning, warning.id ?? '', stage.origins));
            }
        });
        cache = bundle.cache;
        if (problems.length === 0) {
            const { output } = await bundle.generate({
                dir: outDir,
                format: 'es',
                entryFileNames: '[name]-[hash].js',
                chunkFileNames: 'chunks/[name]-[hash].js',
                hoistTransitiveImports: false
            });
            const chunks = output.filter((file) => file.type === 'chunk');
            const urls = new Map(
                chunks.filter((chunk) => chunk.isEntry).map((chunk) => [chunk.name, APP_URL + chunk.fileName])
            );
            const manifest: ComponentManifest = {
                components: Object.fromEntries(
                    modules.map(({ name, meta }) => [`c/${name}`, { url: urls.get(`c/${name}`)!, ...meta }])
                ),
                lost: Object.fromEntries([...(lost ?? [])].map(([name, { message }]) => [`c/${name}`, message]))
            };
            writeBuild(outDir, new Map(chunks.map((chunk) => [chunk.fileName, chunk.code])), manifest);
        }
        await bundle.close();
    } catch (error) {
        if (problems.length === 0) problems.push(problemOf(error, '', stage.origins));
    }
    return { problems, cache };
};

/** Writes the modules, then the manifest that names them, then removes what nothing names any more. */
const writeBuild = (outDir: string, files: ReadonlyMap<string, string>, manifest: ComponentManifest): void => {
    for (const [name, code] of files) {
        const file = path.join(outDir, ...name.split('/'));
        // the name holds the content's hash
        if (existsSync(file)) continue;
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, code);
    }
    writeFileSync(path.join(outDir, 'manifest.json'), JSON.stringify(manifest));
    for (const entry of readdirSync(outDir, { recursive: true, withFileTypes: true })) {
        const name = path.relative(outDir, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/');
        if (entry.isFile() && name.endsWith('.js') && !files.has(name)) rmSync(path.join(entry.parentPath, entry.name));
    }
};
