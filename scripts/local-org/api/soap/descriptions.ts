/** Calls that describe pages: layouts, tabs, quick actions, list views, searches. Source: SOAP API Developer Guide, "Core Calls", "Describe Calls". */
import { PlatformError } from '../../model/index.ts';
import type { Call } from '../types.ts';
import { soapChild, soapChildren, soapFlag, soapText } from './envelope.ts';
import type { SoapCall, SoapValue } from './envelope.ts';
import { described, restAnswer } from './rest.ts';
import type { Json } from './rest.ts';
import { readSObject } from './sobjects.ts';
import type { SoapOperation, SoapRequest } from './types.ts';

/** Source: same guide: objects a describe call takes. */
const MOST = 100;

const namesIn = ({ body }: SoapCall, element: string): string[] => {
    const names = soapChildren(body, element).map(({ text }) => text);
    if (names.length > MOST)
        throw new PlatformError('EXCEEDED_ID_LIMIT', `cannot describe more than ${MOST} objects in this call`);
    return names;
};

/** The REST API says of an unknown object that there is nothing; SOAP says which. */
const ofObject = (call: Call, name: string, below: string): Json => {
    try {
        return restAnswer(call, `/sobjects/${encodeURIComponent(name)}${below}`) as Json;
    } catch (error) {
        if (!(error instanceof PlatformError && error.statusCode === 'NOT_FOUND')) throw error;
        throw new PlatformError('INVALID_TYPE', `sObject type '${name}' is not supported.`);
    }
};

/** Of some record types only, where the call names them. */
const ofRecordTypes = (mappings: unknown, soap: SoapCall): unknown => {
    const wanted = soapChildren(soap.body, 'recordTypeIds').map(({ text }) => text.slice(0, 15));
    if (wanted.length === 0 || !Array.isArray(mappings)) return mappings;
    return (mappings as Json[]).filter(({ recordTypeId }) => wanted.includes(String(recordTypeId).slice(0, 15)));
};

const describeLayout: SoapOperation = ({ call, soap }) => {
    const json = ofObject(call, soapText(soap.body, 'sObjectType') ?? '', '/describe/layouts');
    return described({ ...json, recordTypeMappings: ofRecordTypes(json.recordTypeMappings, soap) });
};

const describeCompactLayouts: SoapOperation = ({ call, soap }) => {
    const json = ofObject(call, soapText(soap.body, 'sObjectType') ?? '', '/describe/compactLayouts');
    const mappings = ofRecordTypes(json.recordTypeCompactLayoutMappings, soap);
    return described({ ...json, recordTypeCompactLayoutMappings: mappings });
};

const describePrimaryCompactLayouts: SoapOperation = ({ call, soap }) =>
    namesIn(soap, 'sObjectTypes').map((name) => described(ofObject(call, name, '/describe/compactLayouts/primary')));

const describeApprovalLayout: SoapOperation = ({ call, soap }) =>
    described(ofObject(call, soapText(soap.body, 'sObjectType') ?? '', '/describe/approvalLayouts'));

const describeAllTabs: SoapOperation = ({ call }) => described(restAnswer(call, '/tabs'));

/** One set of tabs for each app. */
const describeTabs: SoapOperation = ({ call }) => {
    const tabs = restAnswer(call, '/tabs') as Json[];
    const { apps } = restAnswer(call, '/ui-api/apps') as { apps: Json[] };
    return apps.map(({ appId, description, developerName, label, navItems, selected }) => {
        const inApp = new Set((navItems as Json[]).map((item) => item.developerName));
        const shown = tabs.filter(({ name }) => inApp.has(name));
        const facts = { description, label, logoUrl: '', namespace: '', selected, tabSetId: appId };
        return described({ ...facts, name: developerName, tabs: shown });
    });
};

const describeAppMenu: SoapOperation = ({ call, soap }) =>
    described(restAnswer(call, `/appMenu/${encodeURIComponent(soapText(soap.body, 'appMenuType') ?? 'AppSwitcher')}`));

