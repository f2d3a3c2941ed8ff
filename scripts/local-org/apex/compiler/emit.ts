/** A file's tree → JavaScript with what is needed to link it. */
import type {
    AnonymousNode,
    Block,
    ClassNode,
    FieldNode,
    Member,
    ParameterNode,
    Position,
    PropertyNode,
    TriggerNode,
    UnitNode
} from './ast.ts';
import { chainedConstructor, constructorOf } from './calls.ts';
import { checkClass } from './class-checks.ts';
import { FunctionContext, placeKey } from './context.ts';
import type { UnitContext, UnitProblem } from './context.ts';
import { convert } from './conversions.ts';
import { CompileFault } from './fault.ts';
import { expression } from './expressions.ts';
import { servedMethods } from './implemented.ts';
import { constructorKey, getterKey, literal, localName, setterKey } from './mangle.ts';
import { methodKeyOf } from './method-keys.ts';
import { ownerOf, TRIGGER_OWNER } from './outline.ts';
import { statements } from './statements.ts';
import { checkTrigger } from './trigger-checks.ts';
import type { ClassSymbol, FieldSymbol } from './symbols.ts';
import { assigned, countLine, fault } from './typed.ts';
import type { ApexType } from '../runtime/types.ts';
import { helpers } from '../runtime/helpers.ts';

/** Compiled code of one file, as the cache keeps it. */
export interface EmittedUnit {
    readonly code: string;
    readonly links: readonly string[];
    /** Lines that can be executed. */
    readonly lines: readonly number[];
    /** Lines of properties without code, with the names of their counters. */
    readonly properties: readonly (readonly [number, string])[];
    readonly ranges: readonly (readonly [number, number, string])[];
}

/** @returns nothing where there are problems */
export const emitUnit = (
    unit: UnitContext,
    node: UnitNode,
    symbol: ClassSymbol | undefined
): EmittedUnit | { readonly problems: readonly UnitProblem[] } => {
    const { writer } = unit;
    const start = writer.reserve();
    if (node.kind === 'class' && symbol) emitClass(unit, node, symbol);
    else if (node.kind === 'trigger') emitTrigger(unit, node, symbol);
    else if (node.kind === 'anonymous') emitLoose(unit, node, symbol, 'AnonymousBlock');
    writer.add('})');
    if (unit.problems.length > 0) return { problems: unit.problems };
    const names = unit.links.map((_, index) => `$k${index}`);
    start(
        `(function($r,$u){"use strict";const{${Object.keys(helpers).join(',')}}=$r,$c=$u.cover,[${names.join(',')}]=$u.links;`
    );
    return {
        code: writer.toString(),
        links: unit.links,
        lines: [...unit.lines].sort((a, b) => a - b),
        properties: unit.properties,
        ranges: unit.ranges
    };
};

interface Parameter {
    readonly name: string;
    readonly type: ApexType;
    readonly at: Position;
    readonly isFinal: boolean;
}
interface FunctionFacts {
    readonly context: FunctionContext;
    readonly parameters: readonly Parameter[];
    readonly from: Position;
    readonly to: Position;
    /** As stack traces show it. */
    readonly display: string;
}
/** A JavaScript function: depth, sharing, temporaries, then the body. */
const emitFunction = (facts: FunctionFacts, emitBody: () => void): void => {
    const { context, parameters, from, to, display } = facts;
    const { unit } = context;
    const { writer } = unit;
    writer.at(from.line);
    const refusal = unit.refusals.get(placeKey(from));
    if (refusal !== undefined) {
        writer.add(`function(){$refuse(${literal(display.replace(/^Class\./, ''))},${literal(refusal)});}`);
        return;
    }
    const before = unit.problems.length;
    for (const { name, type, at, isFinal } of parameters)
        guardedReport(unit, () => context.declare(name, type, at, isFinal));
    writer.add(`function(${parameters.map(({ name }) => localName(name)).join(',')}){`);
    const prologue = writer.reserve();
    writer.add('try{');
    emitBody();
    const sharing = unit.kind === 'trigger' ? 'omitted' : (context.owner?.sharing ?? 'omitted');
    const sets = sharing === 'with' ? '1' : sharing === 'without' ? '0' : undefined;
    const temporaries = Array.from({ length: context.temporaries }, (_, index) => `$t${index}`);
    prologue(
        `${temporaries.length > 0 ? `let ${temporaries.join(',')};` : ''}const $d=$x.depth;if(($x.depth=$d+1)>1000)$deep();` +
            (sets === undefined ? '' : `const $w=$x.sharing;$x.sharing=${sets};`)
    );
    writer.at(to.line);
    writer.add(`}finally{$x.depth=$d${sets === undefined ? '' : ';$x.sharing=$w'}}}`);
    unit.ranges.push([from.line, to.line, display]);
    unit.blame(from, before);
};
const guardedReport = (unit: UnitContext, body: () => void): void => {
    try {
        body();
    } catch (error) {
        unit.report(error);
    }
};

