/** Variables: locals, and the fields of classes with who may see them and how they are read. */
import type { FieldExpression, Position } from './ast.ts';
import type { FunctionContext, Typed } from './context.ts';
import { getterKey, localName } from './mangle.ts';
import { fieldNamed } from './members.ts';
import { symbolOf } from './symbols.ts';
import type { ClassSymbol, FieldSymbol } from './symbols.ts';
import { fault } from './typed.ts';

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

export const fieldOfParent = (context: FunctionContext, node: FieldExpression): Typed => {
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

const staticsOf = (context: FunctionContext, owner: ClassSymbol): string => {
    const handle = context.unit.link(`class:${owner.name}`);
    return `($x.statics[${handle}.index]??$st(${handle}))`;
};
