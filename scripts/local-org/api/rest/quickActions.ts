/** Quick actions: which an object has, and global ones. Source: REST API Developer Guide, "Quick Actions", "sObject Quick Actions". */
import type { QuickActionDef } from '../../metadata/types.ts';
import { idsOfMembers } from '../../org/memberIds.ts';
import { json, notFound } from '../http.ts';
import { visibleObject } from '../records.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { actionDefaults, runAction } from './quickActionForms.ts';

type Json = Readonly<Record<string, unknown>>;

/** @param base of the API's version */
export const quickActionPath = (base: string, { object, name }: QuickActionDef): string =>
    object === undefined
        ? `${base}/quickActions/${name}`
        : `${base}/sobjects/${object}/quickActions/${name.slice(object.length + 1)}`;

/** An action as layouts list it. */
export const quickActionItem = (call: Call, action: QuickActionDef): Json => ({
    accessLevelRequired: null,
    colors: [],
    iconUrl: null,
    icons: [],
    label: action.label,
    miniIconUrl: null,
    quickActionName: action.name,
    targetSobjectType: action.form?.target ?? null,
    type: action.type,
    urls: {
        quickAction: quickActionPath(call.base, action),
        describe: `${quickActionPath(call.base, action)}/describe`
    }
});

const summary = (call: Call, action: QuickActionDef): Json => {
    const [id = ''] = idsOfMembers(call.org, 'QuickAction', [action.name]);
    return {
        actionEnumOrId: id,
        label: action.label,
        name: action.name,
        type: action.type,
        urls: {
            quickAction: quickActionPath(call.base, action),
            describe: `${quickActionPath(call.base, action)}/describe`
        }
    };
};

const described = (call: Call, action: QuickActionDef): Json => ({
    ...summary(call, action),
    accessLevelRequired: null,
    canvasApplicationName: null,
    colors: [],
    contextSobjectType: action.object ?? null,
    defaultValues: null,
    height: null,
    iconName: null,
    iconUrl: null,
    icons: [],
    layout: null,
    lightningComponentBundleId: null,
    lightningComponentBundleName: null,
    lightningWebComponentBundleName: action.component ?? null,
    miniIconUrl: null,
    showQuickActionLcHeader: false,
    showQuickActionVfHeader: false,
    targetParentField: action.form?.parentField ?? null,
    targetRecordTypeId: null,
    targetSobjectType: action.form?.target ?? null,
    visualforcePageName: null,
    visualforcePageUrl: null,
    width: null
});

/** Actions that the route's object has, with the global ones; only these where the route names none. */
const actionsOf = (call: Call): readonly QuickActionDef[] =>
    call.transaction((tx) => {
        const { object: asked } = call.parameters;
        const object = asked === undefined ? undefined : visibleObject(tx, asked);
        return call.org.current.model.pages.quickActions.filter(
            (action) => action.object === undefined || action.object === object?.name
        );
    });

const all = (call: Call): ApiResponse => {
    const actions = actionsOf(call);
    return call.transaction(() =>
        json(
            200,
            actions.map((action) => summary(call, action))
        )
    );
};

const one = (call: Call): QuickActionDef => {
    const { action: name = '', object = '' } = call.parameters;
    const wanted = [name, `${object}.${name}`].map((text) => text.toLowerCase());
    const found = actionsOf(call).find((action) => wanted.includes(action.name.toLowerCase()));
    if (!found) throw notFound();
    return found;
};

const describe = (call: Call): ApiResponse => {
    const action = one(call);
    return call.transaction(() => json(200, described(call, action)));
};

const defaults = (call: Call): ApiResponse => {
    const action = one(call);
    return call.transaction((tx) =>
        json(200, {
            attributes: { type: action.form?.target ?? null },
            ...actionDefaults(call, tx, action, call.parameters.id)
        })
    );
};

const run = (call: Call): ApiResponse => {
    const action = one(call);
    return call.transaction((tx) => json(action.type === 'Update' ? 200 : 201, runAction(call, tx, action)));
};

const OBJECT = '/services/data/:version/sobjects/:object/quickActions';
const GLOBAL = '/services/data/:version/quickActions';

export const quickActionRoutes: readonly Route[] = [OBJECT, GLOBAL].flatMap((path): Route[] => [
    { method: 'GET', path, login: 'any', handle: all },
    { method: 'GET', path: `${path}/:action`, login: 'any', handle: describe },
    { method: 'GET', path: `${path}/:action/describe`, login: 'any', handle: describe },
    { method: 'GET', path: `${path}/:action/defaultValues`, login: 'any', handle: defaults },
    { method: 'GET', path: `${path}/:action/defaultValues/:id`, login: 'any', handle: defaults },
    { method: 'POST', path: `${path}/:action`, login: 'any', handle: run }
]);
