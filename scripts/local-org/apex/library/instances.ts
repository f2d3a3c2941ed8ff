import { DateValue, DatetimeValue, Decimal, DoubleBox, SObject, TimeValue, tryParseId } from '../../model/index.ts';
import {
    AggregateRow,
    ApexException,
    ApexList,
    ApexMap,
    ApexSet,
    Blob,
    EnumValue,
    execution,
    isApexObject,
    type ApexType
} from '../runtime/index.ts';

/** The type of a value at run time; undefined where only its library type's `is` can tell. */
export const runtimeType = (value: unknown): ApexType | undefined => {
    const { program } = execution();
    const named = (name: string): ApexType | undefined => program.typeNamed(name);
    switch (typeof value) {
        case 'boolean':
            return named('Boolean');
        case 'number':
            return named('Integer');
        case 'bigint':
            return named('Long');
        case 'string':
            return named('String');
    }
    if (value instanceof DoubleBox) return named('Double');
    if (value instanceof Decimal) return named('Decimal');
    if (value instanceof DateValue) return named('Date');
    if (value instanceof DatetimeValue) return named('Datetime');
    if (value instanceof TimeValue) return named('Time');
    if (value instanceof Blob) return named('Blob');
    if (value instanceof SObject) return program.sobject(value.type);
    if (value instanceof AggregateRow) return named('AggregateResult');
    if (value instanceof ApexList) return program.listOf(value.element);
    if (value instanceof ApexSet) return program.setOf(value.element);
    if (value instanceof ApexMap) return program.mapOf(value.key, value.value);
    if (value instanceof EnumValue) return named(value.enumName);
    if (isApexObject(value)) return value.$class.type;
    if (value instanceof ApexException) return named(value.apexType);
    return undefined;
};

/** `instanceof` for a type known only at run time. */
export const isInstance = (value: unknown, type: ApexType): boolean => {
    if (value === null) return false;
    if (type.kind === 'object') return true;
    // An Id and a String are both text at run time: text that is an Id may be either.
    if (typeof value === 'string' && type.name === 'Id') return tryParseId(value) === value;
    const actual = runtimeType(value);
    return actual ? execution().program.isAssignable(actual, type) : (type.library?.is?.(value) ?? false);
};
