/** The run-time side of a class: what compiled code of other classes holds on to. */
import { cell } from './execution.ts';
import type { ApexObject, UserClass } from './types.ts';

/** Static methods are further properties, under their mangled names. */
export interface ClassHandle {
    readonly symbol: UserClass;
    /** The JavaScript class of instances; set when the program is linked. */
    k: new () => ApexObject;
    /** Place of the class's statics in the execution. */
    readonly index: number;
    /** Makes the statics, all null. */
    shape: () => Record<string, unknown>;
    /** Static initialisers in source order. */
    readonly starts: ((statics: Record<string, unknown>) => void)[];
    /** Instance initialisers in source order. */
    readonly fills: ((this: ApexObject) => void)[];
    /** Constants of an enum. */
    readonly values: readonly unknown[];
}

/** The statics of a class in this execution; the first use runs its static initialisers. */
export const statics = (handle: ClassHandle): Record<string, unknown> =>
    (cell.statics[handle.index] as Record<string, unknown> | undefined) ?? initialise(handle);

const initialise = (handle: ClassHandle): Record<string, unknown> => {
    const made = handle.shape();
    cell.statics[handle.index] = made;
    for (const start of handle.starts) start(made);
    return made;
};
export const readStatic = (handle: ClassHandle, key: string): unknown => statics(handle)[key];
export const writeStatic = (handle: ClassHandle, key: string, value: unknown): void => {
    statics(handle)[key] = value;
};
/** A new instance through the constructor of that key; the class's static initialisers run before. */
export const construct = (handle: ClassHandle, key: string, values: readonly unknown[]): ApexObject => {
    statics(handle);
    const made = new handle.k() as unknown as Record<string, (...values: readonly unknown[]) => ApexObject>;
    const constructor = made[key];
    if (!constructor) throw new Error(`${handle.symbol.name} has no constructor ${key}`);
    return constructor.apply(made, [...values]);
};
