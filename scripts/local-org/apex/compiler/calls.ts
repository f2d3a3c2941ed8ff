/** Calls: own methods, methods of values, static methods, the platform's special ones. */
import { isVisible, readField, superFault } from './variables.ts';
import type { ApexType } from '../runtime/types.ts';
import type { CallExpression, Expression, Position } from './ast.ts';
import type { FunctionContext, Typed } from './context.ts';
import { expression } from './expressions.ts';
import { isLacking, lackingMember } from './lacking.ts';
import { literal, localName } from './mangle.ts';
import { methodsNamed } from './members.ts';
import type { Candidate } from './members.ts';
import { modeOf } from './modes.ts';
import { argumentsFor, chooseOverload, typesText } from './overloads.ts';
import { placeOf } from './places.ts';
import { guarded } from './value-fields.ts';
import { TRIGGER_OWNER } from './outline.ts';
import { recordListMethods } from './specials.ts';
import { staticSpecial, valueSpecial } from './specials.ts';
import type { FieldSymbol } from './symbols.ts';
import { fault, present } from './typed.ts';

/** Methods whose text may name variables of the calling code. */
const DYNAMIC: Readonly<Record<string, readonly string[]>> = {
    'System.Database': ['query', 'countquery', 'getquerylocator'],
    'System.Search': ['query', 'find']
};
/** Library types whose members depend on the access mode of the code that calls them. */
const MODE_TYPES = new Set(['System.Database', 'System.Search', 'System.Security']);

const noSuchMethod = (name: string, values: readonly Typed[], owner: string, at: Position): never =>
    fault(
        `Method does not exist or incorrect signature: void ${name}(${typesText(values)}) from the type ${owner}`,
        at
    );

/** @throws CompileFault */
export const call = (context: FunctionContext, node: CallExpression): Typed => {
    const values = node.arguments.map((value) => nonVoid(expression(context, value), value.at));
    if (!node.target) return ownCall(context, node, values);
    if (node.target.kind === 'super') return superCall(context, node, values);
    const place = placeOf(context, node.target);
    switch (place.kind) {
        case 'value': {
            const type = hiddenType(context, node, place.value);
            return type ? typeCall(context, type, node, values) : valueCall(context, place.value, node, values);
        }
        case 'type':
            return typeCall(context, place.type, node, values);
        case 'label':
            return staticCall(context, context.table.builtin('System.Label'), node, values);
        default:
            return noSuchMethod(node.name, values, node.target.kind === 'name' ? node.target.name : 'System', node.at);
    }
};

const typeCall = (context: FunctionContext, type: ApexType, node: CallExpression, values: readonly Typed[]): Typed =>
    staticSpecial(context, type, node.name, values, node.at) ?? staticCall(context, type, node, values);

/** A variable of the name of a type hides it, but not the methods that only the type has: `Test.isRunningTest()` beside a variable `test`. */
const hiddenType = (context: FunctionContext, node: CallExpression, value: Typed): ApexType | undefined => {
    if (node.target?.kind !== 'name' || isLacking(value.type)) return undefined;
    if (methodsNamed(context.table, value.type, node.name).some(({ isStatic }) => !isStatic)) return undefined;
    const type = context.table.resolve({ name: node.target.name, arguments: [] }, context.owner);
    if (type?.kind === 'enum' && /^(values|valueof)$/i.test(node.name)) return type;
    return type && methodsNamed(context.table, type, node.name).some(({ isStatic }) => isStatic) ? type : undefined;
};

export const nonVoid = (value: Typed, at: Position): Typed =>
    value.type.kind === 'void' ? fault('Expression cannot be of type void', at) : value;

/** `foo(…)`: a method of this class, an ancestor, or (static) an outer class. */
const ownCall = (context: FunctionContext, node: CallExpression, values: readonly Typed[]): Typed => {
    let owner = context.owner;
    for (; owner; owner = owner.outer) {
        const candidates = methodsNamed(context.table, owner.type, node.name).filter(
            ({ library, isStatic }) => owner === context.owner || (!library && isStatic)
        );
        const chosen = chooseOverload(context, candidates, values, node.name, node.at);
        if (!chosen) continue;
        if (chosen.isStatic) return invokeStatic(context, chosen, values, node);
        if (context.isStatic)
            fault(`Non static method cannot be referenced from a static context: ${signatureText(chosen)}`, node.at);
        if (context.inChain)
            fault(`Cannot reference instance methods in a constructor invocation: ${signatureText(chosen)}`, node.at);
        return invokeOn(context, { type: owner.type, js: 'this', nonNull: true, simple: true }, chosen, values, node);
    }
    const above = context.owner?.ancestry().at(-1)?.parent;
    if (above && isLacking(above)) return lackingMember(context, above, node.name, values);
    return noSuchMethod(node.name, values, (context.owner?.name ?? 'anon').replace(TRIGGER_OWNER, ''), node.at);
};

