import { LightningElement, api } from 'lwc';
import USER_ID from '@salesforce/user/Id';
import { calendarFile, calendarFileName, calendarLink } from 'c/gangwayCalendar';
import { format, momentText } from 'c/gangwayFormat';
import change from '@salesforce/label/c.Gangway_Call_Change';
import download from '@salesforce/label/c.Gangway_Call_Download';
import heading from '@salesforce/label/c.Gangway_Call';
import none from '@salesforce/label/c.Gangway_Call_None';
import notInvited from '@salesforce/label/c.Gangway_Call_Not_Invited';
import schedule from '@salesforce/label/c.Gangway_Call_Schedule';
import when from '@salesforce/label/c.Gangway_Call_When';

/** The introduction call: when and with whom, and the file to send, since nobody is invited by itself. Emits `schedule`. */
export default class HandoffCall extends LightningElement {
    @api call?: Gangway.IntroductionCall | null;
    /** May this user make or change it? */
    @api mayEdit = false;

    labels = Object.freeze({ change, download, heading, none, notInvited, schedule });

    get whenText(): string {
        return this.call ? format(when, momentText(this.call.startsAt), this.call.minutes) : '';
    }
    get isShown(): boolean {
        return Boolean(this.call) || this.mayEdit;
    }
    get withWhom(): string {
        return this.chosen.map(({ name }) => name).join(', ');
    }
    get fileName(): string {
        return calendarFileName(this.call?.subject ?? '');
    }
    get fileLink(): string {
        const { call } = this;
        if (!call) return '';
        const withEmail = this.chosen.flatMap(({ id, name, email }) => (email ? [{ id, name, email }] : []));
        const organizer = withEmail.find(({ id }) => id === USER_ID) ?? null;
        return calendarLink(
            calendarFile({
                uid: `${call.eventId ?? call.startsAt}@gangway`,
                madeAt: new Date(),
                startsAt: new Date(call.startsAt),
                minutes: call.minutes,
                subject: call.subject,
                description: call.description,
                location: call.location,
                organizer,
                attendees: withEmail.filter((person) => person !== organizer)
            })
        );
    }
    handleSchedule(): void {
        this.dispatchEvent(new CustomEvent('schedule'));
    }

    private get chosen(): Gangway.Attendee[] {
        return (this.call?.attendees ?? []).filter((attendee) => attendee.chosen);
    }
}
