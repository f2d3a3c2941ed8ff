/** The Bulk APIs. */
import type { BackgroundWorker } from '../background.ts';
import type { Route } from '../types.ts';
import { ingestRoutes } from './ingest.ts';
import { ingestWorker } from './ingestWork.ts';
import { bulkQueryRoutes, queryWorker } from './query.ts';
import { oldBulkRoutes } from './v1/index.ts';

export const bulkRoutes: readonly Route[] = [...ingestRoutes, ...bulkQueryRoutes, ...oldBulkRoutes];
export const bulkWorkers: readonly BackgroundWorker[] = [ingestWorker, queryWorker];
