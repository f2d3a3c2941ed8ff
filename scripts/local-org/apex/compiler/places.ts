/** What a name or dotted name means: a value, a type, a namespace, or one of the platform's special places. */
import { fieldOfValue, tokenOf } from './value-fields.ts';
import { fieldOfParent, instanceFromStatic, ownField, readField, variableNamed } from './variables.ts';
import type { ObjectDef } from '../../model/index.ts';
import type { ApexType } from '../runtime/types.ts';
import type { Expression, FieldExpression, Position } from './ast.ts';
import type { FunctionContext, Typed } from './context.ts';
import { chain } from './expressions.ts';
import { FollowingFault } from './fault.ts';
import { labelNamed, pageNamed, siteLabelNamed } from './global-values.ts';
import { isLacking, lackingMember } from './lacking.ts';
import { literal } from './mangle.ts';
import { fieldNamed, propertyNamed } from './members.ts';
import { symbolOf } from './symbols.ts';
import { fault } from './typed.ts';
import { checkVisible } from './type-names.ts';

export type Place =
    | { readonly kind: 'value'; readonly value: Typed }
    | { readonly kind: 'type'; readonly type: ApexType }
    | { readonly kind: 'namespace'; readonly name: string }
    | { readonly kind: 'label' }
    | { readonly kind: 'siteLabels' }
    | { readonly kind: 'pages' }
    | { readonly kind: 'objectTypes' }
    | { readonly kind: 'trigger' };

/** Resolves the target of a dot. @throws CompileFault `Variable does not exist: x` */
export const placeOf = (context: FunctionContext, node: Expression): Place => {
    if (node.kind === 'name') return known(placeOfName(context, node.name, node.at), node.at);
    if (node.kind === 'field') return known(placeOfField(context, node), node.at);
    return { kind: 'value', value: chain(context, node) };
};

const known = (place: Place, at: Position): Place => {
    if (place.kind === 'value' && place.value.type.kind === 'unknown') throw new FollowingFault(at);
    return place;
};

const placeOfName = (context: FunctionContext, name: string, at: Position): Place => {
    const isInstance = isInstanceFieldSeenFromStatic(context, name);
    const value = isInstance ? undefined : variableNamed(context, name, at);
    if (value) return { kind: 'value', value };
    const { table } = context;
    const lower = name.toLowerCase();
    const user = table.resolve({ name, arguments: [] }, context.owner);
    if (user?.user) return { kind: 'type', type: user };
    if (lower === 'trigger') return { kind: 'trigger' };
    if (lower === 'label') return { kind: 'label' };
    if (lower === 'page') return { kind: 'pages' };
    if (lower === 'sobjecttype') return { kind: 'objectTypes' };
    if (user) return { kind: 'type', type: user };
    if (table.library.isNamespace(lower)) return { kind: 'namespace', name };
    if (isInstance) variableNamed(context, name, at);
    return fault(`Variable does not exist: ${name}`, at);
};

/** An instance field that static code cannot mean: `Amount.make()` in a static method of a class with a field `amount` is the class. */
const isInstanceFieldSeenFromStatic = (context: FunctionContext, name: string): boolean =>
    context.isStatic && !context.local(name) && ownField(context, name)?.isStatic === false;

/**
 * The type that a variable of its name hides. `operator.EQUALS` is the constant beside a variable `operator`, for the
 * variable has no such field. Source: Apex Developer Guide, "Namespace, Class, and Variable Name Precedence".
 */
const hiddenType = (context: FunctionContext, node: FieldExpression, value: Typed): ApexType | undefined => {
    if (node.target.kind !== 'name' || node.safe) return undefined;
    const type = context.table.resolve({ name: node.target.name, arguments: [] }, context.owner);
    return type && !hasField(context, value.type, node.name) && hasStaticField(context, type, node.name)
        ? type
        : undefined;
};

const hasField = (context: FunctionContext, type: ApexType, name: string): boolean => {
    const symbol = symbolOf(type);
    if (symbol) return symbol.kind !== 'enum' && fieldNamed(context.table, symbol, name)?.isStatic === false;
    const { object } = type;
    if (type.kind === 'sobject' && !object) return name.toLowerCase() === 'id';
    if (object) return [object.field(name), object.parent(name), object.child(name)].some((found) => found);
    return propertyNamed(context.table, type, name)?.isStatic === false;
};

const hasStaticField = (context: FunctionContext, type: ApexType, name: string): boolean => {
    const symbol = symbolOf(type);
    const lower = name.toLowerCase();
    if (!symbol) {
        if (type.object) return lower === 'sobjecttype' || type.object.field(name) !== undefined;
        return type.library?.enumValues?.some((item) => item.toLowerCase() === lower) ?? false;
    }
    if (symbol.kind === 'enum') return symbol.outline.constants.some((item) => item.toLowerCase() === lower);
    return (
        fieldNamed(context.table, symbol, name)?.isStatic === true ||
        symbol.ancestry().some(({ inner }) => inner.has(lower))
    );
};

