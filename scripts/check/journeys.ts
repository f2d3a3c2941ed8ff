import { build } from 'esbuild';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { findChromium, HOW_TO_GET_CHROMIUM } from '../journeys/chromium.ts';
import { startLocalOrg } from '../journeys/localOrg.ts';
import { missing, runProgram, type Step } from './steps.ts';

/** The personas' journeys in Chromium, against a fresh local org that was started the way a newcomer starts it. */
export const journeys: Step = {
    name: 'Journeys in Chromium',
    run: async () => {
        if (!findChromium()) return missing('Chromium', HOW_TO_GET_CHROMIUM);
        const folder = path.join(PROJECT_ROOT, 'scripts', 'journeys');
        const files = readdirSync(folder).filter((file) => file.endsWith('.journey.ts'));
        const outdir = path.join(PROJECT_ROOT, '.cache', 'journeys');
        await build({
            entryPoints: files.map((file) => path.join(folder, file)),
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
        const org = await startLocalOrg({ name: 'journeys', fresh: true });
        try {
            const { code, output } = await runProgram(
                process.execPath,
                [
                    '--enable-source-maps',
                    '--test',
                    '--test-concurrency=1',
                    '--test-reporter=spec',
                    ...files.sort().map((file) => path.join(outdir, file.replace(/\.ts$/, '.mjs')))
                ],
                { env: { ...org.environment, GANGWAY_URL: org.url } }
            );
            const count = (word: string): number => Number(new RegExp(`^ℹ ${word} (\\d+)`, 'm').exec(output)?.[1] ?? 0);
            const broken = count('fail') + count('cancelled');
            return {
                passed: count('pass'),
                failed: code !== 0 && broken === 0 ? 1 : broken,
                skipped: count('skipped') + count('todo')
            };
        } finally {
            await org.stop();
        }
    }
};
