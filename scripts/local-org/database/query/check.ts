import { isQueryable, type Schema } from '../../model/index.ts';
import type { SoqlCondition, SoqlQuery, SoqlSelection, SoqlValue } from '../types.ts';
import { checkBigObject } from './bigObjects.ts';
import { checkCondition, isDisplay, type Report } from './checkConditions.ts';
import { calls, type Scope, scopeOf, type Typed, typed } from './expressions.ts';
import type { QueryProblem } from './fault.ts';
import { EVERYTHING, hopOver, unknownChild, unknownObject, type Visibility } from './paths.ts';
import { isAggregate } from './functions.ts';

/** Sources: SOQL and SOSL reference, "Understanding Relationship Query Limitations", "OFFSET", "FIELDS()". */
const MAX_CHILD_LEVELS = 4;
const MAX_CHILD_QUERIES = 20;
const MAX_OFFSET = 2000;
const MAX_FIELDS_LIMIT = 200;
const MAX_ROLLUP_FIELDS = 3;

const malformed = (message: string, at = 0): QueryProblem => ({ statusCode: 'MALFORMED_QUERY', message, at });
const placeOf = (selection: SoqlSelection | undefined): number =>
    selection?.kind === 'expression' ? selection.expression.at : 0;
const numberOf = (value: SoqlValue | undefined): number | undefined =>
    value?.kind === 'literal' && typeof value.value === 'number' ? value.value : undefined;
const holdsAggregate = (condition: SoqlCondition): boolean => {
    if (condition.kind === 'not') return holdsAggregate(condition.condition);
    if (condition.kind !== 'compare') return condition.conditions.some(holdsAggregate);
    return condition.left.kind === 'function' && isAggregate(condition.left.name);
};

/** Does a query give aggregate rows rather than records? `COUNT()` alone gives a number and is neither. */
export const isAggregateQuery = (query: SoqlQuery): boolean =>
    query.groupBy.length > 0 ||
    (query.having !== undefined && holdsAggregate(query.having)) ||
    query.select.some((item) => item.kind === 'expression' && hasAggregate(item.expression));

const hasAggregate = (expression: Extract<SoqlSelection, { kind: 'expression' }>['expression']): boolean =>
    expression.kind === 'function' && (isAggregate(expression.name) || expression.arguments.some(hasAggregate));

/** Checks one level of a query; its children are levels of their own. */
class LevelChecker {
    private readonly query: SoqlQuery;
    private readonly scope: Scope;
    private readonly report: Report;
    private readonly depth: number;
    private readonly groups: readonly Typed[];
    private readonly aggregate: boolean;

    constructor(query: SoqlQuery, scope: Scope, report: Report, depth: number) {
        this.query = query;
        this.scope = scope;
        this.report = report;
        this.depth = depth;
        this.aggregate = isAggregateQuery(query);
        this.groups = query.groupBy.flatMap((expression) => {
            const group = typed(expression, scope);
            if ('statusCode' in group) return report(group) ?? [];
            return [group];
        });
    }

    check(): void {
        const { query } = this;
        if (this.depth > 0 && (this.aggregate || query.countOnly)) {
            return this.report(malformed('Only root queries support aggregate expressions', placeOf(query.select[0])));
        }
        this.usingScope();
        if (this.scope.object.kind === 'bigObject')
            checkBigObject(query, this.scope.object, this.aggregate, this.report);
        if (this.aggregate) this.selectGrouped();
        else this.selectRecords();
        checkCondition(query.where, this.scope, this.report, 'where', () => false, false);
        this.groupBy();
        checkCondition(query.having, this.scope, this.report, 'having', (left) => this.isGrouped(left), false);
        this.orderBy();
        this.paging();
    }

    /** Source: SOQL and SOSL reference, "USING SCOPE"; territories and account teams are off. */
    private usingScope(): void {
        const { scope } = this.query;
        const { object } = this.scope;
        if (scope === undefined || scope === 'everything') return;
        if (scope === 'mine' && (object.field('OwnerId') || object.name === 'User')) return;
        if (scope === 'delegated' && object.name === 'Task') return;
        this.report(malformed(`Scope '${scope}' is not supported for entity type ${object.name}`));
    }

