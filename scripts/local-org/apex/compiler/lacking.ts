/**
 * Types that the platform has and the local org lacks, `ConnectApi.ChatterFeeds` for one: the rest of a class that names them must
 * still compile and run. Their members take any arguments, have any type, and are refused by name where they run.
 */
import type { ApexType } from '../runtime/types.ts';
import type { FunctionContext, Typed } from './context.ts';
import { literal } from './mangle.ts';

/** Is this a type of a part of the platform that the local org lacks? */
export const isLacking = (type: ApexType | undefined): boolean => type?.library?.lacking === true;

/**
 * A member of such a type, or an operation on its value: its type is lacking too.
 * @param values the arguments, which are evaluated first
 * @param target the value whose member it is; null there is a NullPointerException, as for every other member
 */
export const lackingMember = (
    context: FunctionContext,
    type: ApexType,
    member: string,
    values: readonly Typed[] = [],
    target?: Typed
): Typed => {
    const name = `${type.name}.${member}`;
    const list = [literal(name), target?.js ?? 'undefined', ...values.map(({ js }) => js)];
    return {
        type: context.table.libraryType(name, []) ?? type,
        js: `$lacking(${list.join(',')})`,
        nonNull: true
    };
};
