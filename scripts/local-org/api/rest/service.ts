/** Versions, resources, what stands below each of them. */
import { instanceUrl, json } from '../http.ts';
import { NEWEST_VERSION, OLDEST_VERSION } from '../router.ts';
import type { ApiResponse, Call, Route } from '../types.ts';

/** Release names by version: three a year, v67.0 is Summer '26. */
const releaseOf = (version: number): string => {
    const season = ['Spring', 'Summer', 'Winter'][version % 3] ?? '';
    return `${season} '${Math.floor((version + 13) / 3)}`;
};

const versions = (): ApiResponse => {
    const list: unknown[] = [];
    for (let version = OLDEST_VERSION; version <= NEWEST_VERSION; version++) {
        list.push({ label: releaseOf(version), url: `/services/data/v${version}.0`, version: `${version}.0` });
    }
    return json(200, list);
};

const resources = (call: Call): ApiResponse => {
    const names = [
        'actions',
        'analytics',
        'appMenu',
        'compactLayouts',
        'composite',
        'graphql',
        'jobs',
        'limits',
        'metadata',
        'parameterizedSearch',
        'process',
        'query',
        'queryAll',
        'quickActions',
        'recent',
        'search',
        'sobjects',
        'tabs',
        'tooling',
        'ui-api'
    ];
    return json(200, {
        ...Object.fromEntries(names.map((name) => [name, `${call.base}/${name}`])),
        identity: `${instanceUrl(call.request)}/id/${call.org.orgId}/${call.userId}`
    });
};

const list =
    (names: readonly string[], at: string) =>
    (call: Call): ApiResponse =>
        json(200, Object.fromEntries(names.map((name) => [name, `${call.base}/${at}/${name}`])));

export const serviceRoutes: readonly Route[] = [
    { method: 'GET', path: '/services/data', login: 'none', handle: versions },
    { method: 'GET', path: '/services/data/:version', login: 'any', handle: resources },
    {
        method: 'GET',
        path: '/services/data/:version/composite',
        login: 'any',
        handle: list(['batch', 'graph', 'sobjects', 'tree'], 'composite')
    },
    { method: 'GET', path: '/services/data/:version/jobs', login: 'any', handle: list(['ingest', 'query'], 'jobs') },
    {
        method: 'GET',
        path: '/services/data/:version/tooling',
        login: 'any',
        handle: list(
            ['executeAnonymous', 'query', 'runTestsAsynchronous', 'runTestsSynchronous', 'sobjects'],
            'tooling'
        )
    },
    {
        method: 'GET',
        path: '/services/data/:version/analytics',
        login: 'any',
        handle: list(['dashboards', 'reports'], 'analytics')
    },
    {
        method: 'GET',
        path: '/services/data/:version/metadata',
        login: 'any',
        handle: list(['deployRequest'], 'metadata')
    }
];