/** Singular, plural and, where asked for, the fields of objects that were given other names; of all where not only those are asked for. */
const describeNouns: SoapOperation = ({ call, soap }) => {
    const withFields = soapFlag(soap.body, 'includeFields') ?? false;
    // No object can be renamed here: where only renamed ones are asked for, there is none.
    if (soapFlag(soap.body, 'onlyRenamed') ?? false) return [];
    return namesIn(soap, 'nouns').map((name) => {
        const json = ofObject(call, name, '/describe');
        const forms = (label: unknown, plural: unknown) => [
            { article: 'None', caseType: 'Nominative', number: 'Singular', possessive: 'None', value: label },
            { article: 'None', caseType: 'Nominative', number: 'Plural', possessive: 'None', value: plural }
        ];
        const fields = (json.fields as Json[]).map((field) => ({
            developerName: field.name,
            gender: null,
            nameValues: forms(field.label, field.label),
            pluralForm: null,
            startsWith: null
        }));
        return described({
            caseValues: forms(json.label, json.labelPlural),
            developerName: json.name,
            fields: withFields ? fields : [],
            gender: null,
            name: json.name
        });
    });
};

/** An action's name holds its object: `Account.New_Contact`. */
const actionAddress = (name: string): string => {
    const [object = '', action] = name.split('.');
    return action === undefined
        ? `/quickActions/${encodeURIComponent(name)}`
        : `/sobjects/${encodeURIComponent(object)}/quickActions/${encodeURIComponent(action)}`;
};

const describeQuickActions: SoapOperation = ({ call, soap }) =>
    soapChildren(soap.body, 'quickActions').map(({ text }) =>
        described(restAnswer(call, `${actionAddress(text)}/describe`))
    );

const describeAvailableQuickActions: SoapOperation = ({ call, soap }) => {
    const context = soapText(soap.body, 'contextType');
    const at = context === undefined || context === 'Global' ? '' : `/sobjects/${encodeURIComponent(context)}`;
    return described(restAnswer(call, `${at}/quickActions`));
};

const performQuickActions = ({ call, soap, api }: SoapRequest): SoapValue =>
    soapChildren(soap.body, 'quickActions').map((one): SoapValue => {
        try {
            const record = soapChild(one, 'records');
            const contextId = soapText(one, 'contextId') ?? soapText(one, 'parentId');
            const answer = restAnswer(call, actionAddress(soapText(one, 'quickActionName') ?? ''), {
                body: { contextId, record: record ? readSObject(record, api).values : {} }
            });
            return described(answer);
        } catch (error) {
            if (!(error instanceof PlatformError)) throw error;
            const { statusCode, message, fields } = error;
            return { created: false, errors: { fields, message, statusCode }, success: false };
        }
    });

/** The address of a list view that is named by its developer name or its Id. */
const listViewAddress = (call: Call, object: string, name: string): string => {
    const { listviews } = ofObject(call, object, '/listviews') as {
        listviews: { id: string; developerName: string }[];
    };
    const id = listviews.find((view) => [view.id, view.developerName].includes(name))?.id ?? name;
    return `/sobjects/${encodeURIComponent(object)}/listviews/${encodeURIComponent(id)}`;
};

const describeSoqlListViews: SoapOperation = ({ call, soap }) => {
    const asked = soapChildren(soapChild(soap.body, 'request'), 'listViewParams');
    const describeListViews = asked.map((one) => {
        const object = soapText(one, 'sobjectType') ?? '';
        const id = soapText(one, 'listViewId');
        const name = soapText(one, 'developerNameOrId') ?? id ?? '';
        return restAnswer(call, `${listViewAddress(call, object, name)}/describe`);
    });
    return described({ describeSoqlListViews: describeListViews });
};