    private isGrouped(expression: Typed): boolean {
        return this.groups.some((group) => group.text === expression.text);
    }

    private selectGrouped(): void {
        const names = new Set<string>();
        let unnamed = 0;
        for (const item of this.query.select) {
            if (item.kind !== 'expression') {
                this.report(
                    malformed(
                        item.kind === 'fields'
                            ? 'The SOQL FIELDS function is not supported in aggregate queries'
                            : 'Nested queries are not supported in aggregate queries',
                        placeOf(item)
                    )
                );
                continue;
            }
            const expression = typed(item.expression, this.scope);
            if ('statusCode' in expression) {
                this.report(expression);
                continue;
            }
            const plain = expression.calls.length === 0;
            if (expression.aggregate) {
                const inner = expression.calls[0]?.group === 'aggregate' ? expression.path.text : undefined;
                if (inner !== undefined && this.groups.some((group) => group.text === inner)) {
                    this.report(malformed(`Grouped field should not be aggregated: ${inner}`, expression.at));
                }
            } else if (calls(expression, 'grouping')) this.grouping(expression);
            else if (
                !this.isGrouped(expression) &&
                !(isDisplay(expression) && this.groups.some((group) => group.text === expression.path.text))
            ) {
                this.report(malformed(`Field must be grouped or aggregated: ${expression.text}`, expression.at));
            }
            const name = item.alias ?? (plain ? expression.path.name : `expr${unnamed++}`);
            if (names.has(name.toLowerCase())) this.report(malformed(`duplicate alias: ${name}`, expression.at));
            names.add(name.toLowerCase());
        }
    }

    /** Source: SOQL and SOSL reference, "GROUP BY ROLLUP": GROUPING tells subtotals, of fields that are grouped. */
    private grouping(expression: Typed): void {
        if (!this.query.groupByRollup)
            this.report(malformed('GROUPING can only be used with GROUP BY ROLLUP or GROUP BY CUBE', expression.at));
        else if (!this.groups.some((group) => group.text === expression.path.text))
            this.report(malformed(`Field must be grouped or aggregated: ${expression.path.text}`, expression.at));
    }

    private selectRecords(): void {
        const names = new Set<string>();
        const add = (text: string, at: number): void => {
            if (names.has(text.toLowerCase()))
                this.report({ statusCode: 'INVALID_FIELD', message: `duplicate field selected: ${text}`, at });
            names.add(text.toLowerCase());
        };
        let children = 0;
        for (const item of this.query.select) {
            if (item.kind === 'expression') {
                const expression = typed(item.expression, this.scope);
                if ('statusCode' in expression) this.report(expression);
                else if (calls(expression, 'date') || calls(expression, 'grouping'))
                    this.report(malformed(`Field must be grouped or aggregated: ${expression.text}`, expression.at));
                else if (item.alias !== undefined && !isDisplay(expression) && !calls(expression, 'currency'))
                    this.report(malformed('only aggregate expressions use field aliasing', expression.at));
                else add(item.alias ?? expression.path.text, expression.at);
            } else if (item.kind === 'fields') {
                this.fieldsFunction(item.which);
                for (const field of this.scope.object.fields) {
                    if (!this.scope.visibility.field(field)) continue;
                    if (item.which === 'ALL' || field.custom === (item.which === 'CUSTOM')) add(field.name, 0);
                }
            } else if (item.kind === 'children') {
                if (++children > MAX_CHILD_QUERIES)
                    this.report(malformed(`A query cannot have more than ${MAX_CHILD_QUERIES} child queries`));
                this.children(item.query);
            } else this.typeOf(item);
        }
    }

