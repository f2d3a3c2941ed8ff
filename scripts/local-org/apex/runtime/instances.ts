/** Which values belong to a type at run time: casts, instanceof, catch clauses. */
import {
    DateValue,
    DatetimeValue,
    Decimal,
    DoubleBox,
    NotSupported,
    SObject,
    TimeValue,
    tryReadApexId
} from '../../model/index.ts';
import { isApexObject } from './callback.ts';
import { ApexList, ApexMap, ApexSet } from './collections.ts';
import { ApexException, exception } from './exceptions.ts';
import { execution } from './execution.ts';
import type { ApexType, UserClass } from './types.ts';
import { AggregateRow, Blob, EnumValue, unboxed } from './values.ts';

/** Is a text an Id? Wrong check characters do not matter, as tests of released packages show (EDA, "filterListForValidIdsValid"; Amoss). */
const isIdText = (text: string): boolean => tryReadApexId(text) !== undefined;

/**
 * Numbers are instances of the wider types too, narrow types first. Source: Apex Developer Guide, "Rules of Conversion": "numbers form a
 * hierarchy of types where lower types can always be converted to higher types".
 */
const PRIMITIVES: Readonly<Record<string, (value: unknown) => boolean>> = {
    Boolean: (value) => typeof value === 'boolean',
    Integer: (value) => typeof value === 'number',
    Long: (value) => typeof value === 'bigint' || typeof value === 'number',
    // Decimal and Double are instances of each other: what JSON.deserializeUntyped gives for 12.5 is both.
    Double: (value) => value instanceof DoubleBox || value instanceof Decimal || PRIMITIVES.Long?.(value) === true,
    Decimal: (value) => PRIMITIVES.Double?.(value) === true,
    String: (value) => typeof value === 'string',
    Id: (value) => typeof value === 'string' && isIdText(value),
    Date: (value) => value instanceof DateValue,
    // A Date is converted upwards too, as a test of fflib-apex-mocks (whenAnyDatetimeMatchesShouldReturnCorrectResults) shows.
    Datetime: (value) => value instanceof DatetimeValue || value instanceof DateValue,
    Time: (value) => value instanceof TimeValue,
    Blob: (value) => value instanceof Blob
};

/** `value instanceof type`; null is an instance of nothing. @throws NotSupported for library types that cannot tell */
export const isInstance = (value: unknown, type: ApexType): boolean => {
    if (value === null || value === undefined) return false;
    switch (type.kind) {
        case 'object':
            return true;
        case 'primitive':
            return PRIMITIVES[type.name]?.(value) ?? false;
        case 'list':
            return value instanceof ApexList && holds(value.element, type.arguments[0]);
        case 'set':
            return value instanceof ApexSet && holds(value.element, type.arguments[0]);
        case 'map':
            return (
                value instanceof ApexMap && holds(value.key, type.arguments[0]) && holds(value.value, type.arguments[1])
            );
        case 'sobject':
            if (type.name === 'AggregateResult') return value instanceof AggregateRow;
            return type.object
                ? value instanceof SObject && value.type.name === type.object.name
                : value instanceof SObject || value instanceof AggregateRow;
        case 'enum':
            return value instanceof EnumValue && value.enumName === (type.user?.name ?? type.library?.name);
        default:
            return type.user ? isUserInstance(value, type.user) : isLibraryInstance(value, type);
    }
};
const holds = (element: ApexType, wanted: ApexType | undefined): boolean =>
    wanted !== undefined &&
    (element === wanted ||
        execution().program.isAssignable(element, wanted) ||
        (element.kind === 'sobject' && wanted.kind === 'sobject' && !element.object));

const isUserInstance = (value: unknown, wanted: UserClass): boolean =>
    isApexObject(value) && execution().program.isAssignable(value.$class.type, wanted.type);

const isStaticMember = (signature: string): boolean => signature.startsWith('static ');
const isLibraryInstance = (value: unknown, type: ApexType): boolean => {
    if (isApexObject(value)) return execution().program.isAssignable(value.$class.type, type);
    if (value instanceof ApexException) return type.library?.kind === 'exception' && isException(value, type);
    const { library } = type;
    if (library?.is) return library.is(value);
    // An interface is implemented by objects of classes; of a class that has static members only there is no instance.
    if (library?.kind === 'interface' || (library && Object.keys(library.members).every(isStaticMember))) return false;
    throw new NotSupported(`instanceof ${type.name}`);
};
/** Does a catch clause of this type take the exception? */
export const isException = (error: ApexException, type: ApexType): boolean => {
    if (type.name === 'Exception') return true;
    if (type.user) return isUserInstance(error, type.user);
    return !isApexObject(error) && error.apexType === type.library?.name;
};

/**
 * A type as messages of casts name it: lists of objects are lists of anything.
 * Source: tests of released packages (Amoss, "byDefaultMethodsReturn"; Apex Mockery, "givenTypeMatchable_matchesCollection").
 */
const shownName = (type: ApexType): string => type.name.replaceAll('List<Object>', 'List<ANY>');

/** A value's type as messages name it. */
const runtimeTypeName = (value: unknown): string => {
    // Nothing but its look tells an Id from a text here: one of an object that the org has is called an Id.
    if (typeof value === 'string')
        return value.length === 18 && execution().schema.objectOf(value) !== undefined && isIdText(value)
            ? 'Id'
            : 'String';
    if (value instanceof Decimal) return 'Decimal';
    for (const [name, test] of Object.entries(PRIMITIVES)) if (name !== 'Id' && test(value)) return name;
    if (value instanceof SObject) return value.type.name;
    if (value instanceof AggregateRow) return 'AggregateResult';
    if (value instanceof ApexList) return shownName(execution().program.listOf(value.element));
    if (value instanceof ApexSet) return `Set<${value.element.name}>`;
    if (value instanceof ApexMap) return `Map<${value.key.name},${value.value.name}>`;
    if (value instanceof EnumValue) return value.enumName;
    if (isApexObject(value)) return value.$class.name;
    return value instanceof ApexException ? value.apexType : 'Object';
};

/** A number as the wider type has it at run time. */
const widened = (value: unknown, to: string): unknown => {
    if (typeof value !== 'number' && typeof value !== 'bigint') return value;
    if (to === 'Long') return BigInt(value);
    if (to === 'Double') return Number(value);
    return to === 'Decimal' ? Decimal.of(value) : value;
};

const MS_OF_DAY = 86_400_000;

/** `(Type) value`. @throws ApexException System.TypeException, System.StringException for what is no Id */
export const castValue = (value: unknown, type: ApexType): unknown => {
    if (value === null || value === undefined) return null;
    if (type.kind === 'primitive' && type.name === 'Id' && typeof value === 'string') {
        const id = tryReadApexId(value);
        if (id === undefined) throw exception('StringException', `Invalid id: ${value}`);
        return id;
    }
    if (type.kind === 'primitive' && type.name === 'Double' && value instanceof Decimal) return value.toNumber();
    // As in an assignment: the day's midnight in GMT.
    if (type.kind === 'primitive' && type.name === 'Datetime' && value instanceof DateValue)
        return new DatetimeValue(value.day * MS_OF_DAY);
    const untold = type.kind === 'class' && type.library && !type.library.is && !isApexObject(value);
    if (!untold && !isInstance(value, type)) {
        throw exception(
            'TypeException',
            `Invalid conversion from runtime type ${runtimeTypeName(value)} to ${shownName(type)}`
        );
    }
    return type.kind === 'primitive' ? widened(unboxed(value), type.name) : value;
};
