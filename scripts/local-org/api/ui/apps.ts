/** `/ui-api/apps`, `/ui-api/nav-items`: where a user can go. Source: User Interface API, "Apps", "Navigation Items". */
import type { Transaction } from '../../database/types.ts';
import type { AppDef } from '../../metadata/types.ts';
import { tryParseId } from '../../model/index.ts';
import { idsOfMembers } from '../../org/memberIds.ts';
import { json, notFound } from '../http.ts';
import type { JsonObject } from '../http.ts';
import { appsOf, tabView } from '../page/apps.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { keep, readKept } from './kept.ts';

const PATH = '/services/data/:version/ui-api';
/** The kept name of the app that the user is in. */
const SELECTED = 'selected-app';

const idOf = (call: Call, { name }: AppDef): string => idsOfMembers(call.org, 'CustomApplication', [name])[0] ?? '';

/** Tabs of the platform's own app need no grant, where the project brings no app. */
const navItem = (call: Call, tx: Transaction, name: string): JsonObject[] => {
    const view = tabView(call.org, tx, name, call.org.current.model.pages.apps.length > 0);
    if (!view) return [];
    const object = view.object === undefined ? undefined : tx.schema.object(view.object);
    return [
        {
            availableInClassic: true,
            availableInLightning: true,
            color: null,
            content: view.url,
            custom: !name.startsWith('standard-'),
            developerName: name,
            iconUrl: null,
            id: name,
            itemType: object ? 'Entity' : 'Tab',
            label: view.label,
            objectApiName: object?.name ?? null,
            objectLabel: object?.label ?? null,
            objectLabelPlural: object?.pluralLabel ?? null,
            pageReference: object
                ? {
                      type: 'standard__objectPage',
                      attributes: { objectApiName: object.name, actionName: 'home' },
                      state: {}
                  }
                : { type: 'standard__navItemPage', attributes: { apiName: name }, state: {} },
            standardType: name.startsWith('standard-') ? name.slice('standard-'.length) : null
        }
    ];
};

const selectedOf = (call: Call, apps: readonly AppDef[]): AppDef | undefined => {
    const name = readKept<string | undefined>(call, SELECTED, undefined);
    return apps.find((app) => app.name === name) ?? apps[0];
};

const appJson = (call: Call, tx: Transaction, app: AppDef, selected: boolean): JsonObject => ({
    appId: idOf(call, app),
    description: app.description,
    developerName: app.name,
    eTag: `${app.name}-${tx.schema.generation}`,
    formFactors: ['Large'],
    headerColor: null,
    iconUrl: null,
    isNavAutoTempTabsDisabled: false,
    isNavPersonalizationDisabled: true,
    label: app.label,
    logoUrl: null,
    mobileStartUrl: null,
    navItems: app.tabs.flatMap((name) => navItem(call, tx, name)),
    selected,
    startUrl: `/lightning/app/${app.name}`,
    type: 'Standard',
    userNavItems: []
});

const all = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const apps = appsOf(call.org.current.model, tx);
        const selected = selectedOf(call, apps);
        return json(200, {
            apps: apps.map((app) => appJson(call, tx, app, app === selected)),
            eTag: `apps-${tx.schema.generation}`
        });
    });

const found = (call: Call, apps: readonly AppDef[]): AppDef => {
    const id = tryParseId(call.parameters.app ?? '');
    const app = apps.find((one) => idOf(call, one) === id);
    if (!app) throw notFound();
    return app;
};

const one = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const apps = appsOf(call.org.current.model, tx);
        const app = call.parameters.app === undefined ? selectedOf(call, apps) : found(call, apps);
        if (!app) throw notFound();
        return json(200, appJson(call, tx, app, app === selectedOf(call, apps)));
    });

const select = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const app = found(call, appsOf(call.org.current.model, tx));
        keep(call, SELECTED, app.name);
        return json(200, appJson(call, tx, app, true));
    });

/** All of the places that the user can put into an app. */
const navItems = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const { pages } = call.org.current.model;
        const names = [
            ...new Set([
                ...appsOf(call.org.current.model, tx).flatMap(({ tabs }) => tabs),
                ...pages.tabs.map(({ name }) => name)
            ])
        ];
        const shown = names.flatMap((name) => navItem(call, tx, name));
        return json(200, {
            currentPageToken: '0',
            eTag: `nav-items-${tx.schema.generation}`,
            navItems: shown,
            nextPageToken: null,
            pageSize: shown.length,
            previousPageToken: null
        });
    });

export const appRoutes: readonly Route[] = [
    { method: 'GET', path: `${PATH}/apps`, login: 'any', handle: all },
    { method: 'GET', path: `${PATH}/apps/selected`, login: 'any', handle: one },
    { method: 'GET', path: `${PATH}/apps/:app`, login: 'any', handle: one },
    { method: 'PATCH', path: `${PATH}/apps/selected/:app`, login: 'any', handle: select },
    { method: 'GET', path: `${PATH}/nav-items`, login: 'any', handle: navItems }
];
