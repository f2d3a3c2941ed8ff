import { LightningElement, api, wire } from 'lwc';
import { getFieldValue, getRecord, type UiRecord } from 'lightning/uiRecordApi';
import NAME from '@salesforce/schema/Contact.Name';
import TITLE from '@salesforce/schema/Contact.Title';
import { reportInputs } from 'c/gangwayInputs';
import { ROLES, roleLabel, roleOfRequirement, type Choice } from 'c/handoffWords';
import add from '@salesforce/label/c.Gangway_Add_Person';
import cancel from '@salesforce/label/c.Gangway_Cancel';
import contact from '@salesforce/label/c.Gangway_Person_Contact';
import contactHelp from '@salesforce/label/c.Gangway_Person_Contact_Help';
import edit from '@salesforce/label/c.Gangway_Edit';
import name from '@salesforce/label/c.Gangway_Person_Name';
import nameHelp from '@salesforce/label/c.Gangway_Person_Name_Help';
import noRole from '@salesforce/label/c.Gangway_No_Role';
import none from '@salesforce/label/c.Gangway_Nobody_Named';
import notKnown from '@salesforce/label/c.Gangway_Not_Yet_Known';
import onMap from '@salesforce/label/c.Gangway_People_On_Map';
import role from '@salesforce/label/c.Gangway_Role';
import save from '@salesforce/label/c.Gangway_Save';
import title from '@salesforce/label/c.Gangway_Person_Title';
import type { Conflict, PersonView } from 'c/handoffSession';

/** Somebody being typed: `rowKey` where they are on the page already. */
type Draft = Gangway.Person & { rowKey?: string };
interface PersonRow extends PersonView {
    roleLabel: string;
    editLabel: string;
    clashes: { key: string; conflict: Conflict; mine: string | null }[];
}

/** Who is who at the customer, straight on the account's map: people the CRM knows, and places for those not yet known. Emits `personsave` and `resolve`. */
export default class HandoffPeople extends LightningElement {
    @api people: readonly Draft[] = [];
    /** What two people changed, of anybody here. */
    @api conflicts: readonly Conflict[] = [];
    /** The account's Id, to choose among its contacts. */
    @api accountId?: string;
    @api completeness?: Gangway.Completeness;
    @api readOnly = false;

    draft?: Draft;
    /** Whom the draft was begun over, as the user saw them. */
    private seen?: Gangway.Person;
    private wantsFocus = false;

    labels = Object.freeze({
        add,
        cancel,
        contact,
        contactHelp,
        name,
        nameHelp,
        none,
        notKnown,
        onMap,
        role,
        save,
        title
    });

    @wire(getRecord, { recordId: '$newContactId', fields: [NAME], optionalFields: [TITLE] })
    wiredContact({ data }: WireResult<UiRecord>): void {
        if (!data || !this.draft || this.draft.contactId !== data.id) return;
        const found = getFieldValue(data, NAME);
        const position = getFieldValue(data, TITLE);
        this.draft = {
            ...this.draft,
            name: typeof found === 'string' ? found : this.draft.name,
            title: typeof position === 'string' ? position : null
        };
    }

    get newContactId(): string | undefined {
        return this.draft && !this.draft.id ? (this.draft.contactId ?? undefined) : undefined;
    }
    get rows(): PersonRow[] {
        return this.people.map((person) => {
            const rowKey = person.rowKey ?? person.id ?? person.contactId ?? person.name;
            return {
                ...person,
                rowKey,
                roleLabel: roleLabel(person.role) || noRole,
                editLabel: `${edit}: ${person.name}`,
                clashes: this.clashesOf(person, rowKey)
            };
        });
    }
    /** Parts that the handoff needs and nobody plays yet. */
    get gaps(): { role: string; label: string }[] {
        return (this.completeness?.requirements ?? []).flatMap(({ key, met, hint, label }) => {
            const wanted = roleOfRequirement(key);
            return wanted && !met ? [{ role: wanted, label: hint || label }] : [];
        });
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
    get roleOptions(): readonly Choice[] {
        return ROLES;
    }
    get isNew(): boolean {
        return this.draft !== undefined && !this.draft.id;
    }
    /** A contact's name and title belong to the contact; here only the part can be set. */
    get isContact(): boolean {
        return Boolean(this.draft?.contactId);
    }
    get isUnknown(): boolean {
        return !this.isContact;
    }
    get contactFilter(): object {
        return { criteria: [{ fieldPath: 'AccountId', operator: 'eq', value: this.accountId ?? '' }] };
    }
    /** Is somebody being typed who is not on the map yet? */
    @api
    get isDirty(): boolean {
        return Boolean(this.draft && (this.draft.name || this.draft.contactId || this.draft.id));
    }

    override renderedCallback(): void {
        if (!this.wantsFocus || !this.draft) return;
        this.wantsFocus = false;
        const field = this.template?.querySelector<HTMLElement>('[data-first]');
        field?.scrollIntoView({ block: 'center' });
        field?.focus();
    }

    /** Begins a new person, with the part that is asked for. */
    @api
    addPerson(wanted?: string): void {
        this.seen = undefined;
        this.draft = { id: null, contactId: null, name: '', title: null, role: wanted ?? null, isPlaceholder: true };
        this.wantsFocus = true;
    }

    handleAdd(): void {
        this.addPerson();
    }
    handleGap(event: Event): void {
        this.addPerson((event.currentTarget as HTMLElement).dataset.role);
    }
    handleEdit(event: Event): void {
        const { key } = (event.currentTarget as HTMLElement).dataset;
        const index = this.rows.findIndex(({ rowKey }) => rowKey === key);
        this.seen = this.people[index];
        this.draft = this.seen && { ...this.seen, rowKey: key };
        this.wantsFocus = true;
    }
    handleCancel(): void {
        this.close();
    }
    handleContact(event: CustomEvent<{ recordId: string | null }>): void {
        if (!this.draft) return;
        const contactId = event.detail.recordId;
        this.draft = contactId
            ? { ...this.draft, contactId, isPlaceholder: false }
            : { ...this.draft, contactId: null, name: '', title: null, isPlaceholder: true };
    }
    handleChange(event: CustomEvent<{ value: string }>): void {
        if (!this.draft) return;
        const { name: field } = event.target as unknown as { name: keyof Gangway.Person };
        this.draft = { ...this.draft, [field]: event.detail.value || (field === 'name' ? '' : null) };
    }
    handleSave(): void {
        if (!reportInputs(this.template) || !this.draft) return;
        const { id, contactId, name: called, title: position, role: part, isPlaceholder, rowKey } = this.draft;
        const person = { id, contactId, name: called, title: position, role: part, isPlaceholder };
        this.dispatchEvent(new CustomEvent('personsave', { detail: { base: this.seen ?? null, person, rowKey } }));
        this.close();
    }
    forward(event: CustomEvent<object>): void {
        this.dispatchEvent(new CustomEvent(event.type, { detail: event.detail }));
    }

    private clashesOf(person: Gangway.Person, rowKey: string): PersonRow['clashes'] {
        return this.conflicts
            .filter((conflict) => conflict.rowKey === rowKey)
            .map((conflict) => {
                const mine = person[conflict.member as 'name' | 'title' | 'role'] ?? null;
                return { key: conflict.member, conflict, mine };
            });
    }
    private close(): void {
        this.draft = undefined;
        this.seen = undefined;
        void Promise.resolve().then(() => this.template?.querySelector<HTMLElement>('[data-add]')?.focus());
    }
}
