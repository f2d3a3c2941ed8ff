/** Control flow of compiled code: limits, exceptions, calls that depend on the run-time object. */
import { LimitExceeded, NotSupported, SObject } from '../../model/index.ts';
import type { SoqlQuery } from '../../database/types.ts';
import { SYSTEM_MODE } from '../../security/types.ts';
import { BIND_RESOLVER, bindsFromMap } from '../library/binds.ts';
import type { BindResolver } from '../library/binds.ts';
import { fieldSetNamed } from '../library/fieldSets.ts';
import { findMethod, invoke, isApexObject } from './callback.ts';
import { ApexList, ApexMap, ApexSet, changedInLoop } from './collections.ts';
import { saveRecords } from './dml.ts';
import { apexEquals, identical } from './equality.ts';
import { ApexException, exception, nullPointer } from './exceptions.ts';
import { cell, execution, slowTick } from './execution.ts';
import type { ModeIndex } from './execution.ts';
import { construct, statics } from './handle.ts';
import type { ClassHandle } from './handle.ts';
import { castValue, isException, isInstance } from './instances.ts';
import { noteAtLine } from './lines.ts';
import { catchable, normalised } from './stack.ts';
import { doubleText, messageOf, toText } from './text.ts';
import { triggerVariable } from './trigger-frame.ts';
import { fold } from '../../model/index.ts';
import type { ApexObject, ApexType } from './types.ts';
import { boxed } from './values.ts';
import { DoubleBox } from '../../model/index.ts';

type Code = (...values: readonly unknown[]) => unknown;

const describeCause = (
    error: ApexException,
    message: string | null | undefined,
    cause: ApexException | null | undefined
): void => {
    error.apexMessage = message ?? (cause ? messageOf(cause) : null);
    error.cause = cause ?? null;
};
type Variable = readonly [name: string, read: () => unknown];

/** Finds the value of a bind expression: a variable, or a member of one. */
const resolverOf =
    (variables: readonly Variable[]): BindResolver =>
    (expression) => {
        const head = expression.split('.')[0]?.trim().toLowerCase();
        const variable = variables.find(([name]) => name === head);
        if (!variable) return undefined;
        const { program } = execution();
        const [text, object] = [program.typeNamed('String'), program.typeNamed('Object')];
        if (!text || !object) throw new Error('no Object type');
        return bindsFromMap(new ApexMap(text, object, [[variable[0], variable[1]()]]))({
            binds: [expression]
        } as unknown as SoqlQuery)[0];
    };
/** Everything that a for-each may walk over which is no List by its declared type. */
const iterate = (source: unknown): Iterable<unknown> => {
    if (source === null) return nullPointer();
    return source instanceof ApexSet || source instanceof ApexList ? [...source] : iteratorValues(source);
};
/** What a set held when its loop began, as long as nobody changes it. @throws ApexException System.FinalException at the next step */
function* unchanged(set: ApexSet | null): IterableIterator<unknown> {
    const values = [...(set ?? nullPointer())];
    for (const value of values) {
        if (set?.size !== values.length) changedInLoop();
        yield value;
    }
    if (set?.size !== values.length) changedInLoop();
}
function* iteratorValues(source: unknown): IterableIterator<unknown> {
    const iterator = isApexObject(source) ? invoke(source, 'iterator') : source;
    if (isApexObject(iterator)) while (invoke(iterator, 'hasNext') === true) yield invoke(iterator, 'next');
    else {
        const own = iterator as { readonly hasNext: boolean; next(): unknown };
        while (own.hasNext) yield own.next();
    }
}

