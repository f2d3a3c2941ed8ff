import type { FieldDef, Id, LookupFilterDef, ObjectDef, Scalar, SObject } from '../../model/index.ts';
import { combine, criterionMet } from '../../security/criteria.ts';
import { textOf } from '../storage/values.ts';
import { FormulaReader } from './formulas.ts';
import { fail } from './row.ts';
import type { Row, Work } from './row.ts';

type Item = LookupFilterDef['items'][number];
interface Value {
    readonly field: FieldDef;
    readonly value: Scalar;
}

/** Follows `Account.Owner.IsActive` or `Account__r.Type__c` from a record. @throws RangeError for a path that leads nowhere: deploys refuse those */
const valueAt = (work: Work, reader: FormulaReader, record: SObject, path: readonly string[]): Value => {
    const [head = '', ...rest] = path;
    if (rest.length === 0) {
        const field = record.type.field(head);
        if (!field) throw new RangeError(`a lookup filter over ${record.type.name}.${head}`);
        return { field, value: field.formula ? reader.field(record, field) : (record.get(field) ?? null) };
    }
    const lookup = record.type.parent(head);
    if (!lookup) throw new RangeError(`a lookup filter over ${record.type.name}.${head}`);
    const id = record.get(lookup);
    const target = work.storage.generation.schema.object(lookup.referenceTo[0] ?? '');
    const parent = typeof id === 'string' && target ? work.storage.rows(target, [id]).get(id) : undefined;
    if (parent) return valueAt(work, reader, parent, rest);
    const field = target?.field(rest.at(-1) ?? '');
    return { field: field ?? lookup, value: null };
};

/** `$Source.X` is the record that is saved, `$User.X` and its kin the globals of formulas, `Contact.X` the record that is looked up. */
const operandOf = (
    work: Work,
    reader: FormulaReader,
    name: string,
    source: SObject,
    target: SObject
): Value | { readonly global: Scalar } => {
    const [first = '', ...rest] = name.split('.');
    if (first.toLowerCase() === '$source') return valueAt(work, reader, source, rest);
    if (first.startsWith('$')) return { global: work.storage.formulaContext(work.tx, false).global(name) };
    const own = first.toLowerCase() === target.type.name.toLowerCase();
    return valueAt(work, reader, target, own ? rest : [first, ...rest]);
};

const itemMet = (work: Work, reader: FormulaReader, item: Item, source: SObject, target: SObject): boolean => {
    const left = operandOf(work, reader, item.field, source, target);
    const right = item.valueField === undefined ? undefined : operandOf(work, reader, item.valueField, source, target);
    const text = right === undefined ? item.value : textOf('global' in right ? right.global : right.value);
    if ('global' in left) return (textOf(left.global) === text) === (item.operation !== 'notEqual');
    return criterionMet(left.value, left.field, item.operation, text);
};

/**
 * A required lookup filter refuses a record that does not meet it: whenever the lookup or something else of the saved record changes
 * it may have to be met anew. Source: Salesforce Help, "Considerations for Lookup Filters".
 */
export const checkLookupFilters = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const filtered = object.fields.filter((field) => field.lookupFilter && !field.lookupFilter.optional);
    if (filtered.length === 0 || work.source === 'system') return;
    const reader = new FormulaReader(work.storage, work.tx, false);
    for (const field of filtered) {
        const filter = field.lookupFilter as LookupFilterDef;
        const target = work.storage.generation.schema.object(field.referenceTo[0] ?? '');
        if (!target) continue;
        const usesSource = filter.items.some(({ field: name, valueField = '' }) =>
            /\$source/i.test(`${name} ${valueField}`)
        );
        const concerned = rows.filter(({ record, old }) => {
            const value = record.get(field) ?? null;
            return value !== null && (usesSource || value !== (old?.get(field) ?? null));
        });
        const found = work.storage.rows(
            target,
            concerned.map(({ record }) => record.get(field) as Id)
        );
        for (const row of concerned) {
            const looked = found.get(row.record.get(field) as Id);
            if (!looked) continue;
            const results = filter.items.map((item) => itemMet(work, reader, item, row.record, looked));
            const met = filter.logic === undefined ? results.every(Boolean) : combine(filter.logic, results);
            if (!met) fail(row, 'FIELD_FILTER_VALIDATION_EXCEPTION', filter.message, [field.name]);
        }
    }
};
