/** Which type fits where, and the JavaScript that converts. Source: Apex Developer Guide, "Rules of conversion". */
import type { ApexType } from '../runtime/types.ts';
import { isLacking } from './lacking.ts';
import { supertypes } from './members.ts';
import type { TypeTable } from './type-table.ts';

/** The numeric types in the order of widening. */
const NUMERIC = ['Integer', 'Long', 'Double', 'Decimal'];
export const isNumeric = (type: ApexType): boolean => type.kind === 'primitive' && NUMERIC.includes(type.name);
export const isPrimitive = (type: ApexType, name: string): boolean => type.kind === 'primitive' && type.name === name;
const isTextual = (type: ApexType): boolean => isPrimitive(type, 'String') || isPrimitive(type, 'Id');

/** The wider of two numeric types. */
export const promoted = (table: TypeTable, left: ApexType, right: ApexType): ApexType => {
    const wider = Math.max(NUMERIC.indexOf(left.name), NUMERIC.indexOf(right.name));
    return table.builtin(NUMERIC[wider] ?? 'Decimal');
};

/**
 * How well a value of one type fits a variable of another without a cast: 0 exactly, more for wider, undefined not at all.
 */
export const conversionRank = (table: TypeTable, from: ApexType, to: ApexType): number | undefined => {
    if (from === to) return 0;
    if (from.kind === 'unknown' || to.kind === 'unknown') return 0;
    if (from.kind === 'void' || to.kind === 'void') return undefined;
    if (from.kind === 'null') return to.kind === 'object' ? 2 : 1;
    if (to.kind === 'object') return 40;
    if (isLacking(from) || isLacking(to)) return 50;
    if (isNumeric(from) && isNumeric(to)) return numericRank(from, to);
    if (isTextual(from) && isTextual(to)) return 2;
    if (isPrimitive(from, 'Date') && isPrimitive(to, 'Datetime')) return 3;
    if (from.kind === 'list' && to.kind === 'list') return listRank(table, from, to);
    if (from.kind === 'map' && to.kind === 'map') return mapRank(table, from, to);
    const place = supertypes(table, from).findIndex((type) => type === to || sameGeneric(table, type, to));
    return place < 0 ? undefined : place;
};
const numericRank = (from: ApexType, to: ApexType): number | undefined => {
    const distance = NUMERIC.indexOf(to.name) - NUMERIC.indexOf(from.name);
    if (distance > 0) return distance;
    // A Decimal fits a Double: literals like 1.5 are Decimals.
    return from.name === 'Decimal' && to.name === 'Double' ? 4 : undefined;
};
const listRank = (table: TypeTable, from: ApexType, to: ApexType): number | undefined => {
    const [source, target] = [from.arguments[0], to.arguments[0]];
    if (!source || !target) return undefined;
    // Nearer than Object itself, and than nothing else.
    if (target.kind === 'object') return 30;
    if (isNumeric(source) || isNumeric(target)) return undefined;
    // A list of the generic SObject, as Database.query gives it, fits a list of any one object.
    if (source.kind === 'sobject' && target.kind === 'sobject' && !source.object) return 5;
    const rank = conversionRank(table, source, target);
    return rank === undefined ? undefined : 5 + rank;
};
const mapRank = (table: TypeTable, from: ApexType, to: ApexType): number | undefined => {
    const [fromKey, fromValue] = from.arguments;
    const [toKey, toValue] = to.arguments;
    if (!fromKey || !fromValue || !toKey || !toValue) return undefined;
    if (fromKey !== toKey && !(isTextual(fromKey) && isTextual(toKey))) return undefined;
    if (fromValue.kind === 'sobject' && toValue.kind === 'sobject' && !fromValue.object) return 5;
    if (fromValue !== toValue && toValue.kind === 'object' && !isNumeric(fromValue)) return 30;
    const rank =
        fromValue === toValue
            ? 0
            : isNumeric(fromValue) || isNumeric(toValue)
              ? undefined
              : conversionRank(table, fromValue, toValue);
    return rank === undefined ? undefined : 5 + rank;
};
/** `Iterable<Account>` fits `Iterable<SObject>`, and `Comparator<SObject>` fits `Comparator<Account>`: the platform asks no more. */
const sameGeneric = (table: TypeTable, from: ApexType, to: ApexType): boolean =>
    from.library !== undefined &&
    from.library === to.library &&
    from.kind !== 'set' &&
    from.kind !== 'list' &&
    from.kind !== 'map' &&
    from.arguments.every((argument, index) => {
        const wanted = to.arguments[index];
        if (wanted === undefined) return false;
        return (conversionRank(table, argument, wanted) ?? conversionRank(table, wanted, argument)) !== undefined;
    });

export const isAssignable = (table: TypeTable, from: ApexType, to: ApexType): boolean =>
    conversionRank(table, from, to) !== undefined;

/** May a cast from one type to the other ever succeed? */
export const isCastable = (table: TypeTable, from: ApexType, to: ApexType): boolean => {
    if (isAssignable(table, from, to) || isAssignable(table, to, from)) return true;
    if (isNumeric(from) && isNumeric(to)) return true;
    if (isPrimitive(from, 'Datetime') && isPrimitive(to, 'Date')) return false;
    if (from.kind === 'interface' || to.kind === 'interface')
        return from.kind !== 'primitive' && to.kind !== 'primitive';
    if ((from.kind === 'list' && to.kind === 'list') || (from.kind === 'set' && to.kind === 'set')) {
        const [source, target] = [from.arguments[0], to.arguments[0]];
        return source !== undefined && target !== undefined && isCastable(table, source, target);
    }
    if (from.kind === 'map' && to.kind === 'map') {
        return from.arguments.every((argument, index) => {
            const target = to.arguments[index];
            return target !== undefined && isCastable(table, argument, target);
        });
    }
    return false;
};

/** JavaScript for a value of one type as another, where `conversionRank` allows it. Null stays null. */
export const convert = (js: string, from: ApexType, to: ApexType): string => {
    if (from === to || from.kind === 'null') return js;
    if (to.kind === 'object') return isPrimitive(from, 'Double') ? `$box(${js})` : js;
    if (isNumeric(from) && isNumeric(to))
        return `$${from.name.charAt(0)}${from.name === 'Double' ? 'b' : ''}2${to.name.charAt(0)}${to.name === 'Double' ? 'b' : ''}(${js})`;
    if (isPrimitive(from, 'String') && isPrimitive(to, 'Id')) return `$id(${js})`;
    if (isPrimitive(from, 'Date') && isPrimitive(to, 'Datetime')) return `$date2time(${js})`;
    return js;
};
