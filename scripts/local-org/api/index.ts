/** The REST APIs of the org: one pure function from request to response. */
import type { Org } from '../org/types.ts';
import { dashboardRoutes } from './analytics/dashboards.ts';
import { reportRoutes } from './analytics/reports.ts';
import { createBackground } from './background.ts';
import type { BackgroundWorker } from './background.ts';
import { bulkRoutes, bulkWorkers } from './bulk/index.ts';
import { graphqlRoutes } from './graphql/index.ts';
import { deployWorker, metadataRoutes } from './metadata/index.ts';
import { localOrgRoutes } from './page/index.ts';
import { passwordRoutes } from './passwords.ts';
import { restRoutes } from './rest/index.ts';
import { partnerRoutes } from './soap/partner.ts';
import { streamingRoutes } from './streaming/index.ts';
import { toolingRoutes } from './tooling/index.ts';
import { createApi } from './router.ts';
import type { ApiRequest, ApiResponse } from './types.ts';
import { uiRoutes } from './ui/index.ts';

export { runAnonymous } from './anonymous.ts';

/** Answers any request of the platform's APIs and of the pages. Never throws: errors are answers. */
export const handle: (org: Org, request: ApiRequest) => ApiResponse = createApi([
    ...restRoutes,
    ...passwordRoutes,
    ...reportRoutes,
    ...dashboardRoutes,
    ...bulkRoutes,
    ...graphqlRoutes,
    ...uiRoutes,
    ...metadataRoutes,
    ...partnerRoutes,
    ...toolingRoutes,
    ...streamingRoutes,
    ...localOrgRoutes
]);

/** Everything that runs between requests; each kind stands beside the routes that start it. */
const WORKERS: readonly BackgroundWorker[] = [...bulkWorkers, deployWorker];

/** Does one step of the work that requests have started. Answers whether there was one; never throws. */
export const runNextStep: (org: Org) => boolean = createBackground(WORKERS);
