import { api, wire } from 'lwc';
import LightningModal from 'lightning/modal';
import { getObjectInfo, type ObjectInfo } from 'lightning/uiObjectInfoApi';
import CONTACT from '@salesforce/schema/Contact';
import { ROLES } from 'c/mapWords';
import cancel from '@salesforce/label/c.Gangway_Cancel';
import heading from '@salesforce/label/c.Gangway_New_Contact';
import help from '@salesforce/label/c.Gangway_Map_New_Contact_Help';
import loading from '@salesforce/label/c.Gangway_Loading';
import save from '@salesforce/label/c.Gangway_Save';

/** What is asked of everybody, in order; an org's own required fields follow. */
const ASKED = ['FirstName', 'LastName', 'Title', 'Department', 'Email', 'Phone'];
/** Given by us, or made by the platform. */
const GIVEN = ['AccountId', 'Name', 'OwnerId'];

interface ContactField {
    name: string;
    value: string | undefined;
    isRequired: boolean;
}
type InputField = HTMLElement & { fieldName: string; value: unknown; reportValidity(): boolean };
type Form = HTMLElement & { submit(fields: Record<string, unknown>): void };

/** "Ana Maria Ruiz" as first and last name; what is called after a role has none yet. */
const namesOf = (name: string): Record<string, string> => {
    if (Object.values(ROLES).includes(name)) return {};
    const words = name.trim().split(/\s+/);
    const LastName = words.pop() ?? '';
    return { FirstName: words.join(' '), LastName };
};

/**
 * A contact for somebody on the map who is none yet. The platform saves it, so that required fields, validation and duplicate rules of the
 * org hold and are told in its own words. Closes with the new contact's Id, or with nothing.
 */
export default class MapContactModal extends LightningModal {
    declare static open: (options: {
        size: 'small';
        label: string;
        person: Gangway.MapPerson;
        accountId: string;
    }) => Promise<string | undefined>;

    @api person?: Gangway.MapPerson;
    @api accountId = '';

    labels = Object.freeze({ cancel, heading, help, loading, save });
    isSaving = false;

    private info?: ObjectInfo;

    @wire(getObjectInfo, { objectApiName: CONTACT })
    wiredInfo({ data }: WireResult<ObjectInfo>): void {
        if (data) this.info = data;
    }

    get fields(): ContactField[] {
        const known = this.info?.fields ?? {};
        const { person } = this;
        const values: Record<string, string | null | undefined> = {
            ...namesOf(person?.name ?? ''),
            Title: person?.title,
            Department: person?.unit,
            Email: person?.email
        };
        const own = Object.values(known)
            .filter(
                ({ apiName, required, createable }) => required && createable && ![...ASKED, ...GIVEN].includes(apiName)
            )
            .map(({ apiName }) => apiName);
        return [...ASKED, ...own]
            .filter((name) => known[name]?.createable)
            .map((name) => ({
                name,
                value: values[name] ?? undefined,
                isRequired: name === 'LastName' || known[name]?.required === true
            }));
    }
    get isLoading(): boolean {
        return !this.info;
    }

    handleCancel(): void {
        this.close();
    }
    handleSave(): void {
        const inputs = [...(this.template?.querySelectorAll<InputField>('lightning-input-field') ?? [])];
        if (inputs.map((input) => input.reportValidity()).includes(false)) return;
        const typed = Object.fromEntries(inputs.map(({ fieldName, value }) => [fieldName, value ?? null]));
        this.isSaving = true;
        this.template
            ?.querySelector<Form>('lightning-record-edit-form')
            ?.submit({ ...typed, AccountId: this.accountId });
    }
    handleSuccess(event: CustomEvent<{ id: string }>): void {
        this.close(event.detail.id);
    }
    /** The messages above the fields say what the org refused. */
    handleError(): void {
        this.isSaving = false;
    }
}
