/** `for` in its three forms. */
import type { ForEachStatement, ForStatement } from './ast.ts';
import type { FunctionContext, Typed } from './context.ts';
import { isAssignable } from './conversions.ts';
import { expression } from './expressions.ts';
import { condition } from './operators.ts';
import { isLacking } from './lacking.ts';
import { supertypes } from './members.ts';
import { body, expressionStatement, local, loopBody } from './statements.ts';
import type { Completes } from './statements.ts';
import { fault } from './typed.ts';
import { declaredType } from './type-names.ts';
import type { ApexType } from '../runtime/types.ts';

export const forStatement = (context: FunctionContext, node: ForStatement): Completes => {
    const { writer } = context.unit;
    writer.add('{');
    context.open();
    if (node.local) local(context, node.local);
    for (const first of node.first) writer.add(`${expressionStatement(context, first)};`);
    const test = node.test ? condition(expression(context, node.test), node.test.at) : '';
    const update = node.update.map((item) => expressionStatement(context, item)).join(',');
    writer.add(`for(;${test};${update})`);
    loopBody(context, node.body);
    context.close();
    writer.add('}');
    return true;
};

/** What a loop over this value gives. */
const elementOf = (context: FunctionContext, source: Typed): ApexType | undefined => {
    if (isLacking(source.type)) return source.type;
    if (source.type.kind === 'list' || source.type.kind === 'set') return source.type.arguments[0];
    const iterable = supertypes(context.table, source.type).find((type) => type.library?.name === 'System.Iterable');
    return iterable?.arguments[0];
};

/**
 * The version from which a set may not change while a loop walks over it; before, the loop walks over what it held when it began.
 * Source: release notes of Winter '25, "Prevent Modification of Set During Iteration".
 */
const FIXED_SETS_SINCE = 62;

export const forEachStatement = (context: FunctionContext, node: ForEachStatement): Completes => {
    const { unit, table } = context;
    const type = declaredType(context, node.type);
    const source = expression(context, node.source);
    const element =
        elementOf(context, source) ?? fault(`Loop must iterate over collection: ${source.type.name}`, node.at);
    const inBatches =
        source.soql === true &&
        type.kind === 'list' &&
        type.arguments[0] !== undefined &&
        isAssignable(table, table.listOf(element), type);
    if (
        !inBatches &&
        !isAssignable(table, element, type) &&
        !(element.kind === 'sobject' && type.kind === 'sobject' && !element.object)
    ) {
        fault(
            source.soql
                ? `Loop variable must be a generic SObject or List or a concrete SObject or List of: ${element.name}`
                : `Invalid loop variable type expected ${element.name} was ${type.name}`,
            node.at
        );
    }
    context.open();
    const variable = context.declare(node.name, type, node.at);
    const items = context.fresh();
    if (inBatches) {
        unit.writer.add(`for(let ${variable} of $batches(${source.js}))`);
        loopBody(context, node.body);
    } else if (source.type.kind === 'list') {
        // Index based: faster than an iterator. A changed length is noticed at the next step, not by who changes it.
        const [index, length] = [context.fresh(), context.fresh()];
        unit.writer.add(
            `{const ${items}=(${source.js}??$npe()).items,${length}=${items}.length;for(let ${index}=0;${index}<(${items}.length===${length}?${length}:$changed());${index}++){let ${variable}=${items}[${index}];`
        );
        context.loops++;
        body(context, node.body);
        context.loops--;
        unit.writer.add('}}');
    } else {
        const fixed = source.type.kind === 'set' && unit.source.apiVersion >= FIXED_SETS_SINCE;
        unit.writer.add(`for(let ${variable} of ${fixed ? '$unchanged' : '$iterate'}(${source.js}))`);
        loopBody(context, node.body);
    }
    context.close();
    return true;
};
