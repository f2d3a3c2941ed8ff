import { LightningElement, api } from 'lwc';
import LightningConfirm from 'lightning/confirm';
import type { QuickActionView, RecordPageView } from '../../../../../api/page/types';
import { formFactor } from 'org/client';
import { layout, objectInfo } from 'org/describe';
import { labelOf, pathsFor, shown, type Shown } from 'org/fields';
import { messagesOf } from 'org/http';
import { deleteRecord } from 'org/records';
import { records } from 'org/recordStore';
import { router } from 'org/router';
import { toast } from 'org/toasts';
import type { ObjectInfo, UiRecord } from 'org/uiTypes';
import { openEdit } from '../recordModal/open';
import { runAction } from '../actionModal/run';
import { pageTitle } from 'org/titles';

interface Action {
    readonly name: string;
    readonly label: string;
    readonly variant: string;
    readonly quick?: QuickActionView;
}
const SHOWN_ACTIONS = 4;

/** The head of a record's page: name, most telling fields, actions. */
export default class Highlights extends LightningElement {
    @api view?: RecordPageView;
    info?: ObjectInfo;
    record?: UiRecord;
    fields: readonly string[] = [];
    error = '';
    private _stop?: () => void;

    connectedCallback(): void {
        void this.load();
    }
    disconnectedCallback(): void {
        this._stop?.();
    }

    get nameField(): string {
        return this.info?.nameFields[0] ?? 'Name';
    }
    get name(): string {
        const field = this.record?.fields[this.nameField];
        return typeof field?.value === 'string' ? field.value : '';
    }
    get loading(): boolean {
        return this.record === undefined && this.error === '';
    }
    get facts(): { key: string; label: string; shown: Shown }[] {
        const { info, record } = this;
        if (!info || !record) return [];
        return this.fields.flatMap((name) => {
            const field = info.fields[name];
            if (!field || field.nameField) return [];
            return [{ key: name, label: labelOf(field), shown: shown(record, field) }];
        });
    }
    get hasFacts(): boolean {
        return this.facts.length > 0;
    }
    get actions(): Action[] {
        const { view } = this;
        if (!view) return [];
        // Actions made of components do not exist on phones.
        const offered = formFactor === 'Small' ? [] : view.quickActions;
        const quick = offered.map((action): Action => ({
            name: action.name,
            label: action.label,
            variant: 'neutral',
            quick: action
        }));
        const edit: Action[] = view.mayEdit ? [{ name: 'Edit', label: 'Edit', variant: 'neutral' }] : [];
        const remove: Action[] = view.mayDelete ? [{ name: 'Delete', label: 'Delete', variant: 'neutral' }] : [];
        return [...quick, ...edit, ...remove];
    }
    get buttons(): Action[] {
        return this.actions.slice(0, SHOWN_ACTIONS);
    }
    get more(): Action[] {
        return this.actions.slice(SHOWN_ACTIONS);
    }
    get hasMore(): boolean {
        return this.more.length > 0;
    }

    handleButton(event: Event): void {
        void this.run((event.currentTarget as HTMLElement).dataset.name ?? '');
    }
    handleMenu(event: CustomEvent<{ value: string }>): void {
        void this.run(event.detail.value);
    }

    private async run(name: string): Promise<void> {
        const { view } = this;
        const action = this.actions.find((one) => one.name === name);
        if (!view || !action) return;
        if (action.quick) await runAction(action.quick, view);
        else if (name === 'Edit') await openEdit(view.recordId);
        else await this.delete(view);
    }

    private async delete(view: RecordPageView): Promise<void> {
        const message = `Are you sure you want to delete this ${view.objectLabel.toLowerCase()}?`;
        if (!(await LightningConfirm.open({ label: `Delete ${view.objectLabel}`, message, theme: 'default' }))) return;
        try {
            const { name } = this;
            await deleteRecord(view.recordId);
            toast({ title: `${view.objectLabel} "${name}" was deleted.`, variant: 'success' });
            router.go(
                { type: 'standard__objectPage', attributes: { objectApiName: view.object, actionName: 'list' } },
                true
            );
        } catch (error) {
            toast({ title: 'The record was not deleted', message: messagesOf(error).join(' '), variant: 'error' });
        }
    }

    private async load(): Promise<void> {
        const { view } = this;
        if (!view) return;
        try {
            const [info, { sections }] = await Promise.all([
                objectInfo(view.object),
                layout(view.object, 'Compact', 'View')
            ]);
            this.info = info;
            this.fields = sections.flatMap((section) =>
                section.layoutRows.flatMap((row) =>
                    row.layoutItems.flatMap((item) => item.layoutComponents.flatMap((part) => part.apiName ?? []))
                )
            );
            const paths = pathsFor(info, [...new Set([this.nameField, ...this.fields])]);
            this._stop = records.subscribe(view.recordId, [], paths, ({ data, error }) => {
                if (error !== undefined) {
                    this.error = messagesOf(error).join(' ');
                    return;
                }
                this.record = data;
                this.dispatchEvent(pageTitle(this.name));
            });
        } catch (error) {
            this.error = messagesOf(error).join(' ');
        }
    }
}
