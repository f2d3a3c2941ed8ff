/** Versions, resources, the user behind a token, limits; and the ways in that this org does not offer. */
import { PlatformError } from '../../model/index.ts';
import { USER_MODE } from '../../security/types.ts';
import { instanceUrl, json } from '../http.ts';
import { NEWEST_VERSION, OLDEST_VERSION } from '../router.ts';
import type { ApiResponse, Call, Route } from '../types.ts';

/** Release names by version: three a year, v67.0 is Summer '26. */
const releaseOf = (version: number): string => {
    const season = ['Winter', 'Spring', 'Summer'][(version - 50 + 3) % 3] ?? '';
    return `${season} '${21 + Math.floor((version - 50) / 3)}`;
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
        'composite',
        'graphql',
        'jobs',
        'limits',
        'parameterizedSearch',
        'query',
        'queryAll',
        'search',
        'sobjects',
        'tooling',
        'ui-api'
    ];
    return json(200, {
        ...Object.fromEntries(names.map((name) => [name, `${call.base}/${name}`])),
        identity: `${instanceUrl(call.request)}/id/${call.org.orgId}/${call.userId}`
    });
};

const limits = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        // Reading as the user proves that the session is a live user's.
        const query = call.org.database.soql.parse('SELECT Id FROM Organization');
        call.org.database.soql.query(tx, query, [], USER_MODE);
        const unlimited = (max: number) => ({ Max: max, Remaining: max });
        return json(200, {
            DailyApiRequests: unlimited(15000),
            DailyAsyncApexExecutions: unlimited(250000),
            DailyBulkV2QueryJobs: unlimited(10000),
            DataStorageMB: unlimited(1024),
            FileStorageMB: unlimited(1024)
        });
    });

const refuse = (feature: string) => (): ApiResponse => {
    throw new PlatformError('NOT_SUPPORTED', `not supported by the local org: ${feature}`);
};

export const serviceRoutes: readonly Route[] = [
    { method: 'GET', path: '/services/data', login: 'none', handle: versions },
    { method: 'GET', path: '/services/data/:version', login: 'any', handle: resources },
    { method: 'GET', path: '/services/data/:version/limits', login: 'any', handle: limits },
    {
        method: 'GET',
        path: '/services/data/:version/quickActions',
        login: 'any',
        handle: refuse('quick actions in the REST API')
    },
    {
        method: 'POST',
        path: '/services/data/:version/quickActions',
        login: 'any',
        handle: refuse('quick actions in the REST API')
    }
];
