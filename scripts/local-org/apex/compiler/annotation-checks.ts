/** Annotations: which there are, where they may stand and what they ask of a method. */
import type { ApexType } from '../runtime/types.ts';
import type { ClassNode, Member, MethodNode, Modifiers, ParameterNode } from './ast.ts';
import type { Report } from './method-checks.ts';
import type { ClassSymbol } from './symbols.ts';

/** Source: Apex Developer Guide, "Annotations". */
const KNOWN: ReadonlyMap<string, string> = new Map(
    (
        'AuraEnabled Deprecated Future InvocableMethod InvocableVariable IsTest JsonAccess NamespaceAccessible ReadOnly ' +
        'RemoteAction SuppressWarnings TestSetup TestVisible RestResource HttpDelete HttpGet HttpPatch HttpPost HttpPut ' +
        'SfdcReactive OAuthScope'
    )
        .split(' ')
        .map((name) => [name.toLowerCase(), name])
);
/** A class has at most one method with each of these. */
const ONCE: ReadonlyMap<string, string> = new Map([
    ['invocablemethod', 'InvocableMethod'],
    ['httpdelete', 'HttpDelete'],
    ['httpget', 'HttpGet'],
    ['httppatch', 'HttpPatch'],
    ['httppost', 'HttpPost'],
    ['httpput', 'HttpPut']
]);
/** Is there an annotation of this name? @param name in lower case */
export const isAnnotation = (name: string): boolean => KNOWN.has(name);
/** What annotations take, and of which type. Source: Apex Developer Guide, "Annotations". */
const PROPERTIES: Readonly<Record<string, Readonly<Record<string, 'Boolean' | 'String'>>>> = {
    auraenabled: { cacheable: 'Boolean', scope: 'String', continuation: 'Boolean' },
    future: { callout: 'Boolean', limits: 'String' },
    istest: {
        seealldata: 'Boolean',
        isparallel: 'Boolean',
        oninstall: 'Boolean',
        testfor: 'String',
        critical: 'Boolean'
    },
    testvisible: {},
    testsetup: {},
    httpget: {},
    httppost: {},
    httpput: {},
    httppatch: {},
    httpdelete: {},
    restresource: { urlmapping: 'String', description: 'String', label: 'String' },
    jsonaccess: { serializable: 'String', deserializable: 'String' }
};
/** Where annotations may stand; those that are not here may stand anywhere. Source: Apex Developer Guide, "Annotations". */
const PLACES: Readonly<Record<string, readonly Member['kind'][]>> = {
    auraenabled: ['method', 'property', 'fields'],
    future: ['method'],
    invocablemethod: ['method'],
    invocablevariable: ['property', 'fields'],
    istest: ['class', 'method'],
    testsetup: ['method'],
    remoteaction: ['method'],
    readonly: ['method'],
    restresource: ['class'],
    httpdelete: ['method'],
    httpget: ['method'],
    httppatch: ['method'],
    httppost: ['method'],
    httpput: ['method']
};
const PLURAL: Readonly<Record<Member['kind'], string>> = {
    class: 'classes',
    method: 'methods',
    property: 'properties',
    fields: 'fields',
    constructor: 'constructors',
    initialiser: 'initialisers'
};
/** From this version on, test methods stand in test classes. */
const TEST_CLASSES_SINCE = 28;

/** Reports every fault of a class's annotations and those of its members. */
export const checkAnnotations = (node: ClassNode, symbol: ClassSymbol, report: Report): void => {
    known(node.modifiers, 'class', node.at, report);
    const { annotations } = node.modifiers;
    if (annotations.has('restresource')) {
        if (symbol.outer) report('RestResource can only be used on a top level type', node.at);
        if (symbol.visibility !== 'global') report('RestResource classes must be declared as global', node.at);
        const url = annotations.get('restresource')?.get('urlmapping');
        const wrong = url === undefined ? 'Required property is missing: urlMapping' : urlFault(url);
        if (wrong !== undefined) report(wrong, node.at);
    }
    checkAllData(node, report);
    if (symbol.apiVersion >= NO_OVERLOADS_SINCE) checkAuraNames(node, report);
    const seen = new Set<string>();
    for (const member of node.members) {
        if (member.kind === 'initialiser' || member.kind === 'class') continue;
        known(member.modifiers, member.kind, member.at, report);
        if (member.kind !== 'method') continue;
        checkMethodAnnotations(member, symbol, report);
        for (const name of member.modifiers.annotations.keys()) {
            const shown = ONCE.get(name);
            if (shown === undefined) continue;
            if (seen.has(name)) report(`Only one method per type can be defined with: ${shown}`, member.at);
            seen.add(name);
        }
    }
};
const says = (modifiers: Modifiers, property: string): boolean =>
    /^true$/i.test(modifiers.annotations.get('istest')?.get(property) ?? '');
