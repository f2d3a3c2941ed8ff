import { DatetimeValue, DateValue } from './dates.ts';

/** A day as filters of metadata write it: `2026-05-06`, or `5/6/2026`. Source: Metadata API Developer Guide, "FilterItem", value. */
export const filterDay = (text: string): DateValue | undefined => {
    const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
    if (year === undefined) return DateValue.parse(text);
    return DateValue.parse(`${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`);
};

/** A moment as filters of metadata write it: with its offset, or a day, which begins in GMT. */
export const filterMoment = (text: string): DatetimeValue | undefined => {
    const day = filterDay(text);
    return day ? new DatetimeValue(day.utc.getTime()) : DatetimeValue.parse(text);
};
