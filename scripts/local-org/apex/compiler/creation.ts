/** `new …` in all its forms. */
import { constructorOf, exceptionHandles, libraryConstruction, ownConstructor } from './constructors.ts';
import type { ApexType } from '../runtime/types.ts';
import type { Expression, NewExpression, Position } from './ast.ts';

import type { FunctionContext, Typed } from './context.ts';
import { expression } from './expressions.ts';
import { isWriteable, parentType, assignableTypeOf } from './fields.ts';
import { isLacking, lackingMember } from './lacking.ts';
import { literal } from './mangle.ts';
import { libraryConstructors } from './members.ts';
import { chooseOverload } from './overloads.ts';
import { exceptionArguments } from './specials.ts';
import { symbolOf } from './symbols.ts';
import type { ClassSymbol } from './symbols.ts';
import { assigned, fault, fits } from './typed.ts';
import { resolveType } from './type-names.ts';

/** @throws CompileFault */
export const creation = (context: FunctionContext, node: NewExpression): Typed => {
    const type = resolveType(context, node.type);
    const made = node.creation;
    switch (made.form) {
        case 'size': {
            const size = assigned(context, expression(context, made.size), context.table.integer, node.at);
            return { type, js: `$sized(${elementLink(context, type)},${size})`, nonNull: true };
        }
        case 'values':
            return ofValues(context, type, made.values, node);
        case 'pairs':
            return ofPairs(context, type, made.pairs, node);
        case 'fields':
            return ofFields(context, type, node);
        case 'arguments':
            return ofArguments(context, type, node);
    }
};
const elementLink = (context: FunctionContext, type: ApexType): string =>
    context.unit.typeLink(type.arguments[0] ?? context.table.object);

const ofValues = (
    context: FunctionContext,
    type: ApexType,
    values: readonly Expression[],
    node: NewExpression
): Typed => {
    const element = type.arguments[0];
    if ((type.kind !== 'list' && type.kind !== 'set') || !element) {
        if (type.kind === 'map' && values.length === 0) return ofPairs(context, type, [], node);
        return fault(`Invalid initializer type ${type.name}`, node.at);
    }
    const items = values.map((value) => {
        const item = expression(context, value);
        if (!fits(context, item, element))
            fault(
                `Initial expression is of incorrect type, expected: ${element.name} but was: ${item.type.name}`,
                value.at
            );
        return assigned(context, item, element, value.at);
    });
    return {
        type,
        js: `new ${type.kind === 'list' ? '$List' : '$Set'}(${context.unit.typeLink(element)},[${items.join(',')}])`,
        nonNull: true
    };
};
const ofPairs = (
    context: FunctionContext,
    type: ApexType,
    pairs: readonly (readonly [Expression, Expression])[],
    node: NewExpression
): Typed => {
    const [key, value] = type.arguments;
    if (type.kind !== 'map' || !key || !value) return fault(`Invalid initializer type ${type.name}`, node.at);
    const items = pairs.map(([first, second]) => {
        const [left, right] = [expression(context, first), expression(context, second)];
        if (!fits(context, left, key)) fault(`Invalid key type ${left.type.name} for ${type.name}`, first.at);
        if (!fits(context, right, value)) fault(`Invalid value type ${right.type.name} for ${type.name}`, second.at);
        return `[${assigned(context, left, key, first.at)},${assigned(context, right, value, second.at)}]`;
    });
    return {
        type,
        js: `new $Map(${context.unit.typeLink(key)},${context.unit.typeLink(value)},[${items.join(',')}])`,
        nonNull: true
    };
};