/**
 * Constants with a literal are there before anything of their class runs: `BASE = DIGITS.length()` may stand above `DIGITS = '01'`, as tests
 * of fflib-apex-extensions show. Not documented.
 */
const constantsOf = (unit: UnitContext, node: ClassNode, symbol: ClassSymbol): ReadonlyMap<string, string> => {
    const found = new Map<string, string>();
    for (const member of node.members) {
        if (member.kind !== 'fields') continue;
        const { words } = member.modifiers;
        if (!words.has('static') || !words.has('final')) continue;
        const type = symbol.typeOf(member.type);
        const context = new FunctionContext({ unit, owner: symbol, isStatic: true, returns: unit.table.voidType });
        for (const { name, value, at } of member.declarators)
            if (value?.kind === 'literal' && type.kind === 'primitive')
                // What does not fit is told where the field is emitted.
                try {
                    found.set(name.toLowerCase(), assigned(context, expression(context, value), type, at));
                } catch (error) {
                    if (!(error instanceof CompileFault)) throw error;
                }
    }
    return found;
};

const emitClass = (unit: UnitContext, node: ClassNode, symbol: ClassSymbol): void => {
    const { writer } = unit;
    guardedReport(unit, () => checkClass(unit, node, symbol));
    writer.at(node.at.line);
    const name = literal(symbol.name);
    if (node.form !== 'class') {
        writer.add(`$u.type(${name});`);
        return;
    }
    const own = symbol.fields.filter(({ isStatic }) => !isStatic).map(({ key }) => `this.${key}=null;`);
    const constants = constantsOf(unit, node, symbol);
    const shape = symbol.fields
        .filter(({ isStatic }) => isStatic)
        .map(({ key, name: field }) => `${key}:${constants.get(field.toLowerCase()) ?? 'null'}`);
    writer.add(
        `$u.class(${name},$b=>class extends $b{constructor(){super();${own.join('')}}},()=>({${shape.join(',')}}));`
    );
    const hasFills = node.members.some(
        (member) =>
            (member.kind === 'fields' &&
                !member.modifiers.words.has('static') &&
                member.declarators.some(({ value }) => value !== undefined)) ||
            (member.kind === 'initialiser' && !member.isStatic)
    );
    if (symbol.constructors.length === 0) emitImplicitConstructor(unit, node, symbol, hasFills);
    for (const member of node.members) {
        guardedReport(unit, () => {
            switch (member.kind) {
                case 'fields':
                    return emitFields(unit, member, symbol);
                case 'property':
                    return emitProperty(unit, member, symbol);
                case 'initialiser':
                    return emitInitialiser(unit, symbol, member.isStatic, member.body);
                case 'constructor':
                    return emitConstructor(unit, member, symbol, hasFills);
                case 'method':
                    return emitMethod(unit, member, symbol);
                case 'class': {
                    const inner = symbol.inner.get(member.name.toLowerCase());
                    if (inner) emitClass(unit, member, inner);
                }
            }
        });
    }
    emitServed(unit, symbol);
};
/** A method that serves one of other parameters answers under that one's key too. */
const emitServed = (unit: UnitContext, symbol: ClassSymbol): void => {
    for (const { wanted, by } of servedMethods(unit.table, symbol)) {
        if (!by || by.isStatic || by.key === wanted.key) continue;
        const names = wanted.types.map((_type, index) => `$a${index}`);
        const values = wanted.types.map((type, index) => convert(names[index] ?? '', type, by.types[index] ?? type));
        const code = `function(${names.join(',')}){return this.${by.key}(${values.join(',')});}`;
        unit.writer.add(`$u.member(${literal(symbol.name)},${literal(wanted.key)},${code});`);
    }
};

