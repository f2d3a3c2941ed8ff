/** What a class must keep to as a whole: types that exist, interfaces implemented, overrides declared, annotations in their place. */
import type { ApexType } from '../runtime/types.ts';
import type { Annotations, ClassNode, MethodNode, ParameterNode, Position, TypeNode } from './ast.ts';
import { placeKey } from './context.ts';
import type { UnitContext } from './context.ts';
import { isAssignable } from './conversions.ts';
import { CompileFault } from './fault.ts';
import { isLacking } from './lacking.ts';
import type { TypeName } from './signatures.ts';
import { symbolOf } from './symbols.ts';
import type { ClassSymbol, MethodSymbol } from './symbols.ts';

/** From this version on, abstract and override methods must say who may call them. */
const EXPLICIT_ACCESS_SINCE = 65;

/** Reports every fault of the declarations; bodies are checked elsewhere. */
export const checkClass = (unit: UnitContext, node: ClassNode, symbol: ClassSymbol): void => {
    const report = (message: string, at: Position): void => unit.report(new CompileFault(message, at));
    checkTypes(unit, node, symbol, report);
    checkHeader(unit, node, symbol, report);
    checkDuplicates(node, symbol, report);
    if (node.form !== 'class') return;
    for (const member of node.members) if (member.kind === 'method') checkMethod(member, symbol, report);
    checkImplemented(unit, node, symbol, report);
};
type Report = (message: string, at: Position) => void;

const checkTypes = (unit: UnitContext, node: ClassNode, symbol: ClassSymbol, report: Report): void => {
    const known = (type: TypeNode): void => {
        if (!unit.table.resolve(type, symbol)) report(`Invalid type: ${missing(unit, type, symbol)}`, type.at);
    };
    const parameters = (list: readonly ParameterNode[]): void => list.forEach(({ type }) => known(type));
    for (const type of [...node.extends, ...node.implements]) known(type);
    for (const member of node.members) {
        if (unit.refusals.has(placeKey(member.at))) continue;
        const before = unit.problems.length;
        if (member.kind === 'fields' || member.kind === 'property') known(member.type);
        else if (member.kind === 'constructor') parameters(member.parameters);
        else if (member.kind === 'method') {
            known(member.type);
            parameters(member.parameters);
        }
        if (member.kind !== 'class') unit.blame(member.at, before);
    }
};
/** The innermost name that is unknown: of `List<Nonsense>` it is `Nonsense`. */
const missing = (unit: UnitContext, type: TypeName, symbol: ClassSymbol): string => {
    const part = type.arguments.find((argument) => !unit.table.resolve(argument, symbol));
    return part ? missing(unit, part, symbol) : type.name;
};

const checkHeader = (unit: UnitContext, node: ClassNode, symbol: ClassSymbol, report: Report): void => {
    const { parent } = symbol;
    const parentSymbol = symbol.parentSymbol;
    if (
        !symbol.outer &&
        unit.kind === 'class' &&
        symbol.visibility !== 'public' &&
        symbol.visibility !== 'global' &&
        !symbol.isTest
    ) {
        report('Top-level type must have public or global visibility', node.at);
    }
    if (node.form === 'class' && parent) {
        const at = node.extends[0]?.at ?? node.at;
        if (parentSymbol ? parentSymbol.kind !== 'class' : parent.kind !== 'class')
            report(`Type cannot be extended: ${parent.name}`, at);
        else if (parentSymbol && !parentSymbol.isVirtual && !parentSymbol.isException)
            report(`Non-virtual and non-abstract type cannot be extended: ${parentSymbol.name}`, at);
        else if (!parentSymbol && parent.library?.kind === 'exception' && parent.name !== 'Exception')
            report(`System exceptions cannot be extended: ${parent.name}`, at);
        const last = symbol.ancestry().at(-1);
        if (last?.parentSymbol) report(`Circular definition: ${symbol.name}`, at);
    }
    if (node.form === 'class' && symbol.isException && !/exception$/i.test(symbol.simpleName)) {
        report(`Exception class name must end with 'Exception': ${symbol.simpleName}`, node.at);
    }
    for (const [index, face] of symbol.interfaces.entries()) {
        if (face.kind !== 'interface' && !isLacking(face))
            report(`Type is not an interface: ${face.name}`, node.implements[index]?.at ?? node.at);
    }
};

