/** Calls whose meaning depends on the static type in ways a signature cannot say. */
import type { ApexType } from '../runtime/types.ts';
import type { CallExpression, Position } from './ast.ts';
import type { FunctionContext, Typed } from './context.ts';
import { literal } from './mangle.ts';
import { methodsNamed } from './members.ts';
import { chooseOverload, typesText } from './overloads.ts';
import { asText, assigned, fault, present } from './typed.ts';

/** `Colour.values()`, `Rule__mdt.getInstance('x')`, `Settings__c.getOrgDefaults()`; undefined for other calls. */
export const staticSpecial = (
    context: FunctionContext,
    type: ApexType,
    name: string,
    values: readonly Typed[],
    at: Position
): Typed | undefined => {
    if (type.kind === 'enum') return enumStatic(context, type, name, values, at);
    if (type.kind !== 'sobject' || !type.object) return undefined;
    if (name.toLowerCase() === 'getsobjecttype' && values.length === 0)
        return {
            type: context.table.builtin('Schema.SObjectType'),
            js: context.unit.link(`object:${type.object.name}`),
            nonNull: true,
            simple: true
        };
    if (type.object.kind === 'customMetadata') return customMetadata(context, type, name, values, at);
    return type.object.kind === 'customSetting' ? customSetting(context, type, name, values, at) : undefined;
};
const enumStatic = (
    context: FunctionContext,
    type: ApexType,
    name: string,
    values: readonly Typed[],
    at: Position
): Typed | undefined => {
    const { table, unit } = context;
    const method = name.toLowerCase();
    if (method === 'values' && values.length === 0)
        return { type: table.listOf(type), js: `$enumvalues(${unit.typeLink(type)})`, nonNull: true };
    const text = values[0];
    if (method !== 'valueof' || values.length !== 1 || !text) return undefined;
    return {
        type,
        js: `$enumvalue(${unit.typeLink(type)},${assigned(context, text, table.string, at)})`,
        nonNull: true
    };
};
const customMetadata = (
    context: FunctionContext,
    type: ApexType,
    name: string,
    values: readonly Typed[],
    at: Position
): Typed | undefined => {
    const { table, unit } = context;
    const method = name.toLowerCase();
    const link = unit.typeLink(type);
    if (method === 'getall' && values.length === 0)
        return { type: table.mapOf(table.string, type), js: `$mdtall(${link})`, nonNull: true };
    const key = values[0];
    if (method !== 'getinstance' || values.length !== 1 || !key) return undefined;
    return { type, js: `$mdt(${link},${assigned(context, key, table.string, at)})` };
};
/** Before, code without a row for the organisation got null. Source: Apex Reference Guide, "Custom Settings Methods", getOrgDefaults. */
const EMPTY_DEFAULTS_SINCE = 22;

const customSetting = (
    context: FunctionContext,
    type: ApexType,
    name: string,
    values: readonly Typed[],
    at: Position
): Typed | undefined => {
    const { table, unit } = context;
    const method = name.toLowerCase();
    if (!['getinstance', 'getvalues', 'getorgdefaults', 'getall'].includes(method) || values.length > 1)
        return undefined;
    const key = values[0];
    const list = key ? `,${assigned(context, key, table.string, at)}` : '';
    const result = method === 'getall' ? table.mapOf(table.string, type) : type;
    const isList = type.object?.settings === 'list';
    if (isList && method === 'getorgdefaults') return undefined;
    if (!isList && method === 'getall') fault(`Method only supports list type Custom Settings: ${type.name}`, at);
    const asked = method === 'getorgdefaults' && unit.source.apiVersion < EMPTY_DEFAULTS_SINCE ? 'getorgrow' : method;
    return { type: result, js: `$setting(${literal(asked)},${unit.typeLink(type)}${list})` };
};

/** `record.Field.addError('…')`, `constant.name()`; undefined for other calls. */
export const valueSpecial = (
    context: FunctionContext,
    target: Typed,
    node: CallExpression,
    values: readonly Typed[]
): Typed | undefined => {
    const { table } = context;
    const name = node.name.toLowerCase();
    const field = target.recordField;
    if (field && field.name !== '' && name === 'adderror' && target.type.kind === 'primitive') {
        const message = values[0];
        if (!message || values.length > 2)
            return fault(
                `Method does not exist or incorrect signature: void addError(${typesText(values)}) from the type ${target.type.name}`,
                node.at
            );
        return { type: table.voidType, js: `$adderror(${field.record},${literal(field.name)},${asMessage(message)})` };
    }
    if (name === 'clone' && values.length === 0 && target.type.kind === 'class' && target.type.user)
        return ownClone(context, target, node);
    if (target.type.kind === 'enum' && values.length === 0) {
        if (name === 'name' || name === 'tostring')
            return { type: table.string, js: `${target.js}.name`, nonNull: true };
        if (name === 'ordinal') return { type: table.integer, js: `${target.js}.ordinal`, nonNull: true };
    }
    return undefined;
};
/** Instances of classes have a `clone()`, which copies fields and nothing behind them; a class may declare its own. */
const ownClone = (context: FunctionContext, target: Typed, node: CallExpression): Typed | undefined => {
    const declared = methodsNamed(context.table, target.type, node.name).some(
        ({ user }) => user?.parameters.length === 0
    );
    if (declared) return undefined;
    return { type: target.type, js: `$copy(${present(target)})`, nonNull: true };
};
/** addError takes a text or an exception, whose message it shows. */
const asMessage = (value: Typed): string =>
    value.type.kind === 'class' ? `$message(${present(value)})` : `(${asText(value)}??null)`;

/** `account.clone()` is an Account, whatever the signature of SObject says. */
export const recordListMethods = (receiver: ApexType, name: string): ApexType | undefined => {
    const method = name.toLowerCase();
    if (receiver.kind === 'sobject' && receiver.object && method === 'clone') return receiver;
    return undefined;
};

/** The arguments of an exception's implicit constructors: (), (message), (cause), (message, cause). */
export const exceptionArguments = (
    context: FunctionContext,
    className: string,
    values: readonly Typed[],
    at: Position
): string => {
    const { table } = context;
    const cause = table.builtin('Exception');
    const forms = [
        { parameters: [] },
        { parameters: [table.string] },
        { parameters: [cause] },
        { parameters: [table.string, cause] }
    ];
    const chosen = chooseOverload(context, forms, values, className, at);
    if (!chosen) return fault(`Constructor not defined: [${className}].<Constructor>(${typesText(values)})`, at);
    const [first, second] = values;
    if (!first) return '';
    if (chosen.parameters.length === 1 && chosen.parameters[0] === cause) return `,null,${first.js}`;
    return second ? `,${first.js},${second.js}` : `,${first.js}`;
};
