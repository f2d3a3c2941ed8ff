/** What a query of a big object may ask. Source: Big Objects Implementation Guide, "SOQL with Big Objects". */
import type { IndexedField, ObjectDef } from '../../model/index.ts';
import type { SoqlCondition, SoqlQuery } from '../types.ts';
import type { QueryProblem } from './fault.ts';

type Comparison = Extract<SoqlCondition, { kind: 'compare' }>;

const RANGES: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);

const unsupported = (message: string, at: number): QueryProblem => ({
    statusCode: 'BIG_OBJECT_UNSUPPORTED_OPERATION',
    message,
    at
});

/** The comparisons of a filter, where they are joined by AND; otherwise the fault. */
const comparisonsOf = (condition: SoqlCondition): readonly Comparison[] | undefined => {
    if (condition.kind === 'compare') return [condition];
    if (condition.kind !== 'and') return undefined;
    const parts = condition.conditions.map(comparisonsOf);
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
};

const fieldOf = ({ left }: Comparison): string => (left.kind === 'path' ? (left.path.at(-1) ?? '').toLowerCase() : '');

/** A filter begins at the index's first field and has no gaps; a range is its last, and IN stands once. */
const checkFilter = (object: ObjectDef, where: SoqlCondition, report: (problem: QueryProblem) => void): void => {
    const comparisons = comparisonsOf(where);
    if (!comparisons) return report(unsupported('Filters of a big object can be joined by AND only', 0));
    const index = (object.index ?? []).map(({ field }) => field.toLowerCase());
    const used = new Set<number>();
    let ranged = -1;
    let lists = 0;
    for (const comparison of comparisons) {
        const { left, operator, right } = comparison;
        const position = index.indexOf(fieldOf(comparison));
        const isRange = RANGES.has(operator);
        if (position === -1)
            return report(
                unsupported(`Filters of a big object must be on fields of its index: ${object.name}`, left.at)
            );
        if (right.kind === 'subquery') return report(unsupported('Subqueries are not supported', left.at));
        if (operator !== '=' && operator !== 'IN' && !isRange)
            return report(unsupported(`The operator ${operator} is not supported`, left.at));
        if (operator === 'IN' && ++lists > 1) return report(unsupported('IN can be used once only', left.at));
        if (isRange) ranged = Math.max(ranged, position);
        used.add(position);
    }
    const last = Math.max(...used);
    if (used.size !== last + 1)
        report(unsupported('Filters of a big object must follow its index from the first field, without gaps', 0));
    else if (ranged !== -1 && ranged !== last)
        report(unsupported('A range is possible on the last filtered field of the index only', 0));
};

/** Checks a query of a big object; names and types are checked elsewhere. */
export const checkBigObject = (
    query: SoqlQuery,
    object: ObjectDef,
    isAggregate: boolean,
    report: (problem: QueryProblem) => void
): void => {
    if (isAggregate || query.countOnly) return report(unsupported('Aggregate functions not supported', 0));
    if (query.select.some(({ kind }) => kind === 'children')) report(unsupported('Subqueries are not supported', 0));
    if (query.where) checkFilter(object, query.where, report);
    const index = new Set((object.index ?? []).map(({ field }) => field.toLowerCase()));
    for (const { expression } of query.orderBy)
        if (expression.kind !== 'path' || !index.has((expression.path.at(-1) ?? '').toLowerCase()))
            report(
                unsupported(`A big object can be sorted by fields of its index only: ${object.name}`, expression.at)
            );
};

/** Records come in the order of the index where a query names none. */
export const indexOrder = (index: readonly IndexedField[]): SoqlQuery['orderBy'] =>
    index.map(({ field, descending }) => ({ expression: { kind: 'path', path: [field], at: 0 }, descending }));

/** What a query shows as the Id of a big object's records: they have none. Source: the same. */
export const EMPTY_ID = '000000000000000AAA';
