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
import {
    checkAccess,
    checkKindOfModifiers,
    checkMethod,
    checkParameters,
    checkClassModifiers,
    checkRepeated,
    isNarrower,
    textOfMethod
} from './method-checks.ts';
import type { Report } from './method-checks.ts';
import type { TypeName } from './signatures.ts';
import { checkVisible, unresolved } from './type-names.ts';
import type { ClassSymbol, MethodSymbol } from './symbols.ts';

/** Reports every fault of the declarations; bodies are checked elsewhere. */
export const checkClass = (unit: UnitContext, node: ClassNode, symbol: ClassSymbol): void => {
    const report = (message: string, at: Position): void => unit.report(new CompileFault(message, at));
    checkTypes(unit, node, symbol, report);
    checkHeader(unit, node, symbol, report);
    checkDuplicates(node, symbol, report);
    checkAnnotations(node, symbol, report);
    checkConstants(node, report);
    checkRepeated(node.modifiers, node.at, report);
    checkClassModifiers(node, report);
    for (const member of node.members) {
        if (member.kind === 'initialiser' || member.kind === 'class') continue;
        checkRepeated(member.modifiers, member.at, report);
        const [written] = member.modifiers.written ?? [];
        if (written !== undefined) report(`${written} is not allowed on interface methods`, member.at);
    }
    if (node.form !== 'class') return;
    for (const member of node.members) {
        if (member.kind === 'method') checkMethod(member, symbol, report);
        if (member.kind === 'fields' || member.kind === 'property' || member.kind === 'constructor')
            checkAccess(member.modifiers.words, member.at, report);
        if (member.kind === 'method' || member.kind === 'constructor') checkParameters(member, report);
        if ((member.kind === 'fields' || member.kind === 'property') && member.type.name.toLowerCase() === 'void')
            report(`${member.kind === 'property' ? 'Properties' : 'Variables'} cannot be of type void`, member.at);
        if (member.kind === 'constructor' || member.kind === 'fields' || member.kind === 'property')
            checkKindOfModifiers(member, report);
    }
    checkImplemented(unit, node, symbol, report);
};

const checkTypes = (unit: UnitContext, node: ClassNode, symbol: ClassSymbol, report: Report): void => {
    const known = (type: TypeNode): void => {
        const found = unit.table.resolve(type, symbol);
        if (!found) report(missing(unit, type, symbol), type.at);
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
/** What is wrong with the innermost name that is unknown: of `List<Nonsense>` it is `Nonsense`. */
const missing = (unit: UnitContext, type: TypeName, symbol: ClassSymbol): string => {
    const part = type.arguments.find((argument) => !unit.table.resolve(argument, symbol));
    return part ? missing(unit, part, symbol) : unresolved({ table: unit.table, owner: symbol }, type);
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
            report(`Invalid super type: ${parent.name}`, at);
        else if (parentSymbol && !parentSymbol.isVirtual)
            report(`Non-virtual and non-abstract type cannot be extended: ${parentSymbol.name}`, at);
        else if (!parentSymbol && parent.library?.kind === 'exception' && parent.name !== 'Exception')
            report(`System exceptions cannot be extended: ${parent.name}`, at);
        const last = symbol.ancestry().at(-1);
        if (last?.parentSymbol) report(`Circular definition: ${symbol.name}`, at);
    }
    if (node.form === 'class' && symbol.isException && !/exception$/i.test(symbol.simpleName)) {
        report(`Classes extending Exception must have a name ending in 'Exception': ${symbol.name}`, node.at);
    }
    const isPlain = node.form === 'class' && !symbol.isException && !isLacking(symbol.ancestry().at(-1)?.parent);
    if (isPlain && /exception$/i.test(symbol.simpleName))
        report(`Exception class must extend another Exception class: ${symbol.name}`, node.at);
    const seen = new Set<ApexType>();
    if (node.form === 'interface' && symbol.interfaces.includes(symbol.type))
        report(`Circular definition: ${symbol.name}`, node.at);
    if (symbol.outer?.simpleName.toLowerCase() === symbol.simpleName.toLowerCase())
        report(`Type name already in use: ${symbol.simpleName}`, node.at);
    for (const [index, face] of symbol.interfaces.entries()) {
        const at = node.implements[index]?.at ?? node.at;
        if (face.kind !== 'interface' && !isLacking(face)) report(`Invalid interface: ${face.name}`, at);
        if (seen.has(face)) report(`Interface already implemented: ${face.name}`, at);
        seen.add(face);
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
            if (member.kind === 'initialiser') {
                if (member.isStatic) report('Inner types are not allowed to have static blocks', member.at);
            } else if (member.kind !== 'class' && member.modifiers.words.has('static')) {
                const what = {
                    method: 'methods',
                    property: 'properties',
                    fields: 'fields',
                    constructor: 'constructors'
                };
                report(`static can only be used on ${what[member.kind]} of a top level type`, member.at);
            }
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
            if (inner.has(member.name.toLowerCase())) report(`Type name already in use: ${member.name}`, member.at);
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
        const text = textOfMethod(method);
        if (!found) {
            // An unknown type is reported where it is written.
            if (!concrete.some((other) => hasUnknown(other) && other.name.toLowerCase() === method.name.toLowerCase()))
                report(`Class ${symbol.name} must implement the method: ${text}`, node.at);
        } else if (!isNarrower(found.returns, method.returns))
            report(
                `Method return types clash: ${text} vs ${textOfMethod(found)} from the type ${symbol.name}`,
                node.at
            );
        else if (method.owner.kind === 'interface' && found.visibility !== 'public' && found.visibility !== 'global') {
            report(hiddenImplementation(symbol, text), node.at);
        }
    }
    for (const face of symbol.ancestry().flatMap((owner) => owner.interfaces))
        if (!face.user) checkLibraryInterface(unit, node, symbol, face, concrete, report);
};
const hiddenImplementation = ({ name }: ClassSymbol, text: string): string =>
    `${name}: Overriding implementations of global or public interface methods must be global or public: ${text}`;
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
                report(hiddenImplementation(symbol, text), node.at);
        }
    }
};
