import { DateValue, DatetimeValue, Decimal, TimeValue, tryParseId } from '../../model/index.ts';
import type { FieldDef, Scalar } from '../../model/index.ts';
import { exception } from './exceptions.ts';

/** A plain JSON value as a field holds it. @throws ApexException System.TypeException where it does not fit */
export const convertJsonField = (field: FieldDef, value: unknown): Scalar => {
    if (value === null || value === undefined || value === '') return null;
    const unfit = (): never => {
        throw exception(
            'TypeException',
            `Invalid value for field ${field.object}.${field.name}: ${JSON.stringify(value)}`
        );
    };
    switch (field.type) {
        case 'boolean':
            return typeof value === 'boolean' ? value : unfit();
        case 'integer':
            return typeof value === 'number' && Number.isInteger(value) ? value : unfit();
        case 'number':
        case 'currency':
        case 'percent':
            return (typeof value === 'number' ? Decimal.of(value) : Decimal.parse(String(value))) ?? unfit();
        case 'date':
            return DateValue.parse(String(value).slice(0, 10)) ?? unfit();
        case 'datetime':
            return DatetimeValue.parse(String(value)) ?? unfit();
        case 'time':
            return TimeValue.parse(String(value)) ?? unfit();
        case 'id':
        case 'lookup':
        case 'masterDetail':
            return tryParseId(String(value)) ?? unfit();
        default:
            return typeof value === 'object' ? unfit() : String(value);
    }
};
