import { LightningElement, api } from 'lwc';
import { loadComponent } from 'org/components';
import { messagesOf } from 'org/http';
import { pageTitle } from 'org/titles';

/**
 * A component with an address of its own, `/lightning/cmp/c__name`: what `standard__component` leads to, for components with the target
 * `lightning__UrlAddressable`. Source: LWC guide, "Navigate to a URL-Addressable Component".
 */
export default class ComponentPage extends LightningElement {
    @api name = '';
    ready = false;
    heading = '';
    message = '';

    connectedCallback(): void {
        void this.load();
    }
    get component(): string {
        return this.name.replace('__', ':');
    }

    private async load(): Promise<void> {
        try {
            const found = await loadComponent(this.component);
            if (found?.entry.isAddressable) {
                this.ready = true;
                this.dispatchEvent(pageTitle(this.name.replace(/^c__/, '')));
                return;
            }
            this.heading = 'Page not found';
            this.message = found
                ? `The component ${this.component} has no address: its targets lack lightning__UrlAddressable.`
                : `There is no component ${this.component}.`;
        } catch (error) {
            this.heading = 'The component cannot be shown';
            this.message = messagesOf(error).join(' ');
        }
    }
}
