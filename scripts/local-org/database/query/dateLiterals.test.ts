import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DateValue } from '../../model/index.ts';
import { rangeOfLiteral } from './dateLiterals.ts';
import { datePart } from './sqlFunctions.ts';

/** A Wednesday. */
const TODAY = DateValue.of(2026, 11, 18);
/** First and last day. */
const EXPECTED: Readonly<Record<string, string>> = {
    YESTERDAY: '2026-11-17 2026-11-17',
    TODAY: '2026-11-18 2026-11-18',
    TOMORROW: '2026-11-19 2026-11-19',
    LAST_WEEK: '2026-11-08 2026-11-14',
    THIS_WEEK: '2026-11-15 2026-11-21',
    NEXT_WEEK: '2026-11-22 2026-11-28',
    LAST_MONTH: '2026-10-01 2026-10-31',
    THIS_MONTH: '2026-11-01 2026-11-30',
    NEXT_MONTH: '2026-12-01 2026-12-31',
    LAST_90_DAYS: '2026-08-20 2026-11-18',
    NEXT_90_DAYS: '2026-11-19 2027-02-16',
    THIS_QUARTER: '2026-10-01 2026-12-31',
    LAST_QUARTER: '2026-07-01 2026-09-30',
    NEXT_QUARTER: '2027-01-01 2027-03-31',
    THIS_YEAR: '2026-01-01 2026-12-31',
    LAST_YEAR: '2025-01-01 2025-12-31',
    NEXT_YEAR: '2027-01-01 2027-12-31',
    THIS_FISCAL_QUARTER: '2026-10-01 2026-12-31',
    LAST_FISCAL_QUARTER: '2026-07-01 2026-09-30',
    NEXT_FISCAL_QUARTER: '2027-01-01 2027-03-31',
    THIS_FISCAL_YEAR: '2026-01-01 2026-12-31',
    LAST_FISCAL_YEAR: '2025-01-01 2025-12-31',
    NEXT_FISCAL_YEAR: '2027-01-01 2027-12-31',
    'LAST_N_DAYS:1': '2026-11-17 2026-11-18',
    'NEXT_N_DAYS:2': '2026-11-19 2026-11-20',
    'N_DAYS_AGO:3': '2026-11-15 2026-11-15',
    'LAST_N_WEEKS:2': '2026-11-01 2026-11-14',
    'NEXT_N_WEEKS:2': '2026-11-22 2026-12-05',
    'N_WEEKS_AGO:2': '2026-11-01 2026-11-07',
    'LAST_N_MONTHS:2': '2026-09-01 2026-10-31',
    'NEXT_N_MONTHS:2': '2026-12-01 2027-01-31',
    'N_MONTHS_AGO:11': '2025-12-01 2025-12-31',
    'LAST_N_QUARTERS:2': '2026-04-01 2026-09-30',
    'NEXT_N_QUARTERS:1': '2027-01-01 2027-03-31',
    'N_QUARTERS_AGO:4': '2025-10-01 2025-12-31',
    'LAST_N_YEARS:2': '2024-01-01 2025-12-31',
    'NEXT_N_YEARS:2': '2027-01-01 2028-12-31',
    'N_YEARS_AGO:2': '2024-01-01 2024-12-31',
    'LAST_N_FISCAL_QUARTERS:2': '2026-04-01 2026-09-30',
    'NEXT_N_FISCAL_QUARTERS:1': '2027-01-01 2027-03-31',
    'N_FISCAL_QUARTERS_AGO:4': '2025-10-01 2025-12-31',
    'LAST_N_FISCAL_YEARS:2': '2024-01-01 2025-12-31',
    'NEXT_N_FISCAL_YEARS:2': '2027-01-01 2028-12-31',
    'N_FISCAL_YEARS_AGO:2': '2024-01-01 2024-12-31'
};
for (const [literal, expected] of Object.entries(EXPECTED)) {
    test(literal, () => {
        const [name = '', n] = literal.split(':');
        const { from, to } = rangeOfLiteral(name, n === undefined ? undefined : Number(n), TODAY, 'en_US');
        assert.equal(`${from.toString()} ${new DateValue(to.day - 1).toString()}`, expected);
    });
}
test("a week begins on the locale's first day", () => {
    assert.equal(rangeOfLiteral('THIS_WEEK', undefined, TODAY, 'de_DE').from.toString(), '2026-11-16');
    assert.equal(
        rangeOfLiteral('THIS_WEEK', undefined, DateValue.of(2026, 11, 22), 'de_DE').from.toString(),
        '2026-11-16'
    );
    assert.equal(
        rangeOfLiteral('THIS_WEEK', undefined, DateValue.of(2026, 11, 22), 'en_US').from.toString(),
        '2026-11-22'
    );
});
test('parts of a date', () => {
    const parts = (name: string): unknown => datePart(name, TODAY.day, 5 * 3_600_000 + 1);
    assert.deepEqual(
        'CALENDAR_YEAR CALENDAR_QUARTER CALENDAR_MONTH DAY_IN_MONTH DAY_IN_WEEK DAY_IN_YEAR WEEK_IN_MONTH WEEK_IN_YEAR HOUR_IN_DAY DAY_ONLY FISCAL_YEAR FISCAL_QUARTER FISCAL_MONTH'
            .split(' ')
            .map(parts),
        [2026, 4, 11, 18, 4, 322, 3, 46, 5, '2026-11-18', 2026, 4, 11]
    );
});