/** `void Crate.fill(Integer)` */
const signatureText = (candidate: Candidate): string => {
    const owner = candidate.user?.owner.name ?? candidate.library?.symbol.name ?? '';
    return `${candidate.returns.name} ${owner}.${candidate.name}(${candidate.parameters.map(({ name }) => name).join(', ')})`;
};

const valueCall = (context: FunctionContext, before: Typed, node: CallExpression, values: readonly Typed[]): Typed => {
    // `record.Field.addError()` writes to the field: what it needs is the place, not the value.
    const target =
        before.recordField && before.type.kind === 'primitive' && node.name.toLowerCase() === 'adderror'
            ? before
            : guarded(context, before, node.safe);
    const special = valueSpecial(context, target, node, values);
    if (special) return target.guard === undefined ? special : { ...special, nonNull: false, guard: target.guard };
    const candidates = methodsNamed(context.table, target.type, node.name);
    if (candidates.length === 0 && target.token) return valueCall(context, target.token, node, values);
    const found = chooseOverload(context, candidates, values, node.name, node.at);
    if (!found && isLacking(target.type)) {
        const refused = lackingMember(context, target.type, node.name, values, target);
        return target.guard === undefined ? refused : { ...refused, guard: target.guard };
    }
    const chosen = found ?? noSuchMethod(node.name, values, target.type.name, node.at);
    if (chosen.isStatic)
        fault(`Static method cannot be referenced from a non static context: ${signatureText(chosen)}`, node.at);
    const result = invokeOn(context, target, chosen, values, node);
    return target.guard === undefined ? result : { ...result, nonNull: false, guard: target.guard };
};

const staticCall = (
    context: FunctionContext,
    type: ApexType,
    node: CallExpression,
    values: readonly Typed[]
): Typed => {
    const candidates = methodsNamed(context.table, type, node.name);
    const found = chooseOverload(context, candidates, values, node.name, node.at);
    if (!found && isLacking(type)) return lackingMember(context, type, node.name, values);
    const chosen = found ?? noSuchMethod(node.name, values, type.name, node.at);
    if (!chosen.isStatic) {
        // `Outer.method()` and `Parent.method()` from an instance are no static calls in Apex either.
        fault(`Non static method cannot be referenced from a static context: ${signatureText(chosen)}`, node.at);
    }
    return invokeStatic(context, chosen, values, node);
};

const checkVisible = (context: FunctionContext, chosen: Candidate, at: Position): void => {
    if (chosen.user && !isVisible(context, chosen.user, chosen.user.visibility))
        fault(`Method is not visible: ${signatureText(chosen)}`, at);
};

const invokeStatic = (
    context: FunctionContext,
    chosen: Candidate,
    values: readonly Typed[],
    node: CallExpression
): Typed => {
    checkVisible(context, chosen, node.at);
    const list = argumentsFor(context, values, chosen.parameters).join(',');
    if (chosen.user) {
        const { owner, key } = chosen.user;
        const handle = context.unit.link(`class:${owner.name}`);
        const start = owner.outline.hasStaticBlock && owner !== context.owner ? `($st0(${handle}),${handle})` : handle;
        return { type: chosen.returns, js: `${start}.${key}(${list})` };
    }
    return libraryCall(context, chosen, list);
};

const libraryCall = (context: FunctionContext, chosen: Candidate, list: string): Typed => {
    const place = chosen.library;
    if (!place) throw new Error(`no code for ${chosen.name}`);
    const { library } = place.symbol;
    const code = context.unit.link(`lib:${library.name}|${place.member.key}`);
    const type = chosen.returns;
    const dynamic = DYNAMIC[library.name]?.includes(chosen.name.toLowerCase()) === true;
    const js = dynamic
        ? `$dynamic(${modeOf(context, undefined)},${code},${variablesInScope(context)},${list})`
        : MODE_TYPES.has(library.name)
          ? `$mode(${modeOf(context, undefined)},${code}${list === '' ? '' : `,${list}`})`
          : `${code}(${list})`;
    const written = place.member.type?.name;
    // The rows of a dynamic query may stand for a record, as those of inline SOQL.
    const rows =
        library.name === 'System.Database' && type.kind === 'list' && type.arguments[0] === context.table.anySObject;
    if (rows) return { type, js, soql: true, nonNull: true };
    return { type, js, ...(written === 'Boolean' || written === 'Integer' ? { nonNull: true } : {}) };
};

/**
 * The variables that dynamic SOQL may bind, as pairs of name and reading: locals win over fields, own fields over inherited ones, and an
 * outer class has its static ones. Properties are read when the query asks for them.
 */
const variablesInScope = (context: FunctionContext): string => {
    const pairs = new Map<string, string>();
    for (const name of context.localNames()) pairs.set(name.toLowerCase(), localName(name));
    for (const field of fieldsInScope(context)) {
        const name = field.name.toLowerCase();
        if (!pairs.has(name)) pairs.set(name, readField(context, field, 'this', NOWHERE).js);
    }
    return `[${[...pairs].map(([name, js]) => `[${literal(name)},()=>${js}]`).join(',')}]`;
};

