import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { OutputChunk, Plugin } from 'rollup';
import { environment, minify, sessionModules } from './plugins.ts';
import { baseComponentAliases, vendorFile, vendorModules } from './vendorModules.ts';

const EMPTY = '\0empty';

/** Entry modules have no importer, and the LWC plugin resolves nothing without one. */
const entries = (): Plugin => ({
    name: 'entries',
    resolveId(id, importer) {
        return importer === undefined
            ? this.resolve(id, path.join(PROJECT_ROOT, 'package.json'), { skipSelf: true })
            : undefined;
    }
});

/** Right-to-left icons double the icons for languages that the shell does not offer. */
const withoutRightToLeftIcons = (): Plugin => ({
    name: 'no-rtl-icons',
    resolveId: (id) => (/^lightning\/iconSvgTemplates\w*Rtl$/.test(id) ? EMPTY : undefined),
    load: (id) => (id === EMPTY ? 'export default {};' : undefined)
});

/** Labels, gates and the like that the base components bring for themselves. */
const ownModules = (): Plugin => {
    const aliases = baseComponentAliases();
    return { name: 'base-component-modules', resolveId: (id) => aliases.get(id) };
};

/**
 * Alert, confirm and prompt keep their dialog's role in a property named `role`. Outside of the platform LWC writes that property to the
 * component's own element too, which then is a second dialog, and one without a name.
 */
const dialogRole = (): Plugin => ({
    name: 'dialog-role',
    transform(code, id) {
        if (id.endsWith('interactiveDialogBase.html'))
            return { code: code.replace('role={role}', 'role={dialogRole}'), map: null };
        if (!id.endsWith('interactiveDialogBase.js')) return undefined;
        const renamed = code.replace('this.role = detail.role', 'this.dialogRole = detail.role');
        if (renamed === code) return this.error('interactiveDialogBase has changed: look at this repair again');
        return { code: renamed.replace(/(class \w+ extends \w+ \{)/, '$1 dialogRole;'), map: null };
    }
});

const progress = (onProgress: (done: number, of: number) => void): Plugin => {
    let found = 0;
    let done = 0;
    return {
        name: 'progress',
        load() {
            found++;
            return undefined;
        },
        moduleParsed() {
            done++;
            if (done % 50 === 0) onProgress(done, found);
        }
    };
};

/** For each module of the vendor build, the files it needs at once: what a page may load in parallel instead of one after another. */
const graphOf = (chunks: readonly OutputChunk[]): Record<string, string[]> =>
    Object.fromEntries(chunks.map((chunk) => [chunk.fileName, chunk.imports.filter((name) => !name.startsWith('/'))]));

/**
 * Compiles lwc, synthetic shadow and the base components into ES modules. Takes half a minute and much memory: run it in a process of its own.
 * @param outDir an empty folder
 * @param onProgress called as modules are compiled; both numbers grow
 */
export const compileVendor = async (outDir: string, onProgress: (done: number, of: number) => void): Promise<void> => {
    const [{ rollup }, { default: lwc }] = await Promise.all([import('rollup'), import('@lwc/rollup-plugin')]);
    const bundle = await rollup({
        input: Object.fromEntries(vendorModules().map((name) => [vendorFile(name), name])),
        plugins: [
            entries(),
            withoutRightToLeftIcons(),
            sessionModules(),
            ownModules(),
            environment(),
            dialogRole(),
            progress(onProgress),
            lwc({
                rootDir: PROJECT_ROOT,
                enableDynamicComponents: true,
                enableSyntheticElementInternals: true,
                modules: [{ npm: 'lightning-base-components' }]
            })
        ],
        // The base components' own style: nothing that the reader of this build's output can act on.
        onwarn: () => undefined
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
        writeFileSync(path.join(outDir, 'graph.json'), JSON.stringify(graphOf(chunks)));
    } finally {
        await bundle.close();
    }
};
