/** Parts of the platform that have addresses in the REST API and that the local org lacks: each is refused by its name. */
import { NotSupported } from '../../model/index.ts';
import { json } from '../http.ts';
import type { ApiResponse, Call, Route } from '../types.ts';

/** Address below `/services/data/vXX.X` → what is lacking. Source: REST API Developer Guide, "Reference". */
const ABSENT: Readonly<Record<string, string>> = {
    'async-queries': 'asynchronous queries',
    chatter: 'Chatter in the REST API',
    commerce: 'the Commerce API',
    connect: 'the Connect REST API',
    consent: 'the Consent API',
    dedupe: 'duplicate jobs in the REST API',
    domino: 'Salesforce Surveys in the REST API',
    einstein: 'Einstein in the REST API',
    eventBusSchema: 'event schemas',
    'event/eventSchema': 'event schemas',
    folders: 'folders of reports and dashboards in the REST API',
    iot: 'IoT in the REST API',
    knowledgeManagement: 'Knowledge in the REST API',
    licensing: 'licences in the REST API',
    localizedvalue: 'data translation in the REST API',
    'limits/recordCount/async': 'asynchronous record counts',
    payments: 'payments in the REST API',
    prechatForms: 'Embedded Service in the REST API',
    scheduling: 'scheduling in the REST API',
    'search/suggestSearchQueries': 'suggestions of search queries',
    'search/suggestTitleMatches': 'suggested articles',
    'sobjects/relevantItems': 'relevant items in the REST API',
    support: 'Knowledge in the REST API',
    'tooling/apexManifest': 'manifests of Apex in the Tooling API',
    'tooling/completions': 'completions of the Tooling API',
    'tooling/search': 'searches in the Tooling API',
    'ui-api/actions': 'ui-api/actions',
    'ui-api/aggregate-ui': 'ui-api/aggregate-ui',
    'ui-api/duplicates': 'ui-api/duplicates',
    'ui-api/photos': 'ui-api/photos',
    'ui-api/predupe': 'ui-api/predupe',
    'ui-api/record-avatars': 'ui-api/record-avatars',
    'ui-api/session': 'ui-api/session',
    'ui-api/themes': 'ui-api/themes',
    wave: 'CRM Analytics'
};

const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] as const;

const refused = (feature: string) => (): ApiResponse => {
    throw new NotSupported(feature);
};

/** The platform evaluates these and this org has none: there is nothing to list and nothing to run. */
const none =
    (name: string) =>
    (call: Call): ApiResponse =>
        call.transaction(() => json(200, { [name]: {} }));

const BASE = '/services/data/:version';

export const absentRoutes: readonly Route[] = [
    { method: 'GET', path: `${BASE}/process/rules`, login: 'any', handle: none('rules') },
    { method: 'GET', path: `${BASE}/process/approvals`, login: 'any', handle: none('approvals') },
    { method: 'POST', path: `${BASE}/process/rules`, login: 'any', handle: refused('workflow rules in the REST API') },
    {
        method: 'POST',
        path: `${BASE}/process/approvals`,
        login: 'any',
        handle: refused('approval processes in the REST API')
    },
    ...METHODS.flatMap((method) =>
        Object.entries(ABSENT).flatMap(([address, feature]): Route[] => [
            { method, path: `${BASE}/${address}`, login: 'any', handle: refused(feature) },
            { method, path: `${BASE}/${address}/*`, login: 'any', handle: refused(feature) }
        ])
    )
];
