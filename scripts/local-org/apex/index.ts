/** Apex: compile, run, test. */
export { compileApex } from './compiler/compile.ts';
export { lostTests, reportTests, runTests } from './testing/index.ts';
