/** `npm run build`: the JavaScript that deploys, beside its TypeScript, libraries as modules, and the component paths for the type checker. */
import { emitComponents } from '../local-org/lightning/build/index.ts';
import { writeLibraries } from './libraries.ts';
import { writeComponentPaths } from './paths.ts';

writeComponentPaths();
await writeLibraries();
const problems = await emitComponents(PROJECT_ROOT);
for (const { file, line, column, message } of problems) console.error(`${file}:${line}:${column}: ${message}`);
if (problems.length > 0) process.exitCode = 1;
