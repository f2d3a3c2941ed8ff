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
const SETTINGS = ['scripts/run.mjs', 'scripts/program.cjs', 'tsconfig.json', 'package-lock.json'];

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

/** Writes files of which other processes may read one at the same time: each is whole, whenever it is read. */
const writeWhole = (files) => {
    for (const { path: file, contents } of files) {
        const beside = `${file}.${process.pid}.${++written}`;
        writeFileSync(beside, contents);
        renameSync(beside, file);
    }
};

/**
 * Bundles one entry point, where its bundle is not current.
 * @param outfile the bundle
 * @param settings beside those of all bundles
 * @param beside other files that belong to it
 */
const bundleInto = async (entry, outfile, settings = {}, beside = []) => {
    const stampFile = `${outfile}.json`;
    if (isCurrent(stampFile)) return;
    const { build } = await import('esbuild');
    mkdirSync(path.dirname(outfile), { recursive: true });
    const since = Date.now();
    const { metafile, outputFiles } = await build({
        ...SETTINGS_OF_BUNDLES,
        ...settings,
        write: false,
        absWorkingDir: root,
        metafile: true,
        entryPoints: [path.resolve(entry)],
        outfile
    });
    const files = [...outputFiles, ...beside];
    writeWhole(files);
    const inputs = [...Object.keys(metafile.inputs), ...SETTINGS].map((file) => path.resolve(root, file));
    const outputs = files.map(({ path: file }) => file).filter((file) => !file.endsWith('.map'));
    // A file that changed while it was bundled: the next run bundles again.
    if (inputs.every((file) => statSync(file).mtimeMs < since))
        writeFileSync(
            stampFile,
            JSON.stringify(Object.fromEntries([...inputs, ...outputs].map((file) => [file, stateOf(file)])))
        );
    else rmSync(stampFile, { force: true });
};

const nameOf = (entry) => path.relative(root, path.resolve(entry)).replace(/[\\/]/g, '.').replace(/\.ts$/, '');
const outputFolder = path.join(root, '.cache', 'scripts');

/** Bundles one entry point into `.cache/scripts`, where it is not there already, and returns the bundle's path. */
export async function bundle(entry) {
    const outfile = path.join(outputFolder, `${nameOf(entry)}.mjs`);
    await bundleInto(entry, outfile);
    return outfile;
}

/**
 * Bundles an entry point that is started often and is large: as a script whose machine code is kept (`program.cjs`).
 * It may not wait at its top level.
 * @returns the path of what starts it
 */
export async function bundleProgram(entry) {
    const outfile = path.join(outputFolder, `${nameOf(entry)}.program.cjs`);
    const start = path.join(outputFolder, `${nameOf(entry)}.cjs`);
    const runner = JSON.stringify(path.join(root, 'scripts', 'program.cjs'));
    await bundleInto(
        entry,
        outfile,
        {
            format: 'cjs',
            // A script from kept code has nobody to import for it: packages are required when they are asked for.
            supported: { 'dynamic-import': false },
            define: { ...SETTINGS_OF_BUNDLES.define, 'import.meta.url': JSON.stringify(pathToFileURL(outfile).href) }
        },
        [{ path: start, contents: `require(${runner})(${JSON.stringify(outfile)});\n` }]
    );
    return start;
}

if (!bundled && path.resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
    const [entry, ...rest] = process.argv.slice(2);
    // Not awaited: what is run may import this module, which has to be done by then.
    void bundle(entry).then((file) => {
        // In this process: nobody stands between a signal and what it is meant for, and a second start of node is saved.
        process.argv = [process.argv[0], file, ...rest];
        process.setSourceMapsEnabled(true);
        return import(pathToFileURL(file).href);
    });
}