    private fieldsFunction(which: 'ALL' | 'STANDARD' | 'CUSTOM'): void {
        const limit = numberOf(this.query.limit);
        if (
            which === 'STANDARD' ||
            this.query.limit?.kind === 'bind' ||
            (limit !== undefined && limit <= MAX_FIELDS_LIMIT)
        )
            return;
        this.report(malformed(`The SOQL FIELDS function must have a LIMIT of at most ${MAX_FIELDS_LIMIT}`));
    }

    private children(query: SoqlQuery): void {
        const child = childOf(query, this.scope);
        if ('statusCode' in child) return this.report({ ...child, at: placeOf(query.select[0]) });
        if (this.depth >= MAX_CHILD_LEVELS) {
            return this.report(
                malformed(
                    `SOQL statements cannot query aggregate relationships more than ${MAX_CHILD_LEVELS} levels away from the root entity object.`,
                    placeOf(query.select[0])
                )
            );
        }
        new LevelChecker(query, child, this.report, this.depth + 1).check();
    }

    private typeOf(item: Extract<SoqlSelection, { kind: 'typeof' }>): void {
        const hop = hopOver(this.scope.object, item.relationship, this.scope.schema, this.scope.visibility);
        const at = item.when[0]?.fields[0]?.at ?? 0;
        if ('statusCode' in hop) return this.report({ ...hop, at });
        if (!hop.polymorphic)
            return this.report(
                malformed(`TYPEOF can only be used with a polymorphic relationship: ${item.relationship}`, at)
            );
        for (const when of item.when) {
            const object = hop.targets.find((target) => target.name.toLowerCase() === when.object.toLowerCase());
            if (!object) {
                this.report({ ...unknownObject(when.object), at });
                continue;
            }
            const scope = scopeOf(object, undefined, this.scope.schema, this.scope.visibility);
            for (const field of when.fields) this.reportFault(typed(field, scope));
        }
        for (const field of item.otherwise) {
            if (field.kind === 'path')
                this.reportFault(typed({ ...field, path: [item.relationship, ...field.path] }, this.scope));
        }
    }

    private reportFault(result: Typed | QueryProblem): void {
        if ('statusCode' in result) this.report(result);
    }

    private groupBy(): void {
        for (const group of this.groups) {
            if (group.aggregate)
                this.report(malformed(`Grouped field should not be aggregated: ${group.path.text}`, group.at));
            else if (group.calls.length === 0 && group.field?.can.group === false) {
                this.report({
                    statusCode: 'INVALID_FIELD',
                    message: `field '${group.path.name}' can not be grouped in a query call`,
                    at: group.at
                });
            }
        }
        if (this.query.groupByRollup && this.groups.length > MAX_ROLLUP_FIELDS)
            this.report(malformed(`GROUP BY ROLLUP can have at most ${MAX_ROLLUP_FIELDS} fields`));
        if (this.query.countOnly && this.query.groupBy.length > 0)
            this.report(malformed('COUNT() cannot be used with GROUP BY; use COUNT(fieldName)'));
    }

    private orderBy(): void {
        for (const { expression } of this.query.orderBy) {
            const by = typed(expression, this.scope);
            if ('statusCode' in by) this.report(by);
            else if (this.query.countOnly)
                this.report(malformed(`Field must be grouped or aggregated: ${by.text}`, by.at));
            else if (this.aggregate ? !by.aggregate && !calls(by, 'grouping') && !this.isGrouped(by) : by.aggregate) {
                this.report(malformed(`Field must be grouped or aggregated: ${by.text}`, by.at));
            } else if (calls(by, 'currency')) {
                this.report(malformed(`field ${by.path.text} does not support function CONVERTCURRENCY`, by.at));
            } else if (by.calls.length === 0 && (by.kind === 'multiPicklist' || by.field?.can.sort === false)) {
                this.report({
                    statusCode: 'INVALID_FIELD',
                    message: `field '${by.path.name}' can not be sorted in a query call`,
                    at: by.at
                });
            }
        }
    }

