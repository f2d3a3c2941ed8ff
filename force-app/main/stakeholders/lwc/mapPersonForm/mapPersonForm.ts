import { LightningElement, api } from 'lwc';
import type { Field, FieldValue } from 'c/gangwayFields';
import { reportInputs } from 'c/gangwayInputs';
import { COVERAGES, optionsOf, ROLES, SIDES } from 'c/mapWords';
import coverage from '@salesforce/label/c.Gangway_Map_Relationship';
import coveredBy from '@salesforce/label/c.Gangway_Map_Covered_By';
import department from '@salesforce/label/c.Gangway_Map_Department';
import details from '@salesforce/label/c.Gangway_Map_Details';
import email from '@salesforce/label/c.Gangway_Map_Email';
import influence from '@salesforce/label/c.Gangway_Map_Influence';
import name from '@salesforce/label/c.Gangway_Person_Name';
import notSaid from '@salesforce/label/c.Gangway_Not_Said';
import organisation from '@salesforce/label/c.Gangway_Map_Organisation';
import otherRoles from '@salesforce/label/c.Gangway_Map_Other_Roles';
import role from '@salesforce/label/c.Gangway_Role';
import save from '@salesforce/label/c.Gangway_Save';
import side from '@salesforce/label/c.Gangway_Map_Belongs_To';
import title from '@salesforce/label/c.Gangway_Person_Title';

const NOTHING = { value: '', label: notSaid };
const ROLE_OPTIONS = [NOTHING, ...optionsOf(ROLES)];
const COVERAGE_OPTIONS = [NOTHING, ...optionsOf(COVERAGES)];
const SIDE_OPTIONS = optionsOf(SIDES);
const INFLUENCE_OPTIONS = [NOTHING, ...['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }))];

/** The details of a person on the map. What is typed waits until it is saved. Emits `saveperson`. */
export default class MapPersonForm extends LightningElement {
    @api mayEdit = false;
    @api seesSentiment = false;

    @api get person(): Gangway.MapPerson | undefined {
        return this.shown;
    }
    set person(person: Gangway.MapPerson | undefined) {
        if (person?.id !== this.shown?.id) this.changes = {};
        this.shown = person;
    }

    labels = Object.freeze({ coveredBy, details, save });
    changes: Gangway.MapPersonInput = {};

    private shown?: Gangway.MapPerson;

    get isReadOnly(): boolean {
        return !this.mayEdit;
    }
    get isUnchanged(): boolean {
        return Object.keys(this.changes).length === 0;
    }
    get covererId(): string | null | undefined {
        return this.form.coveredById;
    }
    get fields(): Field[] {
        const { form } = this;
        return [
            { name: 'name', label: name, value: form.name, maxLength: 80, required: true },
            { name: 'title', label: title, value: form.title, maxLength: 128 },
            { name: 'unit', label: department, value: form.unit, maxLength: 80 },
            { name: 'email', label: email, kind: 'email', value: form.email },
            { name: 'role', label: role, kind: 'choice', value: form.role ?? '', options: ROLE_OPTIONS },
            {
                name: 'coverage',
                label: coverage,
                kind: 'choice',
                value: form.coverage ?? '',
                options: COVERAGE_OPTIONS
            },
            ...(this.seesSentiment ? [this.influence] : []),
            { name: 'side', label: side, kind: 'choice', value: form.side, options: SIDE_OPTIONS },
            ...(form.side === 'Partner'
                ? [{ name: 'organisation', label: organisation, value: form.organisation, maxLength: 120 }]
                : []),
            {
                name: 'otherRoles',
                label: otherRoles,
                kind: 'choices',
                value: form.otherRoles,
                options: optionsOf(ROLES).filter(({ value }) => value !== form.role),
                isWide: true
            }
        ];
    }

    handleField(event: CustomEvent<{ name: keyof Gangway.MapPersonInput; value: FieldValue }>): void {
        const { name: member, value } = event.detail;
        const typed = Array.isArray(value) ? [...value] : value || null;
        this.changes = { ...this.changes, [member]: member === 'influence' ? Number(value) || null : typed };
    }
    handleCoverer(event: CustomEvent<{ recordId: string | null }>): void {
        this.changes = { ...this.changes, coveredById: event.detail.recordId };
    }
    handleSave(): void {
        if (this.isUnchanged || !reportInputs(this.template)) return;
        const changes = { id: this.shown?.id, ...this.changes };
        this.dispatchEvent(new CustomEvent('saveperson', { detail: { changes } }));
        this.changes = {};
    }

    /** What is stored, and over it what was typed. */
    private get form(): Partial<Gangway.MapPerson> {
        return { ...this.shown, ...this.changes } as Partial<Gangway.MapPerson>;
    }
    private get influence(): Field {
        const { influence: value } = this.form;
        return {
            name: 'influence',
            label: influence,
            kind: 'choice',
            value: value ? String(value) : '',
            options: INFLUENCE_OPTIONS
        };
    }
}
