/** What pages ask the engine for and no API of the platform gives. */
import type { Route } from '../types.ts';
import { apexRoutes } from './apex.ts';
import { appRoutes } from './apps.ts';
import { mailRoutes } from './mail.ts';
import { pageRoutes } from './pages.ts';
import { resourceRoutes } from './resources.ts';
import { sessionRoutes } from './session.ts';

export const localOrgRoutes: readonly Route[] = [
    ...sessionRoutes,
    ...appRoutes,
    ...pageRoutes,
    ...apexRoutes,
    ...mailRoutes,
    ...resourceRoutes
];
