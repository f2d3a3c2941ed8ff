import { LightningElement, api } from 'lwc';
import type { AppView, RegionView } from '../../../../../api/page/types';
import { isResponseError, messagesOf } from 'org/http';
import { tabPage } from 'org/pages';
import { session } from 'org/session';
import { pageTitle } from 'org/titles';

/** A tab with a Lightning page or a component, and Home. */
export default class TabPage extends LightningElement {
    @api tab = '';
    @api app?: AppView;
    label = '';
    regions?: readonly RegionView[];
    heading = '';
    message = '';

    connectedCallback(): void {
        void this.load();
    }
    /** Home without a page of its own leads to the app's objects. */
    get plainHome(): boolean {
        return this.tab === 'standard-home' && this.regions?.length === 0;
    }
    get greeting(): string {
        return `Welcome, ${session.name.split(' ')[0] ?? ''}`;
    }
    get ways(): object[] {
        return (this.app?.tabs ?? []).filter((tab) => !tab.url.startsWith('/lightning/page/'));
    }

    private async load(): Promise<void> {
        try {
            const { label, regions } = await tabPage(this.tab);
            this.label = label;
            this.regions = regions;
            this.dispatchEvent(pageTitle(label));
        } catch (error) {
            const hidden = isResponseError(error) && [403, 404].includes(error.status);
            this.heading = hidden ? 'This page is not available' : 'The page cannot be shown';
            this.message = hidden ? "It does not exist, or you don't have access to it." : messagesOf(error).join(' ');
        }
    }
}
