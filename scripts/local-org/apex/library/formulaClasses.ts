/** Formulas over objects of an Apex class: its global fields and properties are what the formula reads. */
import type { Formula, FieldPath } from '../../formula/types.ts';
import type { FieldDef, FieldType, ObjectDef, Scalar } from '../../model/index.ts';
import { SObject } from '../../model/index.ts';
import {
    type ApexObject,
    type ApexType,
    type FieldInfo,
    isApexObject,
    lineage,
    type UserClass
} from '../runtime/index.ts';
import { bareObject } from './bareObjects.ts';
import { raise } from './support.ts';

const TYPES: Readonly<Record<string, FieldType>> = {
    Boolean: 'boolean',
    Date: 'date',
    Datetime: 'datetime',
    Decimal: 'number',
    Double: 'number',
    Id: 'text',
    Integer: 'number',
    Long: 'number',
    String: 'text',
    Time: 'time'
};
const PRECISION = 18;
const LONGEST = 255;
const NOTHING = { create: false, update: false, filter: false, sort: false, group: false } as const;

/** A member as a formula knows fields: records by the object that they are of. Undefined for members that no formula reads. */
const fieldOf = (object: string, { name, type }: FieldInfo): FieldDef | undefined => {
    const target = type.object?.name;
    const kind = target === undefined ? TYPES[type.name] : 'lookup';
    if (kind === undefined) return undefined;
    return {
        object,
        name,
        label: name,
        type: kind,
        custom: true,
        required: false,
        externalId: false,
        referenceTo: target === undefined ? [] : [target],
        nameField: false,
        can: NOTHING,
        ...(kind === 'number'
            ? { precision: PRECISION, scale: type.name === 'Integer' || type.name === 'Long' ? 0 : 9 }
            : {}),
        ...(kind === 'text' ? { length: LONGEST } : {})
    };
};
const membersOf = (userClass: UserClass): FieldInfo[] =>
    [...lineage(userClass)].flatMap(({ fields }) =>
        fields.filter(({ isStatic, visibility }) => !isStatic && visibility === 'global')
    );

/**
 * A class as the object of a formula. Source: Apex Developer Guide, "Evaluate Dynamic Formulas in Apex": the context may be a global user-defined
 * Apex class, whose global members the formula names.
 * @throws FormulaValidationException for other types
 */
export const objectOfClass = (type: ApexType): ObjectDef => {
    const userClass = type.user;
    if (!userClass || userClass.kind !== 'class')
        return raise('System.FormulaValidationException', `${type.name} is no class that a formula can read`);
    const { name } = userClass;
    const fields = membersOf(userClass).flatMap((member) => fieldOf(name, member) ?? []);
    return bareObject(name, name, 'custom', fields);
};

const memberOf = (instance: ApexObject, name: string): unknown =>
    membersOf(instance.$class)
        .find((member) => member.name.toLowerCase() === name.toLowerCase())
        ?.get(instance) ?? null;
/** The relationship that a lookup field is followed by. */
const relationshipOf = ({ name }: FieldDef): string =>
    name.endsWith('__c') ? name.replace(/__c$/, '__r') : name.replace(/Id$/, '');

const valueAt = (instance: ApexObject, [first, ...rest]: FieldPath): Scalar => {
    let current: unknown = first ? memberOf(instance, first.name) : null;
    for (const [index, field] of rest.entries()) {
        if (!(current instanceof SObject)) return null;
        const isLast = index === rest.length - 1;
        current = isLast ? (current.get(field) ?? null) : (current.parent(relationshipOf(field)) ?? null);
    }
    const blank = rest.at(-1)?.type === 'boolean' || (rest.length === 0 && first?.type === 'boolean') ? false : null;
    return (current as Scalar | null) ?? blank;
};
/** What a formula reads of an object. @throws IllegalArgumentException for objects of other classes */
export const inputsOf = (formula: Formula, value: unknown, className: string): readonly Scalar[] => {
    if (!isApexObject(value) || ![...lineage(value.$class)].some(({ name }) => name === className))
        return raise('System.IllegalArgumentException', `The formula is of ${className}`);
    return formula.inputs.map((path) => valueAt(value, path));
};
