import { LightningElement, api } from 'lwc';
import { objectInfo } from 'org/describe';
import { pathsFor } from 'org/fields';
import { type FieldEventDetail, type FormField, type MessagesEventDetail } from 'org/forms';
import { get, isResponseError, messagesOf, UI_API, type SaveFault } from 'org/http';
import { createRecord, updateRecord } from 'org/records';
import { records } from 'org/recordStore';
import { objectName, type ObjectInfo, type ObjectReference, type UiRecord } from 'org/uiTypes';

type Fields = Record<string, unknown>;

/** `lightning-record-edit-form`: input fields inside it show, check and save one record. */
export default class RecordEditForm extends LightningElement {
    @api objectApiName?: ObjectReference;
    @api recordTypeId?: string;
    @api density?: string;
    @api formClass?: string;
    @api get recordId(): string | undefined {
        return this._recordId;
    }
    set recordId(value: string | undefined) {
        if (value === this._recordId) return;
        this._recordId = value;
        if (this.isConnected) this.load();
    }

    saving = false;
    private _recordId?: string;
    private _info?: ObjectInfo;
    private _record?: UiRecord;
    private _stop?: () => void;
    private _scheduled = false;
    private _loadedEvent = false;
    private readonly _fields = new Set<FormField>();
    private readonly _messages = new Set<MessagesEventDetail['receive']>();

    connectedCallback(): void {
        this.load();
    }
    disconnectedCallback(): void {
        this._stop?.();
        this._stop = undefined;
    }

    /** Saves; `fields` replaces what the input fields hold. */
    @api submit(fields?: Fields): void {
        void this.save(fields ?? this.values());
    }

    handleField(event: CustomEvent<FieldEventDetail>): void {
        event.stopPropagation();
        const { field, onLeave } = event.detail;
        this._fields.add(field);
        onLeave(() => this._fields.delete(field));
        this.load();
    }
    handleMessages(event: CustomEvent<MessagesEventDetail>): void {
        event.stopPropagation();
        this._messages.add(event.detail.receive);
    }
    handleSubmit(event: Event): void {
        event.preventDefault();
        event.stopPropagation();
        if (this.saving || !this.valid()) return;
        const fields = this.values();
        const submit = new CustomEvent('submit', {
            detail: { fields },
            cancelable: true,
            bubbles: true,
            composed: true
        });
        if (this.dispatchEvent(submit)) void this.save(fields);
    }

    /** Loads once for all fields that enter in the same moment. */
    private load(): void {
        if (this._scheduled) return;
        this._scheduled = true;
        void Promise.resolve().then(async () => {
            this._scheduled = false;
            if (!this.isConnected || this.objectApiName === undefined) return;
            try {
                this._info = await objectInfo(objectName(this.objectApiName));
                this.tell();
                await this.read(this._info);
            } catch (error) {
                this.show(messagesOf(error));
                this.dispatchEvent(new CustomEvent('error', { detail: detailOf(error) }));
            }
        });
    }

    private async read(info: ObjectInfo): Promise<void> {
        this._stop?.();
        if (this._recordId === undefined || this._recordId === null) {
            const path = `${UI_API}/record-defaults/create/${info.apiName}`;
            this._record ??= (await get<{ record: UiRecord }>(path)).record;
            this.tell();
            return;
        }
        const paths = pathsFor(
            info,
            [...this._fields].map((field) => field.name)
        );
        if (paths.length === 0) return;
        this._stop = records.subscribe(this._recordId, [], paths, ({ data, error }) => {
            if (data) {
                this._record = data;
                this.tell();
            } else if (error !== undefined) {
                this.show(messagesOf(error));
            }
        });
    }

    private tell(): void {
        const info = this._info;
        if (!info) return;
        const context = {
            info,
            record: this._record,
            recordTypeId: this.recordTypeId ?? info.defaultRecordTypeId,
            creating: !this._recordId,
            density: this.density
        };
        for (const field of this._fields) field.receive(context);
        if (this._record && !this._loadedEvent) {
            this._loadedEvent = true;
            const detail = {
                objectInfos: { [info.apiName]: info },
                record: this._record,
                records: { [this._record.id]: this._record }
            };
            this.dispatchEvent(new CustomEvent('load', { detail }));
        }
    }

    private values(): Fields {
        return Object.fromEntries(
            [...this._fields].flatMap(({ name, input }) => (input?.editable ? [[name, input.value]] : []))
        );
    }

    private valid(): boolean {
        const results = [...this._fields].map((field) => field.input?.check() ?? true);
        return results.every(Boolean);
    }

    private async save(fields: Fields): Promise<void> {
        if (!this._info) return;
        this.show([]);
        for (const field of this._fields) field.input?.setErrors([]);
        this.saving = true;
        try {
            const saved = await this.send(this._info, fields);
            this.dispatchEvent(new CustomEvent('success', { detail: saved }));
        } catch (error) {
            this.refused(error);
        } finally {
            this.saving = false;
        }
    }

    private async send(info: ObjectInfo, fields: Fields): Promise<UiRecord> {
        if (!this._recordId) {
            const given = Object.entries(fields).filter(
                ([, value]) => value !== null && value !== '' && value !== undefined
            );
            return createRecord({ apiName: info.apiName, fields: Object.fromEntries(given) });
        }
        const known = this._record?.fields ?? {};
        const changed = Object.entries(fields).filter(
            ([name, value]) => (known[name]?.value ?? null) !== (value ?? null)
        );
        if (changed.length === 0 && this._record) return this._record;
        return updateRecord({ fields: { ...Object.fromEntries(changed), Id: this._recordId } });
    }

    /** Errors of fields that the form shows go to those fields, all others to the messages. */
    private refused(error: unknown): void {
        const output = isResponseError(error) ? error.body.output : undefined;
        const rest: string[] = output ? output.errors.map((fault) => fault.message) : messagesOf(error);
        for (const [name, faults] of Object.entries(output?.fieldErrors ?? {})) {
            const field = [...this._fields].find((one) => one.name === name && one.input);
            if (field) field.input?.setErrors(faults);
            else rest.push(...faults.map((fault: SaveFault) => `${fault.fieldLabel ?? name}: ${fault.message}`));
        }
        const several = rest.length === 0 ? ['Review the errors on this page.'] : rest;
        this.show(several);
        this.dispatchEvent(new CustomEvent('error', { detail: detailOf(error) }));
    }

    private show(messages: readonly string[]): void {
        for (const receive of this._messages) receive(messages);
    }
}

const detailOf = (error: unknown): object => {
    const body = isResponseError(error) ? error.body : undefined;
    return {
        message: body?.message ?? messagesOf(error)[0],
        detail: messagesOf(error).join(' '),
        output: body?.output
    };
};
