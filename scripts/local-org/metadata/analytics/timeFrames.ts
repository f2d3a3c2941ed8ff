/** Time frames of reports: `INTERVAL_LAST30` → a condition on the date column. */
import type { Report } from '../problems.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, textOf } from '../xml/document.ts';
import type { ReportReader } from './reports.ts';
import type { ReportDef } from './types.ts';

/**
 * Interval → the first and the last date literal of SOQL that it spans. "Last 30 days" of a report ends today, as SOQL's does.
 * Source: Metadata API Developer Guide, "UserDateInterval"; SOQL and SOSL reference, "Date Formats and Date Literals".
 */
export const TIME_FRAMES: Readonly<Record<string, readonly [first: string, last: string]>> = Object.fromEntries(
    `YESTERDAY:YESTERDAY TODAY:TODAY TOMORROW:TOMORROW LASTWEEK:LAST_WEEK THISWEEK:THIS_WEEK NEXTWEEK:NEXT_WEEK LASTMONTH:LAST_MONTH
    THISMONTH:THIS_MONTH NEXTMONTH:NEXT_MONTH LASTTHISMONTH:LAST_MONTH,THIS_MONTH THISNEXTMONTH:THIS_MONTH,NEXT_MONTH
    CURRENTQ:THIS_QUARTER PREVQ:LAST_QUARTER NEXTQ:NEXT_QUARTER CURNEXTQ:THIS_QUARTER,NEXT_QUARTER CURPREVQ:LAST_QUARTER,THIS_QUARTER
    CURRENT:THIS_FISCAL_QUARTER PREV1:LAST_FISCAL_QUARTER NEXT1:NEXT_FISCAL_QUARTER CURNEXT1:THIS_FISCAL_QUARTER,NEXT_FISCAL_QUARTER
    CURPREV1:LAST_FISCAL_QUARTER,THIS_FISCAL_QUARTER CURY:THIS_YEAR PREVY:LAST_YEAR NEXTY:NEXT_YEAR PREVCURY:LAST_YEAR,THIS_YEAR
    CURNEXTY:THIS_YEAR,NEXT_YEAR CURFY:THIS_FISCAL_YEAR PREVFY:LAST_FISCAL_YEAR NEXTFY:NEXT_FISCAL_YEAR
    PREVCURFY:LAST_FISCAL_YEAR,THIS_FISCAL_YEAR CURNEXTFY:THIS_FISCAL_YEAR,NEXT_FISCAL_YEAR LAST7:LAST_N_DAYS:7 LAST30:LAST_N_DAYS:30
    LAST60:LAST_N_DAYS:60 LAST90:LAST_N_DAYS:90 LAST120:LAST_N_DAYS:120 NEXT7:NEXT_N_DAYS:7 NEXT30:NEXT_N_DAYS:30
    NEXT60:NEXT_N_DAYS:60 NEXT90:NEXT_N_DAYS:90 NEXT120:NEXT_N_DAYS:120`
        .split(/\s+/)
        .map((entry) => {
            const at = entry.indexOf(':');
            const [first = '', last = first] = entry.slice(at + 1).split(',');
            return [`INTERVAL_${entry.slice(0, at)}`, [first, last]] as const;
        })
);

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the time frame; nothing where it lets everything through. */
export const checkTimeFrame = (reader: ReportReader, report: Report): ReportDef['timeFrame'] => {
    const element = childOf(reader.root, 'timeFrameFilter');
    if (!element || !requireElements(element, ['dateColumn', 'interval'], report)) return undefined;
    const column = reader.column(element, 'dateColumn');
    if (!column) return undefined;
    if (column.field.type !== 'date' && column.field.type !== 'datetime')
        return reader.refuse(element, `The column ${column.token} of the time frame is no date`);
    const interval = textOf(element, 'interval') ?? '';
    const start = textOf(element, 'startDate');
    const end = textOf(element, 'endDate');
    for (const day of [start, end])
        if (day !== undefined && !DAY.test(day))
            return reader.refuse(element, `Error parsing file: ${day} is no xsd:date`);
    if (interval === 'INTERVAL_CUSTOM') {
        if (start === undefined && end === undefined) return undefined;
        return { column, interval, ...(start ? { start } : {}), ...(end ? { end } : {}) };
    }
    if (!TIME_FRAMES[interval])
        return reader.refuse(
            childOf(element, 'interval') ?? element,
            `not supported by the local org: the time frame ${interval} of a report`
        );
    return { column, interval };
};
