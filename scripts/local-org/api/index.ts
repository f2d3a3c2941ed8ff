/** The REST APIs of the org: one pure function from request to response. */
import type { Org } from '../org/types.ts';
import { localOrgRoutes } from './page/index.ts';
import { restRoutes } from './rest/index.ts';
import { createApi } from './router.ts';
import type { ApiRequest, ApiResponse } from './types.ts';
import { uiRoutes } from './ui/index.ts';

export { runAnonymous } from './anonymous.ts';

/** Answers any request of the platform's APIs and of the pages. Never throws: errors are answers. */
export const handle: (org: Org, request: ApiRequest) => ApiResponse = createApi([
    ...restRoutes,
    ...uiRoutes,
    ...localOrgRoutes
]);
