/** The local org's command line: `npm run local-org -- <command>`. */
import { runCommandLine } from './commands/index.ts';

// `query … | head -1` closes the pipe when it has enough: whoever writes to it ends like any other tool. An org that runs goes on.
for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EPIPE') throw error;
        if (!process.argv.includes('start')) process.exit(process.exitCode ?? 0);
    });

try {
    process.exitCode = await runCommandLine(process.argv.slice(2));
} catch (error) {
    // A fault of the local org itself: what a report of it needs is the stack, and LOCAL_ORG_DEBUG shows it.
    const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
    process.stderr.write(`Fault of the local org: ${process.env.LOCAL_ORG_DEBUG && stack ? stack : message}\n`);
    process.exitCode = 1;
}
