import { DateValue, DatetimeValue, Decimal, TimeValue, tryReadApexId } from '../../model/index.ts';
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
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return unfit();
    const text = String(value);
    switch (field.type) {
        case 'boolean':
            return typeof value === 'boolean' ? value : unfit();
        case 'integer':
            return typeof value === 'number' && Number.isInteger(value) ? value : unfit();
        case 'number':
        case 'currency':
        case 'percent':
            return (typeof value === 'number' ? Decimal.of(value) : Decimal.parse(text)) ?? unfit();
        case 'date':
            return DateValue.parse(text.slice(0, 10)) ?? unfit();
        case 'datetime':
            return DatetimeValue.parse(text) ?? unfit();
        case 'time':
            return TimeValue.parse(text) ?? unfit();
        case 'id':
        case 'lookup':
        case 'masterDetail':
            return tryReadApexId(text) ?? unfit();
        default:
            return text;
    }
};
