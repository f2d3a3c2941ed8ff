/** Test.createStub. Source: Apex Developer Guide, "Build a Mocking Framework with the Stub API". */
import { ApexList, boxed, castValue, invoke, isA, isApexObject } from '../runtime/index.ts';
import type { ApexObject, ApexType, MethodInfo } from '../runtime/index.ts';
import { need, raise, typeOf } from './support.ts';

/** Calls the provider as the platform does, and gives what the method's declaration says. */
const answerOf =
    (provider: ApexObject, stub: () => ApexObject) =>
    (method: MethodInfo, values: readonly unknown[]): unknown => {
        const types = method.parameters.map(({ type }) => type);
        const names = method.parameters.map(({ name }) => name);
        const result = invoke(
            provider,
            'handleMethodCall',
            stub(),
            method.name,
            method.returns,
            new ApexList(typeOf('System.Type'), types),
            new ApexList(typeOf('String'), names),
            new ApexList(
                typeOf('Object'),
                values.map((value, index) => boxed(value, types[index] ?? typeOf('Object')))
            )
        );
        return method.returns.kind === 'void' ? null : castValue(result, method.returns);
    };

/**
 * An instance of a class or interface whose methods call a provider.
 * @throws ApexException System.TypeException for what is no class of the program, or no provider
 */
export const createStub = (type: ApexType | null, provider: unknown): ApexObject => {
    const { user, name } = need(type);
    // Source: Apex Developer Guide, "Build a Mocking Framework with the Stub API": types of the system cannot be mocked.
    if (!user || user.kind === 'enum') return raise('System.TypeException', `Cannot create a stub of ${name}`);
    if (!isApexObject(provider) || !isA(provider, 'System.StubProvider'))
        return raise('System.TypeException', 'The provider must implement System.StubProvider');
    const made: ApexObject = user.stub(answerOf(provider, () => made));
    return made;
};
