import {
    ApexException,
    ApexList,
    ApexMap,
    execution,
    isApexObject,
    messageOf,
    type ApexType,
    type MethodInfo
} from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { listOf, mapOf, need, raise, refused } from './support.ts';

type Invocation = Map<string, unknown>;

/** Invocable.Action: a method of the org with `@InvocableMethod`, called by the name of its class. */
class Action {
    readonly name: string;
    readonly method: MethodInfo;
    readonly invocations: Invocation[] = [new Map<string, unknown>()];
    constructor(name: string, method: MethodInfo) {
        this.name = name;
        this.method = method;
    }
    get current(): Invocation {
        return this.invocations.at(-1) as Invocation;
    }
}
/** One invocation's result; its maps stay the same ones, so that what a test puts into them is there. */
export class ActionResult {
    readonly action: Action | null;
    readonly success: boolean;
    readonly errors: readonly ActionError[];
    readonly inputs: ApexMap;
    readonly outputs: ApexMap;
    constructor(
        action: Action | null,
        success: boolean,
        inputs: Iterable<readonly [string, unknown]>,
        outputs: readonly (readonly [string, unknown])[],
        errors: readonly ActionError[]
    ) {
        this.action = action;
        this.success = success;
        this.errors = errors;
        this.inputs = mapOf('String', 'Object', [...inputs]);
        this.outputs = mapOf('String', 'Object', [...outputs]);
    }
}
/** Invocable.Action.Error. */
export class ActionError {
    readonly code: string;
    readonly message: string;
    constructor(code: string, message: string) {
        this.code = code;
        this.message = message;
    }
}
const methodOf = (className: string): MethodInfo | undefined =>
    execution()
        .program.userClass(className)
        ?.methods.find(({ annotations }) => annotations.has('invocablemethod'));

/** @throws InvalidParameterValueException for another type of action, or a class that is not there */
const create = (type: string | null, name: string | null): Action => {
    if (need(type).toLowerCase() !== 'apex') return refused(`Invocable.Action of type ${type}`)();
    const method = methodOf(need(name));
    return method
        ? new Action(need(name), method)
        : raise('System.InvalidParameterValueException', `Invalid action: ${name}`);
};

/** One input as the method's list holds it: an object of its class with the parameters, or the only parameter itself. */
const inputOf = (element: ApexType | undefined, values: Invocation): unknown => {
    if (!element?.user) return [...values.values()][0] ?? null;
    const made = element.user.construct();
    for (const [name, value] of values) {
        const field = element.user.fields.find((one) => one.name.toLowerCase() === name.toLowerCase());
        if (!field?.annotations.has('invocablevariable'))
            raise('System.InvalidParameterValueException', `Invalid parameter: ${name}`);
        else field.set(made, value);
    }
    return made;
};
const outputsOf = (value: unknown): readonly (readonly [string, unknown])[] =>
    isApexObject(value)
        ? value.$class.fields
              .filter(({ annotations }) => annotations.has('invocablevariable'))
              .map((field) => [field.name, field.get(value)] as const)
        : [['output', value] as const];
const run = (action: Action): ApexList => {
    const { method, invocations } = action;
    const [parameter] = method.parameters;
    try {
        const inputs = parameter && [
            new ApexList(
                parameter.type.arguments[0] ?? parameter.type,
                invocations.map((values) => inputOf(parameter.type.arguments[0], values))
            )
        ];
        const answer = method.invoke(undefined, ...(inputs ?? []));
        const rows = answer instanceof ApexList ? answer.items : [];
        return listOf(
            'Invocable.Action.Result',
            invocations.map(
                (values, index) =>
                    new ActionResult(action, true, values, index < rows.length ? outputsOf(rows[index]) : [], [])
            )
        );
    } catch (error) {
        if (!(error instanceof ApexException) || (error as { catchable?: boolean }).catchable === false) throw error;
        const errors = [new ActionError('UNKNOWN_EXCEPTION', messageOf(error))];
        return listOf(
            'Invocable.Action.Result',
            invocations.map((inputs) => new ActionResult(action, false, inputs, [], errors))
        );
    }
};
const action: LibraryType = {
    name: 'Invocable.Action',
    kind: 'class',
    is: (value) => value instanceof Action,
    members: {
        'static Invocable.Action createCustomAction(String type, String name)': create,
        'static Invocable.Action createCustomAction(String type, String namespace, String name)': (
            type: string,
            _namespace: string | null,
            name: string
        ) => create(type, name),
        'static Invocable.Action createStandardAction(String type)': refused('Invocable.Action.createStandardAction'),
        'Invocable.Action addInvocation()': (self: Action) => {
            self.invocations.push(new Map());
            return self;
        },
        'Invocable.Action clearInvocations()': (self: Action) => {
            self.invocations.splice(0, self.invocations.length, new Map());
            return self;
        },
        'String getName()': (self: Action) => self.name,
        'String getNamespace()': () => null,
        'String getType()': () => 'apex',
        'List<Invocable.Action.Result> invoke()': run,
        'Boolean isStandard()': () => false,
        'Invocable.Action setInvocationParameter(String name, Object value)': (
            self: Action,
            name: string | null,
            value: unknown
        ) => {
            self.current.set(need(name), value);
            return self;
        },
        'Invocable.Action setInvocations(List<Map<String, Object>> invocations)': (
            self: Action,
            list: ApexList | null
        ) => {
            const maps = need(list).items as ApexMap[];
            self.invocations.splice(
                0,
                self.invocations.length,
                ...maps.map((map) => new Map(map.entries().map(([name, value]) => [String(name), value] as const)))
            );
            return self;
        }
    }
};
const result: LibraryType = {
    name: 'Invocable.Action.Result',
    kind: 'class',
    is: (value) => value instanceof ActionResult,
    members: {
        'Invocable.Action getAction()': (self: ActionResult) => self.action,
        'List<Invocable.Action.Error> getErrors()': (self: ActionResult) =>
            listOf('Invocable.Action.Error', self.errors),
        'Map<String, Object> getInvocationParameters()': (self: ActionResult) => self.inputs,
        'Map<String, Object> getOutputParameters()': (self: ActionResult) => self.outputs,
        'Boolean isSuccess()': (self: ActionResult) => self.success
    }
};
const error: LibraryType = {
    name: 'Invocable.Action.Error',
    kind: 'class',
    is: (value) => value instanceof ActionError,
    members: {
        'String getCode()': (self: ActionError) => self.code,
        'String getMessage()': (self: ActionError) => self.message
    }
};

/** Actions called from Apex. Source: Apex Reference Guide, Invocable Namespace. */
export const invocableActionTypes: readonly LibraryType[] = [action, result, error];
