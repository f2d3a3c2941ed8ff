/** Versions, resources, the user behind a token, limits; and the ways in that this org does not offer. */
import { PlatformError } from '../../model/index.ts';
import { USER_MODE } from '../../security/types.ts';
import { json } from '../http.ts';
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
    return json(200, Object.fromEntries(names.map((name) => [name, `${call.base}/${name}`])));
};

const userInfo = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const query = call.org.database.soql.parse(
            'SELECT Username, Name, Email, FirstName, LastName FROM User WHERE Id = :id'
        );
        const [row] = call.org.database.soql.query(tx, query, [tx.user.userId], {
            fields: 'system',
            records: 'without'
        }).rows;
        const text = (field: string): string | null => (row?.get(field) as string | null | undefined) ?? null;
        return json(200, {
            sub: `/id/${call.org.orgId}/${tx.user.userId}`,
            user_id: tx.user.userId,
            organization_id: call.org.orgId,
            preferred_username: tx.user.username,
            nickname: tx.user.username,
            name: tx.user.name,
            email: text('Email'),
            given_name: text('FirstName'),
            family_name: text('LastName'),
            zoneinfo: tx.user.timeZone,
            locale: tx.user.locale,
            user_type: 'STANDARD',
            active: tx.user.isActive
        });
    });

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

const HOW = 'Tokens of the local org come from: npm run -s local-org -- login --json';

const refuseToken = (): ApiResponse =>
    json(400, { error: 'unsupported_grant_type', error_description: `grant type not supported. ${HOW}` });

const refuseSoap = (): ApiResponse => ({
    status: 500,
    headers: { 'content-type': 'text/xml;charset=UTF-8' },
    body:
        '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:sf="urn:fault.partner.soap.sforce.com">' +
        '<soapenv:Body><soapenv:Fault><faultcode>sf:INVALID_LOGIN</faultcode>' +
        `<faultstring>INVALID_LOGIN: not supported by the local org: SOAP API. ${HOW}</faultstring>` +
        '</soapenv:Fault></soapenv:Body></soapenv:Envelope>'
});

const refuse = (feature: string) => (): ApiResponse => {
    throw new PlatformError('NOT_SUPPORTED', `not supported by the local org: ${feature}`);
};

export const serviceRoutes: readonly Route[] = [
    { method: 'GET', path: '/services/data', login: 'none', handle: versions },
    { method: 'GET', path: '/services/data/:version', login: 'any', handle: resources },
    { method: 'GET', path: '/services/data/:version/limits', login: 'any', handle: limits },
    { method: 'GET', path: '/services/oauth2/userinfo', login: 'token', handle: userInfo },
    { method: 'POST', path: '/services/oauth2/token', login: 'none', handle: refuseToken },
    { method: 'POST', path: '/services/Soap/*', login: 'none', handle: refuseSoap },
    { method: 'GET', path: '/services/apexrest/*', login: 'any', handle: refuse('Apex REST') },
    { method: 'POST', path: '/services/apexrest/*', login: 'any', handle: refuse('Apex REST') },
    { method: 'GET', path: '/services/async/*', login: 'none', handle: refuse('Bulk API 1.0') },
    { method: 'POST', path: '/services/async/*', login: 'none', handle: refuse('Bulk API 1.0') },
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
    },
    { method: 'POST', path: '/services/data/:version/graphql', login: 'any', handle: refuse('GraphQL API') },
    { method: 'POST', path: '/services/data/:version/metadata/*', login: 'any', handle: refuse('Metadata REST API') }
];
