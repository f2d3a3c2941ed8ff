import { LightningElement, api } from 'lwc';
import type GangwayFields from 'c/gangwayFields';
import type { Field } from 'c/gangwayFields';
import { roleOfRequirement } from 'c/handoffWords';
import { FORM, type Conflict, type FieldName, type PersonView, type RowView } from 'c/handoffSession';
import annualValue from '@salesforce/label/c.Gangway_Annual_Value';
import annualValueHelp from '@salesforce/label/c.Gangway_Annual_Value_Help';
import competitors from '@salesforce/label/c.Gangway_Competitors';
import contractDate from '@salesforce/label/c.Gangway_Contract_Date';
import firstValue from '@salesforce/label/c.Gangway_First_Value_Field';
import firstValueHelp from '@salesforce/label/c.Gangway_First_Value_Help';
import kickoffDate from '@salesforce/label/c.Gangway_Wanted_Kickoff';
import nextStep from '@salesforce/label/c.Gangway_Next_Step';
import outcomes from '@salesforce/label/c.Gangway_Outcomes';
import questions from '@salesforce/label/c.Gangway_Questions';
import risksOnly from '@salesforce/label/c.Gangway_Risks';
import track from '@salesforce/label/c.Gangway_Proposed_Track';
import why from '@salesforce/label/c.Gangway_Section_Why';
import whyHelp from '@salesforce/label/c.Gangway_Why_Help';
import type HandoffItems from 'c/handoffItems';
import type HandoffPeople from 'c/handoffPeople';

type Focusable = HTMLElement & { focus(): void };

/** Fields by requirement: where the meter leads. */
const FIELD_OF_REQUIREMENT: Readonly<Record<string, FieldName>> = {
    why_bought: 'whyBought',
    first_value: 'firstValue',
    contract_date: 'contractDate'
};
/** Lists by requirement. */
const LIST_OF_REQUIREMENT: Readonly<Record<string, Gangway.HandoffItemKind>> = {
    success_criterion: 'Outcome',
    promises_marked: 'Promise'
};

/**
 * The guided form of a handoff in short sections.
 * Emits `fieldtype` on each change and `fieldleave`; `rowadd`, `rowtype`, `rowremove`, `personsave`, `resolve`; and `sectionenter` with the section that has the focus.
 */
export default class HandoffForm extends LightningElement {
    /** The handoff as it is on the page. */
    @api handoff?: Gangway.HandoffView;
    @api rows: readonly RowView[] = [];
    @api people: readonly PersonView[] = [];
    @api conflicts: readonly Conflict[] = [];

    labels = Object.freeze({ outcomes, questions, risksOnly, track });

    get whyFields(): Field[] {
        return [this.long('whyBought', why, whyHelp, true)];
    }
    get competitorFields(): Field[] {
        return [
            { name: 'competitors', label: competitors, value: this.handoff?.competitors, maxLength: 255, isWide: true }
        ];
    }
    get successFields(): Field[] {
        return [this.long('firstValue', firstValue, firstValueHelp)];
    }
    get commercialFields(): Field[] {
        const { handoff } = this;
        return [
            { name: 'contractDate', label: contractDate, kind: 'date', value: handoff?.contractDate },
            { name: 'kickoffDate', label: kickoffDate, kind: 'date', value: handoff?.kickoffDate },
            {
                name: 'annualValue',
                label: annualValue,
                kind: 'money',
                value: handoff?.annualValue,
                min: '0',
                help: annualValueHelp
            },
            { name: 'nextStep', label: nextStep, value: handoff?.nextStep, maxLength: 255 }
        ];
    }
    get whyConflict(): Conflict[] {
        return this.conflictsOf('whyBought');
    }
    get competitorsConflict(): Conflict[] {
        return this.conflictsOf('competitors');
    }
    get firstValueConflict(): Conflict[] {
        return this.conflictsOf('firstValue');
    }
    get commercialConflicts(): Conflict[] {
        return this.conflictsOf('contractDate', 'kickoffDate', 'annualValue', 'nextStep');
    }

    /** Moves the focus to a section's heading. */
    @api
    focusSection(section: string): void {
        this.sectionOf(section)?.focus();
    }
    /** Moves the focus to the field, the row or the person that a requirement asks for. */
    @api
    focusRequirement(key: string, section: string): void {
        const field = FIELD_OF_REQUIREMENT[key];
        const list = LIST_OF_REQUIREMENT[key];
        const role = roleOfRequirement(key);
        if (field) {
            const groups = this.template?.querySelectorAll<HTMLElement & GangwayFields>('[data-fields]') ?? [];
            for (const group of groups) group.focusField(field);
        } else if (list) this.template?.querySelector<HTMLElement & HandoffItems>(`[data-kind="${list}"]`)?.focus();
        else if (role) this.peopleList?.addPerson(role);
        else this.focusSection(section);
    }
    /** Is somebody being typed who is not on the map yet? */
    @api
    get isTyping(): boolean {
        return this.peopleList?.isDirty ?? false;
    }

    handleChange(event: CustomEvent<{ name: FieldName; value: string }>): void {
        const { name, value } = event.detail;
        const typed = value === '' ? null : name === 'annualValue' ? Number(value) : value;
        this.dispatchEvent(new CustomEvent('fieldtype', { detail: { name, value: typed } }));
    }
    handleBlur(): void {
        this.dispatchEvent(new CustomEvent('fieldleave'));
    }
    handleFocus(event: Event): void {
        const { section } = (event.currentTarget as HTMLElement).dataset;
        this.dispatchEvent(new CustomEvent('sectionenter', { detail: { section } }));
    }
    forward(event: CustomEvent<object>): void {
        this.dispatchEvent(new CustomEvent(event.type, { detail: event.detail }));
    }

    /** A text of several lines. */
    private long(name: 'whyBought' | 'firstValue', label: string, placeholder: string, isLabelHidden = false): Field {
        const value = this.handoff?.[name];
        return { name, label, kind: 'long', value, placeholder, maxLength: 4000, isWide: true, isLabelHidden };
    }
    private get peopleList(): (HTMLElement & HandoffPeople) | null {
        return this.template?.querySelector<HTMLElement & HandoffPeople>('c-handoff-people') ?? null;
    }
    private sectionOf(section: string): Focusable | null {
        const sections = [...(this.template?.querySelectorAll<Focusable>('[data-section]') ?? [])];
        return sections.find(({ dataset }) => dataset.section === section) ?? null;
    }
    private conflictsOf(...members: FieldName[]): Conflict[] {
        return this.conflicts
            .filter(({ rowKey, member }) => rowKey === FORM && members.includes(member as FieldName))
            .map((conflict) => ({ ...conflict, mine: this.typed(conflict.member as FieldName) }));
    }
    private typed(name: FieldName): string | null {
        const value = this.handoff?.[name];
        return value === null || value === undefined ? null : String(value);
    }
}
