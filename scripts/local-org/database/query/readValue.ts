import type { ValueContext } from '@apexdevtools/apex-parser';
import type { Scalar } from '../../model/index.ts';
import type { SoqlValue } from '../types.ts';
import { readDate, readDatetime, readNumber, readString, readTime } from './literals.ts';

const literalOf = (context: ValueContext, text: string, like: boolean): Scalar | undefined => {
    if (context.NULL()) return null;
    if (context.BooleanLiteral()) return text.toLowerCase() === 'true';
    if (context.MultilineStringLiteral()) return undefined;
    if (context.StringLiteral()) return readString(text, like);
    if (context.signedNumber()) return readNumber(text);
    if (context.DateLiteral()) return readDate(text);
    return context.DateTimeLiteral() ? readDatetime(text) : readTime(text);
};

/**
 * One value of a filter that stands in the query itself: a literal, a date literal, an amount in a currency.
 * @param like whether it is a pattern, whose escapes stay
 * @returns undefined for what SOQL does not know
 */
export const readValue = (context: ValueContext, like: boolean): SoqlValue | undefined => {
    const text = context.getText();
    if (context.dateFormula()) {
        const [name = '', n] = text.split(':');
        return n === undefined
            ? { kind: 'dateLiteral', name: name.toUpperCase() }
            : { kind: 'dateLiteral', name: name.toUpperCase(), n: Number(n) };
    }
    if (context.IntegralCurrencyLiteral()) {
        const amount = readNumber(text.slice(3));
        return amount === undefined
            ? undefined
            : { kind: 'currency', code: text.slice(0, 3).toUpperCase(), value: amount };
    }
    const value = literalOf(context, text, like);
    return value === undefined ? undefined : { kind: 'literal', value };
};
