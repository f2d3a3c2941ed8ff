/** What a class must keep to as a whole: types that exist, interfaces implemented, overrides declared, annotations in their place. */
import type { ApexType } from '../runtime/types.ts';
import { checkAnnotations } from './annotation-checks.ts';
import type { ClassNode, ParameterNode, Position, TypeNode } from './ast.ts';
import { placeKey } from './context.ts';
import type { UnitContext } from './context.ts';
import { isAssignable } from './conversions.ts';
import { CompileFault } from './fault.ts';
import { isLacking } from './lacking.ts';
import { checkIdentifier } from './identifiers.ts';
import { servedMethods } from './implemented.ts';
import { checkAccess, checkMethod, isNarrower } from './method-checks.ts';
import type { Report } from './method-checks.ts';
import type { TypeName } from './signatures.ts';
import { checkVisible } from './type-names.ts';
import type { ClassSymbol, MethodSymbol } from './symbols.ts';

/** Reports every fault of the declarations; bodies are checked elsewhere. */
export const checkClass = (unit: UnitContext, node: ClassNode, symbol: ClassSymbol): void => {
    const report = (message: string, at: Position): void => unit.report(new CompileFault(message, at));
    checkTypes(unit, node, symbol, report);
    checkHeader(unit, node, symbol, report);
    checkDuplicates(node, symbol, report);
    checkAnnotations(node, symbol, report);
    checkConstants(node, report);
    if (node.form !== 'class') return;
    for (const member of node.members) {
        if (member.kind === 'method') checkMethod(member, symbol, report);
        if (member.kind === 'fields' || member.kind === 'property' || member.kind === 'constructor')
            checkAccess(member.modifiers.words, member.at, report);
    }
    checkImplemented(unit, node, symbol, report);
};

const checkTypes = (unit: UnitContext, node: ClassNode, symbol: ClassSymbol, report: Report): void => {
    const known = (type: TypeNode): void => {
        const found = unit.table.resolve(type, symbol);
        if (!found) report(`Invalid type: ${missing(unit, type, symbol)}`, type.at);
        else guarded(() => checkVisible(unit, symbol, found, type.at), report);
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
        else if (parentSymbol && !parentSymbol.isVirtual)
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

const guarded = (check: () => void, report: Report): void => {
    try {
        check();
    } catch (error) {
        if (!(error instanceof CompileFault)) throw error;
        report(error.message, error);
    }
};
const checkConstants = (node: ClassNode, report: Report): void => {
    const [first] = node.constants.filter(
        (name, index) => node.constants.findIndex((other) => other.toLowerCase() === name.toLowerCase()) < index
    );
    if (first !== undefined) report(`Duplicate field: ${first}`, node.at);
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
        guarded(() => checkIdentifier(name, at), report);
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
            if (methods.has(key) && !types.includes('unknown')) {
                const returns = member.kind === 'method' ? symbol.typeOf(member.type).name : 'void';
                const text = `${returns} ${symbol.name}.${member.name}(${types.join(', ')})`;
                report(`Method already defined: ${member.name} ${text} from the type ${symbol.name}`, member.at);
            }
            methods.add(key);
        } else if (member.kind === 'class') {
            if (inner.has(member.name.toLowerCase())) report(`Duplicate name: ${member.name}`, member.at);
            inner.add(member.name.toLowerCase());
        }
    }
};

/** What every object has: an interface that names them asks for nothing. */
const OF_EVERY_OBJECT = new Set(['tostring', 'equals', 'hashcode']);

/** Interfaces and abstract ancestors: every method must be there. */
const checkImplemented = (unit: UnitContext, node: ClassNode, symbol: ClassSymbol, report: Report): void => {
    if (symbol.words.includes('abstract')) return;
    const concrete = symbol.ancestry().flatMap((owner) => owner.methods.filter((method) => !method.isAbstract));
    for (const { wanted: method, by: found } of servedMethods(unit.table, symbol)) {
        if (!found && OF_EVERY_OBJECT.has(method.name.toLowerCase())) continue;
        const text = `${method.returns.name} ${method.owner.name}.${method.name}(${method.types.map(({ name }) => name).join(', ')})`;
        if (!found) {
            // An unknown type is reported where it is written.
            if (!concrete.some((other) => hasUnknown(other) && other.name.toLowerCase() === method.name.toLowerCase()))
                report(`Class ${symbol.name} must implement the method: ${text}`, node.at);
        } else if (!isNarrower(found.returns, method.returns))
            report(`Return type of ${symbol.name}.${found.name} must be that of the method: ${text}`, node.at);
        else if (method.owner.kind === 'interface' && found.visibility !== 'public' && found.visibility !== 'global') {
            report(`${symbol.name}: Overridden methods must be public or global: ${text}`, node.at);
        }
    }
    for (const face of symbol.ancestry().flatMap((owner) => owner.interfaces))
        if (!face.user) checkLibraryInterface(unit, node, symbol, face, concrete, report);
};
const hasUnknown = ({ types }: MethodSymbol): boolean => types.some(({ kind }) => kind === 'unknown');
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
                table.substitute(table.resolvePlatform(type, library.typeParameters) ?? table.object, face)
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
