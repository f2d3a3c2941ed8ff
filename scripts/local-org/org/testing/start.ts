/** Starts test processes. */
import { fork } from 'node:child_process';
import type { TestJob, TestMessage, TestRequest, TestRun } from './types.ts';

/**
 * Runs tests in a process of their own.
 * @param entry script that calls `serveTests` when its first argument is `--tests`
 */
export const startTestProcess = (entry: string, job: TestJob, request: TestRequest): TestRun => {
    const stack = process.platform === 'win32' ? [] : ['--stack-size=3900'];
    const child = fork(entry, ['--tests'], {
        serialization: 'advanced',
        execArgv: stack,
        stdio: ['ignore', 'inherit', 'inherit', 'ipc']
    });
    let isOver = false;
    const over = (body: () => void): void => {
        if (isOver) return;
        isOver = true;
        body();
    };
    child.on('message', (message: TestMessage) => {
        if (isOver) return;
        if (message.kind === 'start') request.onStart?.(message.methods);
        else if (message.kind === 'result') request.onResult?.(message.result);
        else over(() => request.onDone(message.outcome));
    });
    child.once('error', (error) => over(() => request.onDone({ error: error.message })));
    child.once('exit', (code, signal) =>
        over(() => request.onDone({ error: `The process that ran the tests ended (${signal ?? code ?? 'unknown'})` }))
    );
    child.send(job);
    return {
        cancel: () =>
            over(() => {
                child.kill('SIGKILL');
            })
    };
};
