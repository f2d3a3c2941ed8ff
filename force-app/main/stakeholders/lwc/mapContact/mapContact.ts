import { LightningElement, api, wire } from 'lwc';
import { getObjectInfo, type ObjectInfo } from 'lightning/uiObjectInfoApi';
import CONTACT from '@salesforce/schema/Contact';
import becomeContact from '@salesforce/label/c.Gangway_Map_Become_Contact';
import contact from '@salesforce/label/c.Gangway_Map_Contact';
import newContact from '@salesforce/label/c.Gangway_New_Contact';
import useAsContact from '@salesforce/label/c.Gangway_Map_Use_Contact';

/**
 * Makes a contact of somebody on the map who is none yet: one that is there, or a new one. Emits `saveperson` with the chosen contact, and
 * `personaction` newContact.
 */
export default class MapContact extends LightningElement {
    /** Whose contact is missing. */
    @api get personId(): string {
        return this.whose;
    }
    set personId(personId: string) {
        if (personId !== this.whose) this.chosenId = undefined;
        this.whose = personId;
    }
    @api candidates?: readonly Gangway.MapCandidate[];

    labels = Object.freeze({ becomeContact, contact, newContact, useAsContact });
    mayCreate = false;
    chosenId?: string;

    private whose = '';

    @wire(getObjectInfo, { objectApiName: CONTACT })
    wiredInfo({ data }: WireResult<ObjectInfo>): void {
        if (data) this.mayCreate = data.createable;
    }

    get options(): { value: string; label: string }[] {
        return (this.candidates ?? []).flatMap(({ contactId, name, title }) =>
            contactId ? [{ value: contactId, label: title ? `${name} · ${title}` : name }] : []
        );
    }
    get hasOptions(): boolean {
        return this.options.length > 0;
    }
    get hasNone(): boolean {
        return this.chosenId === undefined;
    }
    get isOffered(): boolean {
        return this.hasOptions || this.mayCreate;
    }

    handleChoose(event: CustomEvent<{ value: string }>): void {
        this.chosenId = event.detail.value;
    }
    handleUse(): void {
        const changes = { id: this.personId, contactId: this.chosenId };
        this.dispatchEvent(new CustomEvent('saveperson', { detail: { changes } }));
    }
    handleNew(): void {
        this.dispatchEvent(new CustomEvent('personaction', { detail: { action: 'newContact', id: this.personId } }));
    }
}
