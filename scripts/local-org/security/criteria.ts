/** Does a record meet filter criteria (`Amount greaterThan 100`)? Those of sharing rules; stored values only. */
import type { SharingCriterion } from '../metadata/types.ts';
import { DateValue, DatetimeValue, Decimal, filterDay, filterMoment, fold } from '../model/index.ts';
import type { FieldDef, Scalar, SObject } from '../model/index.ts';

type Comparable = number | string | boolean | null;

/** A value as it compares: numbers and moments as numbers, text folded. */
const comparable = (value: Scalar | undefined): Comparable => {
    if (value === undefined || value === null) return null;
    if (value instanceof Decimal) return value.toNumber();
    if (value instanceof DateValue) return value.day;
    if (value instanceof DatetimeValue) return value.ms;
    if (typeof value === 'number' || typeof value === 'boolean') return value;
    return typeof value === 'string' ? fold(value) : null;
};

const NUMERIC: readonly string[] = ['number', 'currency', 'percent', 'integer'];

/** What a criterion's text means for its field; undefined where it means nothing. */
const wanted = (field: FieldDef, text: string): Comparable | undefined => {
    if (text === '') return null;
    if (NUMERIC.includes(field.type)) {
        const number = Number(text.replace(/^[A-Z]{3} ?/, ''));
        return Number.isNaN(number) ? undefined : number;
    }
    switch (field.type) {
        case 'boolean':
            return ['true', '1'].includes(fold(text)) ? true : ['false', '0'].includes(fold(text)) ? false : undefined;
        case 'date':
            return comparable(filterDay(text));
        case 'datetime':
            return comparable(filterMoment(text));
        default:
            return fold(text);
    }
};

/** Several values are written with commas; any of them counts. A value with a comma of its own is in quotation marks. */
const listOf = (text: string): string[] =>
    (text.match(/"[^"]*"|[^,]+/g) ?? ['']).map((part) => part.trim().replace(/^"(.*)"$/, '$1'));

const chosen = (value: Comparable): readonly string[] => (typeof value === 'string' ? value.split(';') : []);

const compares = (value: Comparable, other: Comparable | undefined, operation: string): boolean => {
    if (value === null || other === null || other === undefined || typeof value !== typeof other) return false;
    switch (operation) {
        case 'lessThan':
            return value < other;
        case 'greaterThan':
            return value > other;
        case 'lessOrEqual':
            return value <= other;
        default:
            return value >= other;
    }
};

/**
 * Whether a field's value meets one criterion.
 * @param text what it is compared with, as metadata writes it; several values with commas
 */
export const criterionMet = (given: Scalar | undefined, field: FieldDef, operation: string, text: string): boolean => {
    const value = comparable(given);
    const values = listOf(text);
    const anyOf = (test: (other: Comparable | undefined) => boolean): boolean =>
        values.some((one) => test(wanted(field, one)));
    const inText = (test: (own: string, other: string) => boolean): boolean =>
        typeof value === 'string' && anyOf((other) => typeof other === 'string' && test(value, other));
    switch (operation) {
        case 'equals':
            return anyOf((other) => other === value);
        case 'notEqual':
            return !anyOf((other) => other === value);
        case 'contains':
            return inText((own, other) => own.includes(other));
        case 'notContain':
            return !inText((own, other) => own.includes(other));
        case 'startsWith':
            return inText((own, other) => own.startsWith(other));
        case 'includes':
            return anyOf((other) => typeof other === 'string' && chosen(value).includes(other));
        case 'excludes':
            return !anyOf((other) => typeof other === 'string' && chosen(value).includes(other));
        default:
            return anyOf((other) => compares(value, other, operation));
    }
};

/** `1 AND (2 OR NOT 3)` over the results of the single criteria. */
export const combine = (logic: string, results: readonly boolean[]): boolean => {
    const tokens = logic.toUpperCase().match(/\(|\)|\d+|AND|OR|NOT/g) ?? [];
    let at = 0;
    const or = (): boolean => {
        let left = and();
        while (tokens[at] === 'OR') {
            at++;
            const right = and();
            left ||= right;
        }
        return left;
    };
    const and = (): boolean => {
        let left = one();
        while (tokens[at] === 'AND') {
            at++;
            const right = one();
            left &&= right;
        }
        return left;
    };
    const one = (): boolean => {
        const token = tokens[at++];
        if (token === 'NOT') return !one();
        if (token !== '(') return results[Number(token) - 1] ?? false;
        const inner = or();
        at++;
        return inner;
    };
    return or();
};

/**
 * Whether a record meets criteria.
 * @param logic how they combine; all of them where undefined
 */
export const meets = (record: SObject, items: readonly SharingCriterion[], logic?: string): boolean => {
    const results = items.map((item) => {
        const field = record.type.field(item.field);
        return field !== undefined && criterionMet(record.get(field), field, item.operation, item.value);
    });
    return logic === undefined ? results.every(Boolean) : combine(logic, results);
};
