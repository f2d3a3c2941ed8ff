import { ownField } from './variables.ts';
import type { Expression, Position, SwitchStatement } from './ast.ts';
import type { FunctionContext, Typed } from './context.ts';
import { isAssignable } from './conversions.ts';
import { isLacking, lackingMember } from './lacking.ts';
import { expression } from './expressions.ts';
import { block } from './statements.ts';
import type { Completes } from './statements.ts';

import { symbolOf } from './symbols.ts';
import { converted, fault } from './typed.ts';
import { resolveType } from './type-names.ts';

/** `switch on`: a chain of ifs, since a `break` inside of it means the loop around. Values compare exactly, text with its case. */
export const switchStatement = (context: FunctionContext, node: SwitchStatement): Completes => {
    const { unit } = context;
    const { writer } = unit;
    const subject = expression(context, node.subject);
    const { type } = subject;
    const allowed =
        isLacking(type) ||
        type.kind === 'enum' ||
        type.kind === 'sobject' ||
        type.kind === 'object' ||
        ['Integer', 'Long', 'String', 'Id'].includes(type.name);
    if (!allowed) fault(`${type.name} is not a valid switch expression type`, node.at);
    const value = context.fresh();
    writer.add(`const ${value}=${subject.js};`);
    const seen = new Set<string>();
    const once = (what: string, at: Position): void => {
        // Texts differ by their case, names do not.
        const key = what.startsWith("'") ? what : what.toLowerCase();
        if (seen.has(key)) fault(`${what} occurs as more than one when branch for this switch statement`, at);
        seen.add(key);
    };
    let reachable = false;
    let complete = false;
    node.branches.forEach(({ labels, body, at }, index) => {
        writer.at(at.line);
        if (complete) fault("'when else' must be the last when block", at);
        if (index > 0) writer.add('else ');
        if (labels.kind === 'else') {
            complete = true;
            if (index === 0) writer.add('if(true)');
            reachable = block(context, body) || reachable;
            return;
        }
        if (labels.kind === 'type') {
            const wanted = resolveType(context, labels.type);
            if (!isAssignable(context.table, wanted, type))
                fault(
                    `Incompatible types since an instance of ${type.name} is never an instance of ${wanted.name}`,
                    at
                );
            once(wanted.name, at);
            context.open();
            writer.add(
                `if($is(${value},${unit.typeLink(wanted)})){let ${context.declare(labels.name, wanted, at)}=${value};`
            );
            reachable = block(context, body) || reachable;
            writer.add('}');
            context.close();
            return;
        }
        const tests = labels.values.map((item) => {
            const test = whenValue(context, subject, item);
            if (type.kind === 'sobject' && item.kind !== 'literal') fault(NO_TYPE, item.at);
            once(shown(item), item.at);
            return `${value}===${test}`;
        });
        writer.add(`if(${tests.join('||')})`);
        reachable = block(context, body) || reachable;
    });
    return reachable || !complete;
};

const NO_TYPE = "Switching on SObject types must be a 'when type variable' or 'when null'";
/** A value as it is written. */
const shown = (node: Expression): string => {
    if (node.kind === 'literal') return node.type === 'String' ? `'${node.value}'` : node.value || 'null';
    if (node.kind === 'name') return node.name;
    return node.kind === 'field' ? `${shown(node.target)}.${node.name}` : node.kind;
};
/** Besides literals, static final fields may stand behind `when`. Source: Apex Developer Guide, "Switch Statements". */
const checkConstant = (context: FunctionContext, node: Expression): void => {
    if (node.kind !== 'name') return;
    const field = context.local(node.name) ? undefined : ownField(context, node.name);
    if (!field) fault(`When clause must be a literal or a non null constant literal: ${node.name}`, node.at);
    else if (!field.isStatic || !field.isFinal) fault(`Field must be a static final constant: ${node.name}`, node.at);
};

const whenValue = (context: FunctionContext, subject: Typed, node: Expression): string => {
    const { type } = subject;
    if (isLacking(type) && node.kind === 'name') return lackingMember(context, type, node.name).js;
    if (type.kind === 'enum' && node.kind === 'name') {
        const symbol = symbolOf(type);
        const names = symbol ? symbol.outline.constants : (type.library?.enumValues ?? []);
        const constant = names.find((name) => name.toLowerCase() === node.name.toLowerCase());
        if (constant === undefined) return fault(`Variable does not exist: ${node.name}`, node.at);
        return context.unit.link(`constant:${symbol?.name ?? type.library?.name ?? ''}|${constant}`);
    }
    const value = expression(context, node);
    if (type.kind === 'sobject' && value.type.kind !== 'null') fault(NO_TYPE, node.at);
    checkConstant(context, node);
    if (!isAssignable(context.table, value.type, type))
        fault(
            `${value.type.name} value in 'when expression' cannot be implicitly converted to the ${type.name} type in switch expression`,
            node.at
        );
    return converted(context, value, type);
};
