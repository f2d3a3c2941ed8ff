/**
 * `lightning/platformWorkspaceApi`. The shell has no workspace tabs: every app, a console app too, is shown with standard navigation, and so
 * answers what the platform answers there. Source: LWC guide, "Workspace API".
 */
import { constantAdapter, type WireAdapter } from 'org/wire';

/** False in standard navigation; components ask before they call the functions. */
export const IsConsoleNavigation: WireAdapter<object> = constantAdapter(false);
/** The tab that holds the component: none. */
export const EnclosingTabId: WireAdapter<object> = constantAdapter(undefined);

/** @throws Error always, through the promise */
const needsConsole = (name: string) => (): Promise<never> =>
    Promise.reject(new Error(`not supported by the local org: ${name} of lightning/platformWorkspaceApi (console)`));

export const closeTab = needsConsole('closeTab');
export const disableTabClose = needsConsole('disableTabClose');
export const focusTab = needsConsole('focusTab');
export const getAllTabInfo = needsConsole('getAllTabInfo');
export const getFocusedTabInfo = needsConsole('getFocusedTabInfo');
export const getTabInfo = needsConsole('getTabInfo');
export const openSubtab = needsConsole('openSubtab');
export const openTab = needsConsole('openTab');
export const refreshTab = needsConsole('refreshTab');
export const setTabHighlighted = needsConsole('setTabHighlighted');
export const setTabIcon = needsConsole('setTabIcon');
export const setTabLabel = needsConsole('setTabLabel');
