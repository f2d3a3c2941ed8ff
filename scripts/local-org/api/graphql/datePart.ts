/** Parts of dates by which aggregates are grouped. Source: GraphQL API Developer Guide, "Aggregate Query", "Date Functions". */

/** Field of an answer → function of SOQL. */
export const DATE_PARTS: Readonly<Record<string, string>> = {
    calendarMonth: 'CALENDAR_MONTH',
    calendarQuarter: 'CALENDAR_QUARTER',
    calendarYear: 'CALENDAR_YEAR',
    dayInMonth: 'DAY_IN_MONTH',
    dayInWeek: 'DAY_IN_WEEK',
    dayInYear: 'DAY_IN_YEAR',
    fiscalMonth: 'FISCAL_MONTH',
    fiscalQuarter: 'FISCAL_QUARTER',
    fiscalYear: 'FISCAL_YEAR',
    weekInMonth: 'WEEK_IN_MONTH',
    weekInYear: 'WEEK_IN_YEAR'
};
/** Kinds of values that have these parts. */
export const DAYS: ReadonlySet<string> = new Set(['Date', 'DateTime']);
/** Functions that groups can be ordered by. */
export const ORDER_FUNCTIONS: readonly string[] = ['AVG', 'COUNT', 'COUNT_DISTINCT', 'MAX', 'MIN', 'SUM'];
