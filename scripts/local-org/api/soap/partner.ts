/** The partner and enterprise SOAP APIs. Logging in and out is the host's, which keeps the tokens. */
import { NotSupported, PlatformError } from '../../model/index.ts';
import type { SObject } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import type { Org } from '../../org/types.ts';
import { SYSTEM_MODE } from '../../security/types.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { resetPassword, setPassword } from '../passwords.ts';
import { SoapFault, faultOf, localName, readEnvelope, soapFault, soapResponse, soapText } from './envelope.ts';
import type { SoapCall, SoapValue } from './envelope.ts';
import { descriptionCalls } from './descriptions.ts';
import * as reads from './reads.ts';
import * as saves from './saves.ts';
import type { SoapOperation } from './types.ts';

/** Which of the two APIs an address belongs to. */
export const soapNamespace = (path: string): { readonly api: string; readonly fault: string } => {
    const name = path.startsWith('/services/Soap/c/') ? 'enterprise' : 'partner';
    return { api: `urn:${name}.soap.sforce.com`, fault: `urn:fault.${name}.soap.sforce.com` };
};

const textOf = (row: SObject | undefined, name: string): string => {
    const value = row?.get(name);
    return typeof value === 'string' ? value : '';
};

/** `GetUserInfoResult`. Source: SOAP API Developer Guide, getUserInfo(). */
export const userInfoOf = (org: Org, tx: Transaction): Readonly<Record<string, SoapValue>> => {
    const one = (text: string, binds: readonly unknown[] = []): SObject | undefined =>
        org.database.soql.query(tx, org.database.soql.parse(text), binds, SYSTEM_MODE).rows[0];
    const user = one('SELECT Email, LanguageLocaleKey, UserType FROM User WHERE Id = :id', [tx.user.userId]);
    const organization = one('SELECT Name FROM Organization');
    return {
        accessibilityMode: false,
        chatterExternal: false,
        currencySymbol: '$',
        orgAttachmentFileSizeLimit: 26_214_400,
        orgDefaultCurrencyIsoCode: 'USD',
        orgDefaultCurrencyLocale: 'en_US',
        orgDisallowHtmlAttachments: false,
        orgHasPersonAccounts: false,
        organizationId: org.orgId,
        organizationMultiCurrency: false,
        organizationName: textOf(organization, 'Name'),
        profileId: tx.user.profileId,
        roleId: tx.user.roleId ?? null,
        sessionSecondsValid: 7200,
        userDefaultCurrencyIsoCode: null,
        userEmail: textOf(user, 'Email'),
        userFullName: tx.user.name,
        userId: tx.user.userId,
        userLanguage: textOf(user, 'LanguageLocaleKey'),
        userLocale: tx.user.locale,
        userName: tx.user.username,
        userTimeZone: tx.user.timeZone,
        userType: textOf(user, 'UserType') || 'Standard',
        userUiSkin: 'Theme3'
    };
};

const OPERATIONS: Readonly<Record<string, SoapOperation>> = {
    ...Object.fromEntries(Object.entries(descriptionCalls).map(([name, { run }]) => [name, run])),
    convertLead: saves.convertLead,
    create: saves.create,
    delete: saves.remove,
    describeGlobal: reads.describeGlobal,
    describeSObject: reads.describeSObject,
    describeSObjects: reads.describeSObjects,
    emptyRecycleBin: saves.emptyRecycleBin,
    getDeleted: reads.getDeleted,
    getServerTimestamp: ({ call }) => call.transaction((tx) => ({ timestamp: new Date(tx.now.ms).toISOString() })),
    getUpdated: reads.getUpdated,
    getUserInfo: ({ call }) => call.transaction((tx) => userInfoOf(call.org, tx)),
    merge: saves.merge,
    query: reads.query,
    queryAll: reads.queryAll,
    queryMore: reads.queryMore,
    resetPassword: ({ call, soap }) =>
        call.transaction((tx) => ({ password: resetPassword(call, tx, soapText(soap.body, 'userId') ?? '') })),
    retrieve: reads.retrieve,
    search: reads.search,
    setPassword: ({ call, soap }) =>
        call.transaction((tx) => {
            setPassword(call, tx, soapText(soap.body, 'userId') ?? '', soapText(soap.body, 'password') ?? '');
            return {};
        }),
    undelete: saves.undelete,
    update: saves.update,
    upsert: saves.upsert
};

const SPAN = ['sObjectType', 'startDate', 'endDate'];
/** What the elements of calls may hold. Source: the partner WSDL. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
    ...Object.fromEntries(Object.entries(descriptionCalls).map(([name, { holds }]) => [name, holds])),
    convertLead: ['leadConverts'],
    create: ['sObjects'],
    delete: ['ids'],
    describeSObject: ['sObjectType'],
    describeSObjects: ['sObjectType'],
    emptyRecycleBin: ['ids'],
    getDeleted: SPAN,
    getUpdated: SPAN,
    merge: ['request'],
    query: ['queryString'],
    queryAll: ['queryString'],
    queryMore: ['queryLocator'],
    resetPassword: ['userId'],
    retrieve: ['fieldList', 'sObjectType', 'ids'],
    search: ['searchString'],
    setPassword: ['userId', 'password'],
    undelete: ['ids'],
    update: ['sObjects'],
    upsert: ['externalIDFieldName', 'sObjects']
};

/** A misspelt argument would otherwise be a call that does nothing and says so to nobody. @throws SoapFault */
const checkArguments = ({ operation, body }: SoapCall, namespace: string): void => {
    const known = ARGUMENTS[operation] ?? [];
    const wrong = body.children.map(({ name }) => localName(name)).find((name) => !known.includes(name));
    if (wrong !== undefined)
        throw new SoapFault('soapenv:Client', `Element {${namespace}}${wrong} invalid at this location`);
};

/** The version of the address, as the REST API writes it; the platform knows no other difference between versions here. */
const baseOf = ({ parameters }: Call): string => `/services/data/v${parameters.soapVersion ?? ''}`;

const answer = (call: Call): ApiResponse => {
    const { api, fault } = soapNamespace(call.request.path);
    try {
        const soap = readEnvelope(call.request);
        const { operation } = soap;
        if (call.request.userId === undefined)
            throw new PlatformError(
                'INVALID_SESSION_ID',
                'Invalid Session ID found in SessionHeader: Illegal Session. Session not found, missing session key'
            );
        const run = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined;
        if (!run) throw new NotSupported(`the SOAP API call ${operation.slice(0, 60)}`);
        checkArguments(soap, api);
        const kind = api.includes('enterprise') ? 'enterprise' : 'partner';
        const result = run({ call: { ...call, base: baseOf(call) }, soap, api: kind });
        return soapResponse(api, operation, { result });
    } catch (error) {
        return faultOf(error, fault);
    }
};

const refused = (call: Call): ApiResponse =>
    soapFault('soapenv:Client', 'No operation available for request', soapNamespace(call.request.path).fault);

export const partnerRoutes: readonly Route[] = [
    ...['u', 'c'].flatMap((api): Route[] => [
        { method: 'POST', path: `/services/Soap/${api}/:soapVersion`, login: 'none', handle: answer },
        { method: 'POST', path: `/services/Soap/${api}/:soapVersion/:orgId`, login: 'none', handle: answer }
    ]),
    { method: 'POST', path: '/services/Soap/*', login: 'none', handle: refused }
];
