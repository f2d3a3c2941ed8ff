import { test } from 'node:test';
import assert from 'node:assert/strict';
import { DateValue, DatetimeValue, Decimal, TimeValue } from '../../model/index.ts';
import { ApexException, EnumValue } from '../runtime/index.ts';
import { dates } from './dates.ts';
import { asApex, caller } from './fixture.ts';
import { math } from './math.ts';
import { numbers } from './numbers.ts';

const decimal = (text: string): Decimal => Decimal.parse(text) ?? assert.fail(text);
const shown = (value: unknown): string => String(value);
const refuses = (work: () => unknown, message: string): void =>
    assert.throws(work, (error) => error instanceof ApexException && error.apexMessage === message);
const UP = new EnumValue('System.RoundingMode', 'UP', 7);

test('Integer, Long, Double, Boolean', () => {
    const integer = caller(numbers, 'System.Integer');
    assert.equal(integer('static Integer valueOf(String text)', '-12'), -12);
    refuses(() => integer('static Integer valueOf(String text)', 'abc'), 'Invalid integer: abc');
    refuses(() => integer('static Integer valueOf(String text)', '2147483648'), 'Invalid integer: 2147483648');
    refuses(() => integer('static Integer valueOf(String text)', null), 'Argument cannot be null.');
    assert.equal(integer('static Integer valueOf(Object value)', decimal('12.9')), 12);
    assert.equal(integer('String format()', 1234567), '1,234,567');
    const long = caller(numbers, 'System.Long');
    assert.equal(long('static Long valueOf(String text)', '9223372036854775807'), 9223372036854775807n);
    refuses(() => long('static Long valueOf(String text)', '9223372036854775808'), 'Invalid long: 9223372036854775808');
    assert.equal(long('Integer intValue()', 2147483648n), -2147483648);
    const double = caller(numbers, 'System.Double');
    assert.equal(double('Long round()', 2.5), 3n);
    refuses(() => double('static Double valueOf(String text)', 'x'), 'Invalid double: x');
    assert.equal(caller(numbers, 'System.Boolean')('static Boolean valueOf(String text)', 'TRUE'), true);
});

test('Decimal', () => {
    const call = caller(numbers, 'System.Decimal');
    assert.equal(shown(call('Decimal setScale(Integer scale)', decimal('2.345'), 2)), '2.34');
    assert.equal(shown(call('Decimal setScale(Integer scale, RoundingMode mode)', decimal('2.341'), 2, UP)), '2.35');
    assert.equal(
        shown(call('Decimal divide(Decimal divisor, Integer scale)', decimal('19'), decimal('100'), 3)),
        '0.190'
    );
    refuses(() => call('Decimal divide(Decimal divisor, Integer scale)', decimal('1'), decimal('0'), 3), 'Divide by 0');
    assert.equal(call('Integer precision()', decimal('-12.50')), 4);
    assert.equal(call('Long round()', decimal('2.5')), 2n);
    assert.equal(call('String format()', decimal('-1234.5678')), '-1,234.568');
    assert.equal(shown(call('static Decimal valueOf(Double value)', 3)), '3.0');
    refuses(() => call('static Decimal valueOf(String text)', '1,5'), 'Invalid decimal: 1,5');
});

test('Math', () => {
    const call = caller([math], 'System.Math');
    assert.equal(call('static Integer round(Decimal value)', decimal('4.5')), 4);
    assert.equal(call('static Long roundToLong(Double value)', -2.5), -2n);
    refuses(() => call('static Integer mod(Integer value, Integer by)', 1, 0), 'Divide by 0');
    assert.equal(call('static Integer mod(Integer value, Integer by)', -7, 3), -1);
    assert.equal(
        shown(call('static Decimal max(Decimal left, Decimal right)', decimal('1.5'), decimal('1.50'))),
        '1.5'
    );
    assert.equal(shown(call('static Decimal ceil(Decimal value)', decimal('-1.5'))), '-1');
    refuses(() => call('static Decimal sqrt(Decimal value)', decimal('-1')), 'Invalid argument for sqrt');
    assert.equal(call('static Integer abs(Integer value)', -2147483648), -2147483648);
});

