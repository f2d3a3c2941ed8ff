/** A file's tree → JavaScript with what is needed to link it. */
import {
    emitConstructor,
    emitFields,
    emitImplicitConstructor,
    emitInitialiser,
    emitMethod,
    emitProperty
} from './emit-members.ts';
import { emitFunction, guardedReport } from './emit-functions.ts';
import type { AnonymousNode, ClassNode, Member, TriggerNode, UnitNode } from './ast.ts';
import { checkClass } from './class-checks.ts';
import { FunctionContext } from './context.ts';
import type { UnitContext, UnitProblem } from './context.ts';
import { convert } from './conversions.ts';
import { CompileFault } from './fault.ts';
import { expression } from './expressions.ts';
import { servedMethods } from './implemented.ts';
import { literal } from './mangle.ts';
import { ownerOf } from './outline.ts';
import { statements } from './statements.ts';
import { checkTrigger } from './trigger-checks.ts';
import type { ClassSymbol } from './symbols.ts';
import { assigned, fault } from './typed.ts';
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
        } else throw new Error(`no ${member.kind} stands outside of a class`);
    });
};
