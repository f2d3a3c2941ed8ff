/** Values of reports as people read and sort them, and the spans that dates are grouped into. */
import { DateValue, DatetimeValue, Decimal, dayIn, type FieldDef, type Scalar } from '../../model/index.ts';
import type { AnalyticsColumn, DateGranularity } from '../../metadata/types.ts';
import { startOfUnit, type CalendarUnit } from '../../database/index.ts';
import type { UserContext } from '../../security/types.ts';
import { Display, uiValue } from '../ui/display.ts';
import { plainText, toJson, type JsonScalar } from '../values.ts';

/** What an empty value is shown as. */
export const EMPTY = '-';

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'number', 'currency', 'percent']);

export const numberOf = (value: Scalar): number | null => {
    if (typeof value === 'boolean') return value ? 1 : 0;
    const json = toJson(value);
    return typeof json === 'number' ? json : null;
};

/** A group's value: what equal rows share, what it is called, and where it stands among the others. */
export interface GroupValue {
    readonly key: string;
    readonly value: JsonScalar;
    readonly label: string;
    /** Undefined of an empty value, which comes first. */
    readonly order: number | string | undefined;
}

const UNITS: Partial<Record<DateGranularity, CalendarUnit>> = {
    Week: 'WEEK',
    Month: 'MONTH',
    Quarter: 'QUARTER',
    FiscalQuarter: 'QUARTER',
    Year: 'YEAR',
    FiscalYear: 'YEAR'
};

/** Shows and groups values for one user. */
export class ReportValues {
    private readonly user: Pick<UserContext, 'locale' | 'timeZone' | 'access'>;
    private readonly display: Display;
    private readonly months: Intl.DateTimeFormat;

    constructor(user: Pick<UserContext, 'locale' | 'timeZone' | 'access'>) {
        this.user = user;
        this.display = new Display(user);
        this.months = new Intl.DateTimeFormat('en-US', { month: 'long', timeZone: 'UTC' });
    }
    label(field: FieldDef, value: Scalar): string {
        if (value === null) return field.type === 'boolean' ? 'false' : EMPTY;
        return this.display.text(field, value) ?? plainText(uiValue(value));
    }
    /** A number as a field of this kind shows it. */
    number(value: number, type: FieldDef['type'], scale: number): string {
        const field = { type, scale } as FieldDef;
        return this.display.text(field, Decimal.of(value)) ?? String(value);
    }
    group(
        column: AnalyticsColumn,
        granularity: DateGranularity | undefined,
        value: Scalar,
        recordId: string | null
    ): GroupValue {
        const { field } = column;
        if (value === null && recordId === null && field.type !== 'boolean')
            return { key: '', value: null, label: EMPTY, order: undefined };
        const day =
            value instanceof DatetimeValue
                ? dayIn(value, this.user.timeZone)
                : value instanceof DateValue
                  ? value
                  : undefined;
        if (day) return this.span(day, granularity ?? 'Day');
        const label = this.label(field, value);
        const json = toJson(value);
        if (recordId !== null) return { key: recordId, value: recordId, label, order: label.toLowerCase() };
        const position = field.picklist?.values.findIndex((one) => one.value === value) ?? -1;
        const order = NUMBERS.has(field.type) ? (numberOf(value) ?? 0) : position >= 0 ? position : label.toLowerCase();
        return { key: `=${plainText(json)}`, value: json, label, order };
    }
    private span(day: DateValue, granularity: DateGranularity): GroupValue {
        const { utc } = day;
        if (granularity === 'DayInMonth') {
            const number = utc.getUTCDate();
            return { key: String(number), value: number, label: String(number), order: number };
        }
        if (granularity === 'MonthInYear') {
            const number = utc.getUTCMonth() + 1;
            return { key: String(number), value: number, label: this.months.format(utc), order: number };
        }
        const unit = UNITS[granularity];
        const start = unit ? startOfUnit(unit, day, 0, this.user.locale) : day;
        return {
            key: start.toString(),
            value: start.toString(),
            label: this.spanLabel(start, granularity),
            order: start.day
        };
    }
    /** `January 2026`, `Q1 CY2026`, `1/4/2026 - 1/10/2026`. The fiscal year is the calendar's, as it is for SOQL here. */
    private spanLabel(start: DateValue, granularity: DateGranularity): string {
        const { utc } = start;
        const year = utc.getUTCFullYear();
        const quarter = Math.floor(utc.getUTCMonth() / 3) + 1;
        const shown = (day: DateValue): string =>
            this.display.text({ type: 'date' } as FieldDef, day) ?? day.toString();
        switch (granularity) {
            case 'Week':
                return `${shown(start)} - ${shown(new DateValue(start.day + 6))}`;
            case 'Month':
                return `${this.months.format(utc)} ${year}`;
            case 'Quarter':
                return `Q${quarter} CY${year}`;
            case 'FiscalQuarter':
                return `Q${quarter} FY ${year}`;
            case 'Year':
                return `CY${year}`;
            case 'FiscalYear':
                return `FY ${year}`;
            default:
                return shown(start);
        }
    }
}
