/** Running Apex tests and telling what came out. */
export { reportTests } from './report.ts';
export { runTests } from './run.ts';
export { lostTests } from './lost-tests.ts';
