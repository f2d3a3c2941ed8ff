import { LightningElement, api } from 'lwc';
import { moneyText } from 'c/gangwayFormat';
import annualValue from '@salesforce/label/c.Gangway_Annual_Value';
import commercials from '@salesforce/label/c.Gangway_Section_Commercials';
import contractDate from '@salesforce/label/c.Gangway_Contract_Date';
import firstValue from '@salesforce/label/c.Gangway_First_Value_Field';
import firstValueHelp from '@salesforce/label/c.Gangway_First_Value_Help';
import kickoffDate from '@salesforce/label/c.Gangway_Wanted_Kickoff';
import outcomes from '@salesforce/label/c.Gangway_Outcomes';
import people from '@salesforce/label/c.Gangway_Section_People';
import promises from '@salesforce/label/c.Gangway_Section_Promises';
import questions from '@salesforce/label/c.Gangway_Questions';
import risks from '@salesforce/label/c.Gangway_Section_Risks';
import risksOnly from '@salesforce/label/c.Gangway_Risks';
import success from '@salesforce/label/c.Gangway_Section_Success';
import track from '@salesforce/label/c.Gangway_Proposed_Track';
import why from '@salesforce/label/c.Gangway_Section_Why';
import whyHelp from '@salesforce/label/c.Gangway_Why_Help';

/** Typing is followed after this pause, in milliseconds. */
const PAUSE = 700;

/** The guided form of a handoff in short sections. Saves as one types: emits `fieldchange` after a pause and at once on leaving a field. */
export default class HandoffForm extends LightningElement {
    @api handoff?: Gangway.HandoffView;

    labels = Object.freeze({
        annualValue,
        commercials,
        contractDate,
        firstValue,
        firstValueHelp,
        kickoffDate,
        outcomes,
        people,
        promises,
        questions,
        risks,
        risksOnly,
        success,
        track,
        why,
        whyHelp
    });

    private pending: Gangway.HandoffChange = {};
    private timer?: ReturnType<typeof setTimeout>;

    get money(): string {
        return moneyText(this.handoff?.annualValue, this.handoff?.currencyCode ?? 'USD');
    }

    /** Moves the focus into a section: `why`, `success`, `promises`, `people`, `risks`, `commercials`. */
    @api
    focusSection(section: string): void {
        const target = this.template?.querySelector<HTMLElement>(`[data-section="${CSS.escape(section)}"]`);
        target?.scrollIntoView({ block: 'center' });
        const field = target?.querySelector<HTMLElement>('[data-field]');
        (field ?? target)?.focus();
    }
    /** Emits what was typed and not yet emitted. */
    @api
    flush(): void {
        clearTimeout(this.timer);
        if (Object.keys(this.pending).length === 0) return;
        const change = this.pending;
        this.pending = {};
        this.dispatchEvent(new CustomEvent('fieldchange', { detail: change }));
    }

    override disconnectedCallback(): void {
        this.flush();
    }

    handleChange(event: CustomEvent<{ value: string }>): void {
        const { name } = event.target as unknown as { name: keyof Gangway.HandoffChange };
        this.pending = { ...this.pending, [name]: event.detail.value || null };
        clearTimeout(this.timer);
        // eslint-disable-next-line @lwc/lwc/no-async-operation -- one timer, cleared on each key, on blur and on removal
        this.timer = setTimeout(() => this.flush(), PAUSE);
    }
    handleBlur(): void {
        this.flush();
    }
    forward(event: CustomEvent<object>): void {
        this.dispatchEvent(new CustomEvent(event.type, { detail: event.detail }));
    }
}
