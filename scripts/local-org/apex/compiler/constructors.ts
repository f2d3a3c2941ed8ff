/** Constructors: which one the arguments choose, and the calls of one constructor by another. */
import { isVisible } from './variables.ts';
import { nonVoid } from './calls.ts';
import type { ApexType } from '../runtime/types.ts';
import type { ChainExpression, Position } from './ast.ts';
import type { FunctionContext, Typed } from './context.ts';
import { expression } from './expressions.ts';
import { isLacking, lackingMember } from './lacking.ts';
import { libraryConstructors } from './members.ts';
import { argumentsFor, chooseOverload, typesText } from './overloads.ts';
import { exceptionArguments } from './specials.ts';
import { symbolOf } from './symbols.ts';
import type { ClassSymbol } from './symbols.ts';
import { fault } from './typed.ts';

/** `this(…)` and `super(…)` at the start of a constructor. */
export const chainedConstructor = (context: FunctionContext, node: ChainExpression): string => {
    const owner = context.owner;
    context.inChain = true;
    const values = node.arguments.map((value) => nonVoid(expression(context, value), value.at));
    context.inChain = false;
    if (!owner) return fault(`${node.which} is not allowed here`, node.at);
    const called = node.which === 'this' ? owner : symbolOf(owner.parent);
    if (called && (!called.isException || ownConstructor(context, called, values, node.at)))
        return constructorCall(context, called, values, node.at);
    if (owner.isException) {
        const handles = called ? exceptionHandles(context, called) : '[]';
        return `$exception(this,${handles}${exceptionArguments(context, owner.name, values, node.at)})`;
    }
    if (values.length > 0 && !isLacking(owner.parent))
        fault(`Constructor not defined: [Object].<Constructor>(${typesText(values)})`, node.at);
    return 'this';
};

const constructorCall = (
    context: FunctionContext,
    owner: ClassSymbol,
    values: readonly Typed[],
    at: Position
): string => `this.${constructorOf(context, owner, values, at)}`;

/** The classes whose initialisers run in a constructor of the platform that a user exception has: its own first. */
export const exceptionHandles = (context: FunctionContext, symbol: ClassSymbol): string =>
    `[${symbol
        .ancestry()
        .map(({ name }) => context.unit.link(`class:${name}`))
        .join(',')}]`;

/** The constructor that a class declares itself for such arguments. An exception's class has the platform's four beside them. */
export const ownConstructor = (
    context: FunctionContext,
    owner: ClassSymbol,
    values: readonly Typed[],
    at: Position
): ClassSymbol['constructors'][number] | undefined =>
    chooseOverload(
        context,
        owner.constructors.map((item) => ({ parameters: item.types, item })),
        values,
        owner.name,
        at
    )?.item;

/** The constructor of a user class that the arguments choose, as `key(arguments)`; the implicit one where none is declared. */
export const constructorOf = (
    context: FunctionContext,
    owner: ClassSymbol,
    values: readonly Typed[],
    at: Position
): string => {
    const candidates = owner.constructors.map((item) => ({ parameters: item.types, item }));
    const chosen = chooseOverload(context, candidates, values, owner.name, at);
    if (!chosen) {
        if (owner.constructors.length === 0 && values.length === 0) return `${implicitKey(owner)}()`;
        return fault(`Constructor not defined: [${owner.name}].<Constructor>(${typesText(values)})`, at);
    }
    if (!isVisible(context, chosen.item, chosen.item.visibility))
        fault(`Method is not visible: [${owner.name}].<Constructor>(${typesText(values)})`, at);
    return `${chosen.item.key}(${argumentsFor(context, values, chosen.parameters).join(',')})`;
};

const implicitKey = (owner: ClassSymbol): string => `c_${owner.name.toLowerCase().replaceAll('.', '$d')}$$`;

/** `new` of a library type. */
export const libraryConstruction = (
    context: FunctionContext,
    type: ApexType,
    values: readonly Typed[],
    at: Position
): Typed => {
    const candidates = libraryConstructors(context.table, type);
    if (isLacking(type) && candidates.length === 0) return { ...lackingMember(context, type, 'new', values), type };
    const chosen = chooseOverload(context, candidates, values, type.name, at);
    if (!chosen?.library) {
        if (candidates.length === 0) return fault(`Type cannot be constructed: ${type.name}`, at);
        return fault(`Constructor not defined: [${type.name}].<Constructor>(${typesText(values)})`, at);
    }
    const code = context.unit.link(`lib:${chosen.library.symbol.library.name}|${chosen.library.member.key}`);
    const list = argumentsFor(context, values, chosen.parameters).join(',');
    // Constructors of generic types are given their type arguments first.
    const types =
        type.arguments.length > 0 ? `[${type.arguments.map((part) => context.unit.typeLink(part)).join(',')}]` : '';
    return { type, js: `${code}(${[types, list].filter((part) => part !== '').join(',')})`, nonNull: true };
};
