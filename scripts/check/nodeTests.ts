import { build } from 'esbuild';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { SETTINGS_OF_BUNDLES } from '../run.mjs';
import { sayLine } from './screen.ts';
import { failed, runProgram, type StepResult } from './steps.ts';

export interface NodeTestOptions {
    /** Folder under `.cache` for the bundles. */
    readonly name: string;
    /** Files that run at the same time. */
    readonly concurrency: number;
    /** Shows everything as it runs; otherwise only what failed. */
    readonly show: boolean;
    readonly env?: NodeJS.ProcessEnv;
    /** Goes before what runs beside it. */
    readonly urgent?: boolean;
}

/**
 * Runs test files with `node:test`, bundled once.
 * @param files relative to `scripts`
 */
export const runNodeTests = async (files: readonly string[], options: NodeTestOptions): Promise<StepResult> => {
    if (files.length === 0) return failed(`no test found for ${options.name}`);
    const scripts = path.join(PROJECT_ROOT, 'scripts');
    const outdir = path.join(PROJECT_ROOT, '.cache', options.name);
    rmSync(outdir, { recursive: true, force: true });
    await build({
        ...SETTINGS_OF_BUNDLES,
        entryPoints: files.map((file) => path.join(scripts, file)),
        outbase: scripts,
        outdir,
        outExtension: { '.js': '.mjs' }
    });
    const bundles = [...files].sort().map((file) => path.join(outdir, file.replace(/\.ts$/, '.mjs')));
    const { code, output } = await runProgram(
        process.execPath,
        [
            '--enable-source-maps',
            '--test',
            `--test-concurrency=${options.concurrency}`,
            '--test-reporter=spec',
            ...bundles
        ],
        { quiet: !options.show, urgent: options.urgent === true, ...(options.env ? { env: options.env } : {}) }
    );
    const count = (word: string): number => Number(new RegExp(`^ℹ ${word} (\\d+)`, 'm').exec(output)?.[1] ?? 0);
    const broken = count('fail') + count('cancelled');
    if (!options.show && (code !== 0 || broken > 0)) {
        sayLine(output.slice(Math.max(0, output.indexOf('✖ failing tests:'))));
    }
    return {
        passed: count('pass'),
        failed: code !== 0 && broken === 0 ? 1 : broken,
        skipped: count('skipped') + count('todo')
    };
};
