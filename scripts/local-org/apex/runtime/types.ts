/**
 * What compiled Apex and the library agree on: values, types, the execution, and how library code calls back.
 *
 * Values at run time:
 *   null                    null, never undefined
 *   Boolean                 boolean
 *   Integer                 number, always an int32
 *   Long                    bigint, always within 64 bits
 *   Double                  number; where the static type is Object (and only there) a model DoubleBox: `boxed`/`unboxed`
 *   Decimal                 model Decimal
 *   String                  string
 *   Id                      string, always the 18-character form
 *   Date, Datetime, Time    model DateValue, DatetimeValue, TimeValue
 *   Blob                    Blob (values.ts)
 *   enum constants          EnumValue (values.ts), one object a constant: compare with ===
 *   sObjects                model SObject; AggregateResult is AggregateRow (values.ts)
 *   List, Set, Map          ApexList, ApexSet, ApexMap (collections.ts)
 *   Schema.SObjectType      SObjectTypeToken, Schema.SObjectField: SObjectFieldToken (values.ts, one object each)
 *   System.Type             ApexType itself
 *   exceptions              ApexException (exceptions.ts)
 *   instances of user classes   objects of JavaScript classes made by the compiler, all of them `ApexObject`
 *   instances of library types  whatever the LibraryType's own functions make; preferably a JavaScript class,
 *                               with `is` on the LibraryType, so that casts and `instanceof` work
 *
 * Who defines what. The compiler and this folder: Object's methods (equals, hashCode, toString), methods of enums (values,
 * valueOf, name, ordinal), Exception and all standard exceptions with their methods, Trigger, `X.class`, `X.SObjectType`,
 * `X.Field` tokens, `SObjectType.X`, labels, `record.Field.addError`, getInstance/getAll/getOrgDefaults of custom metadata and
 * settings, System.runAs with a block. The library (`libraryTypes: readonly LibraryType[]` of
 * library/index.ts): everything else, methods of String, Integer …, List, Set, Map, SObject (also addError without a field),
 * Iterator, Iterable, Comparable, Database, Schema, System, Test included.
 *
 * Arguments arrive converted to the declared parameter types: an Integer given for `Decimal d` is a Decimal, a String given for
 * `Id id` was checked and has 18 characters, a Double given for `Object o` is boxed. They may be null; `self` is never null.
 * Return exactly what the signature says: `Long` a bigint, `Double` a number, `Object` with Doubles boxed. Never undefined.
 * Generic types (`List<T>`) get their element type from the value (`list.element`). Static members never see type arguments;
 * constructors of generic library types do not either.
 */
import type { Id, ObjectDef, Schema } from '../../model/index.ts';
import type { Database, Limits, Transaction } from '../../database/types.ts';
import type { MetadataModel } from '../../metadata/types.ts';
import type { ExecutionMode } from '../../security/types.ts';
import type { LibraryType } from '../types.ts';
import type { EnumValue } from './values.ts';

export type TypeKind =
    /** Boolean, Integer, Long, Double, Decimal, String, Id, Date, Datetime, Time, Blob: also LibraryTypes, for their methods. */
    | 'primitive'
    /** The root type `Object`. */
    | 'object'
    | 'list'
    | 'set'
    | 'map'
    /** A concrete sObject (`object` is set) or the generic `SObject` (`object` is undefined). */
    | 'sobject'
    /** User or library class, interface, enum; exceptions are classes. */
    | 'class'
    | 'interface'
    | 'enum'
    | 'void'
    /** The type of the literal `null`. */
    | 'null'
    /** `T` inside a LibraryType's signatures. */
    | 'parameter'
    /** Compile time only: a written type that does not exist. Its own place is reported; what follows from it is not. */
    | 'unknown';

/** A type, interned by program: equal types are the same object. Also the run-time value of `System.Type`. */
export interface ApexType {
    readonly kind: TypeKind;
    /** As the platform shows it: `Integer`, `List<Account>`, `Outer.Inner`, `System.HttpRequest`. */
    readonly name: string;
    /** Element of a List or Set; key and value of a Map; arguments of a generic library type. */
    readonly arguments: readonly ApexType[];
    readonly object?: ObjectDef;
    readonly library?: LibraryType;
    /** Set for user classes, interfaces and enums. */
    readonly user?: UserClass;
}

