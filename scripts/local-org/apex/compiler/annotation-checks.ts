/** Annotations: which there are, where they may stand and what they ask of a method. */
import type { ApexType } from '../runtime/types.ts';
import type { ClassNode, MethodNode, Modifiers, ParameterNode } from './ast.ts';
import type { Report } from './method-checks.ts';
import type { ClassSymbol } from './symbols.ts';

/** Source: Apex Developer Guide, "Annotations". */
const KNOWN = new Set(
    (
        'auraenabled deprecated future invocablemethod invocablevariable istest jsonaccess namespaceaccessible readonly ' +
        'remoteaction suppresswarnings testsetup testvisible restresource httpdelete httpget httppatch httppost httpput ' +
        'sfdcreactive oauthscope'
    ).split(' ')
);
/** A class has at most one method with each of these. */
const ONCE: Readonly<Record<string, string>> = {
    invocablemethod: 'InvocableMethod',
    httpdelete: 'HttpDelete',
    httpget: 'HttpGet',
    httppatch: 'HttpPatch',
    httppost: 'HttpPost',
    httpput: 'HttpPut'
};
/** From this version on, test methods stand in test classes. */
const TEST_CLASSES_SINCE = 28;

/** Reports every fault of a class's annotations and those of its members. */
export const checkAnnotations = (node: ClassNode, symbol: ClassSymbol, report: Report): void => {
    known(node.modifiers, node.at, report);
    const { annotations } = node.modifiers;
    if (annotations.has('restresource')) {
        if (symbol.outer) report('Annotation is not allowed on an inner type: RestResource', node.at);
        if (symbol.visibility !== 'global') report('Classes with @RestResource must be global', node.at);
        if (!annotations.get('restresource')?.has('urlmapping'))
            report('Annotation property, urlMapping, on RestResource is required', node.at);
    }
    const seen = new Set<string>();
    for (const member of node.members) {
        if (member.kind === 'initialiser' || member.kind === 'class') continue;
        known(member.modifiers, member.at, report);
        if (member.kind !== 'method') continue;
        checkMethodAnnotations(member, symbol, report);
        for (const name of member.modifiers.annotations.keys()) {
            const shown = ONCE[name];
            if (shown === undefined) continue;
            if (seen.has(name)) report(`Only one method per type can be defined with: ${shown}`, member.at);
            seen.add(name);
        }
    }
};
const known = ({ annotations }: Modifiers, at: ClassNode['at'], report: Report): void => {
    for (const name of annotations.keys()) if (!KNOWN.has(name)) report(`Annotation does not exist: ${name}`, at);
};

const checkMethodAnnotations = (node: MethodNode, symbol: ClassSymbol, report: Report): void => {
    const { words, annotations } = node.modifiers;
    const isStatic = words.has('static');
    if (annotations.has('invocablemethod')) checkInvocable(node, symbol, report);
    // Methods of instances are read like properties when the instance is sent to a component.
    if (annotations.has('auraenabled') && !isStatic && !/^get/i.test(node.name))
        report("AuraEnabled methods must be named with a prefix 'get'", node.at);
    if (annotations.has('auraenabled') && !isStatic && node.parameters.length > 0)
        report('AuraEnabled methods of instances must have no parameters', node.at);
    if (annotations.has('istest') || annotations.has('testsetup')) checkTest(node, symbol, report);
    if (annotations.has('future')) checkFuture(node, symbol, report);
    for (const [name, shown] of Object.entries(ONCE)) {
        if (!name.startsWith('http') || !annotations.has(name)) continue;
        if (!isStatic || !words.has('global'))
            report(`${shown} methods must be global and static: ${node.name}`, node.at);
        if (!symbol.annotations.has('restresource'))
            report(`${shown} methods must be in a class with @RestResource: ${node.name}`, node.at);
    }
};

const checkInvocable = (node: MethodNode, symbol: ClassSymbol, report: Report): void => {
    const { words } = node.modifiers;
    if (!words.has('static') || !(words.has('public') || words.has('global')))
        report('Methods with @InvocableMethod must be public or global, and static', node.at);
    if (node.parameters.length > 1)
        report('Only one parameter is supported on methods with @InvocableMethod annotation', node.at);
    const [only] = node.parameters;
    if (only && !isListOrUnknown(symbol, only))
        report('Parameters of methods with @InvocableMethod must be a List', only.at);
    const returns = symbol.typeOf(node.type);
    if (returns.kind !== 'void' && returns.kind !== 'list' && returns.kind !== 'unknown')
        report('Return type of methods with @InvocableMethod must be a List', node.at);
    if (symbol.outer) report('@InvocableMethod methods must be defined in top-level classes', node.at);
};
const isListOrUnknown = (symbol: ClassSymbol, { type }: ParameterNode): boolean =>
    ['list', 'unknown'].includes(symbol.typeOf(type).kind);

const checkTest = (node: MethodNode, symbol: ClassSymbol, report: Report): void => {
    const isStatic = node.modifiers.words.has('static');
    if (!isStatic || symbol.typeOf(node.type).kind !== 'void' || node.parameters.length > 0)
        report(`Test methods must be static, void and without parameters: ${node.name}`, node.at);
    if (!symbol.isTest && symbol.apiVersion >= TEST_CLASSES_SINCE)
        report('Test methods must be in test classes', node.at);
};

const checkFuture = (node: MethodNode, symbol: ClassSymbol, report: Report): void => {
    if (!node.modifiers.words.has('static') || symbol.typeOf(node.type).kind !== 'void')
        report(`Future methods must be static void: ${node.name}`, node.at);
    for (const { type, at } of node.parameters) {
        const resolved = symbol.typeOf(type);
        if (!innermost(resolved).every(({ kind }) => kind === 'primitive' || kind === 'unknown'))
            report(`Unsupported parameter type ${resolved.name}`, at);
    }
};
/** What collections hold in the end. */
const innermost = (type: ApexType): readonly ApexType[] =>
    ['list', 'set', 'map'].includes(type.kind) ? type.arguments.flatMap(innermost) : [type];
