import { sayLine } from './screen.ts';
import { runPackage, type Step } from './steps.ts';

/** Component tests on the TypeScript sources. */
export const componentTests: Step = {
    name: 'Component tests (Jest)',
    cores: 2,
    run: async () => {
        const { code, output } = await runPackage(
            'jest/bin/jest.js',
            ['--config', 'jest.config.js', '--maxWorkers=2'],
            { quiet: true }
        );
        const line = /^Tests:\s+(.*)$/m.exec(output)?.[1] ?? '';
        const count = (word: string): number => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
        if (code !== 0) sayLine(output);
        return {
            passed: count('passed'),
            failed: code === 0 ? 0 : Math.max(1, count('failed')),
            skipped: count('skipped') + count('todo')
        };
    }
};
