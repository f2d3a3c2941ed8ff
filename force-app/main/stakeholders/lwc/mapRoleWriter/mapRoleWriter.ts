import { LightningElement, api } from 'lwc';
import save from '@salesforce/label/c.Gangway_Save';
import writeRole from '@salesforce/label/c.Gangway_Map_Write_Role';

/** Writes a person's role back to one of the account's deals. Emits `writerole` with the opportunity. */
export default class MapRoleWriter extends LightningElement {
    @api get personId(): string {
        return this.whose;
    }
    set personId(personId: string) {
        if (personId !== this.whose) this.opportunityId = undefined;
        this.whose = personId;
    }
    @api accountId = '';

    labels = Object.freeze({ save, writeRole });
    opportunityId?: string;

    private whose = '';

    get filter(): object {
        return { criteria: [{ fieldPath: 'AccountId', operator: 'eq', value: this.accountId }] };
    }
    get hasNone(): boolean {
        return this.opportunityId === undefined;
    }

    handleChoose(event: CustomEvent<{ recordId: string | null }>): void {
        this.opportunityId = event.detail.recordId ?? undefined;
    }
    handleWrite(): void {
        const detail = { id: this.personId, opportunityId: this.opportunityId };
        this.dispatchEvent(new CustomEvent('writerole', { detail }));
    }
}
