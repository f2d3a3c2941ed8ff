/** Formulas: one meaning, in JavaScript; the database calls the same function over the columns it is given. */
import type { FormulaKind } from './availability.ts';
import type { DatetimeValue, FieldDef, FormulaSource, ObjectDef, Scalar, Schema } from '../model/index.ts';

/** A field reached from the formula's object: `[Account.OwnerId, User.Name]` for `Account.Owner.Name` on Contact is three long. */
export type FieldPath = readonly FieldDef[];

export interface FormulaContext {
    readonly now: DatetimeValue;
    readonly timeZone: string;
    readonly isNew: boolean;
    /** Input values before the change, in the order of `inputs`; undefined on insert and outside of a save. */
    readonly old?: readonly Scalar[];
    /** `$User.Id`, `$Permission.Waive_Gate`, `$Label.X`, `$CustomMetadata.T__mdt.R.F__c`, `$Setup.S__c.F__c`, `$Organization.Name`. */
    global(name: string): Scalar;
    /** The field of the record with this name, null where there is none. */
    lookUp(field: FieldDef, name: string): Scalar;
    /** Units of a currency for one of the corporate currency; undefined where the org has no such currency. */
    currencyRate(isoCode: string): number | undefined;
}
export interface Formula {
    readonly inputs: readonly FieldPath[];
    /** Uses TODAY, NOW, other records or a `$` global: not storable and not cacheable. */
    readonly volatile: boolean;
    /** @throws FormulaFault of a validation rule, which then refuses the save; elsewhere a fault is `#Error!`, which is null */
    evaluate(inputs: readonly Scalar[], at: FormulaContext): Scalar;
}
/*
 * Exported by formula/index.ts:
 *   compileFormula(source: FormulaSource, object: ObjectDef, schema: Schema, kind?: FormulaKind): Formula | { problem: string }
 *   checkFormulas(model: MetadataModel): Problem[]      every formula field, default value and validation rule of the org
 * Compiled formulas are cached by source object identity.
 */
export type CompileFormula = (
    source: FormulaSource,
    object: ObjectDef,
    schema: Schema,
    kind?: FormulaKind
) => Formula | { readonly problem: string };