/** Tests that see all data neither share set-up nor run beside each other. */
const checkAllData = (node: ClassNode, report: Report): void => {
    const methods = node.members.filter((member) => member.kind === 'method');
    const all = methods.find(({ modifiers }) => says(modifiers, 'seealldata'));
    if (methods.some(({ modifiers }) => modifiers.annotations.has('testsetup'))) {
        if (says(node.modifiers, 'seealldata'))
            report('Test class cannot be annotated with @isTest(SeeAllData=true)', node.at);
        if (all)
            report(
                'Test class containing a test setup method cannot have any methods annotated with @isTest(SeeAllData=true)',
                all.at
            );
    }
    if (!says(node.modifiers, 'isparallel')) return;
    if (says(node.modifiers, 'seealldata'))
        report(
            'Test class annotated with @isTest(IsParallel=true) cannot also be annotated with @isTest(SeeAllData=true)',
            node.at
        );
    if (all)
        report(
            'Test class annotated with @isTest(IsParallel=true) cannot have any methods annotated with @isTest(SeeAllData=true)',
            all.at
        );
};

/** From this version on, no two methods that components call have one name. Source: Lightning Aura Components Developer Guide, "AuraEnabled Annotation". */
const NO_OVERLOADS_SINCE = 55;
const checkAuraNames = (node: ClassNode, report: Report): void => {
    const seen = new Set<string>();
    for (const member of node.members) {
        if (member.kind !== 'method' || !member.modifiers.annotations.has('auraenabled')) continue;
        const name = member.name.toLowerCase();
        if (seen.has(name))
            report(`Overload of AuraEnabled method: ${member.name} overload is not permitted`, member.at);
        seen.add(name);
    }
};

/** What is wrong with the address of a REST resource. Source: Apex Developer Guide, "RestResource Annotation". */
const urlFault = (url: string): string | undefined => {
    if (url === '') return 'Rest Resource url cannot be empty';
    if (url.length > MOST_URL) return `Rest Resource url cannot be longer than ${MOST_URL} characters`;
    if (!url.startsWith('/')) return "Rest Resource url must begin with a forward slash, '/'";
    if (/[^/]\*/.test(url)) return "Rest Resource url wildcard, '*', must be preceded by a forward slash, '/'";
    if (/\*[^/]/.test(url))
        return "Rest Resource url wildcard, '*', must be followed by a forward slash, '/', or be the last character";
    return undefined;
};
const MOST_URL = 255;

const known = ({ annotations }: Modifiers, kind: Member['kind'], at: ClassNode['at'], report: Report): void => {
    for (const [name, values] of annotations) {
        if (!KNOWN.has(name)) {
            // Its name may be one that every object answers to: the tables are asked of known ones only.
            report(`Annotation does not exist: ${name}`, at);
            continue;
        }
        const places = PLACES[name];
        if (places && !places.includes(kind)) report(`${KNOWN.get(name)} is not allowed on ${PLURAL[kind]}`, at);
        const properties = PROPERTIES[name];
        for (const [key, value] of properties ? values : []) {
            const type = properties && Object.hasOwn(properties, key) ? properties[key] : undefined;
            if (key === '') continue;
            if (type === undefined)
                report(`No such property, ${key}, defined on this annotation: ${KNOWN.get(name)}`, at);
            else if (type === 'Boolean' && !/^(true|false)$/i.test(value))
                report(`Invalid value for property ${key} expected type Boolean`, at);
        }
    }
};

