/** Where a person can go: the app they are in, the others, and what stands in no app. */
import type { Transaction } from '../../database/types.ts';
import type { ActivationDef, AppDef, FlexiPageDef, MetadataModel } from '../../metadata/types.ts';
import { fold } from '../../model/index.ts';
import type { Org } from '../../org/types.ts';
import { SYSTEM_MODE } from '../../security/types.ts';
import { json, notFound } from '../http.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { motifIcon, objectIcon } from './icons.ts';
import type { AppView, TabView } from './types.ts';
import { utilitiesOf } from './utilities.ts';

/** Which app a page of the browser is in: chosen in the App Launcher. */
const CHOSEN = 'x-local-org-app';

/** The platform's own app, where the project brings none: every org has it. Source: Salesforce Help, "Standard Lightning Apps". */
const SALES: AppDef = {
    name: 'LightningSales',
    label: 'Sales',
    description: '',
    tabs: ['home', 'Account', 'Contact', 'Opportunity', 'Lead', 'Case'].map((tab) => `standard-${tab}`),
    activations: []
};

/** The apps that a user may open; where nobody was given any, all: somebody must see the pages first. */
export const appsOf = ({ pages }: MetadataModel, tx: Transaction): readonly AppDef[] => {
    if (pages.apps.length === 0) return [SALES];
    const granted = pages.apps.filter((app) => tx.user.access.app(app.name));
    return granted.length > 0 ? granted : pages.apps;
};

/** The app whose pages are shown: the chosen one, or the first that this user may open. */
const appOf = (call: Call, tx: Transaction): AppDef | undefined => {
    const apps = appsOf(call.org.current.model, tx);
    const chosen = fold(call.request.headers[CHOSEN] ?? '');
    return apps.find((app) => fold(app.name) === chosen) ?? apps[0];
};

/** The metadata's name of the user's profile: `Admin`, whose row is called System Administrator. */
const profileOf = ({ current, database }: Org, tx: Transaction): string | undefined => {
    const query = database.soql.parse('SELECT Name FROM Profile WHERE Id = :id');
    const [row] = database.soql.query(tx, query, [tx.user.profileId], SYSTEM_MODE).rows;
    const label = row?.get('Name');
    return current.model.grants.find(({ kind, ...profile }) => kind === 'profile' && profile.label === label)?.name;
};

/** How closely a page is meant for who looks at what: both record type and profile, one of them, or neither. */
const closeness = ({ profile, recordType }: ActivationDef): number =>
    Number(profile !== undefined) + Number(recordType !== undefined);

/**
 * The page that takes the place of the platform's own: that of the app, the record's type and the user's profile, that of the app, that of
 * the org. Source: Salesforce Help, "Assign Lightning Record Pages" (app, record type and profile before app default before org default).
 * @param object or `standard-home`
 * @param recordType developer name of the record's type, where it has one
 */
export const activatedPage = (
    call: Call,
    tx: Transaction,
    object: string,
    recordType?: string
): FlexiPageDef | undefined => {
    const { pages } = call.org.current.model;
    const ofObject = (one: ActivationDef): boolean =>
        one.formFactor === 'Large' &&
        fold(one.object) === fold(object) &&
        (one.recordType === undefined || fold(one.recordType) === fold(recordType ?? ''));
    const ofApp = (appOf(call, tx)?.activations ?? []).filter(ofObject);
    const profile = ofApp.some((one) => one.profile !== undefined) ? profileOf(call.org, tx) : undefined;
    const found =
        ofApp
            .filter((one) => one.profile === undefined || one.profile === profile)
            .sort((left, right) => closeness(right) - closeness(left))[0] ?? pages.activations.find(ofObject);
    return found && pages.flexiPages.find((page) => page.name === found.page);
};

/** Tabs of reports and dashboards: lists that the shell makes of the analytics API. */
const ANALYTICS_TABS: Readonly<Record<string, Omit<TabView, 'name'>>> = {
    'standard-report': {
        label: 'Reports',
        object: 'Report',
        url: '/lightning/o/Report/home',
        icon: 'standard:report'
    },
    'standard-dashboard': {
        label: 'Dashboards',
        object: 'Dashboard',
        url: '/lightning/o/Dashboard/home',
        icon: 'standard:dashboard'
    }
};

/** A tab as this user sees it; undefined where they do not. @param granted whether the tab itself needs a grant; the platform's own are on by default */
export const tabView = (org: Org, tx: Transaction, name: string, granted = true): TabView | undefined => {
    const { model } = org.current;
    if (granted && !tx.user.access.tab(name)) return undefined;
    const analytics = ANALYTICS_TABS[name.toLowerCase()];
    if (analytics) return tx.user.access.permission('RunReports') ? { name, ...analytics } : undefined;
    const tab = model.pages.tabs.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
    const objectName =
        tab?.object ?? (name.startsWith('standard-') ? name.slice('standard-'.length) : tab ? undefined : name);
    const object = objectName === undefined ? undefined : tx.schema.object(objectName);
    if (object) {
        if (!tx.user.access.object(object).read) return undefined;
        return {
            name,
            label: object.pluralLabel,
            object: object.name,
            url: `/lightning/o/${object.name}/list`,
            icon: objectIcon(model, object.name)
        };
    }
    if (name.toLowerCase() === 'standard-home')
        return { name, label: 'Home', url: '/lightning/page/home', icon: 'standard:home' };
    return tab ? { name, label: tab.label, url: `/lightning/n/${tab.name}`, icon: motifIcon(tab.motif) } : undefined;
};

/** What the local org has and no app: the mail that Apex sent, as a mailbox would show it. */
const MESSAGES: TabView = {
    name: 'local-org-messages',
    label: 'Messages sent by Apex',
    url: '/lightning/page/mail',
    icon: 'standard:email'
};

const app = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const { model } = call.org.current;
        const found = appOf(call, tx);
        if (!found) throw notFound('There is no app in this org');
        const inApp = new Set(found.tabs.map(fold));
        const elsewhere = [...model.pages.tabs.map(({ name }) => name), ...Object.keys(ANALYTICS_TABS)];
        const view: AppView = {
            name: found.name,
            label: found.label,
            tabs: found.tabs.flatMap((name) => tabView(call.org, tx, name, found !== SALES) ?? []),
            apps: appsOf(model, tx).map(({ name, label }) => ({ name, label })),
            launcher: [
                ...elsewhere
                    .filter((name) => !inApp.has(fold(name)))
                    .flatMap((name) => tabView(call.org, tx, name) ?? []),
                MESSAGES
            ],
            utilities: utilitiesOf(call, tx, found)
        };
        return json(200, view);
    });

export const appRoutes: readonly Route[] = [{ method: 'GET', path: '/local-org/app', login: 'page', handle: app }];
