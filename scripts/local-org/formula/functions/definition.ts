import type { FieldDef, Scalar } from '../../model/index.ts';
import type { FormulaProblem } from '../tree.ts';
import type { Evaluate, Frame, Value, ValueType } from '../values.ts';

/** An argument that has been compiled. */
export interface Argument {
    readonly type: ValueType;
    readonly evaluate: Evaluate;
    /** Set where the argument is a field by itself: its place among the inputs. */
    readonly input?: number;
    /** Set where the argument is a text literal. */
    readonly literal?: string;
    /** Set where the argument is a number written out. */
    readonly plainNumber?: boolean;
    /** What the platform calls the type where it is no plain one: `Lookup(User)`. */
    readonly typeName?: string;
    /** Set where the argument names a field of an object rather than a value: `$ObjectType.Zip__c.Fields.Name`. */
    readonly objectField?: FieldDef;
    /** How a value of `objectField` appears inside of a formula. */
    readonly read?: (value: Scalar) => Value;
}
/** Types that a parameter accepts. */
export type Parameter = readonly ValueType[];

/**
 * One function. `params` are required from the left up to `least` (default: all); `rest` repeats the last ones.
 * `apply` gets values; `build` gets the compiled arguments, for functions that do not evaluate all of them or look at a field itself.
 */
export interface FunctionDefinition {
    readonly params: readonly Parameter[];
    readonly least?: number;
    readonly rest?: readonly Parameter[];
    readonly result: ValueType | ((args: readonly Argument[]) => ValueType | FormulaProblem);
    readonly volatile?: boolean;
    /** Gets numbers with all of their digits: TEXT shows them. */
    readonly exact?: boolean;
    readonly apply?: (values: readonly Value[], frame: Frame) => Value;
    readonly build?: (args: readonly Argument[]) => Evaluate;
}
export type FunctionTable = Readonly<Record<string, FunctionDefinition>>;

export const TEXT: Parameter = ['text', 'id', 'null'];
export const NUMBER: Parameter = ['number', 'null'];
export const BOOLEAN: Parameter = ['boolean'];
export const DATE: Parameter = ['date', 'null'];
export const DATETIME: Parameter = ['datetime', 'null'];
export const ANY: Parameter = ['text', 'number', 'boolean', 'date', 'datetime', 'time', 'id', 'null'];
export const ANY_FIELD: Parameter = [...ANY, 'picklist', 'multiPicklist'];
