import { Decimal } from '../../model/index.ts';
import { toDecimal, type ApexType } from '../runtime/index.ts';
import { idOf } from './support.ts';

type Convert = (value: unknown) => unknown;

const CONVERTERS: Readonly<Record<string, Convert>> = {
    Id: (value) => (value === null ? null : idOf(value)),
    Long: (value) => (typeof value === 'number' ? BigInt(value) : value),
    Decimal: (value) => (value instanceof Decimal ? value : (toDecimal(value) ?? value)),
    Double: (value) => (typeof value === 'number' ? value : (toDecimal(value)?.toNumber() ?? value))
};
/** How values that are assignable to a type become values of it; undefined where they are already. */
export const converter = (type: ApexType): Convert | undefined => CONVERTERS[type.name];
