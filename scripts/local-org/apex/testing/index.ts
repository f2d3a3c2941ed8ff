/** Running Apex tests and telling what came out. */
export { reportTests } from './report.ts';
export { noLimits, runTests, selectTests } from './run.ts';
export { lostTests } from './lost-tests.ts';
