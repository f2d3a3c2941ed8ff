/** All routes of the REST API. */
import type { Route } from '../types.ts';
import { absentRoutes } from './absent.ts';
import { actionRoutes } from './actions.ts';
import { apexRestRoutes } from './apexRest.ts';
import { collectionRoutes } from './collections.ts';
import { compositeRoutes } from './composite.ts';
import { describeRoutes } from './describe.ts';
import { identityRoutes } from './identity.ts';
import { layoutRoutes } from './layouts.ts';
import { limitRoutes } from './limits.ts';
import { listViewRoutes } from './listViews.ts';
import { navigationRoutes } from './navigation.ts';
import { queryRoutes } from './query.ts';
import { quickActionRoutes } from './quickActions.ts';
import { searchRoutes } from './search.ts';
import { searchHelpRoutes } from './searchHelp.ts';
import { serviceRoutes } from './service.ts';
import { sobjectRoutes } from './sobjects.ts';
import { treeRoutes } from './tree.ts';

export const restRoutes: readonly Route[] = [
    ...serviceRoutes,
    ...apexRestRoutes,
    ...identityRoutes,
    ...queryRoutes,
    ...describeRoutes,
    ...layoutRoutes,
    ...quickActionRoutes,
    ...listViewRoutes,
    ...navigationRoutes,
    ...limitRoutes,
    ...sobjectRoutes,
    ...collectionRoutes,
    ...compositeRoutes,
    ...treeRoutes,
    ...searchRoutes,
    ...searchHelpRoutes,
    ...actionRoutes,
    ...absentRoutes
];
