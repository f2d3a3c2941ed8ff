import { DateValue, DatetimeValue, Decimal, TimeValue, tryReadApexId } from '../../model/index.ts';
import type { Scalar } from '../../model/index.ts';
import type { SoqlCondition, SoqlOperator, SoqlQuery, SoqlValue } from '../types.ts';
import { isNamed, calls, type Scope, scopeOf, type Typed, typed } from './expressions.ts';
import type { QueryProblem } from './fault.ts';
import { type Kind, typeNameOf, valueTypeName } from './kinds.ts';
import { unknownObject } from './paths.ts';
import { textOf } from '../storage/index.ts';

export type Report = (problem: QueryProblem) => void;
type Comparison = Extract<SoqlCondition, { kind: 'compare' }>;

/** Source: SOQL and SOSL reference, "Comparison Operators", "Semi-Joins with IN and Anti-Joins with NOT IN". */
const MAX_SEMI_JOINS = 2;
const LIKE_KINDS: readonly Kind[] = ['string', 'longText'];
const ORDERED_KINDS: readonly Kind[] = ['id', 'string', 'int', 'double', 'date', 'datetime', 'time'];

const malformed = (message: string, at: number): QueryProblem => ({ statusCode: 'MALFORMED_QUERY', message, at });

/** Source: SOQL and SOSL reference, "convertCurrency()": values with and without a currency cannot be mixed. */
const MIXED_CURRENCIES = 'Values with and without a currency code cannot be mixed in an IN clause';
const malformedValue = (text: string): Omit<QueryProblem, 'at'> => ({
    statusCode: 'MALFORMED_QUERY',
    message: `unexpected token: '${text}'`
});

/** Does a literal have the kind that its field's values have? */
const literalFits = (value: Scalar, kind: Kind): boolean => {
    if (value === null) return true;
    switch (kind) {
        case 'int':
        case 'double':
            return value instanceof Decimal;
        case 'boolean':
            return typeof value === 'boolean';
        case 'date':
            return value instanceof DateValue;
        case 'datetime':
            return value instanceof DatetimeValue;
        case 'time':
            return value instanceof TimeValue;
        default:
            return typeof value === 'string';
    }
};

/** The refusal of a value whose type is not the field's. */
const wrongValueType = (left: Typed): Omit<QueryProblem, 'at'> => {
    const quoted = ['string', 'longText', 'multiPicklist', 'id'].includes(left.kind);
    return {
        statusCode: 'INVALID_FIELD',
        message: `value of filter criterion for field '${left.path.name}' must be of type ${valueTypeName(left.kind, left.field)} and should ${quoted ? '' : 'not '}be enclosed in quotes`
    };
};

/** Checks the comparisons of a WHERE or HAVING clause. */
class ConditionChecker {
    private semiJoins = 0;
    private readonly scope: Scope;
    private readonly report: Report;
    private readonly clause: 'where' | 'having';
    private readonly grouped: (left: Typed) => boolean;
    private readonly nested: boolean;

    constructor(
        scope: Scope,
        report: Report,
        clause: 'where' | 'having',
        grouped: (left: Typed) => boolean,
        nested: boolean
    ) {
        this.scope = scope;
        this.report = report;
        this.clause = clause;
        this.grouped = grouped;
        this.nested = nested;
    }

    check(condition: SoqlCondition, level: 'top' | 'or' | 'nested'): void {
        if (condition.kind === 'compare') return this.compare(condition, level);
        if (condition.kind === 'not') return this.check(condition.condition, 'nested');
        for (const part of condition.conditions) {
            const below = condition.kind === 'or' ? 'or' : level === 'top' ? 'and' : 'nested';
            // `a AND b` at the top is still the top level; a group inside of it is not.
            this.check(part, below === 'and' ? (part.kind === 'compare' ? 'top' : 'nested') : below);
        }
    }

    private compare(condition: Comparison, level: 'top' | 'or' | 'nested'): void {
        const left = typed(condition.left, this.scope);
        if ('statusCode' in left) return this.report(left);
        if (this.clause === 'where') {
            if (left.aggregate)
                return this.report(
                    malformed(`Aggregate expressions are not allowed in the WHERE clause: ${left.text}`, left.at)
                );
            if (calls(left, 'currency'))
                return this.report(
                    malformed(`field ${left.path.text} does not support function CONVERTCURRENCY`, left.at)
                );
            if (left.field?.can.filter === false) {
                return this.report({
                    statusCode: 'INVALID_FIELD',
                    message: `field '${left.path.name}' can not be filtered in a query call`,
                    at: left.at
                });
            }
        } else if (!left.aggregate && !calls(left, 'grouping') && !this.grouped(left)) {
            return this.report(malformed(`Field must be grouped or aggregated: ${left.text}`, left.at));
        }
        const refusal =
            this.operator(left, condition.operator) ?? this.value(left, condition.operator, condition.right);
        if (refusal) return this.report({ ...refusal, at: left.at });
        if (condition.right.kind === 'subquery') this.semiJoin(left, condition.right.query, level);
    }

    private operator(left: Typed, operator: SoqlOperator): Omit<QueryProblem, 'at'> | undefined {
        const invalid = {
            statusCode: 'INVALID_QUERY_FILTER_OPERATOR',
            message: `invalid operator on ${left.field && !left.calls.length ? typeNameOf(left.field).toLowerCase() : left.kind.toLowerCase()} field`
        };
        switch (operator) {
            case 'LIKE':
                return LIKE_KINDS.includes(left.kind) ? undefined : invalid;
            case 'INCLUDES':
            case 'EXCLUDES':
                return left.kind === 'multiPicklist'
                    ? undefined
                    : { ...invalid, message: 'includes or excludes operator only valid on multipicklist field' };
            case '<':
            case '<=':
            case '>':
            case '>=':
                return ORDERED_KINDS.includes(left.kind) ? undefined : invalid;
            default:
                return undefined;
        }
    }

