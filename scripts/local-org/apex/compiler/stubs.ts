/** Stand-ins for classes: what Test.createStub makes. */
import type { ApexObject, MethodInfo } from '../runtime/types.ts';
import { symbolOf } from './symbols.ts';
import type { ClassSymbol, MethodSymbol } from './symbols.ts';

type Answer = (method: MethodInfo, values: readonly unknown[]) => unknown;

/** All instance methods that may be called from outside, nearest first: of the class, its ancestors and its interfaces. */
const stubbed = (symbol: ClassSymbol): MethodSymbol[] => {
    const faces = symbol.interfaces.flatMap((face) => symbolOf(face) ?? []);
    const inherited = [...(symbol.parentSymbol ? [symbol.parentSymbol] : []), ...faces].flatMap(stubbed);
    return [
        ...symbol.methods.filter(({ isStatic, visibility }) => !isStatic && visibility !== 'private'),
        ...inherited
    ];
};

/** An instance whose constructor does not run and whose methods all call `answer`. */
export const stubOf = (symbol: ClassSymbol, answer: Answer): ApexObject => {
    const Base = symbol.kind === 'class' ? symbol.handle.k : (Object as unknown as new () => ApexObject);
    const made = new Base();
    if (symbol.kind === 'interface') Object.defineProperty(made, '$class', { value: symbol });
    Object.defineProperty(made, '$stub', { value: true });
    const methods = new Map<string, MethodSymbol>();
    for (const method of stubbed(symbol)) if (!methods.has(method.key)) methods.set(method.key, method);
    for (const [key, method] of methods)
        Object.defineProperty(made, key, { value: (...values: readonly unknown[]) => answer(method, values) });
    return made;
};