const NOWHERE = { line: 1, column: 1 };

const fieldsInScope = (context: FunctionContext): readonly FieldSymbol[] => {
    const inherited = (context.owner?.ancestry() ?? [])
        .flatMap(({ fields }) => fields)
        .filter(({ isStatic }) => isStatic || !context.isStatic);
    const outer: FieldSymbol[] = [];
    for (let owner = context.owner?.outer; owner; owner = owner.outer)
        outer.push(...owner.fields.filter(({ isStatic }) => isStatic));
    return [...inherited, ...outer].filter((field) => isReadable(context, field));
};

const isReadable = (context: FunctionContext, field: FieldSymbol): boolean =>
    isVisible(context, field, field.isProperty ? field.accessorVisibility('getter') : field.visibility) &&
    !(field.isProperty && field.accessor('getter')?.kind === 'none');

/** Does the evaluation of an argument do something, or fail? Names, literals and what is read of them do not. */
const acts = (node: Expression): boolean => {
    switch (node.kind) {
        case 'literal':
        case 'name':
        case 'this':
        case 'class':
            return false;
        case 'field':
            return acts(node.target);
        case 'cast':
        case 'unary':
            return acts(node.operand);
        case 'binary':
            return acts(node.left) || acts(node.right);
        default:
            return true;
    }
};

/** The parts of a call, ready to be put together; what goes into temporaries stands in `before`. */
interface Ready {
    readonly before: string;
    readonly target: Typed;
    readonly list: string;
}

/**
 * Arguments are evaluated before it turns out that there is nothing to call a method on: `nobody.take(stack.remove(0))` has removed.
 * Source: the order of evaluation on the platform's Java machine, on which released code relies (Apex Rollup, "addQueryableFields").
 */
const inOrder = (context: FunctionContext, target: Typed, list: readonly string[], node: CallExpression): Ready => {
    if (target.nonNull === true || !node.arguments.some(acts)) return { before: '', target, list: list.join(',') };
    const names = list.map(() => context.temporary());
    const receiver = context.temporary();
    const steps = [`${receiver}=${target.js}`, ...list.map((js, index) => `${names[index] ?? ''}=${js}`)];
    return { before: `${steps.join(',')},`, target: { ...target, js: receiver }, list: names.join(',') };
};

/** Calls an instance method on a value. */
const invokeOn = (
    context: FunctionContext,
    before: Typed,
    chosen: Candidate,
    values: readonly Typed[],
    node: CallExpression
): Typed => {
    checkVisible(context, chosen, node.at);
    const ready = inOrder(context, before, argumentsFor(context, values, chosen.parameters), node);
    const value = invokeReady(context, ready, chosen);
    return ready.before === '' ? value : { ...value, js: `(${ready.before}${value.js})` };
};

const invokeReady = (context: FunctionContext, { target, list }: Ready, chosen: Candidate): Typed => {
    if (chosen.user) return { type: chosen.returns, js: `${target.js}.${chosen.user.key}(${list})` };
    const place = chosen.library;
    if (!place) throw new Error(`no code for ${chosen.name}`);
    const code = place.member.isAbstract
        ? 'null'
        : context.unit.link(`lib:${place.symbol.library.name}|${place.member.key}`);
    const rest = list === '' ? '' : `,${list}`;
    const type = recordListMethods(target.type, chosen.name) ?? chosen.returns;
    const virtual = place.symbol.library.kind === 'interface' || place.member.isAbstract;
    // A user object behind a platform type may bring its own method.
    if (virtual) return { type, js: `$virtual(${present(target)},${code},${literal(chosen.name)}${rest})` };
    const written = place.member.type?.name;
    return {
        type,
        js: `${code}(${present(target)}${rest})`,
        ...(written === 'Boolean' || written === 'Integer' ? { nonNull: true } : {})
    };
};

const superCall = (context: FunctionContext, node: CallExpression, values: readonly Typed[]): Typed => {
    const owner = context.owner;
    const parent = owner?.parent;
    if (!parent || context.isStatic) return superFault(context, node.at);
    if (isLacking(parent)) return lackingMember(context, parent, node.name, values);
    const chosen =
        chooseOverload(context, methodsNamed(context.table, parent, node.name), values, node.name, node.at) ??
        noSuchMethod(node.name, values, parent.name, node.at);
    const list = argumentsFor(context, values, chosen.parameters).join(',');
    if (!chosen.user) return invokeOn(context, { type: parent, js: 'this', nonNull: true }, chosen, values, node);
    if (chosen.user.isAbstract) fault(`Abstract method cannot be called directly: ${signatureText(chosen)}`, node.at);
    checkVisible(context, chosen, node.at);
    const handle = context.unit.link(`class:${chosen.user.owner.name}`);
    return {
        type: chosen.returns,
        js: `${handle}.k.prototype.${chosen.user.key}.call(this${list === '' ? '' : `,${list}`})`
    };
};
