/** Bad input for every door: `main.ts <inputs a door> [seed] [door …]`. Ends with the number of inputs and of failures. */
import { fork } from 'node:child_process';
import { bundle } from '../run.mjs';
import type { Report } from './child.ts';
import { doors } from './doors/index.ts';

/** No word from a child for so long: the input never returns. */
const SILENCE_MS = 30_000;
const MOST_SHOWN = 12;
/** Doors that are tried at the same time. */
const AT_ONCE = 2;

const [count = '300', seed = '1', ...asked] = process.argv.slice(2);
const child = await bundle('scripts/fuzz/child.ts');

interface Part {
    readonly inputs: number;
    readonly failures: readonly string[];
    /** Where to go on after an input that ended the process. */
    readonly next?: number;
}

const runFrom = (door: string, from: number): Promise<Part> =>
    new Promise((resolve) => {
        const failures: string[] = [];
        let at = from;
        let isDone = false;
        const running = fork(child, [door, seed, String(from), count], {
            execArgv: ['--enable-source-maps', '--expose-gc', '--stack-size=3900'],
            stdio: ['ignore', 'ignore', 'pipe', 'ipc']
        });
        let printed = '';
        running.stderr?.on('data', (chunk: Buffer) => (printed = (printed + chunk.toString()).slice(-3_000)));
        const hang = (): void => {
            failures.push(`input ${at} never returns`);
            running.kill('SIGKILL');
        };
        let timer = setTimeout(hang, SILENCE_MS);
        running.on('message', (report: Report) => {
            clearTimeout(timer);
            timer = setTimeout(hang, SILENCE_MS);
            at = report.at;
            if (report.failure !== undefined) failures.push(report.failure);
            if (report.done) isDone = true;
        });
        running.once('exit', (code, signal) => {
            clearTimeout(timer);
            if (!isDone && signal !== 'SIGKILL')
                failures.push(`input ${at} ended the process (${code ?? signal ?? ''}): ${printed.slice(-1_500)}`);
            resolve({ inputs: at - from, failures, ...(isDone ? {} : { next: at + 1 }) });
        });
    });

/** Many inputs fail for one reason: it is shown once. */
const reasonOf = (failure: string): string =>
    failure
        .replace(/\(\.cache.*?\)/, '')
        .replace(/ErrorId.*|report it: .*/g, '')
        .replace(/\d+/g, '#')
        .slice(0, 160);

let inputs = 0;
let failed = 0;

/** One door to its end, through the inputs that ended its process. */
const run = async (name: string): Promise<void> => {
    const started = performance.now();
    const failures: string[] = [];
    let own = 0;
    for (let next: number | undefined = 0; next !== undefined;) {
        const part: Part = await runFrom(name, next);
        own += part.inputs;
        failures.push(...part.failures);
        next = part.next;
    }
    const reasons = new Map<string, string[]>();
    for (const failure of failures)
        reasons.set(reasonOf(failure), [...(reasons.get(reasonOf(failure)) ?? []), failure]);
    for (const [first = '', ...more] of [...reasons.values()].slice(0, MOST_SHOWN))
        console.log(`${name}: ${first}${more.length > 0 ? `\n    and ${more.length} more of this kind` : ''}`);
    console.log(
        `${name}: ${own} inputs, ${failures.length} failures, ${((performance.now() - started) / 1000).toFixed(1)} s`
    );
    inputs += own;
    failed += failures.length;
};

const waiting = doors.map(({ name }) => name).filter((name) => asked.length === 0 || asked.includes(name));
const work = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) await run(name);
};
await Promise.all(Array.from({ length: AT_ONCE }, work));
console.log(`${inputs - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed > 0 || inputs === 0 ? 1 : 0;
