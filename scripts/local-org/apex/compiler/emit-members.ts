/** What a class is made of: constructors, methods, fields, initialisers, properties. */
import { chainedConstructor, constructorOf } from './constructors.ts';
import { emitBody, parametersOf, prefixOf } from './emit-functions.ts';
import { emitFunction, guardedReport } from './emit-functions.ts';
import type { Block, ClassNode, FieldNode, Position, PropertyNode } from './ast.ts';
import { FunctionContext } from './context.ts';
import type { UnitContext } from './context.ts';
import { expression } from './expressions.ts';
import { constructorKey, getterKey, literal, setterKey } from './mangle.ts';
import { methodKeyOf } from './method-keys.ts';
import { statements } from './statements.ts';
import type { ClassSymbol, FieldSymbol } from './symbols.ts';
import { assigned, countLine, fault } from './typed.ts';

/**
 * Field initialisers of a class run before its parent's constructor: a method that the parent's constructor calls,
 * and this class overrides, finds its fields filled.
 */
const fillCall = (unit: UnitContext, symbol: ClassSymbol, hasFills: boolean): string =>
    hasFills ? `$fill(this,${unit.link(`class:${symbol.name}`)});` : '';

const constructorContext = (unit: UnitContext, symbol: ClassSymbol): FunctionContext =>
    new FunctionContext({
        unit,
        owner: symbol,
        isStatic: false,
        returns: unit.table.voidType,
        initialises: 'constructor'
    });

export const emitImplicitConstructor = (
    unit: UnitContext,
    node: ClassNode,
    symbol: ClassSymbol,
    hasFills: boolean
): void => {
    const context = constructorContext(unit, symbol);
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

export const emitConstructor = (
    unit: UnitContext,
    node: ClassNode['members'][number] & { kind: 'constructor' },
    symbol: ClassSymbol,
    hasFills: boolean
): void => {
    if (node.name.toLowerCase() !== symbol.simpleName.toLowerCase())
        fault(`Invalid constructor name: ${node.name}`, node.at);
    const context = constructorContext(unit, symbol);
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

export const emitMethod = (
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

export const emitFields = (unit: UnitContext, node: FieldNode, symbol: ClassSymbol): void => {
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

export const emitInitialiser = (unit: UnitContext, symbol: ClassSymbol, isStatic: boolean, body: Block): void => {
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

export const emitProperty = (unit: UnitContext, node: PropertyNode, symbol: ClassSymbol): void => {
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
