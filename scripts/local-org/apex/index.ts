/** Apex: compile, run, test. */
export { compileApex } from './compiler/compile.ts';
export { reportTests, runTests } from './testing/index.ts';
