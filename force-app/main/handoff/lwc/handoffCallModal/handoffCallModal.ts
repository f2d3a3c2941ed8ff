import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { reportInputs } from 'c/gangwayInputs';
import { clockText, instantOf, wallClockOf, type WallClock } from 'c/gangwayZone';
import proposeIntroductionCall from '@salesforce/apex/HandoffController.proposeIntroductionCall';
import scheduleIntroductionCall from '@salesforce/apex/HandoffController.scheduleIntroductionCall';
import attendeesCustomer from '@salesforce/label/c.Gangway_Call_Attendees_Customer';
import attendeesUs from '@salesforce/label/c.Gangway_Call_Attendees_Us';
import cancel from '@salesforce/label/c.Gangway_Cancel';
import couldNotLoad from '@salesforce/label/c.Gangway_Call_Could_Not_Load';
import couldNotSchedule from '@salesforce/label/c.Gangway_Call_Could_Not_Schedule';
import agenda from '@salesforce/label/c.Gangway_Call_Agenda';
import day from '@salesforce/label/c.Gangway_Call_Day';
import heading from '@salesforce/label/c.Gangway_Call';
import inviteHelp from '@salesforce/label/c.Gangway_Call_Invite_Help';
import loading from '@salesforce/label/c.Gangway_Loading';
import location from '@salesforce/label/c.Gangway_Call_Location';
import minutes from '@salesforce/label/c.Gangway_Call_Minutes';
import minutesOption from '@salesforce/label/c.Gangway_Call_Minutes_Option';
import noEmail from '@salesforce/label/c.Gangway_Call_No_Email';
import nobodyChosen from '@salesforce/label/c.Gangway_Call_Nobody_Chosen';
import nothingCreated from '@salesforce/label/c.Gangway_Call_Nothing_Created';
import schedule from '@salesforce/label/c.Gangway_Call_Put_In_Calendar';
import startsAt from '@salesforce/label/c.Gangway_Call_Starts';
import subject from '@salesforce/label/c.Gangway_Call_Subject';

type Field = 'subject' | 'minutes' | 'location' | 'description';
const LENGTHS = [15, 30, 45, 60, 90];
/** Each half hour of the day. */
const TIMES = Array.from({ length: 48 }, (_, half) => half * 30);

/** Puts the introduction call into the calendar as a standard event, with who shall take part. Closes with the handoff. */
export default class HandoffCallModal extends LightningModal {
    declare static open: (options: {
        size: 'medium';
        label: string;
        handoffId: string;
        call?: Gangway.IntroductionCall | null;
    }) => Promise<Gangway.HandoffView | undefined>;

    @api handoffId?: string;
    /** The call that is in the calendar already; without one, a proposal is asked for. */
    @api call?: Gangway.IntroductionCall | null;

    draft?: Gangway.IntroductionCall;
    loadError?: unknown;
    saveError?: unknown;
    isWorking = false;
    isNobody = false;

    labels = Object.freeze({
        agenda,
        attendeesCustomer,
        attendeesUs,
        cancel,
        couldNotLoad,
        couldNotSchedule,
        day,
        heading,
        inviteHelp,
        loading,
        location,
        minutes,
        nobodyChosen,
        nothingCreated,
        schedule,
        startsAt,
        subject
    });

    override connectedCallback(): void {
        void this.load();
    }

    get isLoading(): boolean {
        return !this.draft && !this.loadError;
    }
    /** When it begins, as the clock on the user's wall shows it. */
    get clock(): WallClock {
        return wallClockOf(this.draft?.startsAt ?? new Date().toISOString());
    }
    get timeValue(): string {
        return String(this.clock.minutes);
    }
    get times(): { label: string; value: string }[] {
        return [...new Set([...TIMES, this.clock.minutes])]
            .sort((one, other) => one - other)
            .map((minute) => ({ value: String(minute), label: clockText(minute) }));
    }
    get minutesText(): string {
        return String(this.draft?.minutes ?? '');
    }
    get lengths(): { label: string; value: string }[] {
        const all = new Set([...LENGTHS, this.draft?.minutes ?? 30]);
        return [...all]
            .sort((one, other) => one - other)
            .map((length) => ({ value: String(length), label: minutesOption.replace('{0}', String(length)) }));
    }
    get ours(): { label: string; value: string }[] {
        return this.choices('Us');
    }
    get customers(): { label: string; value: string }[] {
        return this.choices('Customer');
    }
    get chosenOurs(): string[] {
        return this.chosen('Us');
    }
    get chosenCustomers(): string[] {
        return this.chosen('Customer');
    }
    get hasCustomers(): boolean {
        return this.customers.length > 0;
    }
    get cannotSchedule(): boolean {
        return !this.draft || this.isWorking;
    }

