/** Members of values: fields of records with their parents, of classes and of the library's types. */
import { readField, staticFromInstance } from './variables.ts';
import type { ObjectDef } from '../../model/index.ts';
import type { ApexType } from '../runtime/types.ts';
import type { FieldExpression } from './ast.ts';
import type { FunctionContext, Typed } from './context.ts';
import { typeOfField, parentType } from './fields.ts';
import { isLacking, lackingMember } from './lacking.ts';
import { literal } from './mangle.ts';
import { fieldNamed, propertyNamed } from './members.ts';
import { beanOf, specialField } from './special-fields.ts';
import { symbolOf } from './symbols.ts';
import { fault, present } from './typed.ts';

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