const executeListView: SoapOperation = ({ call, soap }) => {
    const request = soapChild(soap.body, 'request');
    const object = soapText(request, 'sobjectType') ?? '';
    const name = soapText(request, 'developerNameOrId') ?? '';
    const parameters = { limit: soapText(request, 'limit') ?? '25', offset: soapText(request, 'offset') ?? '0' };
    return described(restAnswer(call, `${listViewAddress(call, object, name)}/results`, { parameters }));
};

const describeSearchLayouts: SoapOperation = ({ call, soap }) =>
    described(restAnswer(call, '/search/layout', { parameters: { q: namesIn(soap, 'sObjectType').join(',') } }));
const describeSearchScopeOrder: SoapOperation = ({ call }) => described(restAnswer(call, '/search/scopeOrder'));
const themeItems = (call: Call): Json[] => (restAnswer(call, '/theme') as { themeItems: Json[] }).themeItems;
const describeTheme: SoapOperation = ({ call, soap }) => {
    const wanted = new Set(namesIn(soap, 'sobjectType').map((name) => name.toLowerCase()));
    const isWanted = ({ name }: Json): boolean => wanted.size === 0 || wanted.has(String(name).toLowerCase());
    return described({ themeItems: themeItems(call).filter(isWanted) });
};
const describeGlobalTheme: SoapOperation = ({ call }) => {
    const { encoding, maxBatchSize, sobjects } = restAnswer(call, '/sobjects') as Json & { sobjects: Json[] };
    const all = sobjects.map((one) => described({ ...one, idEnabled: true }));
    return {
        global: { encoding, maxBatchSize, sobjects: all } as SoapValue,
        theme: described({ themeItems: themeItems(call) })
    };
};

/** There are none of these: nothing to describe. */
const none =
    (name: string): SoapOperation =>
    ({ call }) =>
        call.transaction(() => ({ [name]: [] }));

/** The calls by name, and what their elements may hold. Source: the partner WSDL. */
export const descriptionCalls: Readonly<Record<string, { run: SoapOperation; holds: readonly string[] }>> = {
    describeAllTabs: { run: describeAllTabs, holds: [] },
    describeAppMenu: { run: describeAppMenu, holds: ['appMenuType', 'networkId'] },
    describeApprovalLayout: { run: describeApprovalLayout, holds: ['sObjectType', 'approvalProcessNames'] },
    describeAvailableQuickActions: { run: describeAvailableQuickActions, holds: ['contextType'] },
    describeCompactLayouts: { run: describeCompactLayouts, holds: ['sObjectType', 'recordTypeIds'] },
    describeDataCategoryGroups: { run: ({ call }) => call.transaction(() => []), holds: ['sObjectType'] },
    describeGlobalTheme: { run: describeGlobalTheme, holds: [] },
    describeLayout: { run: describeLayout, holds: ['sObjectType', 'layoutName', 'recordTypeIds'] },
    describeNouns: { run: describeNouns, holds: ['nouns', 'onlyRenamed', 'includeFields'] },
    describePathAssistants: { run: none('pathAssistants'), holds: ['sObjectType', 'picklistValue', 'recordTypeIds'] },
    describePrimaryCompactLayouts: { run: describePrimaryCompactLayouts, holds: ['sObjectTypes'] },
    describeQuickActions: { run: describeQuickActions, holds: ['quickActions'] },
    describeSearchLayouts: { run: describeSearchLayouts, holds: ['sObjectType'] },
    describeSearchScopeOrder: { run: describeSearchScopeOrder, holds: ['includeRealTimeEntities'] },
    describeSoqlListViews: { run: describeSoqlListViews, holds: ['request'] },
    describeTabs: { run: describeTabs, holds: [] },
    describeTheme: { run: describeTheme, holds: ['sobjectType'] },
    executeListView: { run: executeListView, holds: ['request'] },
    performQuickActions: { run: performQuickActions, holds: ['quickActions'] }
};
