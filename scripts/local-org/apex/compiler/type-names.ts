import type { ApexType } from '../runtime/types.ts';
import type { Position, TypeNode } from './ast.ts';
import type { FunctionContext, UnitContext } from './context.ts';
import { CompileFault } from './fault.ts';
import type { TypeName } from './signatures.ts';
import type { ClassSymbol } from './symbols.ts';
import { symbolOf } from './symbols.ts';
import { fault } from './typed.ts';

/** The type of a variable that is declared here: where there is none, that is reported and uses of the variable are not. */
export const declaredType = (context: FunctionContext, node: TypeNode): ApexType => {
    try {
        return resolveType(context, node);
    } catch (error) {
        context.unit.report(error);
        return context.table.unknown;
    }
};

/** The type a written name means here. @throws CompileFault `Invalid type: X`, `Type is not visible: X` */
export const resolveType = (context: FunctionContext, node: TypeNode): ApexType => {
    const { table } = context;
    const type = table.resolve(node, context.owner);
    if (type) {
        checkVisible(context.unit, context.owner, type, node.at);
        return type;
    }
    for (const part of node.arguments as readonly TypeNode[])
        if (!table.resolve(part, context.owner)) return resolveType(context, { ...part, at: part.at ?? node.at });
    return fault(unresolved(context, node), node.at);
};

/** How many types stand between the brackets of the platform's generic types. */
const PARAMETERS: ReadonlyMap<string, number> = new Map([
    ['list', 1],
    ['set', 1],
    ['map', 2],
    ['iterable', 1],
    ['iterator', 1]
]);
/** What is said of a name that means no type here, or none with so many others in brackets. */
export const unresolved = ({ table, owner }: Pick<FunctionContext, 'table' | 'owner'>, node: TypeName): string => {
    const found = node.arguments.length;
    const expected = PARAMETERS.get(node.name.toLowerCase().replace(/^system\./, ''));
    if (expected !== undefined && found === 0)
        return `No type arguments provided for a parameterized type: ${node.name}`;
    if (expected !== undefined && found !== expected)
        return `Invalid type argument count for ${node.name}: expected ${expected} but found ${found}`;
    return found > 0 && table.resolve({ name: node.name, arguments: [] }, owner)
        ? `Type arguments provided for a non-parameterized type: ${node.name}`
        : `Invalid type: ${node.name}`;
};

const topOf = (symbol: ClassSymbol): ClassSymbol => (symbol.outer ? topOf(symbol.outer) : symbol);

/**
 * Inner types are private to their file unless they say otherwise.
 * @throws CompileFault `Type is not visible: Outer.Inner`
 */
export const checkVisible = (unit: UnitContext, owner: ClassSymbol | undefined, type: ApexType, at: Position): void => {
    for (const part of type.arguments) checkVisible(unit, owner, part, at);
    const symbol = symbolOf(type);
    if (!symbol?.outer || (owner && topOf(owner) === topOf(symbol))) return;
    const { visibility } = symbol;
    if (visibility === 'public' || visibility === 'global') return;
    if (symbol.annotations.has('testvisible') && unit.isTest) return;
    if (visibility === 'protected' && owner?.ancestry().includes(symbol.outer)) return;
    throw new CompileFault(`Type is not visible: ${symbol.name}`, at);
};
