/** The local org's command line: `npm run local-org -- <command>`. */
import { runCommandLine } from './commands/index.ts';

try {
    process.exitCode = await runCommandLine(process.argv.slice(2));
} catch (error) {
    // A fault of the local org itself: what a report of it needs is the stack, and LOCAL_ORG_DEBUG shows it.
    const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
    process.stderr.write(`Fault of the local org: ${process.env.LOCAL_ORG_DEBUG && stack ? stack : message}\n`);
    process.exitCode = 1;
}