    private paging(): void {
        const { query } = this;
        if (this.aggregate && query.groupBy.length === 0 && query.limit) {
            this.report(malformed('Non-grouped query that uses overall aggregate functions cannot also use LIMIT'));
        }
        if ((numberOf(query.offset) ?? 0) > MAX_OFFSET) {
            this.report({
                statusCode: 'NUMBER_OUTSIDE_VALID_RANGE',
                message: `Maximum SOQL offset allowed is ${MAX_OFFSET}`,
                at: 0
            });
        }
        if (!query.forUpdate) return;
        if (this.depth > 0) this.report(malformed('FOR UPDATE is not allowed in a child query'));
        else if (this.aggregate || query.countOnly)
            this.report(malformed('FOR UPDATE is not allowed with aggregate queries'));
        else if (query.orderBy.length > 0)
            this.report(malformed('FOR UPDATE is not allowed with ORDER BY', query.orderBy[0]?.expression.at));
    }
}

/** The level below a parent: a child relationship's name, alone or after the parent's (`Account.Contacts`). */
export const childOf = (
    query: SoqlQuery,
    parent: Scope
): Scope | { readonly statusCode: string; readonly message: string } => {
    const parts = query.from.split('.');
    const name = parts.at(-1) ?? '';
    if (parts.length > 2 || (parts.length === 2 && !parent.own.includes((parts[0] ?? '').toLowerCase())))
        return unknownChild(query.from);
    const relation = parent.object.child(name);
    const object = relation && parent.schema.object(relation.child);
    const field = relation && object?.field(relation.field);
    if (!object || !field || !parent.visibility.object(object) || !parent.visibility.field(field))
        return unknownChild(name);
    return scopeOf(object, query.alias, parent.schema, parent.visibility);
};

/** Source: Object Reference, "ContentDocumentLink", usage. */
const LINKS_NEED_A_FILTER =
    "Implementation restriction: ContentDocumentLink requires a filter by a single Id on ContentDocumentId or LinkedEntityId using the equals operator or multiple Id's using the IN operator.";
const isAskedFor = (condition: SoqlCondition | undefined): boolean => {
    if (!condition || condition.kind === 'not' || condition.kind === 'or') return false;
    if (condition.kind === 'and') return condition.conditions.some(isAskedFor);
    const { left, operator } = condition as Extract<SoqlCondition, { kind: 'compare' }>;
    const name = left.kind === 'path' ? left.path.at(-1)?.toLowerCase() : undefined;
    return ['contentdocumentid', 'linkedentityid', 'id'].includes(name ?? '') && ['=', 'IN'].includes(operator);
};

/** Where a whole name first stands in a text, whatever its case; 0 where it does not. */
const placeOfName = (text: string, name: string): number => {
    const wanted = name.toLowerCase();
    for (const { 0: word, index } of text.matchAll(/\w+/g)) if (word.toLowerCase() === wanted) return index;
    return 0;
};

/**
 * Checks names, types, groupings and bounds of a query.
 * @param visibility hidden objects and fields are refused as unknown ones
 * @returns faults in the platform's words, in the order of the text's clauses; empty where the query may run
 */
export const checkQuery = (
    query: SoqlQuery,
    schema: Schema,
    visibility: Visibility = EVERYTHING
): readonly QueryProblem[] => {
    const object = schema.object(query.from);
    if (!object || !visibility.object(object))
        return [{ ...unknownObject(query.from), at: placeOfName(query.text, query.from) }];
    if (!isQueryable(object))
        return [
            {
                statusCode: 'INVALID_TYPE_FOR_OPERATION',
                message: `entity type ${object.name} does not support query`,
                at: Math.max(query.text.toLowerCase().indexOf(object.name.toLowerCase()), 0)
            }
        ];
    if (object.name === 'ContentDocumentLink' && !isAskedFor(query.where))
        return [{ ...malformed(LINKS_NEED_A_FILTER), at: 0 }];
    const problems: QueryProblem[] = [];
    new LevelChecker(
        query,
        scopeOf(object, query.alias, schema, visibility),
        (problem) => void problems.push(problem),
        0
    ).check();
    return problems;
};
