import type { ApexType } from '../runtime/types.ts';
import type { TypeNode } from './ast.ts';
import type { FunctionContext } from './context.ts';
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

/** The type a written name means here. @throws CompileFault `Invalid type: X` */
export const resolveType = (context: FunctionContext, node: TypeNode): ApexType => {
    const { table } = context;
    const type = table.resolve(node, context.owner);
    if (type) return type;
    for (const part of node.arguments as readonly TypeNode[])
        if (!table.resolve(part, context.owner)) return resolveType(context, { ...part, at: part.at ?? node.at });
    return fault(`Invalid type: ${node.name}`, node.at);
};