const checkDuplicates = (node: ClassNode, symbol: ClassSymbol, report: Report): void => {
    if (symbol.outer) {
        for (const member of node.members) {
            const what = member.kind === 'method' ? 'methods' : 'variables';
            const isStatic =
                member.kind === 'initialiser'
                    ? member.isStatic
                    : member.kind !== 'class' && member.modifiers.words.has('static');
            if (isStatic) report(`Only top-level class ${what} can be declared static`, member.at);
            if (member.kind === 'class') report('Inner types are not allowed to have inner types', member.at);
        }
    }
    const fields = new Set<string>();
    const field = (name: string, at: Position): void => {
        if (fields.has(name.toLowerCase())) report(`Duplicate field: ${name}`, at);
        fields.add(name.toLowerCase());
    };
    const methods = new Set<string>();
    const inner = new Set<string>();
    for (const member of node.members) {
        if (member.kind === 'fields') member.declarators.forEach(({ name, at }) => field(name, at));
        else if (member.kind === 'property') field(member.name, member.at);
        else if (member.kind === 'method' || member.kind === 'constructor') {
            const types = member.parameters.map(({ type }) => symbol.typeOf(type).name);
            const key = `${member.kind} ${member.name}(${types.join(',')})`.toLowerCase();
            if (methods.has(key) && !types.includes('unknown'))
                report(
                    `Method already defined: ${member.name} ${symbol.name} ${member.name}(${types.join(', ')})`,
                    member.at
                );
            methods.add(key);
        } else if (member.kind === 'class') {
            if (inner.has(member.name.toLowerCase())) report(`Duplicate name: ${member.name}`, member.at);
            inner.add(member.name.toLowerCase());
        }
    }
};

const checkMethod = (node: MethodNode, symbol: ClassSymbol, report: Report): void => {
    const { words, annotations } = node.modifiers;
    const isAbstract = words.has('abstract');
    if (isAbstract && node.body) report(`Abstract methods cannot have a body: ${node.name}`, node.at);
    if (!isAbstract && !node.body) report(`Method must define a body: ${node.name}`, node.at);
    if (isAbstract && !symbol.isAbstract)
        report(`Only abstract classes may declare abstract methods: ${node.name}`, node.at);
    const explicit = ['public', 'protected', 'global'].some((word) => words.has(word));
    if (symbol.apiVersion >= EXPLICIT_ACCESS_SINCE && (isAbstract || words.has('override')) && !explicit) {
        report(`Abstract and override methods must be protected, public or global: ${node.name}`, node.at);
    }
    const types = node.parameters.map(({ type }) => symbol.typeOf(type));
    const inherited = words.has('static') ? undefined : overridden(symbol, node.name, types);
    const fromLibrary = ['tostring', 'equals', 'hashcode', 'getmessage'].includes(node.name.toLowerCase());
    if (inherited) {
        if (!words.has('override')) report(`Method must use the override keyword: ${node.name}`, node.at);
        else if (!inherited.isVirtual)
            report(`Non-virtual, non-abstract methods cannot be overridden: ${node.name}`, node.at);
        else if (inherited.returns !== symbol.typeOf(node.type))
            report(`Return type of an overriding method must be ${inherited.returns.name}: ${node.name}`, node.at);
    } else if (words.has('override') && !fromLibrary && !(symbol.parent && !symbol.parentSymbol)) {
        report(`Method does not override an ancestor method: ${node.name}`, node.at);
    }
    checkAnnotations(node, symbol, annotations, report);
};
const overridden = (symbol: ClassSymbol, name: string, types: readonly ApexType[]): MethodSymbol | undefined => {
    for (const owner of symbol.ancestry().slice(1)) {
        const found = owner.methods.find(
            (method) => !method.isStatic && method.visibility !== 'private' && sameSignature(method, name, types)
        );
        if (found) return found;
    }
    return undefined;
};
const sameSignature = (method: MethodSymbol, name: string, types: readonly ApexType[]): boolean =>
    method.name.toLowerCase() === name.toLowerCase() &&
    method.types.length === types.length &&
    method.types.every((type, index) => type === types[index]);

