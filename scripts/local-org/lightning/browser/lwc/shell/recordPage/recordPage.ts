import { LightningElement, api } from 'lwc';
import type { RecordPageView } from '../../../../../api/page/types';
import { isResponseError, messagesOf } from 'org/http';
import { recordPage } from 'org/pages';
import { records, longId } from 'org/recordStore';
import { hasComponent } from 'org/regions';
import { router, type PageReference } from 'org/router';

/** A record's page as its FlexiPage lays it out. */
export default class RecordPage extends LightningElement {
    @api page?: PageReference;
    view?: RecordPageView;
    heading = '';
    message = '';
    private _stop?: () => void;

    connectedCallback(): void {
        void this.load();
        this._stop = records.listen((change) => {
            if (change.id !== this.recordKey) return;
            if (change.kind === 'deleted') this.leave();
            else if (this.view?.followsRecord) void this.load();
        });
    }
    disconnectedCallback(): void {
        this._stop?.();
    }

    private get recordKey(): string {
        return longId(this.page?.attributes.recordId ?? '');
    }
    /** A page without highlights has no heading of its own. */
    get plainHeading(): string {
        const items = this.view?.regions.flatMap((region) => region.items) ?? [];
        return this.view && !hasComponent(items, 'force:highlightsPanel') ? this.view.objectLabel : '';
    }

    private leave(): void {
        if (this.view)
            router.go(
                { type: 'standard__objectPage', attributes: { objectApiName: this.view.object, actionName: 'list' } },
                true
            );
    }

    private async load(): Promise<void> {
        try {
            this.view = await recordPage(this.recordKey);
            // the address without object's name is short for the one with it
            if (this.page?.attributes.objectApiName === undefined) {
                const { object, recordId } = this.view;
                router.go(
                    {
                        type: 'standard__recordPage',
                        attributes: { objectApiName: object, recordId, actionName: 'view' }
                    },
                    true
                );
            }
        } catch (error) {
            const hidden = isResponseError(error) && [403, 404].includes(error.status);
            this.heading = hidden ? 'This record is not available' : 'The record cannot be shown';
            this.message = hidden
                ? "It does not exist any more, or you don't have access to it."
                : messagesOf(error).join(' ');
        }
    }
}