export const controlHelpers = {
    /** Stands for a member that was left out of a tolerant compilation. */
    $refuse(member: string, reason: string): never {
        throw new NotSupported(`${member}, which does not compile here: ${reason}`);
    },
    $x: cell,
    $tick: slowTick,
    $deep: (): never => {
        throw new LimitExceeded('Maximum stack depth reached: 1001');
    },
    $npe: nullPointer,
    /** The value for a final variable, which may be given one while it is null. */
    $final: <Value>(before: unknown, value: Value): Value => {
        if (before !== null) throw exception('FinalException', 'Final variable has already been initialized');
        return value;
    },
    $changed: changedInLoop,
    $fieldset: fieldSetNamed,
    /** A member of a type that the local org lacks. */
    $lacking: (name: string, target: unknown): never => {
        if (target === null) return nullPointer();
        throw new NotSupported(`${name}, a part of the platform that the local org lacks`);
    },
    $st: statics,
    /** Runs the static initialisers of a class that has a `static` block, before its first use. */
    $st0: statics,
    $fill: (self: ApexObject, handle: ClassHandle): void => {
        for (const fill of handle.fills) fill.call(self);
    },
    $caught: (raw: unknown): ApexException => {
        const error = normalised(raw);
        const found = catchable(error);
        if (!found) throw error;
        return found;
    },
    /** Must `finally` be skipped? */
    $fatal: (raw: unknown): boolean => catchable(normalised(raw)) === undefined,
    $isexception: isException,
    $thrown: (error: ApexException | null): ApexException => {
        if (!error) return nullPointer();
        noteAtLine('ApexCode', 'EXCEPTION_THROWN', () => `${error.apexType}: ${messageOf(error)}`);
        return error;
    },
    /** A constructor of the platform runs in a user exception: initialisers of these classes, then message and cause. */
    $exception: (
        self: ApexObject & ApexException,
        handles: readonly ClassHandle[],
        message?: string | null,
        cause?: ApexException | null
    ): ApexException => {
        for (const { fills } of handles) for (const fill of fills) fill.call(self);
        describeCause(self, message, cause);
        return self;
    },
    /** `new` of a user exception through one of the platform's constructors; the class itself is the first of these. */
    $newexception: (
        handles: readonly [ClassHandle, ...ClassHandle[]],
        message?: string | null,
        cause?: ApexException | null
    ): ApexException => {
        const made = new handles[0].k() as ApexObject & ApexException;
        return controlHelpers.$exception(made, handles, message, cause);
    },
    $mode: (mode: ModeIndex, code: Code, ...values: readonly unknown[]): unknown => {
        cell.mode = mode;
        return code(...values);
    },
    /** A dynamic query, which may bind variables of the calling code. */
    $dynamic: (mode: ModeIndex, code: Code, variables: readonly Variable[], ...values: readonly unknown[]): unknown => {
        const { cells } = execution();
        cells.set(BIND_RESOLVER, resolverOf(variables));
        cell.mode = mode;
        try {
            return code(...values);
        } finally {
            cells.delete(BIND_RESOLVER);
        }
    },
    /** A method of a platform interface: the user object's own, or the library's. */
    $virtual: (self: unknown, code: Code | null, name: string, ...values: readonly unknown[]): unknown => {
        if (isApexObject(self) && findMethod(self, name.toLowerCase(), values.length))
            return invoke(self, name, ...values);
        if (!code) throw exception('TypeException', `Method does not exist: ${name}`);
        return code(self, ...values);
    },
    $construct: construct,
    /** `clone()` of an instance: another with the same values in its fields. */
    $copy: (self: ApexObject): ApexObject =>
        Object.assign(Object.create(Object.getPrototypeOf(self) as object) as ApexObject, self),
    $iterate: iterate,
    $unchanged: unchanged,
    $trigger: triggerVariable,
    /** A user that was not inserted yet is, first. Source: Apex Developer Guide, "Using the runAs Method", whose example does so. */
    $runas: (user: SObject | null, body: () => unknown): unknown => {
        if (user === null) throw exception('NullPointerException', 'Argument cannot be null.');
        if (user.id === undefined) saveRecords('insert', [user], { allOrNone: true, mode: SYSTEM_MODE });
        return execution().tx.runAs(user.id ?? '', body);
    },
    $cast: castValue,
    $is: isInstance,
    $eq: apexEquals,
    $identical: identical,
    $eqtext: (left: string | null, right: string | null): boolean =>
        left === right || (left !== null && right !== null && fold(left) === fold(right)),
    $text: toText,
    $dbltext: (value: number | null): string => (value === null ? 'null' : doubleText(value)),
    $box: (value: number | null): DoubleBox | null => (value === null ? null : new DoubleBox(value)),
    $boxas: boxed,
    $message: messageOf,
    $List: ApexList,
    $Set: ApexSet,
    $Map: ApexMap,
    $sized: (element: ApexType, size: number | null): ApexList =>
        new ApexList(element, new Array(size ?? nullPointer()).fill(null)),
    $enumvalues: (type: ApexType): ApexList => new ApexList(type, [...execution().program.constants(type)]),
    $enumvalue: (type: ApexType, name: string | null): unknown => {
        const found = execution()
            .program.constants(type)
            // As names of the language do, those of constants mean the same in any case.
            .find((constant) => constant.name.toLowerCase() === name?.toLowerCase());
        if (!found) throw exception('NoSuchElementException', `No enum constant ${type.name}.${name ?? 'null'}`);
        return found;
    }
};
