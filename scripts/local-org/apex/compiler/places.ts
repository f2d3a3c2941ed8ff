/** What a name or dotted name means: a value, a type, a namespace, or one of the platform's special places. */
import type { ObjectDef } from '../../model/index.ts';
import type { ApexType } from '../runtime/types.ts';
import type { Expression, FieldExpression, Position } from './ast.ts';
import type { FunctionContext, Typed } from './context.ts';
import { chain } from './expressions.ts';
import { FollowingFault } from './fault.ts';
import { typeOfField, parentType } from './fields.ts';
import { labelNamed, pageNamed, siteLabelNamed } from './global-values.ts';
import { isLacking, lackingMember } from './lacking.ts';
import { getterKey, literal, localName } from './mangle.ts';
import { fieldNamed, propertyNamed } from './members.ts';
import { beanOf, specialField } from './special-fields.ts';
import { symbolOf } from './symbols.ts';
import type { ClassSymbol, FieldSymbol } from './symbols.ts';
import { fault, present } from './typed.ts';
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

/** What is said of an instance's field in static code. */
export const instanceFromStatic = ({ name, owner }: FieldSymbol): string =>
    `Non static field cannot be referenced from a static context: ${name} from the type ${owner.name}`;
export const staticFromInstance = ({ name, owner }: FieldSymbol): string =>
    `Static field cannot be referenced from a non static context: ${name} from the type ${owner.name}`;

/** A local variable, or a field of this class, its ancestors and (statics only) its outer classes. */
export const variableNamed = (context: FunctionContext, name: string, at: Position): Typed | undefined => {
    const local = context.local(name);
    if (local) return { type: local.type, js: localName(name), simple: true };
    const found = ownField(context, name);
    if (!found) return undefined;
    if (!found.isStatic && context.isStatic) return fault(instanceFromStatic(found), at);
    if (!found.isStatic && context.inChain)
        fault(`Cannot reference instance variables in a constructor invocation: ${found.name}`, at);
    return readField(context, found, 'this', at);
};
export const ownField = (context: FunctionContext, name: string): FieldSymbol | undefined => {
    if (!context.owner) return undefined;
    const own = fieldNamed(context.table, context.owner, name);
    if (own) return own;
    for (let outer = context.owner.outer; outer; outer = outer.outer) {
        const found = fieldNamed(context.table, outer, name);
        if (found?.isStatic) return found;
    }
    // Statics of the class in which an ancestor stands are seen too, as tests of ffhttp-core show.
    for (const { outer } of context.owner.ancestry()) {
        const found = outer && fieldNamed(context.table, outer, name);
        if (found?.isStatic) return found;
    }
    return undefined;
};

/** Do two classes stand in the same file? Then private members are open to each other. */
const sameFile = (left: ClassSymbol | undefined, right: ClassSymbol): boolean =>
    left !== undefined && topOf(left) === topOf(right);
const topOf = (symbol: ClassSymbol): ClassSymbol => (symbol.outer ? topOf(symbol.outer) : symbol);

/** May this code use the member? */
export const isVisible = (
    context: FunctionContext,
    member: { readonly owner: ClassSymbol; readonly isTestVisible: boolean },
    visibility: 'private' | 'protected' | 'public' | 'global'
): boolean => {
    if (visibility === 'public' || visibility === 'global' || sameFile(context.owner, member.owner)) return true;
    if (member.isTestVisible && context.unit.isTest) return true;
    return visibility === 'protected' && (context.owner?.ancestry().includes(member.owner) ?? false);
};

/** @throws CompileFault for `super` where there is none */
export const superFault = (context: FunctionContext, at: Position): never =>
    fault(
        context.isStatic || !context.owner
            ? 'Super cannot be referenced in a static context'
            : `No super type defined: ${context.owner.name}`,
        at
    );
