import { LightningElement, api } from 'lwc';
import { reportInputs } from 'c/gangwayInputs';
import add from '@salesforce/label/c.Gangway_Add_Person';
import cancel from '@salesforce/label/c.Gangway_Cancel';
import edit from '@salesforce/label/c.Gangway_Edit';
import name from '@salesforce/label/c.Gangway_Person_Name';
import nameHelp from '@salesforce/label/c.Gangway_Person_Name_Help';
import noRole from '@salesforce/label/c.Gangway_No_Role';
import none from '@salesforce/label/c.Gangway_Nobody_Named';
import notKnown from '@salesforce/label/c.Gangway_Not_Yet_Known';
import role from '@salesforce/label/c.Gangway_Role';
import save from '@salesforce/label/c.Gangway_Save';
import title from '@salesforce/label/c.Gangway_Person_Title';
import buyer from '@salesforce/label/c.Gangway_Role_Economic_Buyer';
import champion from '@salesforce/label/c.Gangway_Role_Champion';
import lead from '@salesforce/label/c.Gangway_Role_Project_Lead';
import sponsor from '@salesforce/label/c.Gangway_Role_Executive_Sponsor';
import technical from '@salesforce/label/c.Gangway_Role_Technical_Owner';
import daily from '@salesforce/label/c.Gangway_Role_Daily_User';

/** Stored value → label; the values are those of `Stakeholder__c.Role__c`. */
const ROLES: readonly (readonly [string, string])[] = [
    ['Economic Buyer', buyer],
    ['Executive Sponsor', sponsor],
    ['Champion', champion],
    ['Technical Owner', technical],
    ['Project Lead', lead],
    ['Daily User', daily]
];

interface Row extends Gangway.Person {
    key: string;
    roleLabel: string;
    editLabel: string;
}

/** Who is who at the customer, straight on the account's map. Emits `personsave`. */
export default class HandoffPeople extends LightningElement {
    @api people: readonly Gangway.Person[] = [];
    @api readOnly = false;

    draft?: Gangway.Person;

    labels = Object.freeze({ add, cancel, name, nameHelp, none, notKnown, role, save, title });

    get rows(): Row[] {
        return this.people.map((person) => ({
            ...person,
            key: person.id ?? person.contactId ?? person.name,
            roleLabel: ROLES.find(([value]) => value === person.role)?.[1] ?? person.role ?? noRole,
            editLabel: `${edit}: ${person.name}`
        }));
    }
    get isEmpty(): boolean {
        return this.people.length === 0 && !this.draft;
    }
    get canEdit(): boolean {
        return !this.readOnly;
    }
    get canAdd(): boolean {
        return !this.readOnly && !this.draft;
    }
    get roleOptions(): { label: string; value: string }[] {
        return ROLES.map(([value, label]) => ({ value, label }));
    }
    /** A contact's name and title belong to the contact; here only the role can be set. */
    get isContact(): boolean {
        return Boolean(this.draft?.contactId);
    }

    handleAdd(): void {
        this.draft = { id: null, contactId: null, name: '', title: null, role: null, isPlaceholder: true };
    }
    handleEdit(event: Event): void {
        const { key } = (event.currentTarget as HTMLElement).dataset;
        this.draft = this.people.find((person) => (person.id ?? person.contactId ?? person.name) === key);
    }
    handleCancel(): void {
        this.draft = undefined;
    }
    handleChange(event: CustomEvent<{ value: string }>): void {
        if (!this.draft) return;
        const { name: field } = event.target as unknown as { name: keyof Gangway.Person };
        this.draft = { ...this.draft, [field]: event.detail.value || null };
    }
    handleSave(): void {
        if (!reportInputs(this.template) || !this.draft) return;
        this.dispatchEvent(new CustomEvent('personsave', { detail: { ...this.draft } }));
        this.draft = undefined;
    }
}