const checkAnnotations = (node: MethodNode, symbol: ClassSymbol, annotations: Annotations, report: Report): void => {
    const { words } = node.modifiers;
    const isStatic = words.has('static');
    if (annotations.has('invocablemethod')) {
        if (!isStatic || !(words.has('public') || words.has('global')))
            report('Methods with @InvocableMethod must be public or global, and static', node.at);
        if (node.parameters.length > 1)
            report('Only one parameter is supported on methods with @InvocableMethod annotation', node.at);
        const [only] = node.parameters;
        if (only && symbol.typeOf(only.type).kind !== 'list')
            report('Parameters of methods with @InvocableMethod must be a List', only.at);
        if (symbol.outer) report('@InvocableMethod methods must be defined in top-level classes', node.at);
    }
    if (annotations.has('auraenabled') && !isStatic)
        report(`AuraEnabled methods must be static: ${node.name}`, node.at);
    if (annotations.has('istest') || annotations.has('testsetup')) {
        if (!isStatic || symbol.typeOf(node.type).kind !== 'void' || node.parameters.length > 0)
            report(`Test methods must be static, void and without parameters: ${node.name}`, node.at);
        if (!symbol.isTest) report(`Test methods are only allowed in test classes: ${node.name}`, node.at);
    }
    if (annotations.has('future')) {
        if (!isStatic || symbol.typeOf(node.type).kind !== 'void')
            report(`Future methods must be static void: ${node.name}`, node.at);
        for (const { type, at } of node.parameters) {
            const resolved = symbol.typeOf(type);
            const element = resolved.kind === 'list' || resolved.kind === 'set' ? resolved.arguments[0] : resolved;
            if (element?.kind !== 'primitive')
                report(`Unsupported parameter type ${resolved.name} for @future method`, at);
        }
    }
};

/** Interfaces and abstract ancestors: every method must be there. */
const checkImplemented = (unit: UnitContext, node: ClassNode, symbol: ClassSymbol, report: Report): void => {
    if (symbol.words.includes('abstract')) return;
    const methods = symbol
        .ancestry()
        .flatMap((owner) => owner.methods.filter((method) => !method.isStatic && !method.isAbstract));
    const wanted = symbol
        .ancestry()
        .flatMap((owner) => [
            ...owner.methods.filter(({ isAbstract }) => isAbstract),
            ...owner.interfaces.flatMap(interfaceMethods)
        ]);
    for (const method of wanted) {
        const found = methods.find((candidate) => sameSignature(candidate, method.name, method.types));
        const text = `${method.returns.name} ${method.owner.name}.${method.name}(${method.types.map(({ name }) => name).join(', ')})`;
        if (!found) report(`Class ${symbol.name} must implement the method: ${text}`, node.at);
        else if (found.returns !== method.returns)
            report(`Return type of ${symbol.name}.${found.name} must be that of the method: ${text}`, node.at);
        else if (method.owner.kind === 'interface' && found.visibility !== 'public' && found.visibility !== 'global') {
            report(`${symbol.name}: Overridden methods must be public or global: ${text}`, node.at);
        }
    }
    for (const face of symbol.ancestry().flatMap((owner) => owner.interfaces))
        if (!face.user) checkLibraryInterface(unit, node, symbol, face, methods, report);
};
const interfaceMethods = (type: ApexType): MethodSymbol[] => {
    const symbol = symbolOf(type);
    return symbol ? [...symbol.methods, ...symbol.interfaces.flatMap(interfaceMethods)] : [];
};
const checkLibraryInterface = (
    unit: UnitContext,
    node: ClassNode,
    symbol: ClassSymbol,
    face: ApexType,
    methods: readonly MethodSymbol[],
    report: Report
): void => {
    const library = face.library;
    if (!library) return;
    const { table } = unit;
    for (const list of table.library.of(library).members.values()) {
        for (const member of list) {
            if (!(library.abstractMembers ?? []).includes(member.key)) continue;
            const types = member.parameters.map(({ type }) =>
                table.substitute(table.resolve(type, undefined, library.typeParameters) ?? table.object, face)
            );
            const fits = (method: MethodSymbol): boolean =>
                method.name.toLowerCase() === member.name.toLowerCase() &&
                method.types.length === types.length &&
                method.types.every(
                    (type, index) =>
                        isAssignable(table, types[index] ?? type, type) ||
                        isAssignable(table, type, types[index] ?? type)
                );
            const text = `${member.type?.name ?? 'void'} ${face.name}.${member.name}(${types.map(({ name }) => name).join(', ')})`;
            const found = methods.find(fits);
            if (!found) report(`Class ${symbol.name} must implement the method: ${text}`, node.at);
            else if (found.visibility !== 'public' && found.visibility !== 'global')
                report(`${symbol.name}: Overridden methods must be public or global: ${text}`, node.at);
        }
    }
};
