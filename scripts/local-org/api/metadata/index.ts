/** The Metadata API: deployments by SOAP and REST. */
import type { Route } from '../types.ts';
import { metadataRestRoutes } from './rest.ts';
import { metadataSoapRoutes } from './soap.ts';

export { deployWorker } from './run.ts';

export const metadataRoutes: readonly Route[] = [...metadataSoapRoutes, ...metadataRestRoutes];