test('Date', () => {
    const call = caller(dates, 'System.Date');
    const day = (text: string): DateValue => DateValue.parse(text) ?? assert.fail(text);
    assert.equal(shown(call('Date addMonths(Integer months)', day('2024-01-31'), 1)), '2024-02-29');
    assert.equal(shown(call('Date addYears(Integer years)', day('2024-02-29'), 1)), '2025-02-28');
    assert.equal(call('Integer daysBetween(Date other)', day('2026-01-01'), day('2026-03-01')), 59);
    assert.equal(call('Integer monthsBetween(Date other)', day('2025-12-31'), day('2026-01-01')), 1);
    assert.equal(shown(call('Date toStartOfWeek()', day('2026-11-25'))), '2026-11-22');
    assert.equal(call('String format()', day('2026-01-05')), '1/5/2026');
    assert.equal(shown(call('static Date parse(String text)', '12/31/2026')), '2026-12-31');
    refuses(() => call('static Date parse(String text)', '31/12/2026'), 'Invalid date: 31/12/2026');
    assert.equal(shown(call('static Date valueOf(String text)', '2026-1-5')), '2026-01-05');
    refuses(() => call('static Date valueOf(String text)', '2026-02-30'), 'Invalid date: 2026-02-30');
    assert.equal(shown(call('static Date today()')), '2026-11-22');
    const today = dates[0]?.members['static Date today()'];
    assert.equal(
        asApex(() => shown(today?.()), 'America/Los_Angeles'),
        '2026-11-21'
    );
});

test('Datetime', () => {
    const call = caller(dates, 'System.Datetime');
    const at = DatetimeValue.parse('2026-03-29T00:30:00Z') ?? assert.fail();
    assert.equal(call('String format()', at), '3/29/2026, 12:30 AM');
    const zoned = 'String format(String pattern, String timeZone)';
    assert.equal(
        call(zoned, at, "EEE, d MMM yyyy HH:mm:ss Z 'o''clock'", 'Europe/Berlin'),
        "Sun, 29 Mar 2026 01:30:00 +0100 o'clock"
    );
    assert.equal(call(zoned, at, 'hh:mm a z', 'America/New_York'), '08:30 PM EDT');
    refuses(() => call('String formatGmt(String pattern)', at, 'b'), 'Illegal pattern: b');
    // The clocks of Berlin go from 2 to 3 that night: a day later is 23 hours later.
    const addDays = dates[1]?.members['Datetime addDays(Integer days)'];
    assert.equal(
        asApex(() => (addDays?.(at, 1) as DatetimeValue).ms - at.ms, 'Europe/Berlin'),
        23 * 3_600_000
    );
    const create =
        'static Datetime newInstance(Integer year, Integer month, Integer day, Integer hour, Integer minute, Integer second)';
    const inGap = asApex(() => dates[1]?.members[create]?.(2026, 3, 29, 2, 30, 0) as DatetimeValue, 'Europe/Berlin');
    assert.equal(inGap.toString(), '2026-03-29T01:30:00.000+0000');
    assert.equal(
        shown(call('static Datetime valueOf(String text)', '2026-11-22 03:00:00')),
        '2026-11-22T03:00:00.000+0000'
    );
    assert.equal(
        shown(call('static Datetime valueOf(String text)', '2026-11-22 03:00:00+0000')),
        '2026-11-22T03:00:00.000+0000'
    );
    refuses(() => call('static Datetime valueOf(String text)', 'abc'), 'Invalid date/time: abc');
    assert.equal(call('Long getTime()', new DatetimeValue(5)), 5n);
    assert.equal(
        shown(call('static Datetime parse(String text)', '11/22/2026, 3:05 PM')),
        '2026-11-22T15:05:00.000+0000'
    );
});

test('Time wraps around midnight', () => {
    const call = caller(dates, 'System.Time');
    assert.equal(shown(call('Time addHours(Integer hours)', new TimeValue(23 * 3_600_000), 2)), '01:00:00.000Z');
    assert.equal(call('Integer minute()', new TimeValue(3_661_000)), 1);
});
