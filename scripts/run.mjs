/**
 * Runs a TypeScript entry point: `node scripts/run.mjs scripts/seed/main.ts --flag`.
 * One bundled file starts twice as fast as a loader that transforms file by file, and packages stay as they are.
 */
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// Inside of a bundle this file's own address is the bundle's; the bundler then knows the root.
const bundled = typeof PROJECT_ROOT === 'string';
const root = bundled ? PROJECT_ROOT : path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Bundles one entry point into `.cache/scripts` and returns the bundle's path. */
export async function bundle(entry) {
    const name = path.relative(root, path.resolve(entry)).replace(/[\\/]/g, '.').replace(/\.ts$/, '.mjs');
    const outfile = path.join(root, '.cache', 'scripts', name);
    mkdirSync(path.dirname(outfile), { recursive: true });
    await build({
        entryPoints: [path.resolve(entry)],
        outfile,
        bundle: true,
        platform: 'node',
        format: 'esm',
        target: 'node20',
        packages: 'external',
        sourcemap: true,
        logLevel: 'error',
        define: { PROJECT_ROOT: JSON.stringify(root) }
    });
    return outfile;
}

if (!bundled && path.resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
    const [entry, ...rest] = process.argv.slice(2);
    const child = spawn(process.execPath, ['--enable-source-maps', await bundle(entry), ...rest], { stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.on('exit', (code, signal) => process.exit(signal ? 130 : (code ?? 1)));
}
