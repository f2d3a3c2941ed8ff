import { isApexObject, lineage } from '../runtime/index.ts';
import type { JobContext } from './jobContexts.ts';

/** One class may be queueable, schedulable and a finalizer: the context's type tells its `execute` methods apart. */
export const executeWith = (target: unknown, context: string, argument: JobContext): void => {
    if (!isApexObject(target)) throw new Error('a job is no object of a class');
    for (const owner of lineage(target.$class)) {
        const method = owner.methods.find(
            ({ name, parameters: [first, ...others] }) =>
                name.toLowerCase() === 'execute' && others.length === 0 && first?.type.name === `System.${context}`
        );
        if (method) {
            method.invoke(target, argument);
            return;
        }
    }
    throw new Error(`${target.$class.name} has no execute(${context})`);
};