const placeOfField = (context: FunctionContext, node: FieldExpression): Place => {
    if (node.target.kind === 'super') return { kind: 'value', value: fieldOfParent(context, node) };
    const place = placeOf(context, node.target);
    switch (place.kind) {
        case 'value': {
            const type = hiddenType(context, node, place.value);
            if (type) return memberOfType(context, type, node);
            return { kind: 'value', value: fieldOfValue(context, place.value, node) };
        }
        case 'type':
            return memberOfType(context, place.type, node);
        case 'label':
            if (node.name.toLowerCase() === 'site') return { kind: 'siteLabels' };
            return { kind: 'value', value: labelNamed(context, node) };
        case 'siteLabels':
            return { kind: 'value', value: siteLabelNamed(context, node) };
        case 'pages':
            return { kind: 'value', value: pageNamed(context, node) };
        case 'objectTypes': {
            const object = context.table.objectNamed(node.name) ?? fault(`Invalid type: Schema.${node.name}`, node.at);
            return { kind: 'value', value: describeOf(context, object) };
        }
        case 'trigger':
            return { kind: 'value', value: triggerVariable(context, node) };
        case 'namespace':
            return memberOfNamespace(context, place.name, node);
    }
};

const memberOfNamespace = (context: FunctionContext, written: string, node: FieldExpression): Place => {
    const namespace = written.toLowerCase();
    const name = node.name.toLowerCase();
    if (namespace === 'system' && name === 'label') return { kind: 'label' };
    if (namespace === 'system' && name === 'trigger') return { kind: 'trigger' };
    if (namespace === 'schema' && name === 'sobjecttype') return { kind: 'objectTypes' };
    const full = `${written}.${node.name}`;
    const type =
        context.table.libraryType(full, []) ??
        (namespace === 'schema' ? context.table.resolvePlatform({ name: full, arguments: [] }) : undefined);
    if (type) return { kind: 'type', type };
    return fault(`Variable does not exist: ${node.name}`, node.at);
};

const describeOf = (context: FunctionContext, object: ObjectDef): Typed => {
    const describe = context.unit.link('lib:Schema.SObjectType|Schema.DescribeSObjectResult getDescribe()');
    return {
        type: context.table.builtin('Schema.DescribeSObjectResult'),
        js: `${describe}(${context.unit.link(`object:${object.name}`)})`,
        nonNull: true
    };
};

const triggerVariable = (context: FunctionContext, node: FieldExpression): Typed => {
    const { table, unit } = context;
    const record = unit.triggerRecord;
    const name = node.name.toLowerCase();
    const types: Readonly<Record<string, ApexType>> = {
        new: table.listOf(record),
        old: table.listOf(record),
        newmap: table.mapOf(table.id, record),
        oldmap: table.mapOf(table.id, record),
        size: table.integer,
        operationtype: table.builtin('System.TriggerOperation'),
        ...Object.fromEntries(
            ['isexecuting', 'isinsert', 'isupdate', 'isdelete', 'isundelete', 'isbefore', 'isafter'].map((flag) => [
                flag,
                table.boolean
            ])
        )
    };
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    if (!type) return fault(`Variable does not exist: ${node.name}`, node.at);
    return { type, js: `$trigger(${literal(name)})` };
};

/** A static member, enum constant, inner class or field token. */
const NAMESPACES: Readonly<Record<string, string>> = { 'Schema.Schema': 'schema', 'System.System': 'system' };

const memberOfType = (context: FunctionContext, type: ApexType, node: FieldExpression): Place => {
    const { table, unit } = context;
    const name = node.name.toLowerCase();
    const symbol = symbolOf(type);
    if (symbol) {
        if (symbol.kind === 'enum') {
            const constant = symbol.outline.constants.find((item) => item.toLowerCase() === name);
            if (constant !== undefined)
                return {
                    kind: 'value',
                    value: { type, js: unit.link(`constant:${symbol.name}|${constant}`), nonNull: true, simple: true }
                };
            return fault(`Variable does not exist: ${node.name}`, node.at);
        }
        const field = fieldNamed(table, symbol, name);
        if (field?.isStatic) return { kind: 'value', value: readField(context, field, 'this', node.at) };
        const inner = symbol.ancestry().flatMap((owner) => owner.inner.get(name) ?? [])[0];
        if (inner) {
            checkVisible(context.unit, context.owner, inner.type, node.at);
            return { kind: 'type', type: inner.type };
        }
        if (field) return fault(instanceFromStatic(field), node.at);
        return fault(`Variable does not exist: ${node.name}`, node.at);
    }
    if (type.kind === 'sobject' && type.object) return { kind: 'value', value: tokenOf(context, type.object, node) };
    if (type.kind === 'enum' && type.library) {
        const constant = type.library.enumValues?.find((item) => item.toLowerCase() === name);
        if (constant !== undefined)
            return {
                kind: 'value',
                value: { type, js: unit.link(`constant:${type.library.name}|${constant}`), nonNull: true, simple: true }
            };
    }
    const property = propertyNamed(table, type, name);
    if (property?.isStatic && property.getter) {
        return {
            kind: 'value',
            value: {
                type: property.type,
                js: `${unit.link(`lib:${property.getter.symbol.library.name}|${property.getter.member.key}`)}()`
            }
        };
    }
    // System and Schema are classes and namespaces at once.
    const namespace = NAMESPACES[type.library?.name ?? ''];
    if (namespace !== undefined) return memberOfNamespace(context, namespace, node);
    const nested =
        type.library && !isLacking(type)
            ? (table.libraryType(`${type.library.name}.${name}`, []) ??
              table.libraryType(`${type.library.name.replace(/^System\./, '')}.${name}`, []))
            : undefined;
    if (nested) return { kind: 'type', type: nested };
    if (isLacking(type)) return { kind: 'value', value: lackingMember(context, type, node.name) };
    return fault(`Variable does not exist: ${node.name}`, node.at);
};
