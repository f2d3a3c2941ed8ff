/** How library code calls back into the program. */
import { exception } from './exceptions.ts';
import type { ApexObject, ApexType, MethodInfo, UserClass } from './types.ts';

export const isApexObject = (value: unknown): value is ApexObject =>
    typeof value === 'object' && value !== null && '$class' in value;

/** A class and its user-written ancestors, nearest first. */
export function* lineage(start: UserClass): IterableIterator<UserClass> {
    for (let current: UserClass | undefined = start; current; current = current.parent?.user) yield current;
}

const methodCaches = new WeakMap<UserClass, Map<string, MethodInfo | undefined>>();

/** The instance method that a call from Apex would reach, by lower-case name and number of arguments. */
export const findMethod = (target: ApexObject, name: string, arity: number): MethodInfo | undefined => {
    const owner = target.$class;
    let cache = methodCaches.get(owner);
    if (!cache) methodCaches.set(owner, (cache = new Map<string, MethodInfo | undefined>()));
    const key = `${name}/${arity}`;
    if (cache.has(key)) return cache.get(key);
    let found: MethodInfo | undefined;
    for (const current of lineage(owner)) {
        const named = current.methods.filter(
            (method) => method.parameters.length === arity && method.name.toLowerCase() === name
        );
        found = named.find((method) => !method.isStatic) ?? named[0];
        if (found) break;
    }
    cache.set(key, found);
    return found;
};

/**
 * Calls a method of a user object, as the platform calls `execute`, `compareTo`, `respond` …
 * @param name in any case
 * @throws ApexException of the method; System.TypeException where there is no such method
 */
export const invoke = (target: unknown, name: string, ...args: readonly unknown[]): unknown => {
    const method = isApexObject(target) ? findMethod(target, name.toLowerCase(), args.length) : undefined;
    if (!method) throw exception('TypeException', `Method does not exist: ${name}`);
    return method.invoke(target as ApexObject, ...args) ?? null;
};

/** Does a user object implement this interface or extend this class (`System.Comparable`, `Database.Batchable`)? Type arguments are ignored. */
export const isA = (value: unknown, typeName: string): boolean => {
    if (!isApexObject(value)) return false;
    const wanted = typeName.toLowerCase();
    for (const current of lineage(value.$class)) {
        if (matches(current.type, wanted) || current.interfaces.some((type) => implementsType(type, wanted)))
            return true;
        if (current.parent && !current.parent.user && matches(current.parent, wanted)) return true;
    }
    return false;
};
const matches = (type: ApexType, wanted: string): boolean => {
    const name = type.name.toLowerCase().replace(/<.*$/, '');
    return name === wanted || `system.${name}` === wanted || name === `system.${wanted}`;
};
const implementsType = (type: ApexType, wanted: string): boolean =>
    matches(type, wanted) ||
    (type.user?.interfaces.some((parent) => implementsType(parent, wanted)) ?? false) ||
    (type.library?.implements?.some((parent) => parent.toLowerCase().replace(/<.*$/, '') === wanted) ?? false);
