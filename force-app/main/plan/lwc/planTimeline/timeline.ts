/** Where each item stands on a scale of days, without a DOM. */
import { daysBetween } from 'c/gangwayFormat';

export interface Bar {
    id: string;
    title: string;
    /** Percent of the width, from the left. */
    left: number;
    width: number;
    state: 'done' | 'late' | 'waiting' | 'ours' | 'customer';
    isGate: boolean;
    isCustomer: boolean;
    start: string;
    due: string;
}
export interface Lane {
    id: string;
    name: string;
    bars: Bar[];
    undated: { id: string; title: string }[];
}
/** What a written day, and the mark of today, take of a narrow picture's width, in percent. */
const ROOM_OF_DAY = 20;
const ROOM_OF_TODAY = 12;
export interface Tick {
    date: string;
    left: number;
    /** Its day is written: it would not be beside today's mark, or at the end. */
    isNamed: boolean;
}
export interface Timeline {
    lanes: Lane[];
    ticks: Tick[];
    /** Percent from the left, or undefined when today is outside. */
    today?: number;
}

const stateOf = (item: Gangway.PlanItem): Bar['state'] => {
    if (item.status === 'Done' || item.status === 'Waived') return 'done';
    if (item.status === 'Waiting') return 'waiting';
    if ((item.daysLate ?? 0) > 0) return 'late';
    return item.side === 'Customer' ? 'customer' : 'ours';
};

const addDays = (iso: string, days: number): string =>
    new Date(new Date(`${iso}T00:00:00Z`).getTime() + days * 86_400_000).toISOString().slice(0, 10);

/** Lays items out between the first start and the last due date; an item without a start is one day long. */
export const layOut = (stages: readonly Gangway.PlanStage[], today: string): Timeline => {
    const dated = stages.flatMap(({ items }) => items).filter(({ dueDate }) => Boolean(dueDate));
    const starts = dated.map(({ startDate, dueDate }) => startDate ?? dueDate ?? today).sort();
    const ends = dated.map(({ dueDate }) => dueDate ?? today).sort();
    const first = starts[0] ?? today;
    const last = ends.at(-1) ?? today;
    const days = Math.max(1, daysBetween(first, last) + 1);
    const percent = (iso: string): number => (daysBetween(first, iso) * 100) / days;
    const now = today >= first && today <= last ? percent(today) : undefined;
    const isFree = (left: number): boolean =>
        (left === 0 || left <= 100 - ROOM_OF_DAY) &&
        (now === undefined || left <= now - ROOM_OF_DAY || left >= now + ROOM_OF_TODAY);
    const step = days <= 21 ? 7 : days <= 63 ? 14 : 28;
    return {
        lanes: stages.map(({ id, name, items }) => ({
            id,
            name,
            bars: items.flatMap((item) => {
                if (!item.dueDate) return [];
                const start = item.startDate ?? item.dueDate;
                return [
                    {
                        id: item.id,
                        title: item.title,
                        left: percent(start),
                        width: ((daysBetween(start, item.dueDate) + 1) * 100) / days,
                        state: stateOf(item),
                        isGate: item.isGate,
                        isCustomer: item.side === 'Customer',
                        start,
                        due: item.dueDate
                    }
                ];
            }),
            undated: items.filter(({ dueDate }) => !dueDate).map(({ id: itemId, title }) => ({ id: itemId, title }))
        })),
        ticks: Array.from({ length: Math.ceil(days / step) }, (_, index) => addDays(first, index * step)).map(
            (date) => ({ date, left: percent(date), isNamed: isFree(percent(date)) })
        ),
        ...(now === undefined ? {} : { today: now })
    };
};
