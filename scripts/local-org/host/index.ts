/** What the command line needs of the host. */
export { ControlProblem, callControl } from './control.ts';
export { StartProblem, deleteOrg, hasOrg, homeOf } from './home.ts';
export type { Home } from './home.ts';
export { waitForEarlier } from './earlier.ts';
export { start } from './start.ts';
export { confirm } from './terminal.ts';
