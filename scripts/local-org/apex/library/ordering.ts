import { DateValue, DatetimeValue, SObject, TimeValue } from '../../model/index.ts';
import { EnumValue, invoke, isA, isApexObject, toDecimal } from '../runtime/index.ts';
import { SelectOption } from './apexPages.ts';
import { raise } from './support.ts';

const byCode = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** Standard fields before custom ones, each in alphabetical order, Name before all. */
const fieldRank = (name: string): string =>
    `${name === 'Name' ? 0 : name.endsWith('__c') ? 2 : 1}${name.toLowerCase()}`;

/**
 * The order of sObjects: label of the type, Name, standard fields, custom fields.
 * Source: Apex Developer Guide, "Default Sort Order of sObjects".
 */
const compareRecords = (left: SObject, right: SObject): number => {
    const labels = byCode(left.type.label, right.type.label);
    if (labels !== 0) return labels;
    const names = new Set([...left.populated(), ...right.populated()].map(([field]) => field.name));
    for (const name of [...names].sort((one, other) => byCode(fieldRank(one), fieldRank(other)))) {
        const order = compareValues(left.get(name) ?? null, right.get(name) ?? null);
        if (order !== 0) return order;
    }
    return 0;
};

/**
 * The natural order of two values: nulls first, then as List.sort.
 * @throws ListException where the platform cannot order them either
 */
export const compareValues = (left: unknown, right: unknown): number => {
    if (left === right) return 0;
    if (left === null) return -1;
    if (right === null) return 1;
    if (typeof left === 'string' && typeof right === 'string') return byCode(left, right);
    if (typeof left === 'number' && typeof right === 'number') return left - right;
    if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
    const number = toDecimal(left);
    const other = toDecimal(right);
    if (number && other) return number.compare(other);
    if (left instanceof DateValue && right instanceof DateValue) return left.day - right.day;
    if (left instanceof DatetimeValue && right instanceof DatetimeValue) return left.ms - right.ms;
    if (left instanceof TimeValue && right instanceof TimeValue) return left.msOfDay - right.msOfDay;
    if (left instanceof EnumValue && right instanceof EnumValue) return left.ordinal - right.ordinal;
    if (left instanceof SObject && right instanceof SObject) return compareRecords(left, right);
    // Source: Apex Reference Guide, List Class, sort: options by value, then by label.
    if (left instanceof SelectOption && right instanceof SelectOption)
        return compareValues(left.value, right.value) || compareValues(left.label, right.label);
    if (isApexObject(left) && isA(left, 'System.Comparable')) return invoke(left, 'compareTo', right) as number;
    return raise('System.ListException', 'One or more of the items in this list is not Comparable.');
};