const prefixOf = ({ name }: ClassSymbol): string =>
    name.startsWith(TRIGGER_OWNER) ? `Trigger.${name.slice(TRIGGER_OWNER.length)}` : `Class.${name}`;
/**
 * Field initialisers of a class run before its parent's constructor: a method that the parent's constructor calls,
 * and this class overrides, finds its fields filled.
 */
const fillCall = (unit: UnitContext, symbol: ClassSymbol, hasFills: boolean): string =>
    hasFills ? `$fill(this,${unit.link(`class:${symbol.name}`)});` : '';

const emitImplicitConstructor = (unit: UnitContext, node: ClassNode, symbol: ClassSymbol, hasFills: boolean): void => {
    const context = new FunctionContext({
        unit,
        owner: symbol,
        isStatic: false,
        returns: unit.table.voidType,
        initialises: 'constructor'
    });
    const key = constructorKey(symbol.name, []);
    unit.writer.add(`$u.member(${literal(symbol.name)},${literal(key)},function(){`);
    unit.writer.add(fillCall(unit, symbol, hasFills));
    guardedReport(unit, () => unit.writer.add(parentCall(context, symbol, node.at)));
    unit.writer.add('return this;});');
};
const parentCall = (context: FunctionContext, symbol: ClassSymbol, at: Position): string => {
    const parent = symbol.parentSymbol;
    if (!parent || (parent.isException && parent.constructors.length === 0)) return '';
    if (parent.constructors.length > 0 && !parent.constructors.some(({ parameters }) => parameters.length === 0))
        return fault(`No default constructor available in super type: ${parent.name}`, at);
    return `this.${constructorOf(context, parent, [], at)};`;
};

const emitConstructor = (
    unit: UnitContext,
    node: ClassNode['members'][number] & { kind: 'constructor' },
    symbol: ClassSymbol,
    hasFills: boolean
): void => {
    if (node.name.toLowerCase() !== symbol.simpleName.toLowerCase())
        fault(`Invalid constructor name: ${node.name}`, node.at);
    const context = new FunctionContext({
        unit,
        owner: symbol,
        isStatic: false,
        returns: unit.table.voidType,
        initialises: 'constructor'
    });
    const parameters = parametersOf(symbol, node.parameters);
    const key = constructorKey(
        symbol.name,
        parameters.map(({ type }) => type)
    );
    unit.writer.at(node.at.line);
    unit.writer.add(`$u.member(${literal(symbol.name)},${literal(key)},`);
    emitFunction(
        { context, parameters, from: node.at, to: node.body.end, display: `${prefixOf(symbol)}.<init>` },
        () => {
            const [first, ...rest] = node.body.statements;
            const chained =
                first?.kind === 'expression' && first.expression.kind === 'chain' ? first.expression : undefined;
            if (chained?.which !== 'this') unit.writer.add(fillCall(unit, symbol, hasFills));
            if (chained) {
                unit.writer.at(chained.at.line);
                unit.writer.add(countLine(unit, chained.at.line));
                unit.statementLine = chained.at.line;
            }
            guardedReport(unit, () =>
                unit.writer.add(
                    chained ? `${chainedConstructor(context, chained)};` : parentCall(context, symbol, node.at)
                )
            );
            context.open();
            statements(context, chained ? rest : node.body.statements);
            context.close();
            unit.writer.at(node.body.end.line);
            unit.writer.add('return this;');
        }
    );
    unit.writer.add(');');
};