/** The field of an ancestor that `super.name` means. @throws CompileFault where there is no such class or field */
export const parentField = (context: FunctionContext, node: FieldExpression): FieldSymbol => {
    const parent = symbolOf(context.owner?.parent);
    if (!parent || context.isStatic) return superFault(context, node.at);
    return fieldNamed(context.table, parent, node.name) ?? fault(`Variable does not exist: ${node.name}`, node.at);
};
/** What an accessor of an ancestor is called on: `this`, past what the class itself declares under the name. */
export const parentAccessor = (context: FunctionContext, field: FieldSymbol, key: string): string =>
    `${context.unit.link(`class:${field.owner.name}`)}.k.prototype.${key}`;
const fieldOfParent = (context: FunctionContext, node: FieldExpression): Typed => {
    const field = parentField(context, node);
    const value = readField(context, field, 'this', node.at);
    if (field.isStatic || !field.usesAccessors) return value;
    return { type: value.type, js: `${parentAccessor(context, field, getterKey(field.name))}.call(this)` };
};

/** Reads a field or property of a user class. */
export const readField = (context: FunctionContext, field: FieldSymbol, target: string, at: Position): Typed => {
    const viaAccessor = field.usesAccessors && context.accessorOf !== field;
    if (!isVisible(context, field, field.isProperty ? field.accessorVisibility('getter') : field.visibility)) {
        fault(`Variable is not visible: ${field.owner.name}.${field.name}`, at);
    }
    if (field.isProperty && context.accessorOf !== field && field.accessor('getter')?.kind === 'none')
        fault(`Property is not readable: ${field.owner.name}.${field.name}`, at);
    const { type } = field;
    const holder = holderOf(context, field, target);
    if (viaAccessor)
        return {
            type,
            js: `${field.isStatic ? context.unit.link(`class:${field.owner.name}`) : target}.${getterKey(field.name)}()`
        };
    const counter = field.isCountedProperty ? context.unit.link(`property:${field.counterName}`) : undefined;
    return { type, js: counter ? `(${counter}.n++,${holder}.${field.key})` : `${holder}.${field.key}` };
};
/** The object that holds a field: an instance, or the statics of the class in this execution. */
export const holderOf = (context: FunctionContext, field: FieldSymbol, target: string): string =>
    field.isStatic ? staticsOf(context, field.owner) : target;
export const staticsOf = (context: FunctionContext, owner: ClassSymbol): string => {
    const handle = context.unit.link(`class:${owner.name}`);
    return `($x.statics[${handle}.index]??$st(${handle}))`;
};

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
    const type = types[name];
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
/** `Account.Name`, `Account.SObjectType` as tokens. */
export const tokenOf = (context: FunctionContext, object: ObjectDef, node: FieldExpression): Typed => {
    const { table, unit } = context;
    if (node.name.toLowerCase() === 'sobjecttype') {
        return {
            type: table.builtin('Schema.SObjectType'),
            js: unit.link(`object:${object.name}`),
            nonNull: true,
            simple: true
        };
    }
    table.recorder?.usesObject(object.name.toLowerCase());
    const field = object.field(node.name);
    if (!field && node.name.toLowerCase() === 'fields') {
        const describe = unit.link('lib:Schema.SObjectType|Schema.DescribeSObjectResult getDescribe()');
        const fields = unit.link('lib:Schema.DescribeSObjectResult|Schema.SObjectTypeFields fields');
        return {
            type: table.builtin('Schema.SObjectTypeFields'),
            js: `${fields}(${describe}(${unit.link(`object:${object.name}`)}))`,
            nonNull: true
        };
    }
    if (!field) return fault(`Variable does not exist: ${node.name}`, node.at);
    return {
        type: table.builtin('Schema.SObjectField'),
        js: unit.link(`field:${object.name}.${field.name}`),
        nonNull: true,
        simple: true
    };
};

