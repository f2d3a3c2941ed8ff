import { availableParallelism } from 'node:os';
import { onScreen, sayLine } from './screen.ts';
import { failed, type Step, type StepResult } from './steps.ts';

/** A machine may have many processors and little memory: no more are taken than this. */
const MOST_CORES = 4;

interface Row extends StepResult {
    readonly name: string;
    readonly seconds: number;
}

const runStep = (step: Step): Promise<Row> =>
    onScreen(async () => {
        const started = performance.now();
        sayLine(`\n── ${step.name}`);
        let result: StepResult;
        try {
            result = await step.run();
        } catch (error) {
            result = failed(error instanceof Error ? (error.stack ?? error.message) : String(error));
        }
        if (result.note && (result.failed > 0 || result.skipped > 0)) sayLine(result.note);
        return { name: step.name, seconds: (performance.now() - started) / 1000, ...result };
    });

/**
 * Runs all steps, as many at a time as the processors carry. They begin in their order, but one that fits goes before
 * one that has to wait.
 * @param cores how many processors there are
 */
const runAll = async (steps: readonly Step[], cores: number): Promise<Row[]> => {
    const rows = new Map<Step, Row>();
    const waiting = [...steps];
    const running = new Map<Step, Promise<void>>();
    const load = (step: Step): number => Math.min(cores, step.cores ?? 1);
    while (waiting.length > 0 || running.size > 0) {
        let free = cores - [...running.keys()].reduce((sum, step) => sum + load(step), 0);
        for (const step of [...waiting]) {
            if (load(step) > free) continue;
            free -= load(step);
            waiting.splice(waiting.indexOf(step), 1);
            running.set(
                step,
                runStep(step).then((row) => {
                    rows.set(step, row);
                    running.delete(step);
                })
            );
        }
        await Promise.race(running.values());
    }
    return steps.flatMap((step) => rows.get(step) ?? []);
};

/**
 * Runs steps and prints one closing table and line.
 * @param preparation steps that the others stand on, one after the other before them
 * @returns whether everything held; in CI a skipped check proves nothing and is a failure
 */
export const runSteps = async (steps: readonly Step[], preparation: readonly Step[] = []): Promise<boolean> => {
    const started = performance.now();
    const cores = Math.min(MOST_CORES, availableParallelism());
    const rows = [...(await runAll(preparation, 1)), ...(await runAll(steps, cores))];
    console.log('\n── Summary');
    for (const row of rows) {
        const state = row.failed > 0 ? 'FAILED ' : row.skipped > 0 ? 'skipped' : 'passed ';
        const counts = `${row.passed} passed, ${row.failed} failed, ${row.skipped} skipped`;
        console.log(`${state} ${row.name.padEnd(34)} ${row.seconds.toFixed(1).padStart(6)} s   ${counts}`);
        if (row.note && row.skipped > 0) console.log(`        ${row.note}`);
    }
    const total = (pick: (row: StepResult) => number): number => rows.reduce((sum, row) => sum + pick(row), 0);
    console.log(`took ${((performance.now() - started) / 1000).toFixed(1)} s on ${cores} processors`);
    console.log(
        `${total((row) => row.passed)} passed, ${total((row) => row.failed)} failed, ${total((row) => row.skipped)} skipped`
    );
    return rows.every((row) => row.failed === 0 && (!process.env.CI || row.skipped === 0));
};
