/** Fields of platform values whose meaning depends on how they are written: descriptions, tokens, reasons of sharing. */
import type { FieldExpression } from './ast.ts';
import type { FunctionContext, Typed } from './context.ts';
import { literal } from './mangle.ts';
import { methodsNamed } from './members.ts';
import { tokenOf } from './value-fields.ts';
import { fault, present } from './typed.ts';

/** `Schema.SObjectType.Account.fields.Name` and its like; undefined for other fields. @throws CompileFault */
export const specialField = (context: FunctionContext, target: Typed, node: FieldExpression): Typed | undefined =>
    describedFieldsOf(context, target, node) ??
    fieldSetOf(context, target, node) ??
    tokenFieldsOf(context, target, node) ??
    rowCauseOf(context, target, node);

/** `result.success` of the platform's result types is the same as `result.isSuccess()`. */
export const beanOf = (context: FunctionContext, target: Typed, node: FieldExpression): Typed | undefined => {
    if (!/^(Database|Messaging|Approval)\.(\w+Result|\w*Error)$/.test(target.type.library?.name ?? ''))
        return undefined;
    for (const prefix of ['is', 'get']) {
        const [method] = methodsNamed(context.table, target.type, prefix + node.name);
        if (!method?.library || method.parameters.length > 0) continue;
        const { symbol, member } = method.library;
        const js = `${context.unit.link(`lib:${symbol.library.name}|${member.key}`)}(${present(target)})`;
        return { type: method.returns, js };
    }
    return undefined;
};
/** `SObjectType.Account.fields.Name` reads like fields, but the names are the schema's. */
const describedFieldsOf = (context: FunctionContext, target: Typed, node: FieldExpression): Typed | undefined => {
    const source = node.target;
    if (target.type.name !== 'Schema.SObjectTypeFields' || source.kind !== 'field' || source.target.kind !== 'field')
        return undefined;
    const object = context.table.objectNamed(source.target.name);
    if (!object) return undefined;
    const field = object.field(node.name) ?? fault(`Variable does not exist: ${node.name}`, node.at);
    const describe = context.unit.link('lib:Schema.SObjectField|Schema.DescribeFieldResult getDescribe()');
    const token = context.unit.link(`field:${object.name}.${field.name}`);
    return {
        type: context.table.builtin('Schema.DescribeFieldResult'),
        js: `${describe}(${token})`,
        nonNull: true,
        token: { type: context.table.builtin('Schema.SObjectField'), js: token, nonNull: true }
    };
};

/** `SObjectType.Account.FieldSets.Summary` is a field set of the schema. */
const fieldSetOf = (context: FunctionContext, target: Typed, node: FieldExpression): Typed | undefined => {
    const source = node.target;
    if (target.type.name !== 'Schema.SObjectTypeFieldSets' || source.kind !== 'field') return undefined;
    const owner = source.target;
    const name = owner.kind === 'field' && owner.name.toLowerCase() === 'sobjecttype' ? owner.target : owner;
    const object = name.kind === 'field' || name.kind === 'name' ? context.table.objectNamed(name.name) : undefined;
    if (object && !object.fieldSets?.some((set) => set.name.toLowerCase() === node.name.toLowerCase()))
        return fault(`Variable does not exist: ${node.name}`, node.at);
    return {
        type: context.table.builtin('Schema.FieldSet'),
        js: `$fieldset(${target.js},${literal(node.name)})`,
        nonNull: true
    };
};

/** `Account.SObjectType.fields.Name` and `Account.fields.Name` are the same as `Account.Name`. */
const tokenFieldsOf = (context: FunctionContext, target: Typed, node: FieldExpression): Typed | undefined => {
    const fields = node.target;
    if (fields.kind !== 'field' || fields.name.toLowerCase() !== 'fields') return undefined;
    const token = fields.target;
    const owner = token.kind === 'field' && token.name.toLowerCase() === 'sobjecttype' ? token.target : token;
    const object = owner.kind === 'field' || owner.kind === 'name' ? context.table.objectNamed(owner.name) : undefined;
    return object && target.type.name === 'Schema.SObjectTypeFields' ? tokenOf(context, object, node) : undefined;
};

/** `Schema.Plan__Share.RowCause.Seller__c` is the reason's name. */
const rowCauseOf = (context: FunctionContext, target: Typed, node: FieldExpression): Typed | undefined => {
    const { target: token } = node;
    if (target.type.name !== 'Schema.SObjectField' || token.kind !== 'field' || token.name.toLowerCase() !== 'rowcause')
        return undefined;
    const owner = token.target;
    const object = owner.kind === 'field' || owner.kind === 'name' ? context.table.objectNamed(owner.name) : undefined;
    const causes = object?.field('RowCause')?.picklist?.values ?? [];
    const cause = causes.find(({ value }) => value.toLowerCase() === node.name.toLowerCase());
    return cause && { type: context.table.string, js: literal(cause.value), nonNull: true, simple: true };
};
