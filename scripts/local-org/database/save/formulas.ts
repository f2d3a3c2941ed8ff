import type { FieldPath, Formula } from '../../formula/types.ts';
import type { FieldDef, Id, Scalar, SObject } from '../../model/index.ts';
import type { SqliteStorage } from '../storage/storage.ts';
import type { Transaction } from '../types.ts';

/** Evaluates formulas over records in memory; parents are read once and kept as long as the reader lives: one stage of a chunk. */
export class FormulaReader {
    private readonly storage: SqliteStorage;
    private readonly tx: Transaction;
    private readonly isNew: boolean;
    private readonly parents = new Map<Id, SObject | undefined>();

    constructor(storage: SqliteStorage, tx: Transaction, isNew: boolean) {
        this.storage = storage;
        this.tx = tx;
        this.isNew = isNew;
    }
    /** @param old the record before the change, for PRIORVALUE and ISCHANGED */
    evaluate(formula: Formula, record: SObject, old?: SObject): Scalar {
        const inputs = formula.inputs.map((path) => this.at(record, path));
        const context = this.storage.formulaContext(this.tx, this.isNew);
        if (!old) return formula.evaluate(inputs, context);
        return formula.evaluate(inputs, { ...context, old: formula.inputs.map((path) => this.at(old, path)) });
    }
    field(record: SObject, field: FieldDef): Scalar {
        return this.evaluate(this.storage.generation.compiledField(field), record);
    }

    private at(record: SObject, path: FieldPath): Scalar {
        let current: SObject | undefined = record;
        for (let index = 0; index < path.length - 1; index++) {
            const id: Scalar | undefined = current.get(path[index] as FieldDef);
            current = typeof id === 'string' ? this.parent(id) : undefined;
            if (!current) return null;
        }
        const field = path[path.length - 1] as FieldDef;
        return field.formula
            ? this.field(current, field)
            : (current.get(field) ?? (field.type === 'boolean' ? false : null));
    }
    private parent(id: Id): SObject | undefined {
        if (this.parents.has(id)) return this.parents.get(id);
        const object = this.storage.generation.schema.objectOf(id);
        const record = object && this.storage.rows(object, [id], 'include').get(id);
        this.parents.set(id, record);
        return record;
    }
}
