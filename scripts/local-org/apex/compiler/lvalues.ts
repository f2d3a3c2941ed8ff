/** Everything that can stand left of `=`, each part evaluated once. */
import {
    holderOf,
    instanceFromStatic,
    isVisible,
    ownField,
    staticFromInstance,
    parentAccessor,
    parentField,
    readField
} from './variables.ts';
import type { ApexType } from '../runtime/types.ts';
import type { AssignExpression, Expression, Position, StepExpression } from './ast.ts';
import type { FunctionContext, Typed } from './context.ts';
import { isAssignable, isNumeric } from './conversions.ts';
import { chain, expression } from './expressions.ts';
import { isWriteable, parentType, assignableTypeOf, typeOfField } from './fields.ts';
import { isLacking, lackingMember } from './lacking.ts';
import { literal, localName, setterKey } from './mangle.ts';
import { fieldNamed, propertyNamed } from './members.ts';
import { operate } from './operators.ts';
import { placeOf } from './places.ts';
import { symbolOf } from './symbols.ts';
import type { FieldSymbol } from './symbols.ts';
import { assigned, closed, fault, present } from './typed.ts';

interface Target {
    readonly type: ApexType;
    /** Evaluates the parts, where they are used twice. */
    readonly setup: readonly string[];
    read(): Typed;
    /** Assigns a converted value; the whole has that value. */
    write(js: string): string;
}

/** A value that may be written twice: itself, or a temporary. */
const once = (context: FunctionContext, value: Typed, twice: boolean): { js: string; setup: string[] } => {
    if (!twice || value.simple) return { js: value.js, setup: [] };
    const name = context.temporary();
    return { js: name, setup: [`${name}=${value.js}`] };
};

/** @param twice the target is read and written: `+=`, `++` */
const targetOf = (context: FunctionContext, node: Expression, twice: boolean): Target => {
    switch (node.kind) {
        case 'name':
            return variableTarget(context, node.name, node.at);
        case 'index':
            return indexTarget(context, node.target, node.index, twice);
        case 'field':
            return fieldTarget(context, node, twice);
        default:
            return fault('Expression cannot be assigned', node.at);
    }
};

const variableTarget = (context: FunctionContext, name: string, at: Position): Target => {
    const local = context.local(name);
    if (local) {
        const js = localName(name);
        return {
            type: local.type,
            setup: [],
            read: () => ({ type: local.type, js, simple: true }),
            // The platform compiles a second assignment and refuses it when it runs, unless the value is still null.
            write: (value) => (local.isFinal ? `(${js}=$final(${js},${value}))` : `(${js}=${value})`)
        };
    }
    const field = ownField(context, name) ?? fault(`Variable does not exist: ${name}`, at);
    if (!field.isStatic && context.isStatic) fault(instanceFromStatic(field), at);
    return userField(context, field, 'this', [], at);
};

const finalMember = (name: string): string =>
    `Final members can only be assigned in their declaration, init blocks, or constructors: ${name}`;
/**
 * May a final field be assigned here? A constructor may also set what it inherits, but nothing static; an initialiser of instances may
 * set what is static, a static one nothing of an instance. Source: deploys at API 67 that apex-ls reports (its pull request 524).
 */
const initialises = (context: FunctionContext, field: FieldSymbol): boolean => {
    if (!context.owner?.ancestry().includes(field.owner)) return false;
    if (context.initialises === 'constructor') return !field.isStatic;
    return context.initialises !== undefined && (field.isStatic || !context.isStatic);
};

const userField = (
    context: FunctionContext,
    field: FieldSymbol,
    target: string,
    setup: readonly string[],
    at: Position
): Target => {
    const own = context.accessorOf === field;
    if (field.isFinal && !own && !initialises(context, field)) fault(finalMember(field.name), at);
    const visibility = field.isProperty ? field.accessorVisibility('setter') : field.visibility;
    if (!isVisible(context, field, visibility)) fault(`Variable is not visible: ${field.owner.name}.${field.name}`, at);
    const setter = field.accessor('setter');
    if (setter?.kind === 'none' && !own && !(context.initialises && context.owner === field.owner))
        fault(`Property is not writeable: ${field.owner.name}.${field.name}`, at);
    const { type } = field;
    const read = (): Typed => readField(context, field, target, at);
    if (field.usesAccessors && !own && setter?.kind !== 'none') {
        const receiver = field.isStatic ? context.unit.link(`class:${field.owner.name}`) : target;
        const value = context.temporary();
        return {
            type,
            setup,
            read,
            write: (js) => `(${value}=${js},${receiver}.${setterKey(field.name)}(${value}),${value})`
        };
    }
    // A final property may set its own value again and again, as Apex Rollup's do.
    const once = field.isFinal && !own;
    const holder = holderOf(context, field, target);
    const count = field.isCountedProperty ? `${context.unit.link(`property:${field.counterName}`)}.n++,` : '';
    const place = `${holder}.${field.key}`;
    return {
        type,
        setup,
        read,
        write: (js) => `(${count}${place}=${once ? `$final(${place},${js})` : js})`
    };
};

