/** Formulas: one meaning, in JavaScript. */
import type { ObjectDef, FormulaSource, Schema } from '../model/index.ts';
import { compileTree } from './compile.ts';
import { FormulaProblem } from './tree.ts';
import type { CompileFormula, Formula } from './types.ts';

export { checkFormulas } from './check.ts';
export { pathName } from './names.ts';
export type * from './types.ts';

interface Entry {
    readonly object: ObjectDef;
    readonly schema: Schema;
    readonly expected: 'boolean' | undefined;
    readonly result: Formula | { readonly problem: string };
}
/** Keyed by identity and held weakly: a memo of a pure function, not state. */
const compiled = new WeakMap<FormulaSource, Entry>();

/**
 * Compiles the formula of a field, default value or validation rule of an object.
 * @param expected `boolean` for conditions (validation rules), which may read long text too; else the type of the source decides
 * @returns the formula, or the platform's message about it
 */
export const compileFormula: CompileFormula = (source, object, schema, expected?: 'boolean') => {
    const known = compiled.get(source);
    if (known && known.object === object && known.schema === schema && known.expected === expected) return known.result;
    let result: Formula | { readonly problem: string };
    try {
        result = compileTree(source, object, schema, expected);
    } catch (error) {
        if (!(error instanceof FormulaProblem)) throw error;
        result = { problem: error.message };
    }
    compiled.set(source, { object, schema, expected, result });
    return result;
};
