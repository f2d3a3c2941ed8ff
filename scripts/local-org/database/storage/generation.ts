import { compileFormula } from '../../formula/index.ts';
import type { FormulaKind } from '../../formula/index.ts';
import type { Formula, FormulaContext } from '../../formula/types.ts';
import { NotSupported } from '../../model/index.ts';
import type { FieldDef, FormulaSource, ObjectDef, Schema } from '../../model/index.ts';
import type { DatabaseModel } from '../types.ts';
import type { Connection, FormulaCall, SqlValue, Statement, StorageGeneration } from './types.ts';
import { fromSql, toSql } from './values.ts';

/** Statements kept prepared; beyond that the oldest go, dynamic SOQL has no end. */
const MOST_STATEMENTS = 2000;

interface FormulaSlot extends FormulaCall {
    readonly field: FieldDef;
    readonly formula: Formula;
    readonly ends: readonly FieldDef[];
}

/**
 * A compiled formula.
 * @throws NotSupported with the compiler's reason
 */
export const compiled = (source: FormulaSource, object: ObjectDef, schema: Schema, kind?: FormulaKind): Formula => {
    const formula = compileFormula(source, object, schema, kind);
    if ('problem' in formula) throw new NotSupported(`formula on ${object.name}: ${formula.problem}`);
    return formula;
};

/** Statements, formulas and plans of one deployed model. */
export class Generation implements StorageGeneration {
    readonly model: DatabaseModel;
    readonly cells = new Map<symbol, unknown>();
    private readonly connection: Connection;
    private readonly statements = new Map<string, Statement>();
    private readonly slots: FormulaSlot[] = [];
    private readonly slotOf = new Map<FieldDef, FormulaSlot>();

    constructor(model: DatabaseModel, connection: Connection) {
        this.model = model;
        this.connection = connection;
    }
    get schema(): Schema {
        return this.model.schema;
    }
    statement(sql: string): Statement {
        let statement = this.statements.get(sql);
        if (!statement) {
            if (this.statements.size >= MOST_STATEMENTS)
                this.statements.delete(this.statements.keys().next().value as string);
            this.statements.set(sql, (statement = this.connection.prepare(sql)));
        }
        return statement;
    }
    formula(field: FieldDef): FormulaCall {
        return this.slotFor(field);
    }
    /** The compiled formula of a formula field. */
    compiledField(field: FieldDef): Formula {
        return this.slotFor(field).formula;
    }
    /** The body of the SQL function `formula(slot, …)`. */
    evaluateSlot(slot: number, raw: readonly unknown[], context: FormulaContext): SqlValue {
        const entry = this.slots[slot];
        if (!entry) throw new Error(`no formula in slot ${slot}`);
        const inputs = entry.ends.map((field, index) => fromSql(field, raw[index]));
        return toSql(entry.field, entry.formula.evaluate(inputs, context));
    }

    private slotFor(field: FieldDef): FormulaSlot {
        let slot = this.slotOf.get(field);
        if (slot) return slot;
        const object = this.schema.object(field.object);
        if (!object || !field.formula) throw new Error(`${field.object}.${field.name} is no formula field`);
        const formula = compiled(field.formula, object, this.schema);
        const ends = formula.inputs.map((path) => path[path.length - 1] as FieldDef);
        slot = { slot: this.slots.length, inputs: formula.inputs, volatile: formula.volatile, field, formula, ends };
        this.slots.push(slot);
        this.slotOf.set(field, slot);
        return slot;
    }
}