/** `new Account(Name = 'x')`. */
const ofFields = (context: FunctionContext, type: ApexType, node: NewExpression): Typed => {
    const { object } = type;
    if (isLacking(type) && node.creation.form === 'fields') {
        const values = node.creation.fields.map(({ value }) => expression(context, value));
        return { ...lackingMember(context, type, 'new', values), type };
    }
    if (type.kind !== 'sobject' || !object || node.creation.form !== 'fields')
        return fault(
            `Invalid constructor syntax, name=value pairs can only be used for SObjects: ${type.name}`,
            node.at
        );
    const { table } = context;
    table.recorder?.usesObject(object.name.toLowerCase());
    const seen = new Set<string>();
    const parts: string[] = [];
    const parents: string[] = [];
    for (const { name, value, at } of node.creation.fields) {
        const lower = name.toLowerCase();
        if (seen.has(lower)) fault(`Duplicate field initialization: ${name}`, at);
        seen.add(lower);
        const field = object.field(name);
        const lookup = field ? undefined : object.parent(name);
        const typed = expression(context, value);
        if (field) {
            if (!isWriteable(object, field)) fault(`Field is not writeable: ${object.name}.${field.name}`, at);
            parts.push(
                literal(field.name.toLowerCase()),
                assigned(context, typed, assignableTypeOf(table, object, field), at)
            );
        } else if (lookup) parents.push(`,${literal(name)},${assigned(context, typed, parentType(table, lookup), at)}`);
        else fault(`Field does not exist: ${name} on ${object.name}`, at);
    }
    const js = `$record(${context.unit.typeLink(type)},[${parts.join(',')}])`;
    return { type, js: parents.reduce((inner, parent) => `$withparent(${inner}${parent})`, js), nonNull: true };
};

const ofArguments = (context: FunctionContext, type: ApexType, node: NewExpression): Typed => {
    if (node.creation.form !== 'arguments') return fault('Invalid constructor', node.at);
    const values = node.creation.arguments.map((value) => expression(context, value));
    const symbol = symbolOf(type);
    if (symbol) return ofClass(context, symbol, type, values, node);
    if (type.kind === 'sobject') {
        if (!type.object) return fault('Type cannot be constructed: SObject', node.at);
        if (values.length > 0) fault(`Type requires name=value pair construction: ${type.name}`, node.at);
        return { type, js: `$record(${context.unit.typeLink(type)},[])`, nonNull: true };
    }
    const [only] = values;
    if (only && values.length === 1) checkInitialiser(context, type, only, node.at);
    return libraryConstruction(context, type, values, node.at);
};
/** `new List<Integer>(…)` takes a size or another list. */
const checkInitialiser = (context: FunctionContext, type: ApexType, value: Typed, at: Position): void => {
    const [first, second] = type.arguments;
    if (!first || !['list', 'set', 'map'].includes(type.kind)) return;
    const fitting = chooseOverload(context, libraryConstructors(context.table, type), [value], type.name, at);
    if (fitting) return;
    const wanted =
        type.kind === 'list'
            ? `an Integer or a List of type ${first.name}`
            : type.kind === 'set'
              ? `a List or a Set of type: ${first.name}`
              : 'a Map with the same key and value types, or a valid SObject List';
    const shown = `${type.kind === 'list' ? 'List' : type.kind === 'set' ? 'Set' : 'Map'}<${[first, second].flatMap((part) => part?.name ?? []).join(',')}>`;
    fault(`Invalid initializer type ${value.type.name} found for ${shown}: expected ${wanted}`, at);
};
const ofClass = (
    context: FunctionContext,
    symbol: ClassSymbol,
    type: ApexType,
    values: readonly Typed[],
    node: NewExpression
): Typed => {
    if (symbol.kind !== 'class') return fault(`Type cannot be constructed: ${symbol.name}`, node.at);
    if (symbol.isAbstract) return fault(`Abstract classes cannot be constructed: ${symbol.name}`, node.at);
    const handle = context.unit.link(`class:${symbol.name}`);
    if (symbol.isException && !ownConstructor(context, symbol, values, node.at)) {
        return {
            type,
            js: `$newexception(${exceptionHandles(context, symbol)}${exceptionArguments(context, symbol.name, values, node.at)})`,
            nonNull: true
        };
    }
    const start = symbol.outline.hasStaticBlock && symbol !== context.owner ? `($st0(${handle}),${handle})` : handle;
    const constructor = constructorOf(context, symbol, values, node.at);
    return {
        type,
        js: `new ${start === handle ? handle : `${start}`}.k().${constructor}`.replace(
            /^new \((.*)\)\.k\(\)/,
            'new ($1.k)()'
        ),
        nonNull: true
    };
};
