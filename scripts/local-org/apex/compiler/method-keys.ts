import type { ApexType } from '../runtime/types.ts';
import type { MethodNode } from './ast.ts';
import type { ClassSymbol } from './symbols.ts';

/** The mangled name of a method of the tree: that of its symbol. */
export const methodKeyOf = (
    symbol: ClassSymbol,
    node: MethodNode,
    parameters: readonly { readonly type: ApexType }[]
): string => {
    const found = symbol.methods.find(
        (method) =>
            method.name === node.name &&
            method.types.length === parameters.length &&
            method.types.every((type, index) => type === parameters[index]?.type)
    );
    if (!found) throw new Error(`${symbol.name} has no method ${node.name}`);
    return found.key;
};
