import { LightningElement, api } from 'lwc';
import { dayText, format, relativeDay } from 'c/gangwayFormat';
import contact from '@salesforce/label/c.Gangway_Customer_Contact';
import done from '@salesforce/label/c.Gangway_Customer_Done';
import goLive from '@salesforce/label/c.Gangway_Go_Live';
import late from '@salesforce/label/c.Gangway_Customer_Late';
import nothing from '@salesforce/label/c.Gangway_Customer_Nothing';
import open from '@salesforce/label/c.Gangway_Customer_Open';
import passed from '@salesforce/label/c.Gangway_Customer_Stage_Done';
import sideThem from '@salesforce/label/c.Gangway_Customer_Side_You';
import sideUs from '@salesforce/label/c.Gangway_Customer_Side_We';
import waits from '@salesforce/label/c.Gangway_Customer_Waits';
import progress from '@salesforce/label/c.Gangway_Customer_Progress';
import who from '@salesforce/label/c.Gangway_Customer_Who';
import when from '@salesforce/label/c.Gangway_Customer_When';
import type { Tone } from 'c/gangwayStatus';

/** The plan as its customer may see it: what is marked so, in the words meant for them. To be looked at and printed. */
export default class PlanCustomerView extends LightningElement {
    @api page?: Gangway.CustomerPage;

    labels = Object.freeze({ goLive, nothing, passed, when, who });

    get today(): string {
        return this.page?.today ?? '';
    }
    get facts(): string {
        return [
            this.page?.ownerName ? format(contact, this.page.ownerName) : '',
            format(progress, this.page?.done ?? 0, this.page?.total ?? 0)
        ]
            .filter(Boolean)
            .join(' · ');
    }
    get goLiveText(): string {
        return dayText(this.page?.liveOn ?? this.page?.goLive, this.today);
    }
    get isEmpty(): boolean {
        return (this.page?.total ?? 0) === 0;
    }
    get stages(): object[] {
        return (this.page?.stages ?? []).map((stage) => ({
            ...stage,
            headingId: `stage-${stage.id}`,
            rows: stage.items.map((item) => ({
                ...item,
                who: [item.side === 'Customer' ? sideThem : sideUs, item.ownerName].filter(Boolean).join(' · '),
                when: item.isDone
                    ? format(done, dayText(item.doneOn, this.today))
                    : [dayText(item.dueDate, this.today), relativeDay(item.dueDate, this.today)]
                          .filter((text, index, all) => text !== '' && all.indexOf(text) === index)
                          .join(' · '),
                ...this.stateOf(item)
            }))
        }));
    }

    private stateOf(item: Gangway.CustomerItem): { state: string; tone: Tone } {
        if (item.isDone) return { state: format(done, '').trim(), tone: 'good' };
        if (item.waitsOnCustomer) return { state: waits, tone: 'waiting' };
        return item.isLate ? { state: late, tone: 'bad' } : { state: open, tone: 'quiet' };
    }
}
