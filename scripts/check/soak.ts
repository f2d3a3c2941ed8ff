/** `npm run soak`: what takes too long for every day. */
import { fuzz } from './fuzz.ts';
import { kills } from './kills.ts';
import { runSteps } from './runSteps.ts';

process.exitCode = (await runSteps([kills(50), fuzz(10_000)])) ? 0 : 1;