    private value(left: Typed, operator: SoqlOperator, right: SoqlValue): Omit<QueryProblem, 'at'> | undefined {
        const listed = operator === 'IN' || operator === 'NOT IN' || operator === 'INCLUDES' || operator === 'EXCLUDES';
        switch (right.kind) {
            case 'bind':
                return undefined;
            case 'subquery':
                return operator === 'IN' || operator === 'NOT IN'
                    ? undefined
                    : { statusCode: 'MALFORMED_QUERY', message: "unexpected token: 'SELECT'" };
            case 'list':
                if (!listed && operator !== 'LIKE')
                    return { statusCode: 'MALFORMED_QUERY', message: "unexpected token: '('" };
                if (new Set(right.values.map((item) => item.kind === 'currency')).size > 1)
                    return { statusCode: 'MALFORMED_QUERY', message: MIXED_CURRENCIES };
                for (const item of right.values) {
                    const refusal = this.single(left, item);
                    if (refusal) return refusal;
                }
                return undefined;
            default:
                if (listed)
                    return {
                        statusCode: 'MALFORMED_QUERY',
                        message: `The ${operator} operator must be used with a list of values`
                    };
                return this.single(left, right);
        }
    }

    private single(left: Typed, value: SoqlValue): Omit<QueryProblem, 'at'> | undefined {
        if (value.kind === 'dateLiteral') {
            if (left.kind !== 'date' && left.kind !== 'datetime') return wrongValueType(left);
            return value.n !== undefined && value.n < 0
                ? { statusCode: 'MALFORMED_QUERY', message: `unexpected token: '${value.n}'` }
                : undefined;
        }
        if (value.kind === 'currency') {
            const known = this.scope.schema.currencies?.some(({ isoCode }) => isoCode === value.code);
            return known && left.field?.type === 'currency' && left.calls.length === 0
                ? undefined
                : malformedValue(`${value.code}${textOf(value.value)}`);
        }
        if (value.kind !== 'literal') return undefined;
        if (!literalFits(value.value, left.kind)) return wrongValueType(left);
        if (
            left.kind === 'id' &&
            !isNamed(left) &&
            typeof value.value === 'string' &&
            value.value !== '' &&
            tryReadApexId(value.value) === undefined
        ) {
            return { statusCode: 'INVALID_QUERY_FILTER_OPERATOR', message: `invalid ID field: ${value.value}` };
        }
        return undefined;
    }

    private semiJoin(left: Typed, query: SoqlQuery, level: 'top' | 'or' | 'nested'): void {
        const refuse = (message: string): void => this.report(malformed(message, left.at));
        if (this.nested) return refuse('Nesting of semi join sub-selects is not supported');
        if (level === 'or') return refuse("Semi join sub-selects are not allowed with the 'OR' operator");
        if (level === 'nested') {
            return refuse(
                'Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions.'
            );
        }
        if (++this.semiJoins > MAX_SEMI_JOINS)
            return refuse(`Cannot have more than ${MAX_SEMI_JOINS} semi join sub-selects`);
        if (left.kind !== 'id')
            return refuse(`The left operand '${left.text}' of a semi join must be an ID or reference field`);
        const object = this.scope.schema.object(query.from);
        if (!object || !this.scope.visibility.object(object))
            return this.report({ ...unknownObject(query.from), at: left.at });
        if (query.orderBy.length > 0 || query.limit || query.offset)
            return refuse('Nested queries cannot be ordered or limited');
        const scope = scopeOf(object, query.alias, this.scope.schema, this.scope.visibility);
        const selected = query.select[0];
        if (query.select.length !== 1 || selected?.kind !== 'expression')
            return refuse('Semi join sub-selects must select exactly one field');
        const inner = typed(selected.expression, scope);
        if ('statusCode' in inner) return this.report(inner);
        if (inner.kind !== 'id' || inner.calls.length > 0)
            return refuse(`Semi join sub-selects can only query id fields, cannot use: '${inner.text}'`);
        if (inner.path.hops.length > 1)
            return refuse(`The inner select field '${inner.text}' cannot have more than one level of relationships`);
        if (inner.text === 'Id' && left.text === 'Id' && object === this.scope.object) {
            return refuse('The inner and outer selects should not be on the same object type');
        }
        const targets = pointsTo(left);
        if (!pointsTo(inner).some((target) => targets.includes(target))) {
            return refuse(
                `The selected field '${inner.text}' in the subquery and the left operand field in the where expression in the outer query '${left.text}' should point to the same object type`
            );
        }
        checkCondition(query.where, scope, this.report, 'where', () => false, true);
    }
}

/** Objects that an Id field's values belong to. */
const pointsTo = (expression: Typed): readonly string[] => {
    const { field, path } = expression;
    if (!field || field.type === 'id') return path.ends.map((end) => end.object.name);
    return field.referenceTo;
};

/**
 * Checks a WHERE or HAVING clause and reports every fault.
 * @param grouped whether an expression is one of GROUP BY
 * @param nested inside of a semi-join
 */
export const checkCondition = (
    condition: SoqlCondition | undefined,
    scope: Scope,
    report: Report,
    clause: 'where' | 'having',
    grouped: (left: Typed) => boolean,
    nested: boolean
): void => {
    if (condition) new ConditionChecker(scope, report, clause, grouped, nested).check(condition, 'top');
};

/** Does an expression show a value other than as it is stored? */
export const isDisplay = (expression: Typed): boolean => calls(expression, 'display');
