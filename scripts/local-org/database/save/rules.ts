import { FormulaFault } from '../../formula/index.ts';
import type { Formula } from '../../formula/types.ts';
import type { ObjectDef, ValidationRuleDef } from '../../model/index.ts';
import { compiled } from '../storage/generation.ts';
import type { StorageGeneration } from '../storage/types.ts';
import { textOf } from '../storage/values.ts';
import { noteFor, traceOf } from '../trace.ts';
import { FormulaReader } from './formulas.ts';
import { fail } from './row.ts';
import type { Row, Work } from './row.ts';

const RULES = Symbol('validation rules');

interface CompiledRule {
    readonly rule: ValidationRuleDef;
    readonly formula: Formula;
}

const rulesOf = (generation: StorageGeneration, object: ObjectDef): readonly CompiledRule[] => {
    let known = generation.cells.get(RULES) as Map<ObjectDef, readonly CompiledRule[]> | undefined;
    if (!known) generation.cells.set(RULES, (known = new Map()));
    let rules = known.get(object);
    if (!rules) {
        rules = object.rules.map((rule) => ({
            rule,
            formula: compiled(rule.condition, object, generation.schema, 'rule')
        }));
        known.set(object, rules);
    }
    return rules;
};

/** A fault in the condition (a division by zero) refuses the save too. */
const holdsFor = (reader: FormulaReader, formula: Formula, row: Row): unknown => {
    try {
        return reader.evaluate(formula, row.record, row.old);
    } catch (error) {
        if (error instanceof FormulaFault) return error;
        throw error;
    }
};

/** What a debug log tells of a rule: itself, its condition with the values of the record's own fields, and how it came out. */
const noteRule = (
    work: Work,
    note: (text: string) => void,
    object: ObjectDef,
    { rule, formula }: CompiledRule,
    { record }: Row,
    outcome: unknown
): void => {
    const values = formula.inputs.flatMap((path) => {
        const [field, ...further] = path;
        if (field === undefined || further.length > 0) return [];
        const value = record.get(field) ?? null;
        return `${field.name}=${value === null ? 'null' : textOf(value)}`;
    });
    const id = traceOf(work.tx)?.idOf('ValidationRule', `${object.name}.${rule.name}`) ?? '';
    note(`VALIDATION_RULE|${id}|${rule.name}`);
    note(`VALIDATION_FORMULA|${rule.condition.text}|${values.join(' , ')}`);
    note(
        outcome instanceof FormulaFault
            ? `VALIDATION_ERROR|${outcome.message}`
            : outcome === true
              ? 'VALIDATION_FAIL'
              : 'VALIDATION_PASS'
    );
};

/** Custom validation rules: a condition that is true refuses the row. */
export const validateRules = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const rules = rulesOf(work.storage.generation, object);
    if (rules.length === 0) return;
    const note = noteFor(work.tx, 'Validation');
    const readers = [false, true].map((isNew) => new FormulaReader(work.storage, work.tx, isNew));
    for (const row of rows) {
        const reader = (row.old ? readers[0] : readers[1]) as FormulaReader;
        for (const one of rules) {
            const { rule, formula } = one;
            const holds = holdsFor(reader, formula, row);
            if (note) noteRule(work, note, object, one, row, holds);
            if (holds instanceof FormulaFault)
                fail(
                    row,
                    'FIELD_CUSTOM_VALIDATION_EXCEPTION',
                    `Validation Formula "${rule.name}" Invalid (${holds.message})`
                );
            else if (holds === true)
                fail(
                    row,
                    'FIELD_CUSTOM_VALIDATION_EXCEPTION',
                    rule.message,
                    rule.field === undefined ? [] : [rule.field]
                );
        }
    }
};
