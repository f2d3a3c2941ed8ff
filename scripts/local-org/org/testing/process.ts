/** The test process's own side: waits for one job, runs it, tells what came out, ends. */
import type { Org } from '../types.ts';
import { runOnImage } from './image.ts';
import type { TestJob, TestMessage } from './types.ts';

const send = (message: TestMessage): void => {
    if (process.connected) process.send?.(message);
};

/**
 * Serves the process that forked this one.
 * @param openImage opens an empty org in memory
 */
export const serveTestProcess = (openImage: (job: TestJob) => Org): void => {
    // Whoever asked is gone: nobody reads the results.
    process.on('disconnect', () => process.exit(0));
    process.on('SIGINT', () => undefined);
    process.once('message', (job: TestJob) => {
        const { components, only, methodCoverage, lost } = job;
        const image = openImage(job);
        const onStart = (methods: number): void => send({ kind: 'start', methods });
        const onResult = (result: Extract<TestMessage, { kind: 'result' }>['result']): void =>
            send({ kind: 'result', result });
        const outcome = runOnImage(image, { components, only, methodCoverage, lost, onStart, onResult });
        process.send?.({ kind: 'done', outcome } satisfies TestMessage, () => process.exit(0));
    });
};
