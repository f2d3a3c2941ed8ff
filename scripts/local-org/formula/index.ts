/** Formulas: one meaning, in JavaScript. */
import type { ObjectDef, FormulaSource, Schema } from '../model/index.ts';
import { compileTree } from './compile.ts';
import type { FormulaKind } from './availability.ts';
import { FormulaProblem } from './tree.ts';
import type { CompileFormula, Formula } from './types.ts';

export { checkFormulas } from './check.ts';
export { pathName } from './names.ts';
export { FormulaFault } from './tree.ts';
export type { FormulaKind } from './availability.ts';
export type * from './types.ts';

interface Entry {
    readonly object: ObjectDef;
    readonly schema: Schema;
    readonly kind: FormulaKind | undefined;
    readonly result: Formula | { readonly problem: string };
}
/** Keyed by identity and held weakly: a memo of a pure function, not state. */
const compiled = new WeakMap<FormulaSource, Entry>();

/**
 * Compiles the formula of a field, default value or validation rule of an object.
 * @param kind where it stands: a validation rule is a condition and may read long text, as Apex's own formulas may; a field's and a default's type is that of the source
 * @returns the formula, or the platform's message about it
 */
export const compileFormula: CompileFormula = (source, object, schema, kind) => {
    const known = compiled.get(source);
    if (known && known.object === object && known.schema === schema && known.kind === kind) return known.result;
    let result: Formula | { readonly problem: string };
    try {
        result = compileTree(source, object, schema, kind);
    } catch (error) {
        if (!(error instanceof FormulaProblem)) throw error;
        result = { problem: error.message };
    }
    compiled.set(source, { object, schema, kind, result });
    return result;
};
