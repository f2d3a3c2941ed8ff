/** What a record's page or a tab's page shows: the FlexiPage activated in the app, or the platform's default. */
import { PlatformError } from '../../model/index.ts';
import type { Id, ObjectDef } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import type { FlexiPageDef, MetadataModel, PageItem, QuickActionDef, QuickActionForm } from '../../metadata/types.ts';
import { SYSTEM_MODE } from '../../security/types.ts';
import { json, notFound } from '../http.ts';
import { emptyTree } from '../ui/fields.ts';
import { quickActionPath } from '../rest/quickActions.ts';
import { layoutOf } from '../ui/layouts.ts';
import { fetchRows, missing, objectOfRecord } from '../ui/record.ts';
import { relatedListsOf } from '../ui/related.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { objectIcon } from './icons.ts';
import { activatedPage } from './apps.ts';
import { followsRecord, visibleRegions } from './visibility.ts';
import type { Viewer } from './visibility.ts';
import type { QuickActionView, RecordPageView, RegionView, TabPageView } from './types.ts';

const item = (component: string): PageItem => ({
    kind: 'component',
    component,
    identifier: component.replace(':', '_'),
    properties: {},
    facets: {}
});

/** The page of an object for which none is activated. */
const DEFAULT_REGIONS: readonly RegionView[] = [
    { name: 'header', items: [item('force:highlightsPanel')] },
    { name: 'main', items: [item('force:detailPanel')] },
    { name: 'sidebar', items: [item('force:relatedListContainer')] }
];
const DEFAULT_TEMPLATE = 'flexipage:recordHomeTemplateDesktop';

const allItems = (items: readonly PageItem[]): PageItem[] =>
    items.flatMap((one) => [one, ...Object.values(one.facets).flatMap(allItems)]);

/** Names in a property that holds a list: `["Account.X","Account.Y"]`, `Account.X,Account.Y`. */
const namesIn = (text: string | undefined): string[] => text?.match(/[A-Za-z_]\w*(?:\.\w+)?/g) ?? [];

/** Actions of the page itself (dynamic actions) win over those of the layout, as on the platform. */
const actionNames = (
    tx: Transaction,
    model: MetadataModel,
    object: ObjectDef,
    regions: readonly RegionView[]
): readonly string[] => {
    const highlights = allItems(regions.flatMap((region) => region.items)).find(
        (one) => one.component === 'force:highlightsPanel'
    );
    const dynamic = highlights?.properties.actionNames;
    return dynamic === undefined ? layoutOf(tx, model, object).actions : namesIn(dynamic);
};

const formView = (action: QuickActionDef, { target, fields, message }: QuickActionForm): QuickActionView['form'] => ({
    target,
    fields,
    defaults: `${quickActionPath('/services/data/v67.0', action)}/defaultValues/`,
    ...(message === undefined ? {} : { message })
});

const actionView = (model: MetadataModel, object: ObjectDef, name: string): QuickActionView | undefined => {
    // An action of the object is `Plan__c.Go`, a global one `Go`; layouts and pages may leave the object out.
    const names = [name, `${object.name}.${name}`, name.replace(/^Global\./, '')].map((one) => one.toLowerCase());
    const found = model.pages.quickActions.find(
        (action: QuickActionDef) =>
            names.includes(action.name.toLowerCase()) &&
            (action.object === undefined || action.object.toLowerCase() === object.name.toLowerCase())
    );
    return (
        found && {
            name,
            label: found.label,
            type: found.type,
            ...(found.component ? { component: found.component } : {}),
            ...(found.form ? { form: formView(found, found.form) } : {})
        }
    );
};

const viewerOf = (call: Call, tx: Transaction, record?: Viewer['record']): Viewer => ({
    org: call.org,
    tx,
    formFactor: call.query.get('formFactor') ?? 'Large',
    ...(record ? { record } : {})
});

/** Developer name of a record's type: pages may be activated for it, whether or not the user may read the field. */
const recordTypeOf = (call: Call, tx: Transaction, object: ObjectDef, id: Id): string | undefined => {
    if (object.recordTypes.length === 0) return undefined;
    const { soql } = call.org.database;
    const query = soql.parse(`SELECT RecordType.DeveloperName FROM ${object.name} WHERE Id = :id`);
    const [row] = soql.query(tx, query, [id], SYSTEM_MODE).rows;
    const type = row?.parent('RecordType')?.get('DeveloperName');
    return typeof type === 'string' ? type : undefined;
};

const recordPage = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const { model } = call.org.current;
        const { id, object } = objectOfRecord(tx, call.parameters.recordId ?? '');
        if (fetchRows(call.org, tx, emptyTree(object), [id]).length === 0) throw missing();
        const page = activatedPage(call, tx, object.name, recordTypeOf(call, tx, object, id));
        const rights = tx.user.access.object(object);
        const regions = page ? visibleRegions(page.regions, viewerOf(call, tx, { id, object })) : DEFAULT_REGIONS;
        const view: RecordPageView = {
            recordId: id,
            object: object.name,
            objectLabel: object.label,
            icon: objectIcon(model, object.name),
            template: page?.template ?? DEFAULT_TEMPLATE,
            regions,
            followsRecord: page !== undefined && followsRecord(page.regions),
            quickActions: actionNames(tx, model, object, regions).flatMap(
                (name) => actionView(model, object, name) ?? []
            ),
            relatedLists: relatedListsOf(tx, model, object).map(({ relation, child, columns }) => ({
                relation: relation.name,
                label: child.pluralLabel,
                fields: columns
            })),
            mayEdit: rights.edit && !object.readOnly,
            mayDelete: rights.delete && !object.readOnly
        };
        return json(200, view);
    });

const tabPage = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const { pages } = call.org.current.model;
        const name = call.parameters.tab ?? '';
        if (name === 'standard-home') return json(200, homePage(call, tx));
        const regionsOf = (page: FlexiPageDef | undefined): RegionView[] | undefined =>
            page && visibleRegions(page.regions, viewerOf(call, tx));
        const tab = pages.tabs.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
        if (!tab || !tx.user.access.tab(tab.name))
            throw notFound(`There is no tab ${name}, or you don't have access to it`);
        const regions = tab.component
            ? [{ name: 'main', items: [item(tab.component.includes(':') ? tab.component : `c:${tab.component}`)] }]
            : regionsOf(pages.flexiPages.find((page) => page.name === tab.flexiPage));
        if (!regions)
            throw new PlatformError(
                'NOT_SUPPORTED',
                `not supported by the local org: tab ${name} shows neither a Lightning page nor a component`
            );
        const view: TabPageView = { tab: tab.name, label: tab.label, regions };
        return json(200, view);
    });

/** The home page activated in the app, or an empty one. */
const homePage = (call: Call, tx: Transaction): TabPageView => {
    const page = activatedPage(call, tx, 'standard-home');
    return { tab: 'standard-home', label: 'Home', regions: visibleRegions(page?.regions ?? [], viewerOf(call, tx)) };
};

export const pageRoutes: readonly Route[] = [
    { method: 'GET', path: '/local-org/page/record/:recordId', login: 'page', handle: recordPage },
    { method: 'GET', path: '/local-org/page/tab/:tab', login: 'page', handle: tabPage }
];
