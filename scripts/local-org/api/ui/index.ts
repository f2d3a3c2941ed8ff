/** All routes of the UI API. */
import type { Route } from '../types.ts';
import { listRoutes } from './lists.ts';
import { lookupRoutes } from './lookups.ts';
import { objectInfoRoutes } from './object-info.ts';
import { pagePartRoutes } from './page-parts.ts';
import { recordRoutes } from './records.ts';
import { relatedRoutes } from './related.ts';

export const uiRoutes: readonly Route[] = [
    ...recordRoutes,
    ...objectInfoRoutes,
    ...pagePartRoutes,
    ...listRoutes,
    ...relatedRoutes,
    ...lookupRoutes
];
