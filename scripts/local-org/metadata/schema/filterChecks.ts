import { Decimal, filterDay, filterMoment, type FieldDef } from '../../model/index.ts';
import type { Report } from '../problems.ts';
import { childOf, textOf, type XmlElement } from '../xml/document.ts';

const EQUALITY = ['equals', 'notEqual'];
const ORDER = [...EQUALITY, 'lessThan', 'greaterThan', 'lessOrEqual', 'greaterOrEqual'];
const TEXT = [...ORDER, 'contains', 'notContain', 'startsWith'];
const ORDERED: readonly string[] = ['number', 'currency', 'percent', 'integer', 'date', 'datetime', 'time'];
const NUMBERS: readonly string[] = ['number', 'currency', 'percent', 'integer'];

const operationsOf = (field: FieldDef): readonly string[] => {
    if (field.type === 'boolean') return EQUALITY;
    return ORDERED.includes(field.type) ? ORDER : TEXT;
};

/** Whether a filter's text is a value of its field; an empty one stands for no value. */
const fits = (field: FieldDef, text: string): boolean => {
    if (text === '') return true;
    if (NUMBERS.includes(field.type)) return Decimal.parse(text) !== undefined;
    switch (field.type) {
        case 'boolean':
            return /^(true|false|1|0)$/i.test(text);
        case 'date':
            return filterDay(text) !== undefined;
        case 'datetime':
            return filterMoment(text) !== undefined;
        default:
            return true;
    }
};

/** Kinds of fields that a roll-up's filter cannot name. Source: Salesforce Help, "Roll-Up Summary Field", filter criteria. */
const UNFILTERED: readonly string[] = ['longText', 'richText', 'multiPicklist', 'lookup', 'masterDetail'];

/** Refuses a line of a roll-up's filter that the platform refuses: kinds of fields, operators, values, a field to compare with. */
export const checkRollupFilter = (item: XmlElement, field: FieldDef, report: Report): void => {
    const name = `${field.object}.${field.name}`;
    if (UNFILTERED.includes(field.type)) {
        report.add(item, `${name} cannot be used in a roll-up summary filter`);
        return;
    }
    const other = childOf(item, 'valueField');
    if (other) report.add(other, `A roll-up summary filter compares ${name} with a value, not with a field`);
    const operation = textOf(item, 'operation') ?? '';
    if (!operationsOf(field).includes(operation))
        report.add(childOf(item, 'operation') ?? item, `Invalid operator for ${name}: ${operation}`);
    for (const text of (textOf(item, 'value') ?? '').split(','))
        if (!fits(field, text.trim()))
            report.add(childOf(item, 'value') ?? item, `Invalid value for ${name}: ${text.trim()}`);
};

/** The format of an auto number: one number, and parts of the day. Source: Salesforce Help, "Custom Field Attributes", Display Format. */
export const checkDisplayFormat = (element: XmlElement, report: Report): void => {
    const place = childOf(element, 'displayFormat');
    const parts = [...(place?.text.matchAll(/\{([^}]*)\}/g) ?? [])].map(([, part = '']) => part);
    const numbers = parts.filter((part) => /^0+$/.test(part));
    const others = parts.filter((part) => !/^(0+|(YYYY|YY|MM|DD)+)$/.test(part));
    if (place && (numbers.length !== 1 || others.length > 0))
        report.add(
            place,
            `Invalid display format: ${place.text} (one {0}, and {YY}, {YYYY}, {MM}, {DD} or several of these in one, as {MMDDYY})`
        );
};
