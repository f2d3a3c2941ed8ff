/** Apex: compile, run, test. */
export { finalizerAfter, noteEnded, sentMessages, tellBatchFailure } from './library/index.ts';
export { compileApex } from './compiler/compile.ts';
export { programBytes, restoreApex } from './compiler/kept-program.ts';
export { debugLinesOf } from './compiler/executions.ts';
export { lostTests, noLimits, reportTests, runTests, selectTests } from './testing/index.ts';
