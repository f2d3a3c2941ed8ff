import { objectInfo } from 'org/describe';
import { messagesOf } from 'org/http';
import { recordPage } from 'org/pages';
import { records } from 'org/recordStore';
import { router } from 'org/router';
import { toast } from 'org/toasts';
import type { UiRecord } from 'org/uiTypes';
import RecordModal from './recordModal';

const nameOf = (record: UiRecord, fields: readonly string[]): string => {
    const name = record.fields[fields[0] ?? 'Name']?.value;
    return typeof name === 'string' ? name : '';
};

/** Asks for a new record in a modal; then goes to it. */
export const openCreate = async (object: string, presets: Readonly<Record<string, unknown>>): Promise<void> => {
    try {
        const info = await objectInfo(object);
        if (!info.createable) {
            toast({
                title: `You can't create ${info.labelPlural}`,
                message: 'Your permissions do not include it.',
                variant: 'error'
            });
            return;
        }
        const saved = (await RecordModal.open({
            size: 'medium',
            label: `New ${info.label}`,
            objectApiName: info.apiName,
            presets
        })) as UiRecord | undefined;
        if (!saved) return;
        toast({ title: `${info.label} "${nameOf(saved, info.nameFields)}" was created.`, variant: 'success' });
        router.go({
            type: 'standard__recordPage',
            attributes: { objectApiName: info.apiName, recordId: saved.id, actionName: 'view' }
        });
    } catch (error) {
        toast({ title: 'The record cannot be created', message: messagesOf(error).join(' '), variant: 'error' });
    }
};

/** Changes a record in a modal. */
export const openEdit = async (recordId: string): Promise<void> => {
    try {
        const { object } = await recordPage(recordId);
        const info = await objectInfo(object);
        const nameField = info.nameFields[0] ?? 'Name';
        const record = await records.read(recordId, [], [`${info.apiName}.${nameField}`]);
        const saved = (await RecordModal.open({
            size: 'medium',
            label: `Edit ${nameOf(record, info.nameFields)}`,
            objectApiName: info.apiName,
            recordId
        })) as UiRecord | undefined;
        if (saved)
            toast({
                title: `${info.label} "${nameOf(saved, info.nameFields) || nameOf(record, info.nameFields)}" was saved.`,
                variant: 'success'
            });
    } catch (error) {
        toast({ title: 'The record cannot be edited', message: messagesOf(error).join(' '), variant: 'error' });
    }
};

/** Asks for the fields of a quick action in a modal; who pressed it stays where they are. */
export const openAction = async (action: {
    readonly label: string;
    readonly object: string;
    readonly fields: readonly { readonly field: string; readonly behavior: string }[];
    readonly recordId?: string;
    readonly presets: Readonly<Record<string, unknown>>;
    readonly message: string;
}): Promise<void> => {
    const { label, object, fields, recordId, presets, message } = action;
    try {
        const saved = await RecordModal.open({
            size: 'medium',
            label,
            objectApiName: object,
            fields,
            recordId,
            presets
        });
        if (saved) toast({ title: message, variant: 'success' });
    } catch (error) {
        toast({ title: `${label} failed`, message: messagesOf(error).join(' '), variant: 'error' });
    }
};
