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
import { layOut, type Bar, type Lane } from './timeline';

interface DrawnBar extends Bar {
    readonly style: string;
    readonly captionStyle: string;
    readonly className: string;
    readonly text: string;
}
interface DrawnLane extends Lane {
    readonly bars: DrawnBar[];
    readonly hasUndated: boolean;
    readonly undatedText: string;
}
interface Picture {
    readonly lanes: DrawnLane[];
    readonly ticks: { date: string; text: string; style: string }[];
    readonly todayStyle: string | undefined;
}

/** Characters of the mark before a gate's title. */
const GATE_MARK = 3;
const STATES: Readonly<Record<Bar['state'], string>> = {
    done: legendDone,
    late: legendLate,
    waiting: legendWaiting,
    ours: legendUs,
    customer: legendCustomer
};

/** A title begins with its bar, or as much before as it needs to be read whole: a character takes about a `ch`. */
const captionOf = ({ left, title, isGate }: Bar): string =>
    `inset-inline-start: max(0px, min(${left}%, 100% - ${title.length + (isGate ? GATE_MARK : 0)}ch))`;

const barOf = (bar: Bar, today: string): DrawnBar => ({
    ...bar,
    style: `inset-inline-start: ${bar.left}%; inline-size: ${bar.width}%`,
    captionStyle: captionOf(bar),
    className: `bar ${bar.state}`,
    text: format(
        range,
        bar.isGate ? `${bar.title} (${gate})` : bar.title,
        STATES[bar.state],
        dayText(bar.start, today),
        dayText(bar.due, today)
    )
});

const pictureOf = (stages: readonly Gangway.PlanStage[], today: string): Picture => {
    const { lanes, ticks, today: now } = layOut(stages, today);
    return {
        ticks: ticks.map(({ date, left, isNamed }) => ({
            date,
            text: isNamed ? dayText(date, today) : '',
            style: `inset-inline-start: ${left}%`
        })),
        todayStyle: now === undefined ? undefined : `inset-inline-start: ${now}%`,
        lanes: lanes.map((lane) => ({
            ...lane,
            hasUndated: lane.undated.length > 0,
            undatedText: lane.undated.map(({ title }) => title).join(', '),
            bars: lane.bars.map((bar) => barOf(bar, today))
        }))
    };
};

/** The plan as a picture over time. The list beside it holds the same and can be edited; this one is to look at. */
export default class PlanTimeline extends LightningElement {
    @api stages: readonly Gangway.PlanStage[] = [];
    @api today = '';

    labels = Object.freeze({ todayLabel, noDate });

    private picture?: Picture;
    private drawnFor: readonly unknown[] = [];

    /** Laid out once for the same plan: the template asks for each of its parts. */
    get timeline(): Picture {
        const { stages, today } = this;
        if (!this.picture || this.drawnFor[0] !== stages || this.drawnFor[1] !== today) {
            this.picture = pictureOf(stages, today);
            this.drawnFor = [stages, today];
        }
        return this.picture;
    }
    get legend(): { key: string; label: string; className: string }[] {
        return Object.entries(STATES).map(([key, label]) => ({ key, label, className: `swatch ${key}` }));
    }
}
