/** What a method declaration must keep to: bodies, overriding, access. */
import type { ApexType } from '../runtime/types.ts';
import type { ClassNode, ConstructorNode, FieldNode, MethodNode, Modifiers, Position, PropertyNode } from './ast.ts';
import { symbolOf } from './symbols.ts';
import type { ClassSymbol, MethodSymbol } from './symbols.ts';

/** From this version on, abstract and override methods must say who may call them. */
const EXPLICIT_ACCESS_SINCE = 65;
const ACCESS = ['private', 'protected', 'public', 'global'];
/** Methods that every object has: overriding them is free. */
const OF_OBJECT = ['tostring', 'equals', 'hashcode', 'getmessage'];

export type Report = (message: string, at: Position) => void;

/** `void Crate.fill(Integer)` */
const textOf = (node: MethodNode, symbol: ClassSymbol): string => {
    const types = node.parameters.map(({ type }) => symbol.typeOf(type).name);
    return `${symbol.typeOf(node.type).name} ${symbol.name}.${node.name}(${types.join(', ')})`;
};

/** A method as messages name it: `void Crate.fill(Integer)`. */
export const textOfMethod = ({ returns, owner, name, types }: MethodSymbol): string =>
    `${returns.name} ${owner.name}.${name}(${types.map((type) => type.name).join(', ')})`;

/** Reports what is written twice. */
export const checkRepeated = ({ repeated = [] }: Modifiers, at: Position, report: Report): void => {
    for (const word of repeated) report(`Duplicate modifier: ${word}`, at);
};
const MOST_PARAMETERS = 32;
/** Reports parameters that are too many or of no type. */
export const checkParameters = (node: MethodNode | ConstructorNode, report: Report): void => {
    if (node.parameters.length > MOST_PARAMETERS)
        report(`Invalid number of parameters exceeds: ${MOST_PARAMETERS}`, node.at);
    for (const { type, at } of node.parameters)
        if (type.name.toLowerCase() === 'void') report('Parameters cannot be of type void', at);
};
/** Modifiers that no member of a kind has. Source: Apex Developer Guide, "Class Declaration", "Class Variables", "Apex Properties". */
const NEVER: Readonly<Record<'constructor' | 'fields' | 'property', readonly string[]>> = {
    constructor: ['static', 'abstract', 'virtual', 'override', 'final', 'transient', 'webservice', 'testmethod'],
    fields: ['abstract', 'virtual', 'override', 'testmethod'],
    property: ['testmethod']
};
const PLURAL = { constructor: 'constructors', fields: 'fields', property: 'properties' };
/** Reports modifiers that a constructor, field or property cannot have. */
export const checkKindOfModifiers = (node: ConstructorNode | FieldNode | PropertyNode, report: Report): void => {
    for (const word of NEVER[node.kind])
        if (node.modifiers.words.has(word)) report(`${word} is not allowed on ${PLURAL[node.kind]}`, node.at);
};

const CLASS_PLURAL = { class: 'classes', interface: 'interfaces', enum: 'enums' };
/** Reports modifiers that a class, interface or enum cannot have, or not together. */
export const checkClassModifiers = (node: ClassNode, report: Report): void => {
    const { words } = node.modifiers;
    for (const word of ['static', 'final', 'transient', 'override', 'webservice', 'testmethod'])
        if (words.has(word)) report(`${word} is not allowed on ${CLASS_PLURAL[node.form]}`, node.at);
    if (words.has('abstract') && words.has('virtual')) report('abstract classes cannot be virtual', node.at);
    const [first, second] = [...words].filter((word) => word.endsWith(' sharing'));
    if (first !== undefined && second !== undefined) report(`${first} classes cannot be ${second}`, node.at);
};

/** Reports every fault of a method's declaration; its annotations are checked elsewhere. */
export const checkMethod = (node: MethodNode, symbol: ClassSymbol, report: Report): void => {
    const { words } = node.modifiers;
    const isAbstract = words.has('abstract');
    if (isAbstract && node.body) report('Abstract methods cannot have a body', node.at);
    if (!isAbstract && !node.body) report('Method must have a body', node.at);
    if (isAbstract && !symbol.isAbstract)
        report('Defining type for abstract methods must be declared as abstract', node.at);
    checkModifiers(node, symbol, report);
    checkOverriding(node, symbol, report);
};

/** Reports access modifiers that contradict each other, of a method, field, property or class. @returns those that are there */
export const checkAccess = (words: ReadonlySet<string>, at: Position, report: Report): readonly string[] => {
    const access = ACCESS.filter((word) => words.has(word));
    if (access.length > 1) report('Declarations can only have one scope', at);
    return access;
};

