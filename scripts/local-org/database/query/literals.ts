import { DateValue, DatetimeValue, Decimal, TimeValue } from '../../model/index.ts';
import { LIKE_ESCAPE } from './scan.ts';

const ESCAPES: Readonly<Record<string, string>> = {
    n: '\n',
    r: '\r',
    t: '\t',
    b: '\b',
    f: '\f',
    '"': '"',
    "'": "'",
    '\\': '\\'
};

/**
 * The text of a quoted string.
 * @param like in a LIKE pattern `\_` and `\%` stay escaped, elsewhere they are the plain characters
 * Source: SOQL and SOSL reference, "Quoted String Escape Sequences".
 */
export const readString = (token: string, like: boolean): string =>
    token
        .slice(1, -1)
        .replace(
            new RegExp(`\\\\u([0-9a-fA-F]{4})|\\\\(.)|${LIKE_ESCAPE}([_%])`, 'gs'),
            (_all, hex?: string, escape?: string, wildcard?: string) => {
                if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
                if (wildcard !== undefined) return like ? `\\${wildcard}` : wildcard;
                return ESCAPES[(escape ?? '').toLowerCase()] ?? escape ?? '';
            }
        );

/** An exact number. The parser's number token may end in Apex's `d`, which SOQL does not know. */
export const readNumber = (text: string): Decimal | undefined => Decimal.parse(text);

/** `2026-01-31`; undefined where there is no such day. */
export const readDate = (text: string): DateValue | undefined => DateValue.parse(text);

/** `2026-01-31T10:00:00Z`, with any offset; undefined where there is no such moment. */
export const readDatetime = (text: string): DatetimeValue | undefined => DatetimeValue.parse(text.toUpperCase());

/** `10:00:00.000Z`; undefined where there is no such time. */
export const readTime = (text: string): TimeValue | undefined => TimeValue.parse(text.toUpperCase());