const parametersOf = (symbol: ClassSymbol, parameters: readonly ParameterNode[]): Parameter[] =>
    parameters.map(({ name, type, at, isFinal }) => ({ name, type: symbol.typeOf(type), at, isFinal }));

const emitMethod = (
    unit: UnitContext,
    node: ClassNode['members'][number] & { kind: 'method' },
    symbol: ClassSymbol
): void => {
    const { body } = node;
    if (!body) return;
    const isStatic = node.modifiers.words.has('static');
    const returns = symbol.typeOf(node.type);
    const parameters = parametersOf(symbol, node.parameters);
    const key = methodKeyOf(symbol, node, parameters);
    const context = new FunctionContext({ unit, owner: symbol, isStatic, returns });
    unit.writer.at(node.at.line);
    unit.writer.add(`$u.${isStatic ? 'static' : 'member'}(${literal(symbol.name)},${literal(key)},`);
    emitFunction(
        { context, parameters, from: node.at, to: body.end, display: `${prefixOf(symbol)}.${node.name}` },
        () => {
            emitBody(context, body, returns);
        }
    );
    unit.writer.add(');');
};
const emitBody = (context: FunctionContext, body: Block, returns: ApexType): void => {
    const { problems } = context.unit;
    const before = problems.length;
    context.open();
    const reachable = statements(context, body.statements);
    context.close();
    // After a fault nobody knows where the statements around it lead.
    if (reachable && returns.kind !== 'void' && problems.length === before) {
        guardedReport(context.unit, () =>
            fault(`Missing return statement required return type: ${returns.name}`, body.end)
        );
    }
};

const emitFields = (unit: UnitContext, node: FieldNode, symbol: ClassSymbol): void => {
    const isStatic = node.modifiers.words.has('static');
    for (const { name, value, at } of node.declarators) {
        const field = symbol.fields.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
        if (!value || !field) continue;
        const context = new FunctionContext({
            unit,
            owner: symbol,
            isStatic,
            returns: unit.table.voidType,
            initialises: 'initialiser'
        });
        unit.writer.at(at.line);
        unit.writer.add(`$u.${isStatic ? 'start' : 'fill'}(${literal(symbol.name)},`);
        emitFunction(
            {
                context,
                parameters: [],
                from: at,
                to: at,
                display: `${prefixOf(symbol)}.<${isStatic ? 'clinit' : 'init'}>`
            },
            () => {
                guardedReport(unit, () => {
                    unit.statementLine = at.line;
                    const js = assigned(context, expression(context, value), field.type, at);
                    const holder = isStatic ? `$x.statics[${unit.link(`class:${symbol.name}`)}.index]` : 'this';
                    unit.writer.add(`${countLine(unit, at.line)}${holder}.${field.key}=${js};`);
                });
            }
        );
        unit.writer.add(');');
    }
};

const emitInitialiser = (unit: UnitContext, symbol: ClassSymbol, isStatic: boolean, body: Block): void => {
    const context = new FunctionContext({
        unit,
        owner: symbol,
        isStatic,
        returns: unit.table.voidType,
        initialises: 'initialiser'
    });
    unit.writer.at(body.at.line);
    unit.writer.add(`$u.${isStatic ? 'start' : 'fill'}(${literal(symbol.name)},`);
    emitFunction(
        {
            context,
            parameters: [],
            from: body.at,
            to: body.end,
            display: `${prefixOf(symbol)}.<${isStatic ? 'clinit' : 'init'}>`
        },
        () => {
            emitBody(context, body, unit.table.voidType);
        }
    );
    unit.writer.add(');');
};

