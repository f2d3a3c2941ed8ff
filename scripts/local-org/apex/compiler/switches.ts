import type { Expression, SwitchStatement } from './ast.ts';
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
    if (!allowed) fault(`Illegal switch expression type: ${type.name}`, node.at);
    const value = context.fresh();
    writer.add(`const ${value}=${subject.js};`);
    const seen = new Set<string>();
    let reachable = false;
    let complete = false;
    node.branches.forEach(({ labels, body, at }, index) => {
        writer.at(at.line);
        if (complete) fault('When else must be the last block', at);
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
            if (seen.has(test)) fault('Duplicate when value', item.at);
            seen.add(test);
            return `${value}===${test}`;
        });
        writer.add(`if(${tests.join('||')})`);
        reachable = block(context, body) || reachable;
    });
    return reachable || !complete;
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
    if (!isAssignable(context.table, value.type, type))
        fault(`Illegal when value type ${value.type.name} for ${type.name}`, node.at);
    return converted(context, value, type);
};
