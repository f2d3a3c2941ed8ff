/** Compiles in a process that ends afterwards, so that its memory does not stay: `compileProcess.ts vendor OUT`. Progress on standard output. */
import { compileVendor } from './vendor.ts';

const [what, outDir] = process.argv.slice(2);
if (what !== 'vendor' || outDir === undefined) throw new Error('usage: compileProcess vendor OUT');
await compileVendor(outDir, (done, of) => process.stdout.write(`${done} ${of}\n`));
