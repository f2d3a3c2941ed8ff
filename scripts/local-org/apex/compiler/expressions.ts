/** Expressions: checked and emitted in one walk. */
import { superFault } from './variables.ts';
import type { ApexType } from '../runtime/types.ts';
import type { Expression, LiteralExpression, Position } from './ast.ts';
import { call } from './calls.ts';
import type { FunctionContext, Typed } from './context.ts';
import { isCastable, isAssignable, isNumeric, isPrimitive } from './conversions.ts';
import { creation } from './creation.ts';
import { FollowingFault } from './fault.ts';
import { isLacking } from './lacking.ts';
import { assignment, indexed, step } from './lvalues.ts';
import { literal } from './mangle.ts';
import { commonType, condition, operate, unary } from './operators.ts';
import { placeOf } from './places.ts';
import { soql } from './queries.ts';
import { sosl } from './searches.ts';
import { closed, converted, countedCall, fault, single } from './typed.ts';
import { resolveType } from './type-names.ts';

const MAX_INTEGER = 2_147_483_647n;
const MAX_LONG = 9_223_372_036_854_775_807n;

/** A complete expression. @throws CompileFault */
export const expression = (context: FunctionContext, node: Expression): Typed => closed(chain(context, node));

/** An expression that a dot may follow: a safe navigation in it is still open. @throws CompileFault */
export const chain = (context: FunctionContext, node: Expression): Typed => {
    const value = anyValue(context, node);
    if (value.type.kind === 'unknown') throw new FollowingFault(node.at);
    return value;
};
const anyValue = (context: FunctionContext, node: Expression): Typed => {
    switch (node.kind) {
        case 'literal':
            return literalValue(context, node);
        case 'name':
        case 'field':
            return valueAt(context, node);
        case 'this':
            return thisValue(context, node.at);
        case 'super':
            return superFault(context, node.at);
        case 'index':
            return indexed(context, node);
        case 'call':
            return countedCall(context, call(context, node), node.at);
        case 'chain':
            return fault(`Call to '${node.which}()' must be the first statement in a constructor method`, node.at);
        case 'new':
            return countedCall(context, creation(context, node), node.at);
        case 'binary':
            return operate(
                context,
                node.operator,
                expression(context, node.left),
                expression(context, node.right),
                node.at
            );
        case 'unary':
            return unary(context, node.operator, expression(context, node.operand), node.at);
        case 'step':
            return step(context, node, false);
        case 'assign':
            return assignment(context, node);
        case 'conditional':
            return conditional(context, node);
        case 'cast':
            return cast(context, node);
        case 'instanceof':
            return instanceOf(context, node);
        case 'class':
            return {
                type: context.table.builtin('Type'),
                js: context.unit.typeLink(resolveType(context, node.type)),
                nonNull: true,
                simple: true
            };
        case 'soql':
            return soql(context, node);
        case 'sosl':
            return sosl(context, node);
    }
};

const valueAt = (context: FunctionContext, node: Expression & { kind: 'name' | 'field' }): Typed => {
    const place = placeOf(context, node);
    return place.kind === 'value' ? place.value : fault(`Variable does not exist: ${node.name}`, node.at);
};
const thisValue = (context: FunctionContext, at: Position): Typed => {
    if (context.isStatic || !context.owner) return fault('This cannot be referenced in a static context', at);
    return { type: context.owner.type, js: 'this', nonNull: true, simple: true };
};

const literalValue = (context: FunctionContext, node: LiteralExpression): Typed => {
    const { table, unit } = context;
    const { value } = node;
    const fixed = { nonNull: true, simple: true } as const;
    switch (node.type) {
        case 'null':
            return { type: table.nullType, js: 'null', simple: true };
        case 'Boolean':
            return { type: table.boolean, js: value, ...fixed };
        case 'String':
            return { type: table.string, js: literal(value), ...fixed };
        case 'Integer':
            if (BigInt(value) > MAX_INTEGER) fault('Illegal integer', node.at);
            return {
                type: table.integer,
                js: value.startsWith('-') ? `(${Number(value)})` : String(Number(value)),
                ...fixed,
                number: { type: 'Integer', text: String(BigInt(value)) }
            };
        case 'Long':
            if (BigInt(value) > MAX_LONG) fault('Illegal long', node.at);
            return {
                type: table.long,
                js: `${BigInt(value)}n`,
                ...fixed,
                number: { type: 'Long', text: String(BigInt(value)) }
            };
        case 'Double':
            return { type: table.double, js: String(Number(value)), ...fixed, number: { type: 'Double', text: value } };
        case 'Decimal':
            return {
                type: table.decimal,
                js: unit.link(`decimal:${value}`),
                ...fixed,
                number: { type: 'Decimal', text: value }
            };
    }
};

