/** All routes of the UI API. */
import type { Route } from '../types.ts';
import { uiActionRoutes } from './actions.ts';
import { appRoutes } from './apps.ts';
import { favoriteRoutes } from './favorites.ts';
import { listRoutes } from './lists.ts';
import { lookupRoutes } from './lookups.ts';
import { objectInfoRoutes } from './object-info.ts';
import { pagePartRoutes } from './page-parts.ts';
import { preferenceRoutes } from './preferences.ts';
import { recordRoutes } from './records.ts';
import { relatedRoutes } from './related.ts';

export const uiRoutes: readonly Route[] = [
    ...recordRoutes,
    ...objectInfoRoutes,
    ...pagePartRoutes,
    ...listRoutes,
    ...relatedRoutes,
    ...lookupRoutes,
    ...uiActionRoutes,
    ...appRoutes,
    ...favoriteRoutes,
    ...preferenceRoutes
];
