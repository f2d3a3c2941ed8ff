import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'rollup';
import { stripTypes } from './emit.ts';
import { filesBelow } from './hash.ts';
import { environment, minify, sessionModules, vendorUrl } from './plugins.ts';
import { vendorFile, vendorModules } from './vendorModules.ts';
import { pageHtml } from './page.ts';
import { problemOf } from './problems.ts';

/** The page side's sources. */
export const browserFolder = (): string => path.join(PROJECT_ROOT, 'scripts', 'local-org', 'lightning', 'browser');

const platformFolder = (): string => path.join(browserFolder(), 'lwc', 'lightning');

/** `lightning/…` modules that the shell brings: what Salesforce has and the base components' package has not. */
export const platformModules = (): string[] =>
    readdirSync(platformFolder())
        .sort()
        .map((name) => `lightning/${name}`);

const strip = (): Plugin => ({
    name: 'strip-types',
    async transform(code, id) {
        if (!id.endsWith('.ts')) return undefined;
        const result = await stripTypes(code, id);
        if ('problems' in result) {
            const [first] = result.problems;
            return this.error(`${id}:${first?.line}:${first?.column}: ${first?.message}`);
        }
        return { code: result.code, map: result.map };
    }
});

/** Core modules that built components import at run time: `org/session` and others, by address. */
const CORE = ['session', 'i18n', 'client', 'apex', 'resources'];

const resolveShell = (version: string): Plugin => {
    const vendor = new Set(vendorModules());
    const platform = new Set(platformModules());
    return {
        name: 'shell-modules',
        resolveId(id) {
            if (platform.has(id)) {
                const name = id.slice('lightning/'.length);
                return path.join(platformFolder(), name, `${name}.ts`);
            }
            if (id.startsWith('org/')) return path.join(browserFolder(), 'core', `${id.slice('org/'.length)}.ts`);
            if (vendor.has(id)) return { id: `${vendorUrl(version)}${vendorFile(id)}.js`, external: true };
            return undefined;
        }
    };
};

/**
 * Compiles the shell and the local platform modules over the vendor build, and writes the page beside them.
 * @param outDir an empty folder
 * @param vendor folder and version of the vendor build
 * @throws Error naming file, line and column where the shell's own source is wrong
 */
export const compileShell = async (
    outDir: string,
    vendor: { readonly dir: string; readonly version: string; readonly slds: string }
): Promise<void> => {
    const [{ rollup }, { default: lwc }] = await Promise.all([import('rollup'), import('@lwc/rollup-plugin')]);
    const files = new Map(filesBelow(browserFolder()).map((file) => [file, path.relative(PROJECT_ROOT, file)]));
    const bundle = await rollup({
        input: {
            main: path.join(browserFolder(), 'main.ts'),
            ...Object.fromEntries(
                CORE.map((name) => [`org/${name}`, path.join(browserFolder(), 'core', `${name}.ts`)])
            ),
            // takes the place of a tag that there is no component for
            'shell/unsupported': path.join(browserFolder(), 'lwc', 'shell', 'unsupported', 'unsupported.ts'),
            ...Object.fromEntries(platformModules().map((name) => [name, name]))
        },
        plugins: [
            strip(),
            sessionModules(),
            resolveShell(vendor.version),
            environment(),
            lwc({
                rootDir: browserFolder(),
                exclude: [path.join(browserFolder(), 'core', '**'), path.join(browserFolder(), 'main.ts')],
                enableDynamicComponents: true,
                enableSyntheticElementInternals: true,
                modules: [{ dir: path.join(browserFolder(), 'lwc') }]
            })
        ],
        onwarn(warning, warn) {
            if (warning.code === 'UNRESOLVED_IMPORT' || warning.code === 'MISSING_EXPORT')
                throw new Error(warning.message);
            if (warning.code !== 'CIRCULAR_DEPENDENCY') warn(warning);
        }
    }).catch((error: unknown) => {
        const { file, line, column, message } = problemOf(error, '', files);
        throw new Error(`${file}:${line}:${column}: ${message}`);
    });
    try {
        const { output } = await bundle.write({
            dir: outDir,
            format: 'es',
            entryFileNames: '[name].js',
            chunkFileNames: 'chunks/[name]-[hash].js',
            hoistTransitiveImports: false,
            plugins: [minify()]
        });
        const chunks = output.filter((file) => file.type === 'chunk');
        const graph = JSON.parse(readFileSync(path.join(vendor.dir, 'graph.json'), 'utf8')) as Record<string, string[]>;
        const html = pageHtml({
            chunks: new Map(chunks.map((chunk) => [chunk.fileName, chunk.imports])),
            vendorGraph: graph,
            vendorVersion: vendor.version,
            sldsVersion: vendor.slds
        });
        writeFileSync(path.join(outDir, 'index.html'), html);
        copyFileSync(path.join(browserFolder(), 'shell.css'), path.join(outDir, 'shell.css'));
    } finally {
        await bundle.close();
    }
};
