/** Who is behind a token: `/services/oauth2/userinfo` and the identity address. */
import { PlatformError } from '../../model/index.ts';
import type { Scalar } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import { SYSTEM_MODE } from '../../security/types.ts';
import { instanceUrl, json } from '../http.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { toJson, plainText } from '../values.ts';

const FIELDS = ['Email', 'FirstName', 'LastName', 'LanguageLocaleKey', 'LastModifiedDate'] as const;

const textOrNull = (value: Scalar | undefined): string | null =>
    value === null || value === undefined ? null : plainText(toJson(value));

/** Fields of the user's own row: everybody may know these of themselves. */
const ownFields = (call: Call, tx: Transaction): Record<(typeof FIELDS)[number], string | null> => {
    const query = call.org.database.soql.parse(`SELECT ${FIELDS.join(', ')} FROM User WHERE Id = :id`);
    const [row] = call.org.database.soql.query(tx, query, [tx.user.userId], SYSTEM_MODE).rows;
    const texts = FIELDS.map((name) => [name, textOrNull(row?.get(name))] as const);
    return Object.fromEntries(texts) as Record<(typeof FIELDS)[number], string | null>;
};

/** Addresses of the APIs; `{version}` stays for the client to fill. */
const addresses = (call: Call, url: string, orgId: string): Record<string, string> => ({
    enterprise: `${url}/services/Soap/c/{version}/${orgId}`,
    metadata: `${url}/services/Soap/m/{version}/${orgId}`,
    partner: `${url}/services/Soap/u/{version}/${orgId}`,
    rest: `${url}/services/data/v{version}/`,
    sobjects: `${url}/services/data/v{version}/sobjects/`,
    search: `${url}/services/data/v{version}/search/`,
    query: `${url}/services/data/v{version}/query/`,
    tooling_soap: `${url}/services/Soap/T/{version}/${orgId}`,
    tooling_rest: `${url}/services/data/v{version}/tooling/`,
    profile: `${url}/${call.userId}`
});

/** Source: OpenID Connect, as Salesforce Help describes "User Information Endpoint". */
const userInfo = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const own = ownFields(call, tx);
        const url = instanceUrl(call.request);
        return json(200, {
            sub: `${url}/id/${call.org.orgId}/${tx.user.userId}`,
            user_id: tx.user.userId,
            organization_id: call.org.orgId,
            preferred_username: tx.user.username,
            nickname: tx.user.username,
            name: tx.user.name,
            email: own.Email,
            email_verified: true,
            given_name: own.FirstName,
            family_name: own.LastName,
            zoneinfo: tx.user.timeZone,
            photos: {},
            profile: `${url}/${tx.user.userId}`,
            urls: addresses(call, url, call.org.orgId),
            active: tx.user.isActive,
            user_type: 'STANDARD',
            language: own.LanguageLocaleKey,
            locale: tx.user.locale,
            updated_at: own.LastModifiedDate
        });
    });

/** Source: Salesforce Help, "Identity URLs". Only one's own: others are none of the token's business. */
const identity = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const { organization, user } = call.parameters;
        const fits = (asked: string | undefined, id: string): boolean => asked === id || asked === id.slice(0, 15);
        if (!fits(organization, call.org.orgId) || !fits(user, tx.user.userId))
            throw new PlatformError('FORBIDDEN', 'Bad_Id');
        const own = ownFields(call, tx);
        const url = instanceUrl(call.request);
        return json(200, {
            id: `${url}/id/${call.org.orgId}/${tx.user.userId}`,
            asserted_user: true,
            user_id: tx.user.userId,
            organization_id: call.org.orgId,
            username: tx.user.username,
            nick_name: tx.user.username,
            display_name: tx.user.name,
            email: own.Email,
            email_verified: true,
            first_name: own.FirstName,
            last_name: own.LastName,
            timezone: tx.user.timeZone,
            photos: { picture: null, thumbnail: null },
            addr_street: null,
            addr_city: null,
            addr_state: null,
            addr_country: null,
            addr_zip: null,
            mobile_phone: null,
            mobile_phone_verified: false,
            is_lightning_login_user: false,
            status: { created_date: null, body: null },
            urls: addresses(call, url, call.org.orgId),
            active: tx.user.isActive,
            user_type: 'STANDARD',
            language: own.LanguageLocaleKey,
            locale: tx.user.locale,
            utcOffset: 0,
            last_modified_date: own.LastModifiedDate,
            is_app_installed: true
        });
    });

export const identityRoutes: readonly Route[] = [
    { method: 'GET', path: '/services/oauth2/userinfo', login: 'token', handle: userInfo },
    { method: 'POST', path: '/services/oauth2/userinfo', login: 'token', handle: userInfo },
    { method: 'GET', path: '/id/:organization/:user', login: 'token', handle: identity }
];
