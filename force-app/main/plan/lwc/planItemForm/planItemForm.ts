import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { reportInputs } from 'c/gangwayInputs';
import addItem from '@salesforce/label/c.Gangway_Add_Item';
import cancel from '@salesforce/label/c.Gangway_Cancel';
import customerNote from '@salesforce/label/c.Gangway_Item_Customer_Note';
import customerSees from '@salesforce/label/c.Gangway_Customer_Sees';
import customerTitle from '@salesforce/label/c.Gangway_Item_Customer_Title';
import description from '@salesforce/label/c.Gangway_Item_Description';
import due from '@salesforce/label/c.Gangway_Item_Due';
import earliest from '@salesforce/label/c.Gangway_Item_Earliest';
import editItem from '@salesforce/label/c.Gangway_Edit_Item';
import gateHelp from '@salesforce/label/c.Gangway_Item_Gate_Help';
import internalNote from '@salesforce/label/c.Gangway_Item_Internal_Note';
import isGate from '@salesforce/label/c.Gangway_Item_Is_Gate';
import kind from '@salesforce/label/c.Gangway_Item_Kind';
import nobody from '@salesforce/label/c.Gangway_Nobody';
import person from '@salesforce/label/c.Gangway_Item_Person';
import role from '@salesforce/label/c.Gangway_Item_Role';
import save from '@salesforce/label/c.Gangway_Save';
import side from '@salesforce/label/c.Gangway_Item_Side';
import sideCustomer from '@salesforce/label/c.Gangway_Side_Customer';
import sideUs from '@salesforce/label/c.Gangway_Side_Us';
import stage from '@salesforce/label/c.Gangway_Item_Stage';
import start from '@salesforce/label/c.Gangway_Item_Start';
import title from '@salesforce/label/c.Gangway_Item_Title';

/** One item to add or edit. Closes with it as it is to be, or with nothing; the server keeps the rules. */
export default class PlanItemForm extends LightningModal {
    declare static open: (options: {
        size: 'small' | 'medium';
        label: string;
        form: Gangway.ItemForm;
    }) => Promise<Gangway.ItemInput | undefined>;

    @api form?: Gangway.ItemForm;

    labels = Object.freeze({
        cancel,
        customerNote,
        customerSees,
        customerTitle,
        description,
        due,
        earliest,
        gateHelp,
        internalNote,
        isGate,
        kind,
        person,
        role,
        save,
        side,
        stage,
        start,
        title
    });
    changes: Partial<Gangway.ItemInput> = {};

    get heading(): string {
        return this.form?.item.id ? editItem : addItem;
    }
    get item(): Gangway.ItemInput {
        return { isGate: false, isCustomerVisible: false, ...this.form?.item, ...this.changes };
    }
    get isTheirs(): boolean {
        return this.item.side === 'Customer';
    }
    get isNew(): boolean {
        return !this.form?.item.id;
    }
    get sides(): Gangway.Choice[] {
        return [
            { label: sideUs, value: 'Us' },
            { label: sideCustomer, value: 'Customer' }
        ];
    }
    get people(): Gangway.Choice[] {
        return [
            { label: nobody, value: '' },
            ...((this.isTheirs ? this.form?.customers : this.form?.colleagues) ?? [])
        ];
    }
    get personId(): string {
        return (this.isTheirs ? this.item.stakeholderId : this.item.assigneeId) ?? '';
    }
    get roles(): Gangway.Choice[] {
        return [{ label: nobody, value: '' }, ...(this.form?.roles ?? [])];
    }
    get roleValue(): string {
        return this.item.ownerRole ?? '';
    }

    handleChange(event: CustomEvent<{ value: string }>): void {
        const { name } = event.target as unknown as { name: keyof Gangway.ItemInput };
        this.changes = { ...this.changes, [name]: event.detail.value === '' ? null : event.detail.value };
    }
    handlePerson(event: CustomEvent<{ value: string }>): void {
        const chosen = event.detail.value || null;
        this.changes = { ...this.changes, [this.isTheirs ? 'stakeholderId' : 'assigneeId']: chosen };
    }
    handleCheck(event: CustomEvent<{ checked: boolean }>): void {
        const { name } = event.target as unknown as { name: 'isGate' | 'isCustomerVisible' };
        this.changes = { ...this.changes, [name]: event.detail.checked };
    }
    handleCancel(): void {
        this.close();
    }
    handleSave(): void {
        if (reportInputs(this.template)) this.close(this.item);
    }
}
