import { LightningElement, api } from 'lwc';
import { dayText, format } from 'c/gangwayFormat';
import gate from '@salesforce/label/c.Gangway_Gate';
import legendCustomer from '@salesforce/label/c.Gangway_Side_Customer';
import legendDone from '@salesforce/label/c.Gangway_Legend_Done';
import legendLate from '@salesforce/label/c.Gangway_Legend_Late';
import legendUs from '@salesforce/label/c.Gangway_Side_Us';
import legendWaiting from '@salesforce/label/c.Gangway_Legend_Waiting';
import noDate from '@salesforce/label/c.Gangway_No_Date';
import range from '@salesforce/label/c.Gangway_Timeline_Range';
import todayLabel from '@salesforce/label/c.Gangway_Today';
import { layOut, type Bar } from './timeline';

const STATES: Readonly<Record<Bar['state'], string>> = {
    done: legendDone,
    late: legendLate,
    waiting: legendWaiting,
    ours: legendUs,
    customer: legendCustomer
};

/** The plan as a picture over time. The list beside it holds the same and can be edited; this one is to look at. */
export default class PlanTimeline extends LightningElement {
    @api stages: readonly Gangway.PlanStage[] = [];
    @api today = '';

    labels = Object.freeze({ todayLabel, noDate, gate });

    get timeline(): object {
        const { lanes, ticks, today } = layOut(this.stages, this.today);
        return {
            ticks: ticks.map(({ date, left }) => ({ date, text: dayText(date, this.today), style: `left: ${left}%` })),
            todayStyle: today === undefined ? undefined : `left: ${today}%`,
            lanes: lanes.map((lane) => ({
                ...lane,
                hasUndated: lane.undated.length > 0,
                undatedText: lane.undated.map(({ title }) => title).join(', '),
                bars: lane.bars.map((bar) => ({
                    ...bar,
                    style: `left: ${bar.left}%; width: ${bar.width}%`,
                    className: `bar ${bar.state}`,
                    text: format(
                        range,
                        bar.title,
                        STATES[bar.state],
                        dayText(bar.start, this.today),
                        dayText(bar.due, this.today)
                    )
                }))
            }))
        };
    }
    get legend(): { key: string; label: string; className: string }[] {
        return Object.entries(STATES).map(([key, label]) => ({ key, label, className: `swatch ${key}` }));
    }
}