    handleChange(event: CustomEvent<{ value: string }>): void {
        if (!this.draft) return;
        const { name } = event.target as unknown as { name: Field };
        const { value } = event.detail;
        this.draft = { ...this.draft, [name]: name === 'minutes' ? Number(value) : value };
    }
    handleDay(event: CustomEvent<{ value: string | null }>): void {
        const chosen = event.detail.value;
        if (chosen && this.draft) this.draft = { ...this.draft, startsAt: instantOf({ ...this.clock, day: chosen }) };
    }
    handleTime(event: CustomEvent<{ value: string }>): void {
        const minute = Number(event.detail.value);
        if (this.draft) this.draft = { ...this.draft, startsAt: instantOf({ ...this.clock, minutes: minute }) };
    }
    handleOurs(event: CustomEvent<{ value: string[] }>): void {
        this.choose('Us', event.detail.value);
    }
    handleCustomers(event: CustomEvent<{ value: string[] }>): void {
        this.choose('Customer', event.detail.value);
    }
    handleCancel(): void {
        this.close();
    }
    async handleSchedule(): Promise<void> {
        const { draft, handoffId } = this;
        if (!reportInputs(this.template) || !draft || !handoffId) return;
        this.isNobody = !draft.attendees.some(({ side, chosen }) => chosen && side === 'Customer');
        if (this.isNobody) return;
        this.isWorking = true;
        this.disableClose = true;
        try {
            const handoff = await scheduleIntroductionCall({ handoffId, call: draft });
            this.disableClose = false;
            this.close(handoff);
        } catch (error) {
            this.saveError = error;
            this.disableClose = false;
        } finally {
            this.isWorking = false;
        }
    }

    private async load(): Promise<void> {
        const { handoffId, call } = this;
        if (!handoffId) return;
        try {
            const proposal = await proposeIntroductionCall({ handoffId });
            this.draft = call ? { ...proposal, ...call, attendees: this.merged(proposal, call) } : proposal;
        } catch (error) {
            this.loadError = error;
        }
    }
    /** Who was chosen before, and whoever may be chosen besides. */
    private merged(proposal: Gangway.IntroductionCall, call: Gangway.IntroductionCall): Gangway.Attendee[] {
        const keyOf = ({ id, name }: Gangway.Attendee): string => id ?? name;
        const known = new Set(call.attendees.map(keyOf));
        const others = proposal.attendees
            .filter((attendee) => !known.has(keyOf(attendee)))
            .map((attendee) => ({ ...attendee, chosen: false }));
        return [...call.attendees, ...others];
    }
    private ofSide(side: Gangway.Side): { attendee: Gangway.Attendee; value: string }[] {
        return (this.draft?.attendees ?? [])
            .map((attendee, position) => ({ attendee, value: String(position) }))
            .filter(({ attendee }) => attendee.side === side);
    }
    private choices(side: Gangway.Side): { label: string; value: string }[] {
        return this.ofSide(side).map(({ attendee, value }) => ({
            value,
            label: `${attendee.name} · ${attendee.email ? attendee.email : noEmail}`
        }));
    }
    private chosen(side: Gangway.Side): string[] {
        return this.ofSide(side)
            .filter(({ attendee }) => attendee.chosen)
            .map(({ value }) => value);
    }
    private choose(side: Gangway.Side, values: readonly string[]): void {
        if (!this.draft) return;
        const attendees = this.draft.attendees.map((attendee, position) =>
            attendee.side === side ? { ...attendee, chosen: values.includes(String(position)) } : attendee
        );
        this.draft = { ...this.draft, attendees };
        this.isNobody = false;
    }
}
