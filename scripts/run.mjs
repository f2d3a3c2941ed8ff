/**
 * Runs a TypeScript entry point: `node scripts/run.mjs scripts/seed/main.ts --flag`.
 * One bundled file starts twice as fast as a loader that transforms file by file, and packages stay as they are.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

// Inside of a bundle this file's own address is the bundle's; the bundler then knows the root.
const bundled = typeof PROJECT_ROOT === 'string';
const root = bundled ? PROJECT_ROOT : path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** What every bundle depends on beside its sources. */
const SETTINGS = ['scripts/run.mjs', 'tsconfig.json', 'package-lock.json'];

/** How every script and test of the project is bundled; packages stay as they are. */
export const SETTINGS_OF_BUNDLES = {
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'error',
    define: { PROJECT_ROOT: JSON.stringify(root) }
};

let written = 0;

const stateOf = (file) => {
    const { size, mtimeMs } = statSync(file);
    return `${size} ${mtimeMs}`;
};

/** Was the bundle made of files that are the same now? The bundle itself is one of them. */
const isCurrent = (stampFile) => {
    try {
        return Object.entries(JSON.parse(readFileSync(stampFile, 'utf8'))).every(
            ([file, state]) => stateOf(file) === state
        );
    } catch {
        return false;
    }
};

/** Bundles one entry point into `.cache/scripts`, where it is not there already, and returns the bundle's path. */
export async function bundle(entry) {
    const name = path.relative(root, path.resolve(entry)).replace(/[\\/]/g, '.').replace(/\.ts$/, '.mjs');
    const outfile = path.join(root, '.cache', 'scripts', name);
    const stampFile = `${outfile}.json`;
    if (isCurrent(stampFile)) return outfile;
    const { build } = await import('esbuild');
    mkdirSync(path.dirname(outfile), { recursive: true });
    const since = Date.now();
    const { metafile, outputFiles } = await build({
        ...SETTINGS_OF_BUNDLES,
        write: false,
        absWorkingDir: root,
        metafile: true,
        entryPoints: [path.resolve(entry)],
        outfile
    });
    // Two command lines may start at once: neither may read half a file of the other.
    for (const { path: file, contents } of outputFiles) {
        const beside = `${file}.${process.pid}.${++written}`;
        writeFileSync(beside, contents);
        renameSync(beside, file);
    }
    const inputs = [...Object.keys(metafile.inputs), ...SETTINGS].map((file) => path.resolve(root, file));
    // A file that changed while it was bundled: the next run bundles again.
    if (inputs.every((file) => statSync(file).mtimeMs < since))
        writeFileSync(
            stampFile,
            JSON.stringify(Object.fromEntries([...inputs, outfile].map((file) => [file, stateOf(file)])))
        );
    else rmSync(stampFile, { force: true });
    return outfile;
}

if (!bundled && path.resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
    const [entry, ...rest] = process.argv.slice(2);
    const file = await bundle(entry);
    // In this process: nobody stands between a signal and what it is meant for, and a second start of node is saved.
    process.argv = [process.argv[0], file, ...rest];
    process.setSourceMapsEnabled(true);
    await import(pathToFileURL(file).href);
}
