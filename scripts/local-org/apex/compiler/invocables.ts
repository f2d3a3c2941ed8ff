/** Invocable methods as the actions API describes them. Source: Apex Developer Guide, "InvocableMethod", "InvocableVariable". */
import type { InvocableMethod, InvocableParameter } from '../types.ts';
import type { ApexType } from '../runtime/index.ts';
import type { ClassSymbol } from './symbols.ts';

const objectOf = (type: ApexType): string | undefined => (type.object ?? type.arguments[0]?.object)?.name;

/** A list of objects of a class is described by the variables of the class, any other list by its elements. */
const parametersOf = (
    list: ApexType | undefined,
    classes: Iterable<ClassSymbol>,
    plain: string
): InvocableParameter[] => {
    const element = list?.arguments[0] ?? list;
    if (!element || element.kind === 'void') return [];
    const owner = element.user ? [...classes].find(({ name }) => name === element.name) : undefined;
    if (!owner)
        return [
            {
                name: plain,
                label: plain,
                description: null,
                required: true,
                type: element.name,
                object: objectOf(element)
            }
        ];
    return owner.fields.flatMap((field) => {
        const words = field.annotations.get('invocablevariable');
        if (!words) return [];
        return [
            {
                name: field.name,
                label: words.get('label') ?? field.name,
                description: words.get('description') ?? null,
                required: words.get('required') === 'true',
                type: field.type.name,
                object: objectOf(field.type)
            }
        ];
    });
};

/** All classes, those within others too. */
export function* allClasses(classes: Iterable<ClassSymbol>): IterableIterator<ClassSymbol> {
    for (const one of classes) {
        yield one;
        yield* allClasses(one.inner.values());
    }
}

export const invocablesOf = (classes: readonly ClassSymbol[]): InvocableMethod[] => {
    const all = [...allClasses(classes)];
    return classes.flatMap((owner) => {
        const method = owner.methods.find(({ annotations }) => annotations.has('invocablemethod'));
        const words = method?.annotations.get('invocablemethod');
        if (!method || !words) return [];
        const [parameter] = method.parameters;
        return [
            {
                className: owner.name,
                label: words.get('label') ?? owner.name,
                description: words.get('description') ?? null,
                inputs: parametersOf(parameter?.type, all, parameter?.name ?? 'input'),
                outputs: parametersOf(method.returns, all, 'output')
            }
        ];
    });
};
