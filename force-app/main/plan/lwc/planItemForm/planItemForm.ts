import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import type { Field, FieldValue } from 'c/gangwayFields';
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

const SIDES: readonly Gangway.Choice[] = [
    { label: sideUs, value: 'Us' },
    { label: sideCustomer, value: 'Customer' }
];
const NOBODY: Gangway.Choice = { label: nobody, value: '' };

/** One item to add or edit. Closes with it as it is to be, or with nothing; the server keeps the rules. */
export default class PlanItemForm extends LightningModal {
    declare static open: (options: {
        size: 'small' | 'medium';
        label: string;
        form: Gangway.ItemForm;
    }) => Promise<Gangway.ItemInput | undefined>;

    @api form?: Gangway.ItemForm;

    labels = Object.freeze({ cancel, save });
    changes: Partial<Gangway.ItemInput> = {};

    get heading(): string {
        return this.isNew ? addItem : editItem;
    }
    get item(): Gangway.ItemInput {
        return { isGate: false, isCustomerVisible: false, ...this.form?.item, ...this.changes };
    }
    get fields(): Field[] {
        const { item, form } = this;
        return [
            { name: 'title', label: title, value: item.title, maxLength: 255, required: true, isWide: true },
            ...this.place,
            { name: 'kind', label: kind, kind: 'choice', value: item.kind, options: form?.kinds },
            { name: 'side', label: side, kind: 'choice', value: item.side, options: SIDES, required: true },
            { name: this.personField, label: person, kind: 'choice', value: this.personId, options: this.people },
            { name: 'ownerRole', label: role, kind: 'choice', value: item.ownerRole ?? '', options: this.roles },
            { name: 'startDate', label: start, kind: 'date', value: item.startDate },
            { name: 'dueDate', label: due, kind: 'date', value: item.dueDate },
            { name: 'noEarlierThan', label: earliest, kind: 'date', value: item.noEarlierThan },
            { name: 'isGate', label: isGate, kind: 'check', value: item.isGate, help: gateHelp },
            { name: 'isCustomerVisible', label: customerSees, kind: 'check', value: item.isCustomerVisible },
            ...this.customerWords,
            { name: 'description', label: description, kind: 'long', value: item.description, isWide: true },
            { name: 'internalNote', label: internalNote, kind: 'long', value: item.internalNote, isWide: true }
        ];
    }

    handleChange(event: CustomEvent<{ name: string; value: FieldValue }>): void {
        const { name, value } = event.detail;
        this.changes = { ...this.changes, [name]: value === '' ? null : value };
    }
    handleCancel(): void {
        this.close();
    }
    handleSave(): void {
        if (reportInputs(this.template)) this.close(this.item);
    }

    private get isNew(): boolean {
        return !this.form?.item.id;
    }
    private get isTheirs(): boolean {
        return this.item.side === 'Customer';
    }
    /** An item that is there is moved elsewhere by another dialog. */
    private get place(): Field[] {
        return this.isNew
            ? [
                  {
                      name: 'stageId',
                      label: stage,
                      kind: 'choice',
                      value: this.item.stageId,
                      options: this.form?.stages,
                      required: true
                  }
              ]
            : [];
    }
    private get personField(): 'stakeholderId' | 'assigneeId' {
        return this.isTheirs ? 'stakeholderId' : 'assigneeId';
    }
    private get personId(): string {
        return this.item[this.personField] ?? '';
    }
    private get people(): Gangway.Choice[] {
        return [NOBODY, ...((this.isTheirs ? this.form?.customers : this.form?.colleagues) ?? [])];
    }
    private get roles(): Gangway.Choice[] {
        return [NOBODY, ...(this.form?.roles ?? [])];
    }
    /** What the customer reads instead, where they see the item. */
    private get customerWords(): Field[] {
        const { item } = this;
        return item.isCustomerVisible
            ? [
                  {
                      name: 'customerTitle',
                      label: customerTitle,
                      value: item.customerTitle,
                      maxLength: 255,
                      isWide: true
                  },
                  { name: 'customerNote', label: customerNote, kind: 'long', value: item.customerNote, isWide: true }
              ]
            : [];
    }
}
