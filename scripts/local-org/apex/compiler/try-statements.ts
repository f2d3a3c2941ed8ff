/** `try`, `catch` and `finally`. */
import { block } from './statements.ts';
import type { Completes } from './statements.ts';
import type { ApexType } from '../runtime/types.ts';
import type { TryStatement } from './ast.ts';
import type { FunctionContext } from './context.ts';
import { isAssignable } from './conversions.ts';
import { isLacking } from './lacking.ts';
import { fault } from './typed.ts';
import { declaredType } from './type-names.ts';

export const tryStatement = (context: FunctionContext, node: TryStatement): Completes => {
    const { writer } = context.unit;
    const skipped = node.finally ? context.fresh() : '';
    if (node.finally) writer.add(`let ${skipped}=false;try{`);
    if (node.catches.length > 0) writer.add('try');
    let reachable = block(context, node.body);
    if (node.catches.length > 0) {
        const raw = context.fresh();
        const caught = context.fresh();
        writer.add(`catch(${raw}){const ${caught}=$caught(${raw});`);
        const seen: ApexType[] = [];
        for (const clause of node.catches) {
            const type = catchType(context, clause);
            if (seen.some((earlier) => isSure(earlier) && isAssignable(context.table, type, earlier))) {
                context.unit.report(wrap(() => fault(`Exception type already caught: ${type.name}`, clause.at)));
            }
            seen.push(type);
            writer.at(clause.at.line);
            writer.add(`if($isexception(${caught},${context.unit.typeLink(type)})){`);
            context.open();
            writer.add(`let ${context.declare(clause.name, type, clause.at)}=${caught};`);
            const completes = block(context, clause.body);
            context.close();
            writer.add('}else ');
            reachable ||= completes;
        }
        writer.add(`throw ${caught};}`);
    }
    if (node.finally) {
        const passing = context.fresh();
        writer.add(`}catch(${passing}){${skipped}=$fatal(${passing});throw ${passing};}finally{if(!${skipped})`);
        const completes = block(context, node.finally);
        writer.add('}');
        return reachable && completes;
    }
    return reachable;
};

const wrap = (body: () => unknown): unknown => {
    try {
        return body();
    } catch (error) {
        return error;
    }
};

/** Types that the local org knows; of others it cannot say what they extend. */
const isSure = (type: ApexType): boolean => type.kind !== 'unknown' && !isLacking(type);

const catchType = (context: FunctionContext, clause: TryStatement['catches'][number]): ApexType => {
    const type = declaredType(context, clause.type);
    if (!isAssignable(context.table, type, context.table.builtin('Exception')))
        fault(`Catch block variable must be of type exception: ${type.name}`, clause.at);
    return type;
};