const checkMethodAnnotations = (node: MethodNode, symbol: ClassSymbol, report: Report): void => {
    const { words, annotations } = node.modifiers;
    const isStatic = words.has('static');
    if (annotations.has('invocablemethod')) checkInvocable(node, symbol, report);
    // Methods of instances are read like properties when the instance is sent to a component.
    if (annotations.has('auraenabled') && !isStatic && !/^get/i.test(node.name))
        report("Non static AuraEnabled methods must be named with a prefix 'get'", node.at);
    if (annotations.has('auraenabled') && !isStatic && node.parameters.length > 0)
        report('Non static AuraEnabled methods may not have parameters', node.at);
    if (annotations.has('istest') || annotations.has('testsetup')) checkTest(node, symbol, report);
    if (annotations.has('future')) checkFuture(node, symbol, report);
    if (annotations.has('remoteaction') && !isStatic)
        report('RemoteAction methods must be declared as static', node.at);
    if (
        annotations.has('readonly') &&
        !annotations.has('remoteaction') &&
        !words.has('webservice') &&
        !isScheduled(node)
    )
        report(
            'Only WebService, RemoteAction or Schedulable.execute(SchedulableContext) methods can be marked ReadOnly',
            node.at
        );
    for (const [name, shown] of ONCE) {
        if (!name.startsWith('http') || !annotations.has(name)) continue;
        if (!isStatic) report(`${shown} methods must be declared as static`, node.at);
        if (!words.has('global')) report(`${shown} methods must be declared as global`, node.at);
        if (!symbol.annotations.has('restresource'))
            report(`Defining type for ${shown} methods must be declared as RestResource`, node.at);
    }
};

const isScheduled = ({ name, parameters }: MethodNode): boolean =>
    /^execute$/i.test(name) && /(?:^|\.)schedulablecontext$/i.test(parameters[0]?.type.name ?? '');

const checkInvocable = (node: MethodNode, symbol: ClassSymbol, report: Report): void => {
    const { words } = node.modifiers;
    if (!words.has('static')) report('InvocableMethod methods must be declared as static', node.at);
    if (!words.has('public') && !words.has('global'))
        report('InvocableMethod methods require at least one of the following global, public', node.at);
    if ([...node.modifiers.annotations.keys()].some((name) => name !== 'invocablemethod' && name !== 'deprecated'))
        report('The only annotation that can be used with InvocableMethod is Deprecated', node.at);
    if (node.parameters.length > 1)
        report('Only one parameter is supported on methods with @Invocable annotation', node.at);
    const [only] = node.parameters;
    if (only && !isListOrUnknown(symbol, only))
        report(
            `Unsupported parameter type ${symbol.typeOf(only.type).name}. Valid invocable parameters must be List types like List<T> where T is a supported type`,
            only.at
        );
    const returns = symbol.typeOf(node.type);
    if (returns.kind !== 'void' && returns.kind !== 'list' && returns.kind !== 'unknown')
        report(`InvocableMethod methods do not support return type of ${returns.name}`, node.at);
    if (symbol.outer) report('InvocableMethod can only be used on methods of a top level type', node.at);
};
const isListOrUnknown = (symbol: ClassSymbol, { type }: ParameterNode): boolean =>
    ['list', 'unknown'].includes(symbol.typeOf(type).kind);

const checkTest = (node: MethodNode, symbol: ClassSymbol, report: Report): void => {
    const { words, annotations } = node.modifiers;
    const isSetUp = annotations.has('testsetup');
    const kind = isSetUp ? 'TestSetup' : words.has('testmethod') ? 'testMethod' : 'IsTest';
    const returns = symbol.typeOf(node.type);
    if (!words.has('static')) report(`${kind} methods must be declared as static`, node.at);
    if (returns.kind !== 'void')
        report(
            isSetUp
                ? 'Test setup method must return void'
                : `${kind} methods do not support return type of ${returns.name}`,
            node.at
        );
    if (node.parameters.length > 0) report('Test methods must have no arguments', node.at);
    if (!symbol.isTest && symbol.apiVersion >= TEST_CLASSES_SINCE)
        report('Defining type for testMethod methods must be declared as IsTest', node.at);
};

const checkFuture = (node: MethodNode, symbol: ClassSymbol, report: Report): void => {
    const returns = symbol.typeOf(node.type);
    if (!node.modifiers.words.has('static')) report('Future methods must be declared as static', node.at);
    if (returns.kind !== 'void') report(`Future methods do not support return type of ${returns.name}`, node.at);
    for (const { type, at } of node.parameters) {
        const resolved = symbol.typeOf(type);
        if (!innermost(resolved).every(({ kind }) => kind === 'primitive' || kind === 'unknown'))
            report(`Future methods do not support parameter type of ${resolved.name}`, at);
    }
};
/** What collections hold in the end. */
const innermost = (type: ApexType): readonly ApexType[] =>
    ['list', 'set', 'map'].includes(type.kind) ? type.arguments.flatMap(innermost) : [type];
