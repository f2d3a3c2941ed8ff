import type { AppView } from '../../../api/page/types.ts';
import { formFactor } from './client.ts';
import { get } from './http.ts';

const answer: { app?: Promise<AppView> } = {};

/** The app with the tabs that this user may see. */
export const currentApp = (): Promise<AppView> =>
    (answer.app ??= get<AppView>(`/local-org/app?formFactor=${formFactor}`));

/** `OpportunityContactRole` → `standard:opportunity_contact_role`; the app's own objects have the icon of their tab. */
export const iconOf = async (object: string): Promise<string> => {
    const tab = (await currentApp().catch(() => undefined))?.tabs.find((one) => one.object === object);
    if (tab) return tab.icon;
    return object.endsWith('__c')
        ? 'standard:custom'
        : `standard:${object.replace(/(?<=[a-z])([A-Z])/g, '_$1').toLowerCase()}`;
};