export interface FieldInfo {
    readonly name: string;
    readonly type: ApexType;
    readonly isStatic: boolean;
    readonly isTransient: boolean;
    readonly isProperty: boolean;
    readonly isFinal: boolean;
    readonly visibility: 'private' | 'protected' | 'public' | 'global';
    /** Lower-case annotation names: `auraenabled`, `invocablevariable`. */
    readonly annotations: ReadonlyMap<string, ReadonlyMap<string, string>>;
    /** Reads through a property's getter where there is one. `self` is undefined for statics. */
    get(self: ApexObject | undefined): unknown;
    set(self: ApexObject | undefined, value: unknown): void;
}
export interface MethodInfo {
    readonly name: string;
    readonly parameters: readonly { readonly name: string; readonly type: ApexType }[];
    readonly returns: ApexType;
    readonly isStatic: boolean;
    readonly isAbstract: boolean;
    readonly visibility: 'private' | 'protected' | 'public' | 'global';
    readonly annotations: ReadonlyMap<string, ReadonlyMap<string, string>>;
    /** Overriding methods of subclasses win, as in a call from Apex. */
    invoke(self: ApexObject | undefined, ...args: readonly unknown[]): unknown;
}
/** A class, interface or enum of the program. */
export interface UserClass {
    /** `Outer` or `Outer.Inner`. */
    readonly name: string;
    readonly kind: 'class' | 'interface' | 'enum';
    readonly type: ApexType;
    readonly apiVersion: number;
    readonly isAbstract: boolean;
    readonly isException: boolean;
    readonly annotations: ReadonlyMap<string, ReadonlyMap<string, string>>;
    readonly parent: ApexType | undefined;
    /** Interfaces named in the declaration. */
    readonly interfaces: readonly ApexType[];
    /** Declared here, in source order; inherited ones are on `parent`. */
    readonly fields: readonly FieldInfo[];
    readonly methods: readonly MethodInfo[];
    /** Constants of an enum. */
    readonly values: readonly unknown[];
    /** @throws ApexException System.TypeException where no constructor takes that many arguments, or the class is abstract */
    construct(...args: readonly unknown[]): ApexObject;
    /** An instance whose constructor did not run, as JSON.deserialize makes it. */
    blank(): ApexObject;
    /** An instance whose constructor does not run and whose methods, if not private, all call `answer`. */
    stub(answer: (method: MethodInfo, values: readonly unknown[]) => unknown): ApexObject;
}
/** Every instance of a user class, exceptions included. */
export interface ApexObject {
    readonly $class: UserClass;
}

/** The compiled program as library code sees it. */
export interface RuntimeProgram {
    /** `List<Account>`, `Outer.Inner`, `Account`, `System.HttpRequest`; undefined where there is none. Any case. */
    typeNamed(name: string): ApexType | undefined;
    /** The platform's type of that name, whatever classes the program has. */
    platformType?(name: string): ApexType | undefined;
    listOf(element: ApexType): ApexType;
    setOf(element: ApexType): ApexType;
    mapOf(key: ApexType, value: ApexType): ApexType;
    sobject(object: ObjectDef): ApexType;
    userClass(name: string): UserClass | undefined;
    readonly userClasses: Iterable<UserClass>;
    /** Constants of an enum, user or library. */
    constants(type: ApexType): readonly EnumValue[];
    isAssignable(from: ApexType, to: ApexType): boolean;
    /** `Class.Foo.bar`: the method around a line of generated code, for stack traces. */
    methodAt(file: string, line: number): string;
    /** The custom permission's, label's and page's metadata. */
    readonly model: MetadataModel;
}

/** What a running test keeps; undefined outside of tests. */
export interface TestContext {
    /** Between Test.startTest and Test.stopTest. */
    started: boolean;
    stopped: boolean;
    /** Limits of the code outside of startTest … stopTest, while inside. */
    outerLimits: Limits | undefined;
    /** Test.setMock: by interface name, lower case. */
    readonly mocks: Map<string, object>;
    /** Anything else a library module keeps for one test (Test.setFixedSearchResults, setCurrentPage …). */
    readonly cells: Map<symbol, unknown>;
}

/** One transaction's run of Apex. `execution()` in execution.ts gives the current one. */
export interface Execution {
    readonly tx: Transaction;
    readonly schema: Schema;
    readonly program: RuntimeProgram;
    readonly database: Database;
    readonly userId: Id;
    test: TestContext | undefined;
    /** How the execution began; 'queueable', 'finalizer', 'future', 'batch', 'schedulable' inside asynchronous Apex. */
    readonly entry:
        | 'auraEnabled'
        | 'invocable'
        | 'rest'
        | 'test'
        | 'anonymous'
        | 'trigger'
        | 'queueable'
        | 'finalizer'
        | 'future'
        | 'batch'
        | 'schedulable';
    /** Lines of System.debug. */
    readonly log: string[];
    /** Anything a library module keeps for one transaction (ApexPages messages, RestContext, Cache …), by its own symbol. */
    readonly cells: Map<symbol, unknown>;
    /** Trigger context variables of the innermost trigger. */
    trigger: TriggerFrame | undefined;
    /** Inside of a cacheable method, which may not save. */
    savesRefused: boolean;
    /** By performance.now(). */
    readonly startedAt: number;
    /** When the wall clock ends it, by performance.now(). */
    readonly deadline: number;
}
export interface TriggerFrame {
    readonly object: ObjectDef;
    readonly event: string;
    readonly news: unknown;
    readonly olds: unknown;
    readonly newMap: unknown;
    readonly oldMap: unknown;
    readonly size: number;
}

/**
 * The access mode for a library call made by Apex code, where no AccessLevel argument says otherwise:
 * `callerMode()` in execution.ts. The compiler sets it for members of Database, Search and Security.
 */
export type { ExecutionMode };