const checkModifiers = (node: MethodNode, symbol: ClassSymbol, report: Report): void => {
    const { words } = node.modifiers;
    const access = checkAccess(words, node.at, report);
    const explicit = access.some((word) => word !== 'private');
    const needsAccess = words.has('abstract') || words.has('override');
    if (symbol.apiVersion >= EXPLICIT_ACCESS_SINCE && needsAccess && !explicit)
        report(
            `${words.has('abstract') ? 'abstract' : 'override'} methods require at least one of the following global, public, protected`,
            node.at
        );
    for (const word of words.has('static') ? ['virtual', 'abstract', 'override'] : [])
        if (words.has(word)) report(`static methods cannot be ${word}`, node.at);
    for (const word of ['final', 'transient'])
        if (words.has(word)) report(`${word} is not allowed on methods`, node.at);
    if (words.has('webservice')) {
        if (!words.has('static')) report('webservice methods must be declared as static', node.at);
        if (symbol.visibility !== 'global')
            report('Defining type for webservice methods must be declared as global', node.at);
    } else if (words.has('global') && symbol.visibility !== 'global' && symbol.kind === 'class')
        report('Defining type for global methods must be declared as global', node.at);
};

/** Does a method say that fewer may see it than the one it overrides? One that says nothing, or is public where that is global, does not. */
const hides = ({ modifiers: { words } }: MethodNode, { visibility }: MethodSymbol): boolean =>
    (words.has('private') && visibility !== 'private') ||
    (words.has('protected') && (visibility === 'public' || visibility === 'global'));

const checkOverriding = (node: MethodNode, symbol: ClassSymbol, report: Report): void => {
    const { words } = node.modifiers;
    const types = node.parameters.map(({ type }) => symbol.typeOf(type));
    const inherited = words.has('static') ? undefined : overridden(symbol, node.name, types);
    if (inherited) {
        // A method that gives an abstract one its body may leave the word out.
        const isOwn = inherited.isAbstract || inherited.visibility === 'private';
        if (!words.has('override')) {
            if (!isOwn) report(`Method must use the override keyword: ${textOf(node, symbol)}`, node.at);
        } else if (!inherited.isVirtual)
            report(`Non-virtual, non-abstract methods cannot be overridden: ${textOf(node, symbol)}`, node.at);
        else if (hides(node, inherited))
            report(`Cannot reduce the visibility of method: ${textOf(node, symbol)}`, node.at);
        else if (!isNarrower(symbol.typeOf(node.type), inherited.returns))
            report(
                `Method return types clash: ${textOfMethod(inherited)} vs ${textOf(node, symbol)} from the type ${symbol.name}`,
                node.at
            );
        return;
    }
    const isFree = OF_OBJECT.includes(node.name.toLowerCase());
    const ofLibrary = symbol.ancestry().some(({ parent, parentSymbol }) => parent && !parentSymbol);
    if (words.has('override') && !isFree && !ofLibrary)
        report(`@Override specified for non-overriding method: ${textOf(node, symbol)}`, node.at);
};
const withInterfaces = (type: ApexType): readonly ApexType[] => [
    type,
    ...(symbolOf(type)?.ancestry() ?? []).flatMap(({ interfaces }) => interfaces.flatMap(withInterfaces))
];
/**
 * May a method return this type where the method it overrides or implements returns the other? The same type, or a class of
 * the project that extends or implements it (each is an Object), or records of one object for records of any: public packages that run in
 * production orgs do so.
 */
export const isNarrower = (returned: ApexType, wanted: ApexType): boolean =>
    returned === wanted ||
    [returned.kind, wanted.kind].includes('unknown') ||
    (wanted.kind === 'object' && symbolOf(returned) !== undefined) ||
    (returned.kind === 'sobject' && wanted.name === 'SObject') ||
    (returned.kind === 'list' && wanted.kind === 'list' && isNarrowerElement(returned, wanted)) ||
    (symbolOf(returned)?.ancestry() ?? []).some((ancestor) => ancestor === symbolOf(wanted)) ||
    withInterfaces(returned).includes(wanted);
const isNarrowerElement = ({ arguments: [from] }: ApexType, { arguments: [to] }: ApexType): boolean =>
    from !== undefined && to !== undefined && isNarrower(from, to);

const overridden = (symbol: ClassSymbol, name: string, types: readonly ApexType[]): MethodSymbol | undefined => {
    for (const owner of symbol.ancestry().slice(1)) {
        const found = owner.methods.find(
            (method) =>
                !method.isStatic &&
                (method.visibility !== 'private' || method.isVirtual) &&
                sameSignature(method, name, types)
        );
        if (found) return found;
    }
    return undefined;
};
/** Same name, same parameter types. */
export const sameSignature = (method: MethodSymbol, name: string, types: readonly ApexType[]): boolean =>
    method.name.toLowerCase() === name.toLowerCase() &&
    method.types.length === types.length &&
    method.types.every((type, index) => type === types[index]);
