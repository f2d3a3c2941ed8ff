/** All routes under `/local-org/` that the engine answers. */
import type { Route } from '../types.ts';
import { apexRoutes } from './apex.ts';
import { mailRoutes } from './mail.ts';
import { pageRoutes } from './pages.ts';
import { sessionRoutes } from './session.ts';

export const localOrgRoutes: readonly Route[] = [...sessionRoutes, ...pageRoutes, ...apexRoutes, ...mailRoutes];