const emitProperty = (unit: UnitContext, node: PropertyNode, symbol: ClassSymbol): void => {
    const field = symbol.fields.find(
        (candidate) => candidate.isProperty && candidate.name.toLowerCase() === node.name.toLowerCase()
    );
    if (field?.isCountedProperty) {
        unit.lines.add(node.at.line);
        unit.properties.push([node.at.line, field.counterName]);
    }
    if (!field?.usesAccessors) return;
    const { writer } = unit;
    const isStatic = node.modifiers.words.has('static');
    const define = `$u.${isStatic ? 'static' : 'member'}(${literal(symbol.name)},`;
    const storage = isStatic ? `$st(${unit.link(`class:${symbol.name}`)}).${field.key}` : `this.${field.key}`;
    const isAbstract = node.modifiers.words.has('abstract');
    for (const [which, accessor] of [
        ['getter', node.getter],
        ['setter', node.setter]
    ] as const) {
        if (!accessor || isAbstract) continue;
        const key = literal(which === 'getter' ? getterKey(node.name) : setterKey(node.name));
        writer.at(accessor.at.line);
        if (!accessor.body) {
            writer.add(
                which === 'getter'
                    ? `${define}${key},function(){return ${storage};});`
                    : `${define}${key},function(v_value){${storage}=v_value;});`
            );
            continue;
        }
        emitAccessor(unit, symbol, field, which, accessor.body, `${define}${key},`);
    }
};
const emitAccessor = (
    unit: UnitContext,
    symbol: ClassSymbol,
    field: FieldSymbol,
    which: 'getter' | 'setter',
    body: Block,
    define: string
): void => {
    const returns = which === 'getter' ? field.type : unit.table.voidType;
    const context = new FunctionContext({ unit, owner: symbol, isStatic: field.isStatic, returns, accessorOf: field });
    const parameters = which === 'setter' ? [{ name: 'value', type: field.type, at: body.at, isFinal: false }] : [];
    unit.writer.add(define);
    emitFunction(
        { context, parameters, from: body.at, to: body.end, display: `${prefixOf(symbol)}.${field.name}` },
        () => {
            emitBody(context, body, returns);
        }
    );
    unit.writer.add(');');
};

const emitTrigger = (unit: UnitContext, node: TriggerNode, symbol: ClassSymbol | undefined): void => {
    guardedReport(unit, () => {
        if (unit.triggerRecord.name === 'SObject') fault(`Invalid type: ${node.object}`, node.objectAt);
        checkTrigger(node, unit.triggerObject);
    });
    if (unit.problems.length === 0) emitLoose(unit, node, symbol, `Trigger.${node.name}`);
};

/**
 * Statements beside methods and classes: a trigger or an anonymous block. The methods and classes are members of a class
 * of their own, without access to the block's variables.
 */
const emitLoose = (
    unit: UnitContext,
    node: TriggerNode | AnonymousNode,
    symbol: ClassSymbol | undefined,
    display: string
): void => {
    if (symbol) {
        unit.writer.add(`$u.class(${literal(symbol.name)},$b=>class extends $b{},()=>({}));`);
        for (const member of ownerOf(node, symbol.name).members) emitLooseMember(unit, member, symbol);
    }
    const context = new FunctionContext({
        unit,
        ...(symbol ? { owner: symbol } : {}),
        isStatic: true,
        returns: unit.table.voidType
    });
    unit.writer.at(node.at.line);
    unit.writer.add('$u.main(');
    emitFunction({ context, parameters: [], from: node.at, to: node.end, display }, () => {
        statements(context, node.statements);
    });
    unit.writer.add(');');
};
const emitLooseMember = (unit: UnitContext, member: Member, symbol: ClassSymbol): void => {
    guardedReport(unit, () => {
        if (member.kind === 'method') emitMethod(unit, member, symbol);
        else if (member.kind === 'property') emitProperty(unit, member, symbol);
        else if (member.kind === 'class') {
            const inner = symbol.inner.get(member.name.toLowerCase());
            if (inner) emitClass(unit, member, inner);
        } else fault('not supported by the local org: this declaration outside of a class', member.at);
    });
};
