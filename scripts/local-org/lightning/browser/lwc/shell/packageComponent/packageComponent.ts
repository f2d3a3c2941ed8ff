import { LightningElement, api } from 'lwc';
import type { RecordPageView } from '../../../../../api/page/types';
import { loadComponent, typedProperties } from 'org/components';
import { messagesOf } from 'org/http';

/** A component of the package on a page, with its record and the properties that the page gives it. */
export default class PackageComponent extends LightningElement {
    @api name = '';
    @api properties: Readonly<Record<string, string>> = {};
    @api view?: RecordPageView;
    @api narrow = false;

    loaded?: unknown;
    given: Record<string, unknown> = {};
    failure = '';
    missing = false;

    connectedCallback(): void {
        void this.load();
    }
    errorCallback(error: Error): void {
        this.loaded = undefined;
        this.failure = error.message;
        // the place on the page shows the message; the stack is for whoever writes the component
        console.error(error);
    }
    get region(): string {
        return this.narrow ? 'SMALL' : 'LARGE';
    }

    private async load(): Promise<void> {
        const name = this.name.includes(':') ? this.name : `c:${this.name}`;
        try {
            const component = await loadComponent(name);
            if (!component) {
                this.missing = true;
                return;
            }
            const record = this.view ? { recordId: this.view.recordId, objectApiName: this.view.object } : {};
            this.given = {
                ...typedProperties(component.entry, this.properties),
                ...record,
                flexipageRegionWidth: this.region
            };
            this.loaded = component.constructor;
        } catch (error) {
            this.failure = messagesOf(error).join(' ');
            console.error(error);
        }
    }
}
