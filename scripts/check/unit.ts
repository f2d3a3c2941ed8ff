import { build } from 'esbuild';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { failed, runProgram, type Step } from './steps.ts';

/** Tests of the local org and the scripts: `node:test`, bundled once, two files at a time. */
export const unitTests: Step = {
    name: 'Unit tests of the scripts',
    run: async () => {
        const files = readdirSync(path.join(PROJECT_ROOT, 'scripts'), { recursive: true, encoding: 'utf8' })
            .filter((file) => file.endsWith('.test.ts') && !file.includes('__fixtures__'))
            .sort();
        if (files.length === 0) return failed('no unit test found');
        const outdir = path.join(PROJECT_ROOT, '.cache', 'unit');
        rmSync(outdir, { recursive: true, force: true });
        await build({
            entryPoints: files.map((file) => path.join(PROJECT_ROOT, 'scripts', file)),
            outbase: path.join(PROJECT_ROOT, 'scripts'),
            outdir,
            outExtension: { '.js': '.mjs' },
            bundle: true,
            platform: 'node',
            format: 'esm',
            target: 'node20',
            packages: 'external',
            sourcemap: true,
            logLevel: 'error',
            define: { PROJECT_ROOT: JSON.stringify(PROJECT_ROOT) }
        });
        const compiled = files.map((file) => path.join(outdir, file.replace(/\.ts$/, '.mjs')));
        const { code, output } = await runProgram(
            process.execPath,
            ['--enable-source-maps', '--test', '--test-concurrency=2', '--test-reporter=spec', ...compiled],
            { quiet: true }
        );
        const count = (word: string): number => Number(new RegExp(`^ℹ ${word} (\\d+)`, 'm').exec(output)?.[1] ?? 0);
        const skipped = count('skipped') + count('todo');
        const broken = count('fail') + count('cancelled');
        if (code !== 0 || broken > 0) console.log(output.slice(Math.max(0, output.indexOf('✖ failing tests:'))));
        return { passed: count('pass'), failed: code !== 0 && broken === 0 ? 1 : broken, skipped };
    }
};
