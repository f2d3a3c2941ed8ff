/** Which method of a class serves each method that its interfaces and abstract ancestors ask for. */
import type { ApexType } from '../runtime/types.ts';
import { isAssignable } from './conversions.ts';
import { sameSignature } from './method-checks.ts';
import { symbolOf } from './symbols.ts';
import type { ClassSymbol, MethodSymbol } from './symbols.ts';
import type { TypeTable } from './type-table.ts';

export interface Served {
    readonly wanted: MethodSymbol;
    /** Undefined where the class has none. */
    readonly by: MethodSymbol | undefined;
}

const COLLECTIONS: readonly ApexType['kind'][] = ['list', 'map'];
/**
 * Same type, Object, or a collection that the wanted one fits: `List<Account>` serves where an interface names `List<SObject>`,
 * `Map<String, Object>` where it names `Map<String, Thing>`, and `Object` where it names `String`. Not documented: public packages that run in
 * production orgs do so (apexfarm/ApexTestKit, kofijohnson/Apex-MicroTrigger, aidan-harding/nebula-core).
 */
const takes = (table: TypeTable, type: ApexType, wanted: ApexType | undefined): boolean =>
    type === wanted ||
    (type.kind === 'object' && wanted !== undefined && isAssignable(table, wanted, type)) ||
    (wanted?.kind === type.kind && COLLECTIONS.includes(type.kind) && isAssignable(table, wanted, type));

const serves = (table: TypeTable, candidate: MethodSymbol, { name, types }: MethodSymbol): boolean =>
    candidate.name.toLowerCase() === name.toLowerCase() &&
    candidate.types.length === types.length &&
    candidate.types.every((type, index) => takes(table, type, types[index]));

const interfaceMethods = (type: ApexType): MethodSymbol[] => {
    const symbol = symbolOf(type);
    return symbol ? [...symbol.methods, ...symbol.interfaces.flatMap(interfaceMethods)] : [];
};

/** What the interfaces of the project and the abstract ancestors of a class ask for, and what answers it. */
export const servedMethods = (table: TypeTable, symbol: ClassSymbol): Served[] => {
    const concrete = symbol.ancestry().flatMap((owner) => owner.methods.filter((method) => !method.isAbstract));
    const wanted = symbol
        .ancestry()
        .flatMap((owner) => [
            ...owner.methods.filter(({ isAbstract }) => isAbstract),
            ...owner.interfaces.flatMap(interfaceMethods)
        ]);
    return wanted.map((method) => {
        const fits = (candidate: MethodSymbol): boolean => sameSignature(candidate, method.name, method.types);
        // A static method serves an interface too: `static void execute(QueueableContext context)`.
        const by =
            concrete.find((candidate) => !candidate.isStatic && fits(candidate)) ??
            concrete.find(fits) ??
            concrete.find((candidate) => !candidate.isStatic && serves(table, candidate, method));
        return { wanted: method, by };
    });
};