const indexTarget = (context: FunctionContext, list: Expression, index: Expression, twice: boolean): Target => {
    const target = expression(context, list);
    const element = target.type.kind === 'list' ? target.type.arguments[0] : undefined;
    if (!element) return fault(`Expression must be a list type: ${target.type.name}`, list.at);
    const place = expression(context, index);
    const position = listIndex(context, place, index.at);
    const holder = once(context, target, twice);
    const at = once(context, { ...place, js: position }, twice);
    return {
        type: element,
        setup: [...holder.setup, ...at.setup],
        read: () => ({ type: element, js: `${holder.js}.get(${at.js})` }),
        write: (js) => `${holder.js}.set(${at.js},${js})`
    };
};

const fieldTarget = (context: FunctionContext, node: Expression & { kind: 'field' }, twice: boolean): Target => {
    if (node.safe) fault('Safe navigation operator cannot be used as the left side of an assignment', node.at);
    if (node.target.kind === 'super') return parentTarget(context, node);
    const place = placeOf(context, node.target);
    if (place.kind === 'type') {
        const owner = symbolOf(place.type);
        const field = owner && fieldNamed(context.table, owner, node.name);
        if (field?.isStatic) return userField(context, field, 'this', [], node.at);
        if (field) return fault(instanceFromStatic(field), node.at);
        if (owner?.kind === 'enum' && owner.outline.constants.some((name) => sameName(name, node.name)))
            return fault(finalMember(node.name), node.at);
        const property = propertyNamed(context.table, place.type, node.name);
        if (property?.isStatic && property.setter) return libraryProperty(context, property, undefined, [], node.at);
        return fault(`Variable does not exist: ${node.name}`, node.at);
    }
    if (place.kind !== 'value') return fault(`Variable does not exist: ${node.name}`, node.at);
    const value = closed(rowOf(place.value));
    const symbol = symbolOf(value.type);
    if (symbol) {
        const field =
            fieldNamed(context.table, symbol, node.name) ?? fault(`Variable does not exist: ${node.name}`, node.at);
        if (field.isStatic) return fault(staticFromInstance(field), node.at);
        const holder = once(context, value, twice);
        return userField(context, field, holder.js, holder.setup, node.at);
    }
    if (value.type.kind === 'sobject') return recordField(context, value, node, twice);
    const property = propertyNamed(context.table, value.type, node.name);
    if (!property && isLacking(value.type)) return lackingTarget(context, value, node);
    if (!property?.setter)
        return fault(
            property ? `Property is not writeable: ${node.name}` : `Variable does not exist: ${node.name}`,
            node.at
        );
    const holder = once(context, value, twice);
    return libraryProperty(context, property, holder.js, holder.setup, node.at);
};
/** `super.name = …`: the ancestor's own field or setter. */
const parentTarget = (context: FunctionContext, node: Expression & { kind: 'field' }): Target => {
    const field = parentField(context, node);
    const target = userField(context, field, 'this', [], node.at);
    if (field.isStatic || !field.usesAccessors) return target;
    const value = context.temporary();
    const setter = parentAccessor(context, field, setterKey(field.name));
    return { ...target, write: (js) => `(${value}=${js},${setter}.call(this,${value}),${value})` };
};
const lackingTarget = (context: FunctionContext, value: Typed, node: Expression & { kind: 'field' }): Target => {
    const read = (): Typed => lackingMember(context, value.type, node.name, [], value);
    return { type: read().type, setup: [], read, write: () => read().js };
};
const sameName = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();
const rowOf = (value: Typed): Typed => {
    const element = value.type.arguments[0];
    return value.soql && element ? { type: element, js: `$one(${value.js})`, nonNull: true } : value;
};

const libraryProperty = (
    context: FunctionContext,
    property: NonNullable<ReturnType<typeof propertyNamed>>,
    receiver: string | undefined,
    setup: readonly string[],
    at: Position
): Target => {
    const { setter, getter, type } = property;
    if (!setter) return fault('Property is not writeable', at);
    const call = (place: NonNullable<typeof getter>): string =>
        context.unit.link(`lib:${place.symbol.library.name}|${place.member.key}`);
    const self = receiver === undefined ? [] : [`(${receiver}??$npe())`];
    const value = context.temporary();
    return {
        type,
        setup,
        read: () =>
            getter ? { type, js: `${call(getter)}(${self.join(',')})` } : fault('Property is not readable', at),
        write: (js) => `(${value}=${js},${call(setter)}(${[...self, value].join(',')}),${value})`
    };
};