const conditional = (context: FunctionContext, node: Expression & { kind: 'conditional' }): Typed => {
    const test = condition(expression(context, node.test), node.test.at);
    const first = expression(context, node.yes);
    const second = expression(context, node.no);
    const yes = second.type.kind === 'sobject' ? single(first) : first;
    const no = first.type.kind === 'sobject' ? single(second) : second;
    const type =
        commonType(context, yes, no) ??
        fault(`Incompatible types in ternary operator: ${yes.type.name}, ${no.type.name}`, node.at);
    const js = `(${test}?${converted(context, yes, type)}:${converted(context, no, type)})`;
    // A query beside null still stands for its single row: `Config__mdt row = isTest ? null : [SELECT …];`
    if (type.kind === 'list' && [yes, no].every(({ soql, type: { kind } }) => soql === true || kind === 'null'))
        return { type, js, soql: true };
    return { type, js, ...(yes.nonNull && no.nonNull ? { nonNull: true } : {}) };
};

const cast = (context: FunctionContext, node: Expression & { kind: 'cast' }): Typed => {
    const { table } = context;
    const type = resolveType(context, node.type);
    const value = expression(context, node.operand);
    if (value.soql && type.kind === 'sobject') return castTo(context, single(value), type, node.at);
    if (value.type.kind !== 'null' && !isCastable(table, value.type, type)) {
        fault(
            `Incompatible types since an instance of ${value.type.name} is never an instance of ${type.name}`,
            node.at
        );
    }
    return castTo(context, value, type, node.at);
};
const castTo = (context: FunctionContext, value: Typed, type: Typed['type'], at: Position): Typed => {
    const { table } = context;
    if (isNumeric(value.type) && isNumeric(type)) {
        if (isAssignable(table, value.type, type))
            return { type, js: converted(context, value, type), ...(value.nonNull ? { nonNull: true } : {}) };
        return { type, js: `$narrow(${value.js},"${type.name}")`, ...(value.nonNull ? { nonNull: true } : {}) };
    }
    if (value.type.kind === 'void') return fault('Expression cannot be of type void', at);
    if (isAssignable(table, value.type, type) && !(value.type.kind === 'list' && type.kind === 'list')) {
        return { type, js: converted(context, value, type), ...(value.nonNull ? { nonNull: true } : {}) };
    }
    return {
        type,
        js: `$cast(${value.js},${context.unit.typeLink(type)})`,
        ...(value.nonNull ? { nonNull: true } : {})
    };
};

/** Of collections and of wider numbers the run time decides. */
const isAlways = (table: FunctionContext['table'], from: ApexType, to: ApexType): boolean =>
    (from === to && from.kind !== 'unknown') ||
    (to.kind !== 'object' &&
        ['class', 'interface', 'sobject'].includes(from.kind) &&
        (from.user !== undefined || from.object !== undefined) &&
        isAssignable(table, from, to));

/** Two kinds of values, of which none is ever the other: `'a' instanceof Integer`, one object's record and another's. */
const isNever = (table: FunctionContext['table'], from: ApexType, to: ApexType): boolean => {
    if (isLacking(from) || isLacking(to)) return false;
    if (from.kind === 'primitive') return isNeverOf(from, to);
    const isPlain = ({ kind, user, object }: ApexType): boolean =>
        (kind === 'class' && user !== undefined) ||
        (kind === 'sobject' && object !== undefined) ||
        ['list', 'set', 'map'].includes(kind);
    if (!isPlain(from) || !isPlain(to)) return false;
    if (from.kind !== to.kind) return true;
    return ['class', 'sobject'].includes(from.kind) && !isAssignable(table, from, to) && !isAssignable(table, to, from);
};
const isNeverOf = (from: ApexType, to: ApexType): boolean => {
    if (to.kind !== 'primitive') return to.kind !== 'object';
    const kin = KINDRED.find((names) => names.includes(from.name)) ?? [from.name];
    return !kin.includes(to.name);
};
const KINDRED = [
    ['Integer', 'Long', 'Double', 'Decimal'],
    ['String', 'Id'],
    ['Date', 'Datetime']
];

const instanceOf = (context: FunctionContext, node: Expression & { kind: 'instanceof' }): Typed => {
    const { table } = context;
    const type = resolveType(context, node.type);
    const value = expression(context, node.operand);
    const names = `since an instance of ${value.type.name} is`;
    if (isNever(table, value.type, type))
        fault(`Operation instanceof is always false ${names} never an instance of ${type.name}`, node.at);
    if (isAlways(table, value.type, type))
        fault(`Operation instanceof is always true ${names} always an instance of ${type.name}`, node.at);
    const js = isPrimitive(value.type, 'Double') ? `$box(${value.js})` : value.js;
    return { type: table.boolean, js: `$is(${js},${context.unit.typeLink(type)})`, nonNull: true };
};
