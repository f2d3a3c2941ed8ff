import type { Position } from './ast.ts';
import type { FunctionContext, Typed } from './context.ts';
import { conversionRank } from './conversions.ts';
import { converted, fault } from './typed.ts';
import type { ApexType } from '../runtime/types.ts';

const rankOf = (context: FunctionContext, value: Typed, to: ApexType): number | undefined => {
    const rank = conversionRank(context.table, value.type, to);
    if (rank !== undefined) return rank;
    if (value.token?.type === to) return 1;
    const element = value.type.arguments[0];
    // A single row of inline SOQL may stand for a record.
    if (!value.soql || value.type.kind !== 'list' || !element || to.kind !== 'sobject') return undefined;
    const row = conversionRank(context.table, element, to);
    return row === undefined ? undefined : row + 20;
};

/** Of several methods the one whose parameters fit the arguments best; undefined where none fits. @throws CompileFault where two fit equally well */
export const chooseOverload = <T extends { readonly parameters: readonly ApexType[] }>(
    context: FunctionContext,
    candidates: readonly T[],
    values: readonly Typed[],
    name: string,
    at: Position
): T | undefined => {
    const fitting: { readonly candidate: T; readonly ranks: readonly number[] }[] = [];
    for (const candidate of candidates) {
        if (candidate.parameters.length !== values.length) continue;
        const ranks = candidate.parameters.map((parameter, index) => {
            const value = values[index];
            return value ? rankOf(context, value, parameter) : undefined;
        });
        if (ranks.every((rank) => rank !== undefined)) fitting.push({ candidate, ranks: ranks });
    }
    const best = fitting.filter((one) =>
        fitting.every((other) => one.ranks.every((rank, index) => rank <= (other.ranks[index] ?? 0)))
    );
    if (best.length > 0) return best[0]?.candidate;
    if (fitting.length === 0) return undefined;
    const sum = (ranks: readonly number[]): number => ranks.reduce((total, rank) => total + rank, 0);
    const sorted = [...fitting].sort((left, right) => sum(left.ranks) - sum(right.ranks));
    if (sorted[0] && sorted[1] && sum(sorted[0].ranks) === sum(sorted[1].ranks))
        return fault(`Ambiguous method signature: ${name}(${typesText(values)})`, at);
    return sorted[0]?.candidate;
};

/** Arguments as JavaScript of the parameter types. */
export const argumentsFor = (
    context: FunctionContext,
    values: readonly Typed[],
    parameters: readonly ApexType[]
): readonly string[] => values.map((value, index) => converted(context, value, parameters[index] ?? value.type));

/** `(Integer, String)` as the platform lists argument types. */
export const typesText = (values: readonly Typed[]): string => values.map(({ type }) => type.name).join(', ');
