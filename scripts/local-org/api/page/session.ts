/** Who is working in this page, as whom one could work, and where to go: session and app. */
import { PlatformError } from '../../model/index.ts';
import type { Id, SObject } from '../../model/index.ts';
import { SYSTEM_MODE } from '../../security/types.ts';
import type { Transaction } from '../../database/types.ts';
import type { AppDef } from '../../metadata/types.ts';
import type { Org } from '../../org/types.ts';
import { json, notFound, readObject, textOf } from '../http.ts';
import { ORG_CURRENCY } from '../ui/display.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { motifIcon, objectIcon } from './icons.ts';
import type { AppView, PersonaView, SessionView, TabView } from './types.ts';

/** User permissions that components ask for through `@salesforce/userPermission`. */
const USER_PERMISSIONS = [
    'ViewSetup',
    'ModifyAllData',
    'ViewAllData',
    'ManageUsers',
    'ApiEnabled',
    'RunReports',
    'CustomizeApplication',
    'AuthorApex'
];

const system = (org: Org, tx: Transaction, text: string, binds: readonly unknown[] = []): readonly SObject[] =>
    org.database.soql.query(tx, org.database.soql.parse(text), binds, SYSTEM_MODE).rows;

const textField = (row: SObject | undefined, name: string): string => {
    const value = row?.get(name);
    return typeof value === 'string' ? value : '';
};

/** Users one can work as: those who are active, named first. */
const personasOf = (org: Org, tx: Transaction): PersonaView[] =>
    system(org, tx, 'SELECT Username, Name, Title FROM User WHERE IsActive = true ORDER BY Name').map((row) => ({
        username: textField(row, 'Username'),
        name: textField(row, 'Name'),
        title: textField(row, 'Title'),
        current: row.id === tx.user.userId
    }));

const sessionView = (org: Org, tx: Transaction): SessionView => {
    const [organization] = system(org, tx, 'SELECT Name FROM Organization');
    const { user } = tx;
    return {
        orgId: org.orgId,
        orgName: textField(organization, 'Name'),
        userId: user.userId,
        username: user.username,
        name: user.name,
        locale: user.locale,
        timeZone: user.timeZone,
        currency: ORG_CURRENCY,
        customPermissions: [...org.current.model.customPermissions.keys()].filter((name) =>
            user.access.permission(name)
        ),
        userPermissions: USER_PERMISSIONS.filter((name) => user.access.permission(name)),
        personas: personasOf(org, tx),
        generation: org.current.number
    };
};

const session = (call: Call): ApiResponse => call.transaction((tx) => json(200, sessionView(call.org, tx)));

/** Becomes another user. The host binds the page's session to the user that the answer names. */
const switchUser = (call: Call): ApiResponse => {
    const username = textOf(readObject(call.request), 'username') ?? '';
    const userId = call.transaction((tx): Id => {
        const [row] = system(call.org, tx, 'SELECT Id FROM User WHERE Username = :username AND IsActive = true', [
            username
        ]);
        if (!row?.id) throw new PlatformError('NOT_FOUND', `There is no active user ${username}`);
        return row.id;
    });
    return call.org.database.transaction(userId, 'request', (tx) => json(200, sessionView(call.org, tx)));
};

/** The app whose pages are shown: the package's own, that is the first that this user may open. */
export const appOf = (org: Org, tx: Transaction): AppDef | undefined => {
    const { apps } = org.current.model.pages;
    return apps.find((app) => tx.user.access.app(app.name)) ?? apps[0];
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

const tabView = (org: Org, tx: Transaction, name: string): TabView | undefined => {
    const { model } = org.current;
    if (!tx.user.access.tab(name)) return undefined;
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

const app = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const found = appOf(call.org, tx);
        if (!found) throw notFound('There is no app in this org');
        const view: AppView = {
            name: found.name,
            label: found.label,
            tabs: found.tabs.flatMap((name) => tabView(call.org, tx, name) ?? []),
            // The App Launcher of the platform has all tabs; that of the shell those of the app, and the way to reports.
            launcher: ['standard-report', 'standard-dashboard']
                .filter((name) => !found.tabs.some((tab) => tab.toLowerCase() === name))
                .flatMap((name) => tabView(call.org, tx, name) ?? [])
        };
        return json(200, view);
    });

export const sessionRoutes: readonly Route[] = [
    { method: 'GET', path: '/local-org/session', login: 'page', handle: session },
    { method: 'POST', path: '/local-org/session', login: 'page', handle: switchUser },
    { method: 'GET', path: '/local-org/app', login: 'page', handle: app }
];
