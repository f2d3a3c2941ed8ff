/** All routes of the REST API. */
import type { Route } from '../types.ts';
import { actionRoutes } from './actions.ts';
import { apexRestRoutes } from './apexRest.ts';
import { collectionRoutes } from './collections.ts';
import { compositeRoutes } from './composite.ts';
import { describeRoutes } from './describe.ts';
import { identityRoutes } from './identity.ts';
import { queryRoutes } from './query.ts';
import { searchRoutes } from './search.ts';
import { serviceRoutes } from './service.ts';
import { sobjectRoutes } from './sobjects.ts';
import { treeRoutes } from './tree.ts';

export const restRoutes: readonly Route[] = [
    ...serviceRoutes,
    ...apexRestRoutes,
    ...identityRoutes,
    ...queryRoutes,
    ...describeRoutes,
    ...sobjectRoutes,
    ...collectionRoutes,
    ...compositeRoutes,
    ...treeRoutes,
    ...searchRoutes,
    ...actionRoutes
];
