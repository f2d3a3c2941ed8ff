/** The Tooling API: queries, test runs, anonymous Apex. */
import type { Route } from '../types.ts';
import { anonymousRoutes } from './anonymous.ts';
import { apexSoapRoutes } from './apexSoap.ts';
import { debugLogRoutes } from './debugLogs.ts';
import { toolingQueryRoutes } from './query.ts';
import { toolingRecordRoutes } from './records.ts';
import { testRoutes } from './tests.ts';

export const toolingRoutes: readonly Route[] = [
    ...debugLogRoutes,
    ...toolingQueryRoutes,
    ...toolingRecordRoutes,
    ...testRoutes,
    ...anonymousRoutes,
    ...apexSoapRoutes
];
