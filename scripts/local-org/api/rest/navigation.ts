/** Where people go: tabs, apps, what they looked at last. */
import type { Transaction } from '../../database/types.ts';
import type { TabDef } from '../../metadata/types.ts';
import { PlatformError } from '../../model/index.ts';
import type { Id, SObject } from '../../model/index.ts';
import { instanceUrl, json } from '../http.ts';
import { clientQuery } from '../queries.ts';
import { attributesOf } from '../rows.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { addPath, emptyTree } from '../ui/fields.ts';
import { fetchRows } from '../ui/record.ts';

type Json = Readonly<Record<string, unknown>>;

const BASE = '/services/data/:version';

const addressOf = (tab: TabDef): string =>
    tab.object === undefined ? `/lightning/n/${tab.name}` : `/lightning/o/${tab.object}/list`;

const maySee = (tx: Transaction, tab: TabDef): boolean => {
    const object = tab.object === undefined ? undefined : tx.schema.object(tab.object);
    return tx.user.access.tab(tab.name) && (object === undefined || tx.user.access.object(object).read);
};

/** Source: REST API Developer Guide, "Tabs". Icons are no files here, so none is told. */
const tabJson = (call: Call, tx: Transaction, tab: TabDef): Json => ({
    colors: [],
    custom: true,
    iconUrl: null,
    icons: [],
    label: tab.object === undefined ? tab.label : (tx.schema.object(tab.object)?.pluralLabel ?? tab.label),
    miniIconUrl: null,
    name: tab.name,
    sobjectName: tab.object ?? null,
    timeZone: null,
    url: instanceUrl(call.request) + addressOf(tab)
});

const tabs = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const shown = call.org.current.model.pages.tabs.filter((tab) => maySee(tx, tab));
        return json(
            200,
            shown.map((tab) => tabJson(call, tx, tab))
        );
    });

const menus = (call: Call): ApiResponse =>
    json(200, Object.fromEntries(['AppSwitcher', 'Salesforce1'].map((name) => [name, `${call.base}/appMenu/${name}`])));

const menuItem = (label: string, type: string, url: string): Json => ({
    appMenuItemId: null,
    colors: null,
    content: null,
    icons: null,
    label,
    type,
    url
});

/** Source: REST API Developer Guide, "AppMenu": the apps of the app launcher. */
const apps = (call: Call): ApiResponse =>
    call.transaction((tx) =>
        json(200, {
            appMenuItems: call.org.current.model.pages.apps
                .filter(({ name }) => tx.user.access.app(name))
                .map(({ label, name }) =>
                    menuItem(label, 'Tabset', `${instanceUrl(call.request)}/lightning/app/${name}`)
                )
        })
    );

/** Source: REST API Developer Guide, "AppMenu": what the mobile app's menu holds. */
const mobile = (call: Call): ApiResponse =>
    call.transaction((tx) =>
        json(200, {
            appMenuItems: call.org.current.model.pages.tabs
                .filter((tab) => maySee(tx, tab))
                .map((tab) => {
                    const { label } = tabJson(call, tx, tab);
                    const type = tab.object === undefined ? 'Tab.flexiPage' : 'Tab.aloha';
                    return menuItem(String(label), type, instanceUrl(call.request) + addressOf(tab));
                })
        })
    );

/** Every object that the user sees. Source: REST API Developer Guide, "Themes". Icons are no files here, so neither they nor colours are told. */
const theme = (call: Call): ApiResponse =>
    call.transaction((tx) =>
        json(200, {
            themeItems: tx.schema.objects
                .filter((object) => tx.user.access.object(object).read)
                .map(({ name }) => ({ colors: [], icons: [], name }))
        })
    );

/** Source: same guide, "Recently Viewed Items": as many at the most, and where nobody says how many. */
const MOST_RECENT = 200;

/** Records that the user looked at and still sees, the latest first. Source: same guide, "Recently Viewed Items". */
const recent = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const asked = Number(call.query.get('limit') ?? MOST_RECENT);
        if (!Number.isInteger(asked) || asked < 1)
            throw new PlatformError('ILLEGAL_QUERY_PARAMETER_VALUE', 'limit must be a whole number above 0');
        const viewed = `SELECT Id FROM RecentlyViewed WHERE LastViewedDate != NULL ORDER BY LastViewedDate DESC LIMIT ${MOST_RECENT}`;
        const ids = clientQuery(call.org, tx, call.org.database.soql.parse(viewed)).rows.flatMap(({ id }) => id ?? []);
        const found = new Map<Id, SObject>();
        for (const object of new Set(ids.flatMap((id) => tx.schema.objectOf(id) ?? []))) {
            if (!tx.user.access.object(object).read) continue;
            const tree = emptyTree(object);
            addPath(tx, tree, [object.nameField?.name ?? 'Id']);
            const own = ids.filter((id) => tx.schema.objectOf(id) === object);
            for (const row of fetchRows(call.org, tx, tree, own)) if (row.id) found.set(row.id, row);
        }
        const rows = ids.flatMap((id) => found.get(id) ?? []).slice(0, asked);
        return json(
            200,
            rows.map((row) => {
                const name = row.type.nameField?.name ?? 'Id';
                return {
                    attributes: attributesOf(row.type, row.id, call.base),
                    Id: row.id,
                    [name]: row.get(name) ?? null
                };
            })
        );
    });

export const navigationRoutes: readonly Route[] = [
    { method: 'GET', path: `${BASE}/tabs`, login: 'any', handle: tabs },
    { method: 'GET', path: `${BASE}/appMenu`, login: 'any', handle: menus },
    { method: 'GET', path: `${BASE}/appMenu/AppSwitcher`, login: 'any', handle: apps },
    { method: 'GET', path: `${BASE}/appMenu/Salesforce1`, login: 'any', handle: mobile },
    { method: 'GET', path: `${BASE}/theme`, login: 'any', handle: theme },
    { method: 'GET', path: `${BASE}/recent`, login: 'any', handle: recent }
];
