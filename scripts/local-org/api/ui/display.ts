/** Values as the UI API writes them: the raw value, and the text that a person of this locale reads. */
import { DateValue, DatetimeValue } from '../../model/index.ts';
import type { FieldDef, Scalar } from '../../model/index.ts';
import type { UserContext } from '../../security/types.ts';
import { type JsonScalar, toJson } from '../values.ts';

/** The org has one currency. */
export const ORG_CURRENCY = 'USD';

const DAY: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'numeric', day: 'numeric' };

/** Formats values for one user; keeps its formatters, since they are slow to make. */
export class Display {
    /** For whom values are shown. */
    readonly user: Pick<UserContext, 'locale' | 'timeZone' | 'access'>;
    private readonly locale: string;
    private readonly timeZone: string;
    private readonly numbers = new Map<string, Intl.NumberFormat>();
    private readonly dates = new Map<string, Intl.DateTimeFormat>();

    constructor(user: Pick<UserContext, 'locale' | 'timeZone' | 'access'>) {
        this.user = user;
        this.locale = user.locale.replace('_', '-') || 'en-US';
        this.timeZone = user.timeZone;
    }

    /** The text a person reads; null where the value itself is that text. Source: User Interface API, "Field Value". */
    text(field: FieldDef, value: Scalar | undefined): string | null {
        if (value === null || value === undefined) return null;
        switch (field.type) {
            case 'integer':
            case 'number':
                return this.number(Number(toJson(value)), field.scale ?? 0, 'decimal');
            case 'currency':
                return this.number(Number(toJson(value)), field.scale ?? 2, 'currency');
            case 'percent':
                return this.number(Number(toJson(value)) / 100, field.scale ?? 0, 'percent');
            case 'date':
                return value instanceof DateValue ? this.date(DAY, 'UTC').format(value.utc) : null;
            case 'datetime':
                return value instanceof DatetimeValue ? this.datetime(value) : null;
            case 'picklist':
                return labelOf(field, textValue(value));
            case 'multiPicklist':
                return textValue(value)
                    .split(';')
                    .map((part) => labelOf(field, part))
                    .join(';');
            default:
                return null;
        }
    }

    private datetime(value: DatetimeValue): string {
        const at = new Date(value.ms);
        const day = this.date(DAY, this.timeZone).format(at);
        return `${day}, ${this.date({ timeStyle: 'short' }, this.timeZone).format(at)}`.replaceAll('\u202f', ' ');
    }

    private number(value: number, scale: number, style: 'decimal' | 'currency' | 'percent'): string {
        const key = `${style}${scale}`;
        let format = this.numbers.get(key);
        if (!format) {
            const digits = { minimumFractionDigits: scale, maximumFractionDigits: scale };
            format = new Intl.NumberFormat(this.locale, {
                style,
                ...(style === 'currency' ? { currency: ORG_CURRENCY } : {}),
                ...digits
            });
            this.numbers.set(key, format);
        }
        return format.format(value);
    }

    private date(options: Intl.DateTimeFormatOptions, timeZone: string): Intl.DateTimeFormat {
        const key = JSON.stringify(options) + timeZone;
        let format = this.dates.get(key);
        if (!format) this.dates.set(key, (format = new Intl.DateTimeFormat(this.locale, { ...options, timeZone })));
        return format;
    }
}

const textValue = (value: Scalar | undefined): string => (typeof value === 'string' ? value : '');

const labelOf = (field: FieldDef, value: string): string =>
    field.picklist?.values.find((item) => item.value === value)?.label ?? value;

/** The raw value in the UI API's form: datetimes end in `Z`. */
export const uiValue = (value: Scalar | undefined): JsonScalar =>
    value instanceof DatetimeValue ? new Date(value.ms).toISOString() : toJson(value);