const recordField = (
    context: FunctionContext,
    record: Typed,
    node: Expression & { kind: 'field' },
    twice: boolean
): Target => {
    const { table } = context;
    const object = record.type.object;
    if (!object) return idOfAny(context, record, node, twice);
    table.recorder?.usesObject(object.name.toLowerCase());
    const field = object.field(node.name);
    const holder = once(context, record, twice);
    if (field) {
        if (!isWriteable(object, field)) fault(`Field is not writeable: ${object.name}.${field.name}`, node.at);
        const type = typeOfField(table, field);
        const key = literal(field.name.toLowerCase());
        return {
            type: assignableTypeOf(table, object, field),
            setup: holder.setup,
            read: () => ({ type, js: `$get(${holder.js},${key},0)` }),
            write: (js) => `$set(${holder.js},${key},${js})`
        };
    }
    const lookup = object.parent(node.name) ?? fault(`Variable does not exist: ${node.name}`, node.at);
    const type = parentType(table, lookup);
    return {
        type,
        setup: holder.setup,
        read: () => ({ type, js: `$parent(${holder.js},${literal(node.name)},0)` }),
        write: (js) => `$setparent(${holder.js},${literal(node.name)},${js})`
    };
};

/** Of a record of any object only the Id can be written like a field. */
const idOfAny = (
    context: FunctionContext,
    record: Typed,
    node: Expression & { kind: 'field' },
    twice: boolean
): Target => {
    if (record.type.name !== 'SObject' || node.name.toLowerCase() !== 'id')
        return fault(`Variable does not exist: ${node.name}`, node.at);
    const holder = once(context, record, twice);
    const type = context.table.id;
    return {
        type,
        setup: holder.setup,
        read: () => ({ type, js: `$get(${holder.js},"id",0)` }),
        write: (js) => `$set(${holder.js},"id",${js})`
    };
};

const together = (target: Target, js: string): string =>
    target.setup.length === 0 ? js : `(${target.setup.join(',')},${js})`;

/** `target = value`, `target += value`. @throws CompileFault */
export const assignment = (context: FunctionContext, node: AssignExpression): Typed => {
    if (node.operator === '=') {
        const target = targetOf(context, node.target, false);
        const value = expression(context, node.value);
        const js = assigned(context, value, target.type, node.at);
        return {
            type: target.type,
            js: together(target, target.write(js)),
            ...(value.nonNull ? { nonNull: true } : {})
        };
    }
    const target = targetOf(context, node.target, true);
    const result = operate(context, node.operator, target.read(), expression(context, node.value), node.at);
    return {
        type: target.type,
        js: together(target, target.write(assigned(context, result, target.type, node.at))),
        nonNull: true
    };
};

/** `i++`, `--i`. @param discarded its value is not used */
export const step = (context: FunctionContext, node: StepExpression, discarded: boolean): Typed => {
    const target = targetOf(context, node.target, true);
    if (!isNumeric(target.type)) {
        const what = node.prefix
            ? `prefix ${node.operator === '++' ? 'increment' : 'decrement'}`
            : 'postfix increment/decrement';
        fault(`Unary ${what} can only be applied to numeric expressions: ${target.type.name}`, node.at);
    }
    const before = target.read();
    const one: Typed = {
        type: context.table.integer,
        js: '1',
        nonNull: true,
        simple: true,
        number: { type: 'Integer', text: '1' }
    };
    const operator = node.operator.charAt(0);
    if (node.prefix || discarded) {
        const after = operate(context, operator, before, one, node.at);
        return {
            type: target.type,
            js: together(target, target.write(assigned(context, after, target.type, node.at))),
            nonNull: true
        };
    }
    const kept = context.temporary();
    const after = operate(
        context,
        operator,
        { type: before.type, js: kept, nonNull: true, simple: true },
        one,
        node.at
    );
    const write = target.write(assigned(context, after, target.type, node.at));
    return {
        type: target.type,
        js: `(${[...target.setup, `${kept}=${present(before)}`, write, kept].join(',')})`,
        nonNull: true
    };
};

const listIndex = (context: FunctionContext, value: Typed, at: Position): string => {
    const { integer } = context.table;
    if (!isAssignable(context.table, value.type, integer))
        fault(`List index must be of type Integer: ${value.type.name}`, at);
    return assigned(context, value, integer, at);
};

/** `list[index]` as a value. */
export const indexed = (context: FunctionContext, node: Expression & { kind: 'index' }): Typed => {
    const target = chain(context, node.target);
    if (isLacking(target.type)) return lackingMember(context, target.type, 'get', [], target);
    const element = target.type.kind === 'list' ? target.type.arguments[0] : undefined;
    if (!element) return fault(`Expression must be a list type: ${target.type.name}`, node.at);
    const index = listIndex(context, expression(context, node.index), node.index.at);
    return {
        type: element,
        js: `${target.js}.get(${index})`,
        ...(target.guard === undefined ? {} : { guard: target.guard })
    };
};
