import { LightningElement, api } from 'lwc';
import type { AppView } from '../../../../../api/page/types';
import { messagesOf } from 'org/http';
import { search, type Option } from 'org/lookups';
import { urlOf } from 'org/router';
import { pageTitle } from 'org/titles';

const LIMIT = 25;

/** Everything found for some words, by object. */
export default class SearchPage extends LightningElement {
    @api term?: string;
    @api get app(): AppView | undefined {
        return this._app;
    }
    set app(value: AppView | undefined) {
        this._app = value;
        if (value && this.isConnected) void this.find(value);
    }
    options: readonly Option[] = [];
    loading = true;
    error = '';
    private _app?: AppView;

    get title(): string {
        return `Results for "${this.term ?? ''}"`;
    }
    get groups(): object[] {
        return (this._app?.tabs ?? []).flatMap((tab) => {
            const found = this.options.filter((option) => option.object === tab.object);
            if (found.length === 0) return [];
            const rows = found.map((option) => ({
                key: option.id,
                name: option.name,
                url: urlOf({
                    type: 'standard__recordPage',
                    attributes: { objectApiName: option.object, recordId: option.id, actionName: 'view' }
                })
            }));
            return [
                {
                    key: tab.name,
                    label: `${tab.label} (${rows.length}${rows.length === LIMIT ? '+' : ''})`,
                    icon: tab.icon,
                    rows
                }
            ];
        });
    }
    get none(): boolean {
        return !this.loading && this.error === '' && this.groups.length === 0;
    }
    get noneText(): string {
        return (this.term ?? '').trim().length < 2
            ? 'Type two letters or more.'
            : `Nothing found for "${this.term}". Check the spelling, or try fewer letters.`;
    }

    private async find(app: AppView): Promise<void> {
        this.dispatchEvent(pageTitle(this.title));
        try {
            this.options = await search(
                app.tabs.flatMap((tab) => tab.object ?? []),
                this.term ?? '',
                LIMIT
            );
        } catch (error) {
            this.error = messagesOf(error).join(' ');
        }
        this.loading = false;
    }
    connectedCallback(): void {
        if (this._app) void this.find(this._app);
    }
}
