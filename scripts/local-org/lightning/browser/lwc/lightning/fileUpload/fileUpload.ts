import { LightningElement, api } from 'lwc';
import { messagesOf } from 'org/http';
import { records } from 'org/recordStore';
import { upload, type UploadedFile } from './upload';

type Input = HTMLElement & {
    checkValidity(): boolean;
    reportValidity(): boolean;
    setCustomValidity(text: string): void;
};

/**
 * `lightning-file-upload`: stores files as documents of a record, and tells by `uploadfinished` which. Source: Lightning Component Library,
 * lightning-file-upload.
 */
export default class FileUpload extends LightningElement {
    @api label = '';
    @api name = '';
    @api accept: string | readonly string[] = '';
    @api multiple = false;
    @api disabled = false;
    @api required = false;
    @api recordId?: string;
    @api fileFieldName?: string;
    @api fileFieldValue?: string;
    @api variant?: string;

    busy = false;
    message = '';

    get accepted(): string {
        return typeof this.accept === 'string' ? this.accept : this.accept.join(',');
    }
    get isOff(): boolean {
        return this.disabled || this.busy;
    }

    @api checkValidity(): boolean {
        return this.input?.checkValidity() ?? true;
    }
    @api reportValidity(): boolean {
        return this.input?.reportValidity() ?? true;
    }
    @api setCustomValidity(text: string): void {
        this.input?.setCustomValidity(text);
    }

    async handleFiles(event: CustomEvent<{ files: readonly File[] }>): Promise<void> {
        event.stopPropagation();
        const files = [...event.detail.files];
        if (files.length === 0) return;
        this.busy = true;
        this.message = '';
        const done: UploadedFile[] = [];
        try {
            for (const file of files) {
                // One after the other, as one request each: their order is that of the event.
                done.push(await upload(file, this.recordId, this.further));
            }
            this.message = `${done.length === 1 ? '1 file' : `${done.length} files`} uploaded`;
        } catch (error) {
            this.message = messagesOf(error).join(' ');
        }
        this.busy = false;
        if (done.length === 0) return;
        if (this.recordId) void records.changed([this.recordId]);
        for (const { documentId } of done)
            records.announce({ kind: 'created', id: documentId, apiName: 'ContentDocument' });
        this.dispatchEvent(new CustomEvent('uploadfinished', { detail: { files: done } }));
    }

    private get further(): Record<string, string> {
        return this.fileFieldName ? { [this.fileFieldName]: this.fileFieldValue ?? '' } : {};
    }
    private get input(): Input | null {
        return this.template?.querySelector<Input>('lightning-input') ?? null;
    }
}