/** `value.name`: field of an object, of a record, property of a library value. */
export const fieldOfValue = (context: FunctionContext, before: Typed, node: FieldExpression): Typed => {
    const target = guarded(context, before, node.safe);
    const { guard } = target;
    const withGuard = (value: Typed): Typed => (guard === undefined ? value : { ...value, nonNull: false, guard });
    const { type } = target;
    const symbol = symbolOf(type);
    if (symbol && symbol.kind !== 'enum') {
        const field = fieldNamed(context.table, symbol, node.name);
        if (!field) return fault(`Variable does not exist: ${node.name}`, node.at);
        if (field.isStatic) fault(staticFromInstance(field), node.at);
        return withGuard({ ...readField(context, field, target.js, node.at), member: true });
    }
    if (type.kind === 'sobject') return withGuard(fieldOfRecord(context, target, type, node));
    if (type.kind === 'list' && target.soql) {
        const element = type.arguments[0];
        const one = node.safe ? '$oneOrNull' : '$one';
        if (element?.kind === 'sobject') {
            const row: Typed = { type: element, js: `${one}(${before.js})`, nonNull: !node.safe };
            return fieldOfValue(context, row, node);
        }
    }
    const special = specialField(context, target, node);
    if (special) return withGuard(special);
    const property = propertyNamed(context.table, type, node.name);
    if (isLacking(type) && !property) return withGuard(lackingMember(context, type, node.name, [], target));
    if (!property?.getter || property.isStatic) {
        const bean = beanOf(context, target, node);
        return withGuard(bean ?? fault(`Variable does not exist: ${node.name}`, node.at));
    }
    const { symbol: library, member } = property.getter;
    return withGuard({
        type: property.type,
        js: `${context.unit.link(`lib:${library.library.name}|${member.key}`)}(${present(target)})`
    });
};
/** Starts a safe navigation: the target goes into a temporary, and null ends the chain. */
export const guarded = (context: FunctionContext, target: Typed, safe: boolean): Typed => {
    if (!safe || target.nonNull || target.soql) return target;
    const name = context.temporary();
    const guard = `${target.guard ?? ''}(${name}=${target.js})===null?null:`;
    return { type: target.type, js: name, nonNull: true, simple: true, guard };
};

const fieldOfRecord = (context: FunctionContext, target: Typed, type: ApexType, node: FieldExpression): Typed => {
    const { table, unit } = context;
    const object = type.object;
    if (!object) {
        // Of a record of any object only the Id can be written like a field.
        if (type.name !== 'SObject' || node.name.toLowerCase() !== 'id')
            return fault(`Variable does not exist: ${node.name}`, node.at);
        return { type: table.id, js: `$get(${target.js},"id",${nullSafe(target, 'Id')})` };
    }
    table.recorder?.usesObject(object.name.toLowerCase());
    const field = object.field(node.name);
    if (field) {
        const js = `$get(${target.js},${literal(field.name.toLowerCase())},${nullSafe(target, field.name)})`;
        return { type: typeOfField(table, field), js, recordField: { record: target.js, name: field.name } };
    }
    const lookup = object.parent(node.name);
    if (lookup)
        return {
            type: parentType(table, lookup),
            js: `$parent(${target.js},${literal(node.name)},${nullSafe(target)})`,
            recordField: { record: target.js, name: PARENT },
            polymorphic: lookup.referenceTo.length > 1
        };
    // `Owner.Type`: what kind of record it is, of a parent that may be of several.
    if (target.polymorphic === true && node.name.toLowerCase() === 'type')
        return { type: table.string, js: `$get(${target.js},"type",${nullSafe(target)})` };
    const relation = object.child(node.name);
    const child = relation && table.objectNamed(relation.child);
    if (relation && child) {
        return {
            type: table.listOf(table.sobject(child)),
            js: `$children(${target.js},${literal(relation.name)},${unit.typeLink(table.sobject(child))})`
        };
    }
    return fault(`Variable does not exist: ${node.name}`, node.at);
};
/** Marks a parent record that was reached through a relationship. */
const PARENT = '';
/**
 * Whether a field or parent of an absent record is null: of one that was reached through a relationship, and, but for the Id, of one that
 * another object holds. Source: Apex Developer Guide, "Accessing sObject Fields Through Relationships"; for members, Salesforce Stack
 * Exchange 135750 and the tests of released packages.
 */
const nullSafe = (target: Typed, field?: string): string =>
    target.recordField?.name === PARENT || (target.member === true && field !== 'Id') ? '1' : '0';
